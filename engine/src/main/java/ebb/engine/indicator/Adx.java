package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Directional movement (ADX-1, Wilder) from bar 2 on: ±DM and true range smoothed, DI and DX from bar n+1, the first ADX
 * at 2n as mean of n DX, then Wilder's smoothing. A divisor of 0 gives 0. 0…100.
 */
public final class Adx implements Study {
    /** Default of {@code adx.n}. */
    public static final int DEFAULT_N = 14;

    private static final double FULL = 100;

    private final Wilder up;
    private final Wilder down;
    private final Wilder range;
    private final Wilder adx;

    private boolean hasPrevious;
    private long previousHigh;
    private long previousLow;
    private long previousClose;

    /**
     * A movement that has seen no bar.
     *
     * @param n length in bars, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public Adx(int n) {
        up = new Wilder(n);
        down = new Wilder(n);
        range = new Wilder(n);
        adx = new Wilder(n);
    }

    /**
     * Takes a closed bar.
     *
     * @param high price mantissa, not below the low
     * @param low price mantissa
     * @param close price mantissa
     */
    public void onBar(long high, long low, long close) {
        if (hasPrevious) {
            long rise = high - previousHigh;
            long fall = previousLow - low;
            up.onValue(rise > fall && rise > 0 ? rise : 0);
            down.onValue(fall > rise && fall > 0 ? fall : 0);
            range.onValue(Math.max(high, previousClose) - Math.min(low, previousClose));
            if (range.validity().isValid()) {
                adx.onValue(dx());
            }
        }
        hasPrevious = true;
        previousHigh = high;
        previousLow = low;
        previousClose = close;
    }

    /**
     * The upward index.
     *
     * @return +DI, 0…100, 0 unless {@link #directionValidity()} is VALID
     */
    public double plus() {
        return share(up.value());
    }

    /**
     * The downward index.
     *
     * @return −DI, 0…100, 0 unless {@link #directionValidity()} is VALID
     */
    public double minus() {
        return share(down.value());
    }

    private double share(double movement) {
        return range.value() == 0 ? 0 : FULL * movement / range.value();
    }

    /**
     * How one-sided the movement is.
     *
     * @return DX, 0…100, 0 unless {@link #directionValidity()} is VALID
     */
    public double dx() {
        double sum = plus() + minus();
        return sum == 0 ? 0 : FULL * Math.abs(plus() - minus()) / sum;
    }

    /**
     * Whether the indices and DX may be used.
     *
     * @return VALID from bar n+1
     */
    public Validity directionValidity() {
        return range.validity();
    }

    @Override
    public double value() {
        return adx.value();
    }

    @Override
    public Validity validity() {
        return adx.validity();
    }

    @Override
    public void reset() {
        up.reset();
        down.reset();
        range.reset();
        adx.reset();
        hasPrevious = false;
        previousHigh = 0;
        previousLow = 0;
        previousClose = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("adx");
        up.writeTo(out);
        down.writeTo(out);
        range.writeTo(out);
        adx.writeTo(out);
        out.putBoolean(hasPrevious);
        out.putLong(previousHigh);
        out.putLong(previousLow);
        out.putLong(previousClose);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("adx");
        up.readFrom(in);
        down.readFrom(in);
        range.readFrom(in);
        adx.readFrom(in);
        hasPrevious = in.readBoolean();
        previousHigh = in.readLong();
        previousLow = in.readLong();
        previousClose = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(1, up.digest())
                + Digest.mix(2, down.digest())
                + Digest.mix(3, range.digest(), adx.digest())
                + Digest.mix(4, previousHigh, previousLow)
                + Digest.mix(5, previousClose, hasPrevious ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
