package ebb.adapters.wire;

/**
 * Why a scan ended early. A scanning method answers the position behind what it read, or one of these: every fault is
 * negative, so {@code p < 0} is the only test a caller needs.
 */
public final class Fault {
    /** Not the JSON or the number that was due here. */
    public static final int MALFORMED = -1;
    /** The frame ended where more was due. */
    public static final int TRUNCATED = -2;
    /** A number has non-zero digits beyond the instrument's exponent (NUM-5). */
    public static final int PRECISION = -3;
    /** A number does not fit its scaled long (NUM-5). */
    public static final int OVERFLOW = -4;
    /** Nested deeper than {@link JsonScan#MAX_DEPTH}. */
    public static final int TOO_DEEP = -5;

    private Fault() {}
}
