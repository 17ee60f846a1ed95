package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/** The last n doubles, for figures recomputed by two passes (NUM-9). Allocates in the constructor only. */
final class DoubleWindow implements Digested, Snapshotted {
    private final double[] ring;
    private long added;
    private long moving;

    DoubleWindow(int capacity) {
        ring = new double[capacity];
    }

    void add(double value) {
        int slot = (int) (added % ring.length);
        if (isFull()) {
            moving -= Digest.mixDouble(added - ring.length, ring[slot]);
        }
        ring[slot] = value;
        moving += Digest.mixDouble(added, value);
        added++;
    }

    boolean isFull() {
        return added >= ring.length;
    }

    /** A value of a full window: 0 for the oldest, capacity − 1 for the newest. */
    double fromOldest(int index) {
        return ring[(int) ((added + index) % ring.length)];
    }

    /** Mean of a full window, summed from the oldest on. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < ring.length; i++) {
            sum += fromOldest(i);
        }
        return sum / ring.length;
    }

    /** Population variance of a full window around its mean. */
    double variance(double mean) {
        double sum = 0;
        for (int i = 0; i < ring.length; i++) {
            double off = fromOldest(i) - mean;
            sum += off * off;
        }
        return sum / ring.length;
    }

    void clear() {
        Arrays.fill(ring, 0);
        added = 0;
        moving = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("window");
        out.putLong(added);
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            out.putDouble(ring[(int) (i % ring.length)]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("window");
        long all = in.readTotal();
        clear();
        added = Math.max(0, all - ring.length);
        while (added < all) {
            double value = in.readDouble();
            ring[(int) (added % ring.length)] = value;
            moving += Digest.mixDouble(added, value);
            added++;
        }
    }

    @Override
    public long digest() {
        return Digest.mix(-1, added) + moving;
    }

    @Override
    public long digestAnew() {
        long total = Digest.mix(-1, added);
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            total += Digest.mixDouble(i, ring[(int) (i % ring.length)]);
        }
        return total;
    }
}
