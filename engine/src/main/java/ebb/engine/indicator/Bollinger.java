package ebb.engine.indicator;

import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Bands around an average (BB-1): middle = mean of the last n closes, edges k population deviations away, by two passes
 * when a bar closes (NUM-9). Valid at bar n; %b is UNDEFINED where nothing moved. Price mantissa units.
 */
public final class Bollinger implements Study {
    /** Default length of {@code bb}. */
    public static final int DEFAULT_N = 20;
    /** Default width of {@code bb}, in deviations. */
    public static final double DEFAULT_K = 2;

    private final double k;
    private final LongWindow closes;

    private double middle;
    private double deviation;

    /**
     * Bands that have seen no bar.
     *
     * @param n length in bars, 2…512
     * @param k half width in deviations, above 0
     * @throws IllegalArgumentException if a figure is out of range
     */
    public Bollinger(int n, double k) {
        closes = new LongWindow(Lengths.within(2, Lengths.MAX_TWO_PASS, n, "bb"));
        if (!(k > 0)) {
            throw new IllegalArgumentException("bb: width must be above 0, was " + k);
        }
        this.k = k;
    }

    /**
     * Takes a closed bar.
     *
     * @param close price mantissa
     */
    public void onClose(long close) {
        closes.add(close);
        if (!closes.isFull()) {
            return;
        }
        int n = closes.capacity();
        middle = (double) closes.sum() / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = closes.fromOldest(i) - middle;
            squares += off * off;
        }
        deviation = StrictMath.sqrt(squares / n);
    }

    /**
     * {@inheritDoc} Here: the middle band.
     */
    @Override
    public double value() {
        return middle;
    }

    /**
     * The upper band.
     *
     * @return price mantissa units
     */
    public double upper() {
        return middle + k * deviation;
    }

    /**
     * The lower band.
     *
     * @return price mantissa units
     */
    public double lower() {
        return middle - k * deviation;
    }

    /**
     * Population standard deviation of the window.
     *
     * @return price mantissa units
     */
    public double deviation() {
        return deviation;
    }

    /**
     * Where the last close stands: 0 at the lower band, 1 at the upper.
     *
     * @return (C − lower)/(upper − lower), 0 unless {@link #percentValidity()} is VALID
     */
    public double percent() {
        if (!percentValidity().isValid()) {
            return 0;
        }
        return (closes.fromOldest(closes.capacity() - 1) - lower()) / (upper() - lower());
    }

    /**
     * Whether {@link #percent()} may be used.
     *
     * @return as the bands', UNDEFINED where the deviation is 0
     */
    public Validity percentValidity() {
        return validity().isValid() && deviation == 0 ? Validity.UNDEFINED : validity();
    }

    /**
     * Width of the bands in parts of the middle.
     *
     * @return (upper − lower)/middle, 0 where the middle is 0
     */
    public double bandwidth() {
        return middle == 0 ? 0 : (upper() - lower()) / middle;
    }

    @Override
    public Validity validity() {
        if (closes.hasOverflowed()) {
            return Validity.INEXACT;
        }
        return closes.isFull() ? Validity.VALID : Validity.WARMING;
    }

    @Override
    public void reset() {
        closes.clear();
        middle = 0;
        deviation = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("bollinger");
        closes.writeTo(out);
        out.putDouble(middle);
        out.putDouble(deviation);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("bollinger");
        closes.readFrom(in);
        middle = in.readDouble();
        deviation = in.readDouble();
    }

    @Override
    public long digest() {
        return closes.digest();
    }

    @Override
    public long digestAnew() {
        return closes.digestAnew();
    }
}
