package ebb.adapters.feed;

import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.files.LineKind;
import ebb.adapters.net.Backoff;
import ebb.adapters.net.NetLoop;
import ebb.adapters.net.NetSettings;
import ebb.adapters.net.RateLimiter;
import ebb.adapters.net.RestClient;
import ebb.adapters.net.RestHandler;
import ebb.adapters.net.RestOutcome;
import ebb.adapters.net.RestReply;
import ebb.adapters.net.RestRequest;
import ebb.adapters.venue.Rejection;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed's way to the venue's REST: limits, silence where the venue wants it, waits after failures, counts. */
final class Rest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
    private static final int JITTER_PERCENT = 20;
    private static final int MOST_DOUBLINGS = 5;

    private static final int SNAPSHOTS = 0;
    private static final int SNAPSHOT_FAILURES = 1;
    private static final int HISTORIES = 2;
    private static final int HISTORY_FAILURES = 3;
    private static final int HISTORIES_GIVEN_UP = 4;
    private static final int HISTORY_HOLES = 5;

    private final FeedSettings settings;
    private final FeedPorts ports;
    private final VenueProtocol protocol;
    private final NetLoop loop;
    private final RateLimiter limiter;
    private final RestClient client;
    private final Backoff snapshotBackoff;
    private final Backoff otherBackoff;
    /** Written by the loop (opaque), read by any thread (opaque). */
    private final AtomicLongArray counts = new AtomicLongArray(6);
    /** Written by the loop, read by any thread; volatile. */
    private volatile String lastError = "";

    // Event loop only.
    private int silences;
    private boolean isClosed;

    Rest(FeedSettings settings, FeedPorts ports, VenueProtocol protocol) {
        this.settings = settings;
        this.ports = ports;
        this.protocol = protocol;
        loop = ports.loop();
        FeedSettings.Pace pace = settings.pace();
        limiter = RateLimiter.ofVenue(
                pace.weightLimit(), pace.weightPeriodNs(), loop.settings().rates());
        client = new RestClient(loop, settings.rest(), Optional.of(limiter));
        NetSettings.Reconnect waits =
                new NetSettings.Reconnect(pace.retryMinNs(), pace.retryMaxNs(), JITTER_PERCENT, 0, 0);
        SecureRandom seeds = new SecureRandom();
        snapshotBackoff = new Backoff(waits, seeds.nextLong());
        otherBackoff = new Backoff(waits, seeds.nextLong());
    }

    /** Sends a request; the handler is told on the event loop, unless the feed was closed meanwhile. */
    void send(RestRequest request, RestHandler handler) {
        client.send(request, reply -> {
            if (isClosed) {
                return;
            }
            observe(reply);
            if (ports.tap().isPresent() && reply.isOk()) {
                ports.tap()
                        .get()
                        .onFrame(
                                stampNs(reply.receiveNs()),
                                LineKind.HTTP,
                                settings.rest() + reply.request().target(),
                                reply.body(),
                                0,
                                reply.body().capacity());
            }
            handler.onReply(reply);
        });
    }

    /** The stamp of something that was received at that time of the loop's clock. */
    long stampNs(long receiveNs) {
        return ports.clock() == loop.clock() ? receiveNs : ports.clock().nanos();
    }

    /** Now, by the loop's clock. */
    long nowNs() {
        return loop.clock().nanos();
    }

    void later(Runnable task, long delayNs) {
        loop.schedule(
                () -> {
                    if (!isClosed) {
                        task.run();
                    }
                },
                delayNs);
    }

    /** How long until a request of this weight leaves room for another of that weight behind it. */
    long waitNs(int weight) {
        return limiter.waitNs(loop.clock().nanos(), weight, false);
    }

    void snapshotServed() {
        add(SNAPSHOTS);
        snapshotBackoff.reset();
        silences = 0;
    }

    /** Counts, tells, keeps silence if that is due; how long to wait before another try. */
    long snapshotFailed(RestReply reply, long venueCode) {
        addFailure(SNAPSHOT_FAILURES, reply);
        return Math.max(snapshotBackoff.nextNs(), failed(reply, venueCode));
    }

    void historyServed() {
        add(HISTORIES);
        otherBackoff.reset();
        silences = 0;
    }

    /** As {@link #snapshotFailed}. */
    long historyFailed(RestReply reply, long venueCode) {
        addFailure(HISTORY_FAILURES, reply);
        return Math.max(otherBackoff.nextNs(), failed(reply, venueCode));
    }

    /** A request of the engine was tried as often as it may be. */
    void historyGivenUp(String what) {
        otherBackoff.reset();
        note(what + " were given up: the venue did not answer. Signals wait until they are warm without; the next"
                + " connection asks again. net.history-tries says how often one tries");
        add(HISTORIES_GIVEN_UP);
    }

    /** What came lacks some in between, and did so twice. */
    void historyHoles(String what, long holes) {
        note(what + ": " + holes + " are missing in between. The venue has none; the bars there stand still");
        add(HISTORY_HOLES);
    }

    /** The list of instruments could not be had; how long to wait. */
    long catalogFailed(RestReply reply) {
        return Math.max(otherBackoff.nextNs(), failed(reply, 0));
    }

    /** Something for the operator; event loop. */
    void note(String text) {
        lastError = text;
        LOG.warn("{}: {}", settings.venue().text(), text);
    }

    String lastError() {
        return lastError;
    }

    FeedStatus.Requests requests(long refused) {
        return new FeedStatus.Requests(
                counts.getOpaque(SNAPSHOTS),
                counts.getOpaque(SNAPSHOT_FAILURES),
                counts.getOpaque(HISTORIES),
                counts.getOpaque(HISTORY_FAILURES),
                counts.getOpaque(HISTORIES_GIVEN_UP),
                counts.getOpaque(HISTORY_HOLES),
                refused);
    }

    /** Event loop. */
    @Override
    public void close() {
        isClosed = true;
        client.close();
    }

    private long failed(RestReply reply, long venueCode) {
        String advice =
                reply.isOk() ? Rejection.VENUE_ERROR.advice() : reply.outcome().advice();
        String text = reply + (venueCode == 0 ? "" : ", the venue says " + venueCode) + ". "
                + advice.replace("NAME", settings.venue().text());
        if (reply.outcome() == RestOutcome.PAUSED) {
            // What the silence is for stays what the operator reads.
            LOG.info("{}: {}", settings.venue().text(), text);
        } else {
            note(text);
        }
        long silenceNs = protocol.silenceNs(reply, venueCode);
        if (silenceNs > 0) {
            silenceNs <<= Math.min(silences, MOST_DOUBLINGS);
            silences++;
            client.pause(silenceNs);
        }
        return Math.max(silenceNs, reply.retryAfterNs());
    }

    private void observe(RestReply reply) {
        long used = protocol.usedWeight(reply);
        if (used >= 0 && reply.outcome() != RestOutcome.PAUSED) {
            limiter.observe(loop.clock().nanos(), used);
        }
    }

    /** What we did not even send was no answer either. */
    private void addFailure(int index, RestReply reply) {
        if (reply.outcome() != RestOutcome.PAUSED) {
            add(index);
        }
    }

    private void add(int index) {
        counts.setOpaque(index, counts.getPlain(index) + 1);
    }
}
