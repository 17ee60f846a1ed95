package ebb.engine.book;

/**
 * Prices as whole numbers of ticks. A price is valid iff it is positive and a multiple of the tick (TICK-1); test and
 * quotient together cost one multiplication by the tick's inverse modulo 2^64 instead of a division: a multiple of the
 * tick gives its exact quotient, anything else a number beyond every possible quotient.
 *
 * <p>One object with the book whose prices it counts, so that a message touches few cache lines.
 */
sealed class TickGrid permits OrderBook {
    /** What {@link #index} says of a price that is not on the grid. */
    static final long INVALID = -1;

    private long tick;
    private long inverse;
    private int shift;
    private long greatest;

    TickGrid(long tick) {
        regrid(tick);
    }

    /**
     * Takes another tick (INST-5).
     *
     * @param tick price mantissa, at least 1
     * @throws IllegalArgumentException if it is smaller
     */
    final void regrid(long tick) {
        if (tick < 1) {
            throw new IllegalArgumentException("tick " + tick + ": must be at least 1 price mantissa");
        }
        this.tick = tick;
        shift = Long.numberOfTrailingZeros(tick);
        inverse = inverseOfOdd(tick >>> shift);
        // One less than the greatest long, which as a key of a side means "no level".
        greatest = (Long.MAX_VALUE - 1) / tick;
    }

    /**
     * Price step.
     *
     * @return price mantissa, at least 1
     */
    public final long tick() {
        return tick;
    }

    /** Of the tick without its factors of two, modulo 2^64. */
    final long inverse() {
        return inverse;
    }

    /** How often two divides the tick. */
    final int shift() {
        return shift;
    }

    /** The greatest tick number. */
    final long greatest() {
        return greatest;
    }

    /**
     * The tick number of a price.
     *
     * @param price mantissa, anything
     * @return price / tick, at least 1, or {@link #INVALID}
     */
    final long index(long price) {
        long quotient = Long.rotateRight(price * inverse, shift);
        // Unsigned and one lower: 0 wraps to the greatest number and fails as well.
        return Long.compareUnsigned(quotient - 1, greatest) < 0 ? quotient : INVALID;
    }

    private static long inverseOfOdd(long odd) {
        // Newton's step doubles the right bits; the start has 3 (x·x ≡ 1 mod 8).
        long x = odd;
        for (int bits = 3; bits < 64; bits *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
