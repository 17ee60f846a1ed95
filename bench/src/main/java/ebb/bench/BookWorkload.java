package ebb.bench;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.book.BookAlert;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookListener;
import ebb.engine.book.BookSettings;
import ebb.engine.book.BookSide;
import ebb.engine.book.BookStatus;
import ebb.engine.book.BookVerdict;
import ebb.engine.book.Books;
import ebb.engine.time.Timers;

/**
 * PERF workload 3: level changes into books, with everything the engine does around them: grid check, sequence rule,
 * digest, horizon, crossed check, liveness timers. Changes are gathered into messages as in the engine: one ends when
 * its 56 levels are full, when another book is meant, or when a best price is asked for. One thread.
 */
public final class BookWorkload {
    /** No price: the side is empty. */
    public static final long NO_PRICE = BookSide.NO_PRICE;

    private static final int CONN = 1;
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;
    private static final int MOST = 56;
    private static final int NONE = -1;
    private static final long STEP_NS = 1_000;

    private final Timers timers = new Timers(1_024);
    private final Books books;
    private final BookBuilder[] builders;
    private final long[] sequences;
    private int open = NONE;
    private int held;
    private long nowNs = 1_770_000_000_000_000_000L;

    BookWorkload(int count, long tick) {
        books = new Books(BookSettings.defaults(), timers, new Silent());
        builders = new BookBuilder[count];
        sequences = new long[count];
        timers.fireUntil(nowNs);
        for (int i = 0; i < count; i++) {
            builders[i] = books.open(i, SeqModel.PREV, tick, BookSettings.MAX_LEVELS_A);
            builders[i].session(CONN, true);
            builders[i].beginSnapshot(CONN, WHOLE, 1, 0, 0);
            if (builders[i].endSnapshot() != BookVerdict.LIVE) {
                throw new IllegalStateException("book " + i + " does not follow: " + builders[i].reason());
            }
            sequences[i] = 1;
        }
    }

    /**
     * Sets a level of the only book.
     *
     * @param side 0 bid, 1 ask
     * @param price mantissa, a multiple of the tick
     * @param quantity mantissa, 0 deletes
     */
    public void level(int side, long price, long quantity) {
        level(0, side, price, quantity);
    }

    /**
     * Sets a level.
     *
     * @param book which, 0 to count − 1
     * @param side 0 bid, 1 ask
     * @param price mantissa, a multiple of the tick
     * @param quantity mantissa, 0 deletes
     */
    public void level(int book, int side, long price, long quantity) {
        if (open != book || held == MOST) {
            end();
            begin(book);
        }
        held++;
        if (side == 0) {
            builders[book].bid(price, quantity);
        } else {
            builders[book].ask(price, quantity);
        }
    }

    /** Best price of a side of the only book, all changes applied; {@link #NO_PRICE} if it is empty. */
    public long best(int side) {
        return best(0, side);
    }

    /** Best price of a side, all changes applied; {@link #NO_PRICE} if it is empty. */
    public long best(int book, int side) {
        end();
        return side == 0
                ? builders[book].book().bestBid()
                : builders[book].book().bestAsk();
    }

    /** Levels of a side, all changes applied. */
    public int count(int book, int side) {
        end();
        return side == 0
                ? builders[book].book().bids().count()
                : builders[book].book().asks().count();
    }

    /** Whether a book follows its stream and may be traded on. */
    public boolean isLive(int book) {
        end();
        return builders[book].isLive();
    }

    private void begin(int book) {
        open = book;
        held = 0;
        nowNs += STEP_NS;
        timers.fireUntil(nowNs);
        books.alive(CONN);
        long previous = sequences[book];
        sequences[book] = previous + 1;
        builders[book].beginDelta(CONN, WHOLE, previous + 1, previous + 1, previous, false);
    }

    private void end() {
        if (open != NONE) {
            BookVerdict verdict = builders[open].endDelta();
            if (verdict != BookVerdict.ACCEPT) {
                throw refused(open, verdict);
            }
            open = NONE;
        }
    }

    private static IllegalStateException refused(int book, BookVerdict verdict) {
        return new IllegalStateException("book " + book + ": " + verdict);
    }

    /** Status changes and requests go nowhere here. */
    private static final class Silent implements BookListener {
        @Override
        public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {}

        @Override
        public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {}

        @Override
        public void onAlert(BookBuilder book, BookAlert alert) {}
    }
}
