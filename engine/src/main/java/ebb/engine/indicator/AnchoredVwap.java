package ebb.engine.indicator;

import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Volume-weighted average price since an anchor (VWAP-1): Σ quote / Σ base from the bars' sums, and the volume-weighted
 * deviation of the bars' own averages for bands. UNDEFINED while no volume came. {@link #reset()} sets the anchor: for a
 * session, before the first bar that starts in the day (TIME-6). Price mantissa units.
 */
public final class AnchoredVwap implements Study {
    private final double priceOfRatio;

    private long quote;
    private long base;
    private boolean overflowed;
    /** Running mean of the bars' averages and sum of weighted squares around it (West's update: nothing cancels). */
    private double mean;

    private double squares;

    /**
     * An average anchored here.
     *
     * @param priceOfRatio price mantissa units that a quotient of quote mantissa by quantity mantissa of 1 stands for,
     *     above 0: {@code 10^(me − qe − pe)} for linear instruments of contract size 1
     * @throws IllegalArgumentException if it is not above 0
     */
    public AnchoredVwap(double priceOfRatio) {
        if (!(priceOfRatio > 0)) {
            throw new IllegalArgumentException("vwap: unit must be above 0, was " + priceOfRatio);
        }
        this.priceOfRatio = priceOfRatio;
    }

    /**
     * Takes a closed bar.
     *
     * @param quoteVolume money mantissa, not negative
     * @param volume quantity mantissa, not negative; a bar of 0 changes nothing
     */
    public void onBar(long quoteVolume, long volume) {
        if (volume == 0) {
            return;
        }
        overflowed |= !Scaled.addFits(quote, quoteVolume) || !Scaled.addFits(base, volume);
        quote += quoteVolume;
        base += volume;
        double own = (double) quoteVolume / volume * priceOfRatio;
        double off = own - mean;
        mean += off * ((double) volume / base);
        squares += volume * off * (own - mean);
    }

    @Override
    public double value() {
        return base == 0 ? 0 : (double) quote / base * priceOfRatio;
    }

    /**
     * Volume-weighted population deviation of the bars' averages.
     *
     * @return price mantissa units
     */
    public double deviation() {
        return base == 0 || squares <= 0 ? 0 : StrictMath.sqrt(squares / base);
    }

    /**
     * A band.
     *
     * @param k deviations above the average, negative for below
     * @return price mantissa units
     */
    public double band(double k) {
        return value() + k * deviation();
    }

    @Override
    public Validity validity() {
        if (overflowed) {
            return Validity.INEXACT;
        }
        return base == 0 ? Validity.UNDEFINED : Validity.VALID;
    }

    @Override
    public void reset() {
        quote = 0;
        base = 0;
        overflowed = false;
        mean = 0;
        squares = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("vwap");
        out.putLong(quote);
        out.putLong(base);
        out.putBoolean(overflowed);
        out.putDouble(mean);
        out.putDouble(squares);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("vwap");
        quote = in.readLong();
        base = in.readLong();
        overflowed = in.readBoolean();
        mean = in.readDouble();
        squares = in.readDouble();
    }

    @Override
    public long digest() {
        return Digest.mix(1, quote, base)
                + Digest.mixDouble(2, mean)
                + Digest.mixDouble(3, squares)
                + Digest.mix(4, overflowed ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
