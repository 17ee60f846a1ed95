package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Exponential moving average (EMA-1): α = 2/(n+1), seeded by the mean of the first n values at the n-th, then
 * {@code e += α·(x − e)}. Unit of its input.
 */
public final class Ema implements Study {
    private final long n;
    private final double alpha;

    private long count;
    private double sum;
    private double average;

    /**
     * An average that has seen nothing.
     *
     * @param n length in values, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Ema(int n) {
        this.n = Lengths.atLeast(1, n, "ema");
        this.alpha = 2.0 / (n + 1);
    }

    /**
     * Takes the next value.
     *
     * @param x any finite number
     */
    public void onValue(double x) {
        count++;
        if (count > n) {
            average += alpha * (x - average);
        } else {
            sum += x;
            if (count == n) {
                average = sum / n;
            }
        }
    }

    @Override
    public double value() {
        return average;
    }

    @Override
    public Validity validity() {
        return count >= n ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public void reset() {
        count = 0;
        sum = 0;
        average = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("ema");
        out.putLong(count);
        out.putDouble(sum);
        out.putDouble(average);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("ema");
        count = in.readLong();
        sum = in.readDouble();
        average = in.readDouble();
    }

    @Override
    public long digest() {
        return Digest.mix(1, count) + Digest.mixDouble(2, sum) + Digest.mixDouble(3, average);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
