package ebb.codecs;

import ebb.codecs.sbe.Stream;

/**
 * The {@code reason} of a {@code SessionState} that speaks of one stream: the {@link Stream} in the upper byte, why in
 * the lower. What the lower byte means depends on the state; those reasons of a GAP that the engine tells apart stand here,
 * the others are the feed's own.
 */
public final class StreamReason {
    /** A GAP because of digits beyond the instrument's exponent (NUM-5). */
    public static final int PRECISION = 2;

    /** A GAP because the ring had no room: nothing was refused, something was lost (messages.md §5). */
    public static final int RING_FULL = 14;

    private static final int SHIFT = 8;
    private static final int MASK = 0xFF;

    private StreamReason() {}

    /**
     * Puts both together.
     *
     * @param stream which
     * @param why 0 to 255
     * @return the field's value
     */
    public static int of(Stream stream, int why) {
        return stream.value() << SHIFT | why;
    }

    /**
     * The stream it is about.
     *
     * @param reason the field
     * @return {@code SBE_UNKNOWN} if this build does not know it
     */
    public static Stream stream(int reason) {
        return Stream.get((short) (reason >> SHIFT));
    }

    /**
     * Why.
     *
     * @param reason the field
     * @return 0 to 255
     */
    public static int why(int reason) {
        return reason & MASK;
    }
}
