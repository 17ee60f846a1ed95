package ebb.adapters.feed;

import ebb.adapters.feed.protocol.CandleRows;
import ebb.adapters.feed.protocol.CandleWriter;
import ebb.adapters.feed.protocol.Listing;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.RestOutcome;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import java.util.ArrayDeque;

/**
 * Candles the engine asked for (BAR-7), page by page, one request of the engine at a time, behind the snapshots. All
 * pages are gathered first: a batch goes out in one piece, the oldest first. Event loop only.
 */
final class Histories {
    private static final long SECOND_NS = 1_000_000_000L;
    /** While the ring is full. */
    private static final long RING_WAIT_NS = 1_000_000L;
    /** A coin of ten frames asks for ten; more than this is a loop. */
    private static final int MOST_WAITING = 4_096;

    private static final int MOST_PAGES = 64;

    private final Rest rest;
    private final VenueProtocol protocol;
    private final Snapshots snapshots;
    private final CandleWriter writer;
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final CandleRows rows = new CandleRows();

    private Request current;
    private long cursorNs;
    private int written;
    private boolean isBusy;

    /**
     * What the engine wants.
     *
     * @param listing whose exponents apply
     * @param instrument dense number
     * @param requestId goes into the answer
     * @param fromNs first start, inclusive
     * @param toNs last start, exclusive
     * @param frameSec length of a candle
     */
    record Request(Listing listing, int instrument, long requestId, long fromNs, long toNs, long frameSec) {
        CandleWriter.Asked asked() {
            return new CandleWriter.Asked(instrument, requestId, frameSec);
        }

        long frameNs() {
            return frameSec * SECOND_NS;
        }
    }

    Histories(Rest rest, VenueProtocol protocol, Snapshots snapshots, CandleWriter writer) {
        this.rest = rest;
        this.protocol = protocol;
        this.snapshots = snapshots;
        this.writer = writer;
    }

    /** Takes a request; false if the venue has no such candles, or if too many wait, or if it is too long. */
    boolean ask(Request request) {
        if (!protocol.hasCandles(request.frameSec()) || waiting.size() >= MOST_WAITING) {
            return false;
        }
        long pages = (request.toNs() - request.fromNs()) / (request.frameNs() * protocol.candleLimit());
        if (pages > MOST_PAGES) {
            return false;
        }
        waiting.add(request);
        pump();
        return true;
    }

    /** Goes on if the snapshots let it. */
    void pump() {
        if (isBusy || snapshots.isBusy()) {
            return;
        }
        if (current == null) {
            current = waiting.poll();
            if (current == null) {
                return;
            }
            begin();
        }
        if (cursorNs >= current.toNs()) {
            publish();
            return;
        }
        RestRequest page = protocol.candles(current.listing().symbol(), cursorNs, pageEndNs(), current.frameSec());
        // A book asked for meanwhile must not find the bucket empty.
        long waitNs = rest.waitNs(
                page.weight() + protocol.book(current.listing().symbol()).weight());
        isBusy = true;
        if (waitNs > 0) {
            again(waitNs);
        } else {
            rest.send(page, this::onReply);
        }
    }

    private void begin() {
        rows.clear();
        written = 0;
        long frameNs = current.frameNs();
        cursorNs = Math.max(0, (current.fromNs() + frameNs - 1) / frameNs * frameNs);
    }

    private long pageEndNs() {
        return Math.min(current.toNs(), cursorNs + protocol.candleLimit() * current.frameNs());
    }

    private void onReply(RestReply reply) {
        if (!reply.isOk()) {
            long waitNs = rest.historyFailed(reply, 0);
            if (reply.outcome() == RestOutcome.CLIENT_ERROR && protocol.silenceNs(reply, 0) == 0) {
                publish(); // Asked anew it would be refused anew: the engine gets what there is.
            } else {
                again(waitNs);
            }
            return;
        }
        int before = rows.size();
        int read = protocol.readCandles(reply.body(), current.listing(), rows);
        if (read < 0) {
            rows.truncate(before);
            again(rest.historyFailed(reply, protocol.bodyCode(reply.body())));
            return;
        }
        keepSound(before, rest.stampNs(reply.receiveNs()));
        cursorNs = pageEndNs();
        isBusy = false;
        pump();
    }

    /** Keeps closed candles within the page, each later than the one before. */
    private void keepSound(int before, long nowNs) {
        int kept = before;
        long endNs = pageEndNs();
        long last = before == 0 ? Long.MIN_VALUE : rows.get(before - 1, CandleRows.START);
        for (int row = before; row < rows.size(); row++) {
            long start = rows.get(row, CandleRows.START);
            if (start > last && start >= cursorNs && start < endNs && start + current.frameNs() <= nowNs) {
                rows.move(row, kept++);
                last = start;
            }
        }
        rows.truncate(kept);
    }

    private void publish() {
        isBusy = true;
        written = writer.write(rows, written, current.asked(), rest.stampNs(rest.nowNs()));
        if (written >= 0) {
            rest.later(this::publish, RING_WAIT_NS);
            return;
        }
        rest.historyServed();
        current = null;
        isBusy = false;
        pump();
    }

    private void again(long waitNs) {
        rest.later(
                () -> {
                    isBusy = false;
                    pump();
                },
                waitNs);
    }
}
