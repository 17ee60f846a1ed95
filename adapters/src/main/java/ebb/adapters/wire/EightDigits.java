package ebb.adapters.wire;

/**
 * Arithmetic on eight characters in one word, the first in the lowest byte, xored with {@link #ZEROS} so that a digit is
 * its value: what the scanners' eight-byte steps are made of.
 */
public final class EightDigits {
    /** Eight characters {@code 0}. */
    public static final long ZEROS = 0x3030303030303030L;

    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    /** Added to a byte, it carries into the highest bit from 10 on. */
    private static final long BEYOND_NINE = 0x7676767676767676L;

    private static final long[] POWERS = powers();

    private EightDigits() {}

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /**
     * The highest bit of each byte that is no digit; exact, whatever the others hold.
     *
     * @param word eight characters xored with {@link #ZEROS}
     * @return 0 if all are digits
     */
    public static long marks(long word) {
        return ((word & LOW) + BEYOND_NINE | word) & HIGH;
    }

    /**
     * The number that eight digits make: neighbours are joined to pairs and fours, each one multiplication by
     * (10^n · 2^m + 1) whose upper half is what is wanted. The last step needs no long constants, which would take two
     * registers where this is done in a loop.
     *
     * @param word each byte 0 … 9; fewer digits are shifted up, so that zeros stand before them
     * @return 0 … 99,999,999
     */
    public static long value(long word) {
        long pairs = word * (10L << 8 | 1) >>> 8;
        long fours = (pairs & 0x00FF00FF_00FF00FFL) * (100L << 16 | 1) >>> 16;
        return (fours & 0xFFFF) * 10_000 + (fours >>> 32);
    }

    /**
     * A power of ten.
     *
     * @param n 0 … 18
     * @return 10^n
     */
    public static long power(int n) {
        return POWERS[n];
    }
}
