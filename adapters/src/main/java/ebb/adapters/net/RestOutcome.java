package ebb.adapters.net;

/** How a request ended. */
public enum RestOutcome {
    /** 2xx with its whole body. What the body says is the decoder's affair: venues put errors into a 200. */
    OK(true),
    /** 4xx but 418 and 429. */
    CLIENT_ERROR(true),
    /** 429: the client pauses, {@link RestReply#retryAfterNs} says how long. */
    RATE_LIMITED(true),
    /** 418: the address is banned; the client pauses. */
    BANNED(true),
    /** 5xx: whether an order was executed is unknown. */
    SERVER_ERROR(true),
    /** 3xx and others: redirects are not followed. */
    UNEXPECTED_STATUS(true),
    /** The body exceeds {@code net.rest-max}. */
    TOO_LARGE(true),
    /** The connection ended before the body did. */
    TRUNCATED(true),
    /** Compressed though nobody asked for it. */
    ENCODED(true),
    /** Not HTTP. */
    GARBAGE(true),
    /** No complete answer within {@code net.rest-timeout}. */
    TIMEOUT(true),
    /** The connection broke before an answer began. */
    BROKEN(true),
    /** No connection came about, {@link RestReply#cause} says why. Not sent. */
    NOT_CONNECTED(false),
    /** The client is silent after a 429 or 418. Not sent. */
    PAUSED(false),
    /** {@code net.rest-queue} requests wait already. Not sent. */
    QUEUE_FULL(false),
    /** The client was closed. Not sent, or given up under way. */
    CLOSED(true);

    private final boolean mayHaveArrived;

    RestOutcome(boolean mayHaveArrived) {
        this.mayHaveArrived = mayHaveArrived;
    }

    /**
     * Whether the venue may have acted on the request: after a failure of such a kind an order is UNKNOWN, never
     * rejected.
     *
     * @return false only if the request surely never left
     */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
