package ebb.adapters.venue;

/**
 * Why a frame was refused. Its ordinal is the low byte of {@code SessionState.reason} (see {@link Publisher#gap}). The
 * first ones stand in the order of {@link ebb.adapters.wire.Fault}, so that a scan's fault is a decoder's result.
 */
public enum Rejection {
    /** Not JSON, or not the shape that is due here. */
    MALFORMED,
    /** The text ends too early. */
    TRUNCATED,
    /** A number is finer than the instrument's exponent (NUM-5). */
    PRECISION,
    /** A number does not fit its field. */
    OVERFLOW,
    /** Nested too deep. */
    TOO_DEEP,
    /** A price or quantity of zero or less where more is due, or another value outside its range. */
    RANGE,
    /** A member that the message cannot do without is absent. */
    MISSING,
    /** No instrument of that symbol. */
    UNKNOWN_SYMBOL,
    /** An event or channel nobody has heard of. */
    UNKNOWN_CHANNEL,
    /** A value that is none of those the venue documents. */
    UNKNOWN_VALUE,
    /** Longer than any frame of this venue. */
    TOO_LONG,
    /** More levels than a book can have. */
    TOO_MANY_LEVELS,
    /** No text where text is due. */
    BINARY,
    /** The venue answered a request with an error instead of what was asked. */
    VENUE_ERROR,
    /** Not refused for what it said: the ring was full and it could not be conflated. */
    RING_FULL;

    private static final Rejection[] ALL = values();

    /**
     * The result code of a decoder for this reason: always negative.
     *
     * @see #of(int)
     */
    public int result() {
        return -1 - ordinal();
    }

    /**
     * The reason of a negative result.
     *
     * @param result as {@link #result()}
     * @return the reason
     */
    public static Rejection of(int result) {
        return ALL[-1 - result];
    }
}
