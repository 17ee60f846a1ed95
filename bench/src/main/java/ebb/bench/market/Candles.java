package ebb.bench.market;

import java.util.SplittableRandom;

/** A seeded series of bars, price mantissas. */
public final class Candles {
    private static final double CLOSE_ENOUGH = 1e-6;

    private final long[] open;
    private final long[] high;
    private final long[] low;
    private final long[] close;

    /**
     * Draws bars.
     *
     * @param count how many
     * @param seed same seed, same bars
     */
    public Candles(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        open = new long[count];
        high = new long[count];
        low = new long[count];
        close = new long[count];
        long at = 6_125_010;
        for (int i = 0; i < count; i++) {
            open[i] = at;
            close[i] = at + random.nextInt(401) - 200;
            high[i] = Math.max(at, close[i]) + random.nextInt(100);
            low[i] = Math.min(at, close[i]) - random.nextInt(100);
            at = close[i];
        }
    }

    /**
     * Holds a study against its twin, 1e-6 of the value.
     *
     * @throws IllegalStateException if they differ
     */
    public static void requireClose(String what, double wanted, double found) {
        if (!(Math.abs(wanted - found) <= CLOSE_ENOUGH * Math.abs(wanted))) {
            throw new IllegalStateException(what + ": wanted " + wanted + ", found " + found);
        }
    }

    /** Open of a bar. */
    public long open(int i) {
        return open[i];
    }

    /** High of a bar. */
    public long high(int i) {
        return high[i];
    }

    /** Low of a bar. */
    public long low(int i) {
        return low[i];
    }

    /** Close of a bar. */
    public long close(int i) {
        return close[i];
    }
}
