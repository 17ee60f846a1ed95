package ebb.adapters.feed;

import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.RestOutcome;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.codecs.sbe.SubState;
import java.util.ArrayDeque;

/**
 * The past the engine asked for, candles (BAR-7) and settlements (FUND-2): page by page, one request of the engine at a time,
 * behind the snapshots. All pages are gathered first; an answer goes out in one piece, the oldest first. What is refused,
 * fails or comes as garbage is asked for again, behind those that wait, until it is answered or given up by name. Event loop
 * only.
 */
final class Histories {
    /** While the ring is full. */
    private static final long RING_WAIT_NS = 1_000_000L;
    /** A coin of ten frames asks for ten; more than this is a loop. */
    private static final int MOST_WAITING = 4_096;

    private final Rest rest;
    private final VenueProtocol protocol;
    private final Snapshots snapshots;
    private final MessageWriter told;
    private final int tries;
    private final ArrayDeque<HistoryFetch> waiting = new ArrayDeque<>();

    private HistoryFetch current;
    private boolean isBusy;
    private boolean isGivenUp;

    /**
     * Nothing is asked for yet.
     *
     * @param tries answers that are none, after which a request is given up ({@code net.history-tries})
     */
    Histories(Rest rest, VenueProtocol protocol, Snapshots snapshots, MessageWriter told, int tries) {
        this.rest = rest;
        this.protocol = protocol;
        this.snapshots = snapshots;
        this.told = told;
        this.tries = tries;
    }

    /** Takes a request; false if the venue has no such past, or if too many wait, or if it is too long. */
    boolean ask(HistoryFetch fetch) {
        if (!fetch.isPossible() || waiting.size() >= MOST_WAITING) {
            return false;
        }
        if (fetch instanceof FundingFetch) {
            // One small answer for one of the few that are followed closely: not behind the candles of all.
            waiting.addFirst(fetch);
        } else {
            waiting.add(fetch);
        }
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
            current.begin();
        }
        RestRequest page = current.next();
        if (page == null) {
            publish();
            return;
        }
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

    private void onReply(RestReply reply) {
        if (reply.isOk() && current.take(reply, rest.stampNs(reply.receiveNs()))) {
            isBusy = false;
            pump();
            return;
        }
        long code = reply.isOk() ? protocol.bodyCode(reply.body()) : 0;
        long waitNs = rest.historyFailed(reply, code);
        if (reply.outcome() == RestOutcome.PAUSED) {
            again(Math.max(waitNs, reply.retryAfterNs())); // It was not even sent.
            return;
        }
        // What the client did wrong would be refused anew.
        boolean isOurs = reply.outcome() == RestOutcome.CLIENT_ERROR && protocol.silenceNs(reply, 0) == 0;
        if (isOurs || current.failed() >= tries) {
            isGivenUp = true;
            current.end();
            publish();
            return;
        }
        if (!waiting.isEmpty()) {
            waiting.add(current);
            current = null;
        }
        again(waitNs);
    }

    private void publish() {
        isBusy = true;
        long stampNs = rest.stampNs(rest.nowNs());
        boolean isOut = current.write(stampNs);
        if (isOut && isGivenUp) {
            isOut = told.subscription(
                    current.instrument(), current.stream(), SubState.UNAVAILABLE, Subscription.DOWN, stampNs);
        }
        if (!isOut) {
            rest.later(this::publish, RING_WAIT_NS);
            return;
        }
        finish();
        isBusy = false;
        pump();
    }

    private void finish() {
        if (isGivenUp) {
            rest.historyGivenUp(current.text());
        } else {
            rest.historyServed();
        }
        if (current.holes() > 0) {
            rest.historyHoles(current.text(), current.holes());
        }
        isGivenUp = false;
        current = null;
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
