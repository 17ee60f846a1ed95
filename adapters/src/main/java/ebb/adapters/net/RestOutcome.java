package ebb.adapters.net;

/** How a request ended. */
public enum RestOutcome {
    /** 2xx with its whole body. What the body says is the decoder's affair: venues put errors into a 200. */
    OK(true, ""),
    /** 4xx but 418 and 429. */
    CLIENT_ERROR(
            true,
            "Asked again, later each time. Check the address and symbols under venues.NAME; a 403 "
                    + "may bar your region"),
    /** 429: the client pauses, {@link RestReply#retryAfterNs} says how long. */
    RATE_LIMITED(true, "Silent until the venue allows. Fewer processes on this address, or a smaller net.rate-share"),
    /** 418: the address is banned; the client pauses. */
    BANNED(true, "Silent until the venue allows. Find what else asks from this address before starting again"),
    /** 5xx: whether an order was executed is unknown. */
    SERVER_ERROR(true, null),
    /** 3xx and others: redirects are not followed. */
    UNEXPECTED_STATUS(true, "Redirects are not followed. Check the address under venues.NAME"),
    /** The body exceeds {@code net.rest-max}. */
    TOO_LARGE(true, "Asked again. Raise net.rest-max if the venue's answers are that large"),
    /** The connection ended before the body did. */
    TRUNCATED(true, null),
    /** Compressed though nobody asked for it. */
    ENCODED(true, "Asked again. A proxy on the way compresses: take it out"),
    /** Not HTTP. */
    GARBAGE(
            true,
            "Asked again. Something else than the venue answers: check the address under "
                    + "venues.NAME and any proxy"),
    /** No complete answer within {@code net.rest-timeout}. */
    TIMEOUT(true, "Asked again, later each time. Check the network, net.rest-timeout"),
    /** The connection broke before an answer began. */
    BROKEN(true, null),
    /** No connection came about, {@link RestReply#cause} says why. Not sent. */
    NOT_CONNECTED(false, null),
    /** The client is silent after a 429 or 418. Not sent. */
    PAUSED(false, "Asked again when the silence is over"),
    /** {@code net.rest-queue} requests wait already. Not sent. */
    QUEUE_FULL(false, "Asked again. More symbols than net.rest-queue and the venue's limit allow"),
    /** The client was closed. Not sent, or given up under way. */
    CLOSED(true, "");

    private final boolean mayHaveArrived;
    private final String advice;

    RestOutcome(boolean mayHaveArrived, String advice) {
        this.mayHaveArrived = mayHaveArrived;
        this.advice = advice == null ? Again.TEXT : advice;
    }

    /** Constants cannot name a static of their own enum. */
    private static final class Again {
        static final String TEXT =
                "Asked again, later each time. If it goes on check the network and the venue's notices";
    }

    /** What Ebb does about it and what is left to do, without a full stop; empty where nothing is wrong. */
    public String advice() {
        return advice;
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
