package ebb.adapters.venuesim.market;

/**
 * A stream of numbers from a seed, the same on every JDK: a counter with an odd step, each value stirred by shifts and
 * multiplications. Own code because a library may change its way to bounded numbers without notice.
 */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = stir(seed);
    }

    /** A stream of its own for part {@code number} of what this seed makes. */
    static Dice of(long seed, long number) {
        return new Dice(seed * 0x2545F4914F6CDD1DL + stir(number + 1));
    }

    long next() {
        state += STEP;
        return stir(state);
    }

    /** 0 to {@code bound} − 1, {@code bound} in 1..2^31−1. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** {@code low} to {@code high}, both included. */
    int within(int low, int high) {
        return low + below(high - low + 1);
    }

    /** −{@code amplitude} to {@code amplitude}. */
    int around(int amplitude) {
        return amplitude == 0 ? 0 : within(-amplitude, amplitude);
    }

    private static long stir(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
