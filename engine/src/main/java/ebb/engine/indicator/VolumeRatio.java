package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Volume of a bar over the mean of the n bars before it (VOLR-1); valid from bar n+1, UNDEFINED where that mean is 0.
 * Dimensionless.
 */
public final class VolumeRatio implements Study {
    /** Default of {@code volr.n}. */
    public static final int DEFAULT_N = 20;

    private final LongWindow before;
    private double ratio;
    private Validity validity = Validity.WARMING;

    /**
     * A ratio that has seen no bar.
     *
     * @param n bars before the current one, at least 1
     * @throws IllegalArgumentException if n is below 1
     */
    public VolumeRatio(int n) {
        before = new LongWindow(Lengths.atLeast(1, n, "volr"));
    }

    /**
     * Takes a closed bar.
     *
     * @param volume quantity mantissa, not negative
     */
    public void onBar(long volume) {
        validity = before.hasOverflowed()
                ? Validity.INEXACT
                : ratioValidity(before.isFull() ? before.capacity() : 0, before.capacity(), before.sum());
        ratio = validity == Validity.VALID ? ratio(volume, before.sum(), before.capacity()) : 0;
        before.add(volume);
    }

    /**
     * The ratio itself, for those who hold the bars.
     *
     * @param volume of the bar
     * @param sumBefore of the n bars before it, above 0
     * @param n how many those are
     * @return volume over their mean
     */
    public static double ratio(long volume, long sumBefore, int n) {
        return volume / ((double) sumBefore / n);
    }

    /**
     * Whether {@link #ratio(long, long, int)} has a value.
     *
     * @param have bars there are before it
     * @param need bars there must be
     * @param sumBefore their volume
     * @return WARMING, UNDEFINED or VALID
     */
    public static Validity ratioValidity(int have, int need, long sumBefore) {
        if (have < need) {
            return Validity.WARMING;
        }
        return sumBefore == 0 ? Validity.UNDEFINED : Validity.VALID;
    }

    @Override
    public double value() {
        return ratio;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    @Override
    public void reset() {
        before.clear();
        ratio = 0;
        validity = Validity.WARMING;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("volume ratio");
        before.writeTo(out);
        out.putDouble(ratio);
        out.putEnum(validity);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("volume ratio");
        before.readFrom(in);
        ratio = in.readDouble();
        validity = in.readEnum(Validity.values());
    }

    @Override
    public long digest() {
        return before.digest() + Digest.mixDouble(validity.code(), ratio);
    }

    @Override
    public long digestAnew() {
        return before.digestAnew() + Digest.mixDouble(validity.code(), ratio);
    }
}
