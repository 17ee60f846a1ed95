package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** The last n closed buckets of {@link Vpin} with their sums (VPIN-4). Bucket number i (from 0) stands at i % n. */
final class VpinBuckets implements Digested, Snapshotted {
    /** Number of losses before any: every bucket opened since has seen more (VPIN-9). */
    static final long OVERFLOWED = -1;
    /** Buckets that are counted; room is left to count on one by one. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private final int n;
    private final long[] imbalance;
    private final long[] size;
    private final long[] lossesAtOpen;
    private long kept;
    private long closed;
    private long sumImbalance;
    private long sumSize;
    private long entries;

    VpinBuckets(int n) {
        this.n = n;
        imbalance = new long[n];
        size = new long[n];
        lossesAtOpen = new long[n];
    }

    /** A bucket has closed. */
    void add(long distance, long volume, long losses) {
        int at = slot(closed);
        if (kept == n) {
            entries -= entry(closed - n);
            sumImbalance -= imbalance[at];
            sumSize -= size[at];
        } else {
            kept++;
        }
        imbalance[at] = distance;
        size[at] = volume;
        lossesAtOpen[at] = losses;
        sumImbalance += distance;
        sumSize += volume;
        entries += entry(closed);
        closed++;
    }

    /** Buckets that would each be equal to all of the ring: only counted, anew where the count does not fit (NUM-2). */
    void skip(long times) {
        if (times < MOST - closed) {
            closed += times;
        } else {
            closed = n;
            Arrays.fill(lossesAtOpen, OVERFLOWED);
        }
        entries = entriesAnew();
    }

    /** What the ring rests on does not fit a long (NUM-2): marked like a loss until the last of these buckets has left. */
    long doubt() {
        Arrays.fill(lossesAtOpen, OVERFLOWED);
        entries = entriesAnew();
        return OVERFLOWED;
    }

    boolean isFull() {
        return kept == n;
    }

    int kept() {
        return (int) kept;
    }

    long closed() {
        return closed;
    }

    long sumImbalance() {
        return sumImbalance;
    }

    long sumSize() {
        return sumSize;
    }

    /** Of the newest at age 0. */
    long imbalance(int age) {
        return imbalance[slot(closed - 1 - age)];
    }

    /** Of the newest at age 0. */
    long size(int age) {
        return size[slot(closed - 1 - age)];
    }

    /** What the tape had lost when the oldest bucket opened, or the open one if there is none. */
    long oldestLosses(long openLosses) {
        return kept == 0 ? openLosses : lossesAtOpen[slot(closed - kept)];
    }

    void reset() {
        kept = 0;
        closed = 0;
        sumImbalance = 0;
        sumSize = 0;
        entries = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vpin buckets");
        out.putLong(closed);
        for (long bucket = closed - kept; bucket < closed; bucket++) {
            int at = slot(bucket);
            out.putLong(imbalance[at]);
            out.putLong(size[at]);
            out.putLong(lossesAtOpen[at]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vpin buckets");
        long total = in.readTotal();
        reset();
        closed = Math.max(0, total - n);
        while (closed < total) {
            add(in.readLong(), in.readLong(), in.readLong());
        }
    }

    private int slot(long bucket) {
        return (int) (bucket % n);
    }

    private long entry(long bucket) {
        int at = slot(bucket);
        return Digest.mix(Digest.mix(bucket, lossesAtOpen[at]), imbalance[at], size[at]);
    }

    private long entriesAnew() {
        long sum = 0;
        for (long bucket = closed - kept; bucket < closed; bucket++) {
            sum += entry(bucket);
        }
        return sum;
    }

    @Override
    public long digest() {
        return entries + scalars();
    }

    @Override
    public long digestAnew() {
        return entriesAnew() + scalars();
    }

    private long scalars() {
        return Digest.mix(1, closed, kept) + Digest.mix(2, sumImbalance, sumSize);
    }
}
