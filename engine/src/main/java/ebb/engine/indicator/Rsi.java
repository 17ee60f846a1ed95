package ebb.engine.indicator;

import ebb.engine.state.Digest;
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

    private final Wilder gains;
    private final Wilder losses;

    private boolean hasPrevious;
    private long previous;

    /**
     * A strength that has seen no bar.
     *
     * @param n changes, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Rsi(int n) {
        gains = new Wilder(n);
        losses = new Wilder(n);
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
            gains.onValue(Math.max(change, 0));
            losses.onValue(Math.max(-change, 0));
        }
        hasPrevious = true;
        previous = close;
    }

    @Override
    public double value() {
        if (!gains.validity().isValid()) {
            return 0;
        }
        double sum = gains.value() + losses.value();
        return sum == 0 ? MIDDLE : FULL * gains.value() / sum;
    }

    @Override
    public Validity validity() {
        return gains.validity();
    }

    @Override
    public void reset() {
        gains.reset();
        losses.reset();
        hasPrevious = false;
        previous = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("rsi");
        gains.writeTo(out);
        losses.writeTo(out);
        out.putBoolean(hasPrevious);
        out.putLong(previous);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("rsi");
        gains.readFrom(in);
        losses.readFrom(in);
        hasPrevious = in.readBoolean();
        previous = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, gains.digest())
                + Digest.mix(2, losses.digest())
                + Digest.mix(3, previous, hasPrevious ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
