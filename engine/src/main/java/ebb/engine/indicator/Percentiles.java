package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;
import java.util.Arrays;

/**
 * Where a value stands among the last n (PCT-1) and which value stands at a share of them (PCT-2): a ring in order of
 * arrival and the same values sorted, by binary insertion. Values are longs; doubles come in by {@link #key(double)},
 * which keeps their order and loses nothing. O(log n) to ask, O(n) moves to add, no allocation.
 */
public final class Percentiles implements Digested, Snapshotted {
    /** Most values that a ring may hold. */
    public static final int MOST = 4_096;

    private static final long BILLION = 1_000_000_000L;

    private final long[] ring;
    private final long[] sorted;
    private long added;
    private int size;
    private long moving;

    /**
     * An empty ring.
     *
     * @param n values it holds, 1…{@value #MOST}
     * @throws IllegalArgumentException if n is out of range
     */
    public Percentiles(int n) {
        Lengths.within(1, MOST, n, "pct");
        ring = new long[n];
        sorted = new long[n];
    }

    /**
     * Takes a value; the oldest leaves when the ring is full.
     *
     * @param x any long
     */
    public void add(long x) {
        int slot = (int) (added % ring.length);
        if (size == ring.length) {
            moving -= Digest.mix(added - ring.length, ring[slot]);
            int gone = below(ring[slot]);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            size--;
        }
        int at = below(x);
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = x;
        size++;
        ring[slot] = x;
        moving += Digest.mix(added, x);
        added++;
    }

    /** How many values are smaller. */
    private int below(long x) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int notAbove(long x) {
        return x == Long.MAX_VALUE ? size : below(x + 1);
    }

    /**
     * Share of the ring below a value, half of the equal ones counted in (PCT-1).
     *
     * @param x the value; it need not be in the ring
     * @return 0…1; 0 for an empty ring
     */
    public double rank(long x) {
        if (size == 0) {
            return 0;
        }
        int below = below(x);
        return (below + 0.5 * (notAbove(x) - below)) / size;
    }

    /**
     * The ⌈p·n⌉-th smallest value (PCT-2), the smallest for p = 0.
     *
     * @param p share in billionths, 0…1,000,000,000
     * @return the value; 0 for an empty ring
     * @throws IllegalArgumentException if p is out of range
     */
    public long quantile(long p) {
        if (p < 0 || p > BILLION) {
            throw outOfRange(p);
        }
        if (size == 0) {
            return 0;
        }
        int place = (int) ((p * size + BILLION - 1) / BILLION);
        return sorted[Math.max(place, 1) - 1];
    }

    private static IllegalArgumentException outOfRange(long p) {
        return new IllegalArgumentException("a share must be 0…" + BILLION + " billionths, was " + p);
    }

    /**
     * How many values there are.
     *
     * @return 0…n
     */
    public int size() {
        return size;
    }

    /**
     * Whether enough values came.
     *
     * @param needed what the asker's rule wants, at least 1
     * @return VALID or WARMING
     */
    public Validity validity(int needed) {
        return size >= needed ? Validity.VALID : Validity.WARMING;
    }

    /**
     * A long that orders as the double does; −0 counts as 0.
     *
     * @param x a finite double
     * @return its key
     */
    public static long key(double x) {
        long bits = Double.doubleToRawLongBits(x + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    /**
     * The double of a key.
     *
     * @param key from {@link #key(double)}
     * @return the double it was made of
     */
    public static double ofKey(long key) {
        return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
    }

    /** Forgets all values (INST-5, BAR-7). */
    public void reset() {
        Arrays.fill(ring, 0);
        added = 0;
        size = 0;
        moving = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("percentiles");
        out.putLong(added);
        for (long i = added - size; i < added; i++) {
            out.putLong(ring[(int) (i % ring.length)]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("percentiles");
        long all = in.readTotal();
        reset();
        added = Math.max(0, all - ring.length);
        while (added < all) {
            add(in.readLong());
        }
    }

    @Override
    public long digest() {
        return Digest.mix(-1, added) + moving;
    }

    @Override
    public long digestAnew() {
        long total = Digest.mix(-1, added);
        for (long i = added - size; i < added; i++) {
            total += Digest.mix(i, ring[(int) (i % ring.length)]);
        }
        return total;
    }
}
