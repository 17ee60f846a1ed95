package ebb.adapters.venue;

/**
 * Why a frame was refused. Its ordinal is the low byte of {@code SessionState.reason} (see {@link Publisher#gap}). The
 * first ones stand in the order of {@link ebb.adapters.wire.Fault}, so that a scan's fault is a decoder's result.
 */
public enum Rejection {
    /** Not JSON, or not the shape that is due here. */
    MALFORMED("not JSON, or not the form due here", null),
    /** The text ends too early. */
    TRUNCATED("the text ends too early", null),
    /** A number is finer than the instrument's exponent (NUM-5). */
    PRECISION(
            "a number finer than the instrument's exponent",
            "its stream is read anew. If it goes on the venue has new terms: restart, which reads "
                    + "its list of instruments"),
    /** A number does not fit its field. */
    OVERFLOW("a number too large for its field", null),
    /** Nested too deep. */
    TOO_DEEP("nested too deep", null),
    /** A price or quantity of zero or less where more is due, or another value outside its range. */
    RANGE("a number outside its range, such as a price of zero or less", null),
    /** A member that the message cannot do without is absent. */
    MISSING("a member is missing", null),
    /** No instrument of that symbol. */
    UNKNOWN_SYMBOL(
            "an instrument nobody asked for",
            "it was passed over. If it was meant to be followed add it to venues.NAME.symbols"),
    /** An event or channel nobody has heard of. */
    UNKNOWN_CHANNEL(
            "a channel nobody has heard of",
            "it was passed over. Check the address under venues.NAME; a new channel of the venue does no harm"),
    /** A value that is none of those the venue documents. */
    UNKNOWN_VALUE("a value that the venue does not document", null),
    /** Longer than any frame of this venue. */
    TOO_LONG("longer than any frame of this venue", null),
    /** More levels than a book can have. */
    TOO_MANY_LEVELS("more levels than a book can have", null),
    /** No text where text is due. */
    BINARY(
            "a binary frame where text is due",
            "the connection is replaced. Check that the address under venues.NAME is that of the "
                    + "public JSON streams"),
    /** The venue answered a request with an error instead of what was asked. */
    VENUE_ERROR(
            "the venue answered with an error",
            "it is asked again, later each time. Its code is in the message; ebb status shows how often"),
    /** Not refused for what it said: the ring was full and it could not be conflated. */
    RING_FULL(
            "no room in the ring",
            "what was lost is marked as a gap. The machine is too slow for these streams: fewer "
                    + "symbols, more ring.slots, or more cores");

    private static final Rejection[] ALL = values();

    private final String text;
    private final String advice;

    Rejection(String text, String advice) {
        this.text = text;
        this.advice = advice == null ? Advice.READ_ANEW : advice;
    }

    /** Constants cannot name a static of their own enum. */
    private static final class Advice {
        static final String READ_ANEW =
                "its stream is read anew. If it goes on the venue has changed its format: capture it "
                        + "with ebb record and report it";
    }

    /** What was wrong, for the operator: a clause without a full stop. */
    public String text() {
        return text;
    }

    /** What Ebb did about it and what is left to do: a sentence without its full stop. */
    public String advice() {
        return advice;
    }

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
