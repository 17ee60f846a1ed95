package ebb.engine.state;

/**
 * How far a value of an analytic may be trusted (VAL-1). Gates treat everything but {@link #VALID} as a denial; displays
 * may show the value beside it. The order is that of the wire (messages.md §6) and of badness.
 */
public enum Validity {
    /** Complete. */
    VALID(0),
    /** Too few inputs yet. */
    WARMING(1),
    /** An input was lost. */
    INEXACT(2),
    /** There is no value: a division by zero, an empty side. */
    UNDEFINED(3),
    /** Nobody asked for it, so that nothing can be said. */
    NOT_ASKED(4);

    private static final Validity[] BY_CODE = values();

    private final byte code;

    Validity(int code) {
        this.code = (byte) code;
    }

    /**
     * The number on the wire, fixed for ever.
     *
     * @return 0…4
     */
    public byte code() {
        return code;
    }

    /**
     * Whether a gate may use the value.
     *
     * @return true only for {@link #VALID}
     */
    public boolean isValid() {
        return this == VALID;
    }

    /**
     * The validity of what rests on two inputs: UNDEFINED &gt; INEXACT &gt; WARMING &gt; VALID; what was not asked
     * supports nothing and is worst.
     *
     * @param a of one input
     * @param b of the other
     * @return the worse of both
     */
    public static Validity worst(Validity a, Validity b) {
        return a.code >= b.code ? a : b;
    }

    /**
     * The validity of a number on the wire.
     *
     * @param code 0…4
     * @return the validity
     * @throws IndexOutOfBoundsException for another number
     */
    public static Validity of(int code) {
        return BY_CODE[code];
    }
}
