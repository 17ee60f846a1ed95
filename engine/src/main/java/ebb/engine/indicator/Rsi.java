package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Relative strength (RSI-1): Wilder-smoothed gains U and losses D over n changes, {@code 100·U/(U+D)}; 50 where nothing
 * moved. Valid at bar n+1. 0…100.
 */
public final class Rsi implements Study {
    /** Default of {@code rsi.n}. */
    public static final int DEFAULT_N = 14;

    private static final double MIDDLE = 50;
    private static final double FULL = 100;

    private final long n;
    // n and n − 1 as they enter the products: converted once, not at each bar.
    private final double length;
    private final double before;

    // Both sides are smoothed at once: one count, and two divisions that do not wait for each other.
    private long changes;
    private double gainSum;
    private double lossSum;
    private double gain;
    private double loss;
    private boolean hasPrevious;
    private long previous;

    /**
     * A strength that has seen no bar.
     *
     * @param n changes, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Rsi(int n) {
        this.n = Lengths.atLeast(1, n, "rsi");
        length = n;
        before = n - 1;
    }

    /**
     * Takes a closed bar.
     *
     * @param close price mantissa
     */
    public void onClose(long close) {
        if (hasPrevious) {
            // Prices stay far below 2^62, so their difference is exact.
            long change = close - previous;
            // Which way the price went nobody foretells: no branch on it.
            long up = change & ~(change >> 63);
            take(up, up - change);
        } else {
            hasPrevious = true;
        }
        previous = close;
    }

    /** Wilder's smoothing (WIL-1) of both sides. */
    private void take(double up, double down) {
        changes++;
        if (changes > n) {
            gain = (before * gain + up) / length;
            loss = (before * loss + down) / length;
        } else {
            gainSum += up;
            lossSum += down;
            if (changes == n) {
                gain = gainSum / n;
                loss = lossSum / n;
            }
        }
    }

    @Override
    public double value() {
        if (changes < n) {
            return 0;
        }
        double sum = gain + loss;
        return sum == 0 ? MIDDLE : FULL * gain / sum;
    }

    @Override
    public Validity validity() {
        return changes >= n ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public void reset() {
        changes = 0;
        gainSum = 0;
        lossSum = 0;
        gain = 0;
        loss = 0;
        hasPrevious = false;
        previous = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("rsi");
        Wilder.write(out, changes, gainSum, gain);
        Wilder.write(out, changes, lossSum, loss);
        out.putBoolean(hasPrevious);
        out.putLong(previous);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("rsi");
        in.mark(Wilder.MARK);
        changes = in.readLong();
        gainSum = in.readDouble();
        gain = in.readDouble();
        in.mark(Wilder.MARK);
        if (in.readLong() != changes) {
            throw new SnapshotException("an RSI with fewer losses than gains in the snapshot");
        }
        lossSum = in.readDouble();
        loss = in.readDouble();
        hasPrevious = in.readBoolean();
        previous = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, Wilder.digest(changes, gainSum, gain))
                + Digest.mix(2, Wilder.digest(changes, lossSum, loss))
                + Digest.mix(3, previous, hasPrevious ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
