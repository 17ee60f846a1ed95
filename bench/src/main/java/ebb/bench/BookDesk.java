package ebb.bench;

import ebb.codecs.sbe.SeqModel;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookSettings;
import ebb.engine.book.BookVerdict;
import ebb.engine.book.Books;
import ebb.engine.time.Timers;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the books of one engine share, and hence those of {@link BookWorkload}: the levels of the message in hand, the
 * pool of waiting ones, timers and engine time. One thread.
 */
final class BookDesk {
    static final int CONN = 1;
    static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;
    static final long FIRST_SEQUENCE = 1;

    private static final int MOST = 56;
    private static final long STEP_NS = 1_000;

    private final Timers timers = new Timers(1_024);
    private final Books books = new Books(BookSettings.defaults(), timers, new SilentListener());
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private BookWorkload open;
    private int held;
    private int made;
    private long nowNs = 1_770_000_000_000_000_000L;

    BookDesk() {
        timers.fireUntil(nowNs);
    }

    /** A further book, empty and live, whose tick is one price mantissa. */
    BookWorkload book() {
        end();
        BookBuilder builder = books.open(made, SeqModel.PREV, 1, BookSettings.MAX_LEVELS_A);
        made++;
        builder.session(CONN, true);
        builder.beginSnapshot(CONN, WHOLE, FIRST_SEQUENCE, 0, 0);
        if (builder.endSnapshot() != BookVerdict.LIVE) {
            throw new IllegalStateException("book " + builder.instrument() + " does not follow: " + builder.reason());
        }
        return new BookWorkload(this, builder);
    }

    /** The next level is one of this book: a message begins, where none that takes it is in hand. */
    void take(BookWorkload book) {
        if (open != book || held == MOST) {
            turnTo(book);
        }
        held++;
    }

    /** An array as books read it. */
    DirectBuffer view(byte[] array) {
        if (view.byteArray() != array) {
            view.wrap(array);
        }
        return view;
    }

    /** A message of this book begins. */
    void turnTo(BookWorkload book) {
        end();
        open = book;
        held = 0;
        nowNs += STEP_NS;
        timers.fireUntil(nowNs);
        books.alive(CONN);
        book.begin();
    }

    /** The message in hand, if there is one, is whole. */
    void end() {
        if (open != null) {
            BookWorkload ended = open;
            open = null;
            ended.end();
        }
    }
}
