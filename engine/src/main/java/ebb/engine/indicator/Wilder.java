package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/** Wilder's smoothing (WIL-1): seed = mean of the first n values, then {@code w = ((n−1)·w + x)/n}. */
public final class Wilder implements Study {
    /** Opens a smoothing in a snapshot. */
    static final String MARK = "wilder";

    private final int n;
    // n and n − 1 as they enter the products: converted once, not at each value.
    private final double length;
    private final double before;

    private long count;
    private double sum;
    private double smoothed;

    /**
     * A smoothing that has seen nothing.
     *
     * @param n length in values, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Wilder(int n) {
        this.n = Lengths.atLeast(1, n, "wilder");
        length = n;
        before = n - 1;
    }

    /**
     * Takes the next value.
     *
     * @param x any finite number
     */
    public void onValue(double x) {
        count++;
        if (count > n) {
            smoothed = (before * smoothed + x) / length;
        } else {
            sum += x;
            if (count == n) {
                smoothed = sum / n;
            }
        }
    }

    @Override
    public double value() {
        return smoothed;
    }

    @Override
    public Validity validity() {
        return count >= n ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public void reset() {
        count = 0;
        sum = 0;
        smoothed = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        write(out, count, sum, smoothed);
    }

    /** A smoothing as it stands in a snapshot, whoever keeps it. */
    static void write(SnapshotWriter out, long count, double sum, double smoothed) {
        out.mark(MARK);
        out.putLong(count);
        out.putDouble(sum);
        out.putDouble(smoothed);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark(MARK);
        count = in.readLong();
        sum = in.readDouble();
        smoothed = in.readDouble();
    }

    @Override
    public long digest() {
        return digest(count, sum, smoothed);
    }

    /** What a smoothing is worth, whoever keeps it. */
    static long digest(long count, double sum, double smoothed) {
        return Digest.mix(1, count) + Digest.mixDouble(2, sum) + Digest.mixDouble(3, smoothed);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
