package ebb.adapters.net;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to one host: few connections kept alive, a queue with a lane for urgent requests, the venue's rate limit kept
 * by the limiter given, silence after 429 and 418. Each request ends exactly once, on the event loop; none outlives
 * {@code net.rest-timeout} once it has left the queue. A read that met a connection the venue had just closed is sent once
 * more; nothing else is ever repeated.
 */
public final class RestClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestClient.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;

    private final NetLoop loop;
    private final Origin origin;
    private final NetSettings.Rest settings;
    private final RateLimiter limiter;
    private final ArrayDeque<RestExchange> urgent = new ArrayDeque<>();
    private final ArrayDeque<RestExchange> ordinary = new ArrayDeque<>();
    private final List<RestConnection> connections = new ArrayList<>();

    // Event loop only.
    private long pausedUntilNs = Long.MIN_VALUE;
    private ScheduledFuture<?> pumpDue;
    private boolean isClosed;

    /**
     * Creates a client; connections come with the requests. Not on the event loop: the trust store may have to be read.
     *
     * @param loop carries it; its settings apply
     * @param base {@code https://host[:port]}; {@code http://} only to this machine; a path is not allowed
     * @param limiter the venue's limit; may be shared by clients of the same loop
     */
    public RestClient(NetLoop loop, URI base, Optional<RateLimiter> limiter) {
        this.loop = loop;
        this.limiter = limiter.orElse(null);
        origin = Origin.of(base, "https", "http");
        settings = loop.settings().rest();
        if (base.getRawPath() != null && !base.getRawPath().isEmpty() || base.getRawQuery() != null) {
            throw new IllegalArgumentException(base + ": the base has no path; it belongs into the request's target");
        }
        if (origin.isSecure()) {
            loop.tls();
        }
    }

    /**
     * Sends a request as soon as limit and connections allow. Any thread.
     *
     * @param request what to send
     * @param handler is told the outcome
     */
    public void send(RestRequest request, RestHandler handler) {
        loop.execute(() -> enqueue(new RestExchange(request, handler)));
    }

    /**
     * Silence for so long: what waits and what comes meanwhile ends as PAUSED. For venues that say 429 inside a 200.
     * Any thread.
     *
     * @param durationNs from now
     */
    public void pause(long durationNs) {
        loop.execute(() -> holdBack(durationNs));
    }

    /** Ends what waits and what is under way as CLOSED and closes the connections. Any thread. */
    @Override
    public void close() {
        loop.execute(() -> {
            isClosed = true;
            fail(RestOutcome.CLOSED, Failure.of(Cause.CLOSED_BY_US, "the client was closed"), 0);
            for (RestConnection each : List.copyOf(connections)) {
                each.end(RestOutcome.CLOSED, Failure.of(Cause.CLOSED_BY_US, "the client was closed"));
            }
        });
    }

    /** The connection has nothing more to do and may be given more; called by it. */
    void freed(RestConnection connection) {
        pump();
    }

    /** The connection is gone; called once by it. */
    void gone(RestConnection connection) {
        connections.remove(connection);
        pump();
    }

    /** To the head of the queue, for a second try. */
    void again(RestExchange exchange) {
        (exchange.request().isUrgent() ? urgent : ordinary).addFirst(exchange);
    }

    /** Ends an exchange with what has come; sorts by status; obeys 429 and 418. */
    void finish(RestExchange exchange, RestOutcome outcome, Failure failure) {
        long nowNs = loop.clock().nanos();
        long retryAfterNs = 0;
        if (outcome == RestOutcome.RATE_LIMITED || outcome == RestOutcome.BANNED) {
            long asked = Failure.retryAfterNs(exchange.headers().get("Retry-After"), loop.clock());
            long least = outcome == RestOutcome.BANNED ? settings.bannedPauseNs() : settings.limitedPauseNs();
            retryAfterNs = asked > 0 ? asked : least;
        }
        tell(exchange, new RestReply(exchange, outcome, failure, retryAfterNs, nowNs));
        if (retryAfterNs > 0) {
            holdBack(retryAfterNs);
        }
    }

    static RestOutcome sort(int status) {
        if (status >= 200 && status < 300) {
            return RestOutcome.OK;
        }
        if (status == TOO_MANY_REQUESTS) {
            return RestOutcome.RATE_LIMITED;
        }
        if (status == BANNED) {
            return RestOutcome.BANNED;
        }
        if (status >= 400 && status < 500) {
            return RestOutcome.CLIENT_ERROR;
        }
        return status >= 500 && status < 600 ? RestOutcome.SERVER_ERROR : RestOutcome.UNEXPECTED_STATUS;
    }

    private void enqueue(RestExchange exchange) {
        long nowNs = loop.clock().nanos();
        if (isClosed) {
            finish(exchange, RestOutcome.CLOSED, Failure.of(Cause.CLOSED_BY_US, "the client was closed"));
        } else if (nowNs < pausedUntilNs) {
            refuse(exchange, RestOutcome.PAUSED, pausedUntilNs - nowNs);
        } else if (urgent.size() + ordinary.size() >= settings.queue()) {
            refuse(exchange, RestOutcome.QUEUE_FULL, 0);
        } else {
            (exchange.request().isUrgent() ? urgent : ordinary).addLast(exchange);
            pump();
        }
    }

    private void refuse(RestExchange exchange, RestOutcome outcome, long retryAfterNs) {
        String why = outcome == RestOutcome.PAUSED ? "silent after the venue's 429 or 418" : "too many requests wait";
        Failure failure = Failure.of(Cause.ASKED, origin.host() + ": " + why);
        tell(
                exchange,
                new RestReply(
                        exchange, outcome, failure, retryAfterNs, loop.clock().nanos()));
    }

    /** A handler that throws is a defect of ours; it must not take the next exchange with it. */
    private static void tell(RestExchange exchange, RestReply reply) {
        try {
            exchange.finish(reply);
        } catch (RuntimeException e) {
            LOG.error("handler of {} threw", reply, e);
        }
    }

    private void holdBack(long durationNs) {
        pausedUntilNs = Math.max(pausedUntilNs, loop.clock().nanos() + durationNs);
        Failure failure = Failure.of(Cause.ASKED, origin.host() + ": silent after the venue's 429 or 418");
        fail(RestOutcome.PAUSED, failure, durationNs);
    }

    private void fail(RestOutcome outcome, Failure failure, long retryAfterNs) {
        List<RestExchange> waiting = new ArrayList<>(urgent);
        waiting.addAll(ordinary);
        urgent.clear();
        ordinary.clear();
        for (RestExchange each : waiting) {
            tell(
                    each,
                    new RestReply(
                            each, outcome, failure, retryAfterNs, loop.clock().nanos()));
        }
    }

    /** Gives waiting requests to free connections, as far as the limit allows. */
    private void pump() {
        while (!isClosed) {
            ArrayDeque<RestExchange> lane = urgent.isEmpty() ? ordinary : urgent;
            RestExchange next = lane.peekFirst();
            if (next == null) {
                return;
            }
            RestConnection free = free();
            if (free == null && connections.size() >= settings.connections()) {
                return;
            }
            if (!isAllowed(next.request())) {
                return;
            }
            lane.removeFirst();
            if (free == null) {
                free = new RestConnection(this, loop, origin);
                connections.add(free);
            }
            free.start(next);
        }
    }

    private RestConnection free() {
        for (RestConnection each : connections) {
            if (each.isFree()) {
                return each;
            }
        }
        return null;
    }

    private boolean isAllowed(RestRequest request) {
        if (limiter == null) {
            return true;
        }
        long nowNs = loop.clock().nanos();
        boolean isTaken = request.isUrgent()
                ? limiter.tryTakeUrgent(nowNs, request.weight())
                : limiter.tryTake(nowNs, request.weight());
        if (!isTaken) {
            if (pumpDue != null) {
                pumpDue.cancel(false);
            }
            long waitNs = limiter.waitNs(nowNs, request.weight(), request.isUrgent());
            pumpDue = loop.schedule(this::pump, waitNs);
        }
        return isTaken;
    }
}
