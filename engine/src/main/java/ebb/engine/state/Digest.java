package ebb.engine.state;

/**
 * Mixing functions of the state hash (law 4, DESIGN Journal). A part's digest is a wrapping sum of mixed entries, so
 * that neither insertion order nor capacity shows; when an entry changes, the old mix is subtracted and the new one
 * added.
 */
public final class Digest {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;

    private Digest() {}

    /**
     * Mixes one value (the finaliser of SplitMix64: every input bit reaches every output bit).
     *
     * @param value any value
     * @return its mix
     */
    public static long mix(long value) {
        long z = value + K1;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Mixes a keyed value, e.g. slot and content.
     *
     * @param key what distinguishes the entry from others of equal content
     * @param value the content
     * @return the mix of both
     */
    public static long mix(long key, long value) {
        return mix(mix(key) ^ (value * K2));
    }

    /**
     * Mixes a keyed pair, e.g. side, price and quantity of a level.
     *
     * @param key what distinguishes the entry
     * @param a first content
     * @param b second content
     * @return the mix of all three
     */
    public static long mix(long key, long a, long b) {
        return mix(mix(key, a), b);
    }

    /**
     * Mixes a keyed double by its raw bits, so that a filter's state is compared to the last bit (NUM-9).
     *
     * @param key what distinguishes the entry
     * @param value the content
     * @return the mix of both
     */
    public static long mixDouble(long key, double value) {
        return mix(key, Double.doubleToRawLongBits(value));
    }
}
