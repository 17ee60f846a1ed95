package ebb.adapters.feed;

import ebb.adapters.feed.protocol.CandleRows;
import ebb.adapters.feed.protocol.CandleWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.codecs.sbe.Stream;
import java.time.Instant;

/** Candles of the past (BAR-7). A hole between them is asked for once more. */
final class CandleFetch extends HistoryFetch {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_PAGES = 64;

    private final VenueProtocol protocol;
    private final CandleWriter writer;
    private final Span span;
    private CandleRows rows = new CandleRows();
    private long cursorNs;
    private long endNs;
    private boolean isMending;
    private int written;

    /**
     * What the engine wants.
     *
     * @param requestId goes into the answer
     * @param fromNs first start, inclusive
     * @param toNs last start, exclusive
     * @param frameSec length of a candle
     */
    record Span(long requestId, long fromNs, long toNs, long frameSec) {
        long frameNs() {
            return frameSec * SECOND_NS;
        }
    }

    CandleFetch(VenueProtocol protocol, CandleWriter writer, Listing listing, int instrument, Span span) {
        super(listing, instrument);
        this.protocol = protocol;
        this.writer = writer;
        this.span = span;
    }

    @Override
    boolean isPossible() {
        return protocol.hasCandles(span.frameSec())
                && (span.toNs() - span.fromNs()) / (span.frameNs() * protocol.candleLimit()) <= MOST_PAGES;
    }

    @Override
    void begin() {
        rows.clear();
        written = 0;
        isMending = false;
        long frameNs = span.frameNs();
        cursorNs = Math.max(0, (span.fromNs() + frameNs - 1) / frameNs * frameNs);
        endNs = span.toNs();
    }

    @Override
    RestRequest next() {
        if (cursorNs >= endNs && !isMending) {
            mend();
        }
        return cursorNs >= endNs ? null : protocol.candles(listing().symbol(), cursorNs, pageEndNs(), span.frameSec());
    }

    /** From the first missing candle to the last, as far as a page goes. */
    private void mend() {
        isMending = true;
        long frameNs = span.frameNs();
        long firstNs = Long.MAX_VALUE;
        for (int row = 1; row < rows.size(); row++) {
            if (rows.get(row, CandleRows.START) - rows.get(row - 1, CandleRows.START) > frameNs) {
                firstNs = Math.min(firstNs, rows.get(row - 1, CandleRows.START) + frameNs);
                endNs = rows.get(row, CandleRows.START);
            }
        }
        if (firstNs != Long.MAX_VALUE) {
            cursorNs = firstNs;
            endNs = Math.min(endNs, firstNs + protocol.candleLimit() * frameNs);
        }
    }

    private long pageEndNs() {
        return Math.min(endNs, cursorNs + protocol.candleLimit() * span.frameNs());
    }

    @Override
    boolean take(RestReply reply, long stampNs) {
        int before = rows.size();
        if (protocol.readCandles(reply.body(), listing(), rows) < 0) {
            rows.truncate(before);
            return false;
        }
        keepSound(before, stampNs);
        cursorNs = pageEndNs();
        if (isMending) {
            rows = rows.merged(before);
        }
        return true;
    }

    /** Keeps closed candles within the page, each later than the one before. */
    private void keepSound(int before, long nowNs) {
        int kept = before;
        long pageEndNs = pageEndNs();
        long last = before == 0 || isMending ? Long.MIN_VALUE : rows.get(before - 1, CandleRows.START);
        for (int row = before; row < rows.size(); row++) {
            long start = rows.get(row, CandleRows.START);
            if (start > last && start >= cursorNs && start < pageEndNs && start + span.frameNs() <= nowNs) {
                rows.move(row, kept++);
                last = start;
            }
        }
        rows.truncate(kept);
    }

    @Override
    void end() {
        cursorNs = endNs;
        isMending = true;
    }

    @Override
    boolean write(long stampNs) {
        written = writer.write(
                rows, written, new CandleWriter.Asked(instrument(), span.requestId(), span.frameSec()), stampNs);
        return written < 0;
    }

    @Override
    long holes() {
        if (rows.size() == 0) {
            return 0;
        }
        long whole = (rows.get(rows.size() - 1, CandleRows.START) - rows.get(0, CandleRows.START)) / span.frameNs() + 1;
        return whole - rows.size();
    }

    @Override
    Stream stream() {
        return Stream.CANDLE;
    }

    @Override
    String text() {
        return "candles of " + span.frameSec() + " s of " + listing().symbol() + " from "
                + Instant.ofEpochSecond(span.fromNs() / SECOND_NS);
    }
}
