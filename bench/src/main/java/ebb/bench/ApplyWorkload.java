package ebb.bench;

import ebb.codecs.InHead;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookSettings;
import ebb.engine.book.BookVerdict;
import ebb.engine.book.Books;
import ebb.engine.time.Timers;
import org.agrona.DirectBuffer;

/** PERF workload 8: text to SBE in the slot to the book, by decoder, flyweights and books of the house. One thread. */
public final class ApplyWorkload {
    private static final int CONN = 1;
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;
    private static final long STEP_NS = 100_000;

    private final DecoderWorkload decoder;
    private final Timers timers = new Timers(64);
    private final Books books;
    private final BookBuilder book;
    private final MessageHeaderDecoder head = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private long nowNs = 1_770_000_000_000_000_000L;

    ApplyWorkload(String venue) {
        decoder = Workloads.decoder(venue);
        books = new Books(BookSettings.defaults(), timers, new SilentListener());
        // MEXC numbers its frames in ranges, Binance's futures name the one before.
        SeqModel model = venue.startsWith("binance-spot") || venue.equals("mexc") ? SeqModel.RANGE : SeqModel.PREV;
        timers.fireUntil(nowNs);
        book = books.open(0, model, DecoderWorkload.tick(venue), BookSettings.MAX_LEVELS_A);
    }

    /**
     * Loads a snapshot; what was there before is forgotten.
     *
     * @param last update id it stands at
     * @param bids price and quantity mantissas, alternating
     * @param asks price and quantity mantissas, alternating
     */
    public void open(long last, long[] bids, long[] asks) {
        book.session(CONN, false);
        book.session(CONN, true);
        book.beginSnapshot(CONN, WHOLE, last, 0, 0);
        for (int i = 0; i < bids.length; i += 2) {
            book.bid(bids[i], bids[i + 1]);
        }
        for (int i = 0; i < asks.length; i += 2) {
            book.ask(asks[i], asks[i + 1]);
        }
        if (book.endSnapshot() != BookVerdict.LIVE) {
            throw new IllegalStateException("the book does not follow: " + book.reason());
        }
    }

    /**
     * Applies a depth frame. The first one may come without a snapshot and then begins an empty book.
     *
     * @param frame holds the text
     * @param length of the text
     * @return best bid, price mantissa; {@link BookWorkload#NO_PRICE} if there is none
     * @throws IllegalStateException if the frame is refused or does not follow
     */
    public long apply(byte[] frame, int length) {
        int filled = decoder.decode(frame, length);
        if (filled == 0) {
            throw new IllegalStateException("refused: " + new String(frame, 0, length));
        }
        nowNs += STEP_NS;
        timers.fireUntil(nowNs);
        for (int i = 0; i < filled; i++) {
            apply(decoder.slots().slot(i));
        }
        return book.book().bestBid();
    }

    private void apply(DirectBuffer slot) {
        books.alive(InHead.conn(slot, 0));
        delta.wrapAndApplyHeader(slot, 0, head);
        if (book.reason() == StaleWhy.NO_SNAPSHOT) {
            open(delta.prev() == BookBuilder.ABSENT ? delta.first() - 1 : delta.prev(), new long[0], new long[0]);
        }
        book.beginDelta(
                InHead.conn(slot, 0),
                InHead.flags(slot, 0),
                delta.first(),
                delta.last(),
                delta.prev(),
                delta.flags().rESET());
        book.levels(slot, delta.limit());
        BookVerdict verdict = book.endDelta();
        if (verdict != BookVerdict.ACCEPT && verdict != BookVerdict.IN_UPDATE) {
            throw broken(verdict);
        }
    }

    private static IllegalStateException broken(BookVerdict verdict) {
        return new IllegalStateException("a frame out of sequence: " + verdict);
    }

    /** Best ask, price mantissa. */
    public long bestAsk() {
        return book.book().bestAsk();
    }

    /** Whether the book follows its stream and may be traded on. */
    public boolean isLive() {
        return book.isLive();
    }
}
