package ebb.codecs;

/** Eight bytes of text at once, the first in the lowest byte: which of them are digits, and what they say. */
final class EightDigits {
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Added to a nibble, it carries into the high bit from 10 on. */
    private static final long TEN_CARRIES = 0x7676_7676_7676_7676L;

    private static final long EVERY_FOURTH = 0x0000_00FF_0000_00FFL;
    private static final long HUNDREDS = 100L + (1_000_000L << 32);
    private static final long ONES = 1L + (10_000L << 32);

    private EightDigits() {}

    /** How many bytes are digits before the first that is none, 0 to 8. */
    static int count(long word) {
        long nibbles = word ^ ZEROS;
        // Masked before the addition, so that no byte carries into the next.
        long stops = ((nibbles & LOW_BITS) + TEN_CARRIES | nibbles) & HIGH_BITS;
        return stops == 0 ? Long.BYTES : Long.numberOfTrailingZeros(stops) >>> 3;
    }

    /** The number of the first n digits, n from 1 to 8: pairs, then pairs of pairs, in two multiplications. */
    static long value(long word, int n) {
        // The shift drops what follows the digits and puts zeros before them.
        long digits = (word ^ ZEROS) << (Long.BYTES - n << 3);
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & EVERY_FOURTH) * HUNDREDS + (pairs >>> 16 & EVERY_FOURTH) * ONES >>> 32;
    }
}
