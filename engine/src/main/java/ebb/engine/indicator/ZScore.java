package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * How unusual a value is (Z-1): its distance from the mean of the n values before it in their population deviations. The
 * value itself is left out, so that a spike does not damp itself. Valid from value n+1; UNDEFINED where those before did
 * not move. Dimensionless.
 */
public final class ZScore implements Study {
    /** Fewest values that make a deviation worth asking. */
    public static final int MINIMUM_N = 20;

    private final DoubleWindow before;
    private double score;
    private Validity validity = Validity.WARMING;

    /**
     * A score that has seen nothing.
     *
     * @param n values before the current one, {@value #MINIMUM_N}…512
     * @throws IllegalArgumentException if n is out of range
     */
    public ZScore(int n) {
        before = new DoubleWindow(Lengths.within(MINIMUM_N, Lengths.MAX_TWO_PASS, n, "z"));
    }

    /**
     * Takes the next value.
     *
     * @param x any finite number
     */
    public void onValue(double x) {
        score = 0;
        validity = Validity.WARMING;
        if (before.isFull()) {
            double mean = before.mean();
            double deviation = StrictMath.sqrt(before.variance(mean));
            validity = deviation == 0 ? Validity.UNDEFINED : Validity.VALID;
            score = deviation == 0 ? 0 : (x - mean) / deviation;
        }
        before.add(x);
    }

    @Override
    public double value() {
        return score;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    @Override
    public void reset() {
        before.clear();
        score = 0;
        validity = Validity.WARMING;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("z");
        before.writeTo(out);
        out.putDouble(score);
        out.putEnum(validity);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("z");
        before.readFrom(in);
        score = in.readDouble();
        validity = in.readEnum(Validity.values());
    }

    @Override
    public long digest() {
        return before.digest() + Digest.mixDouble(validity.code(), score);
    }

    @Override
    public long digestAnew() {
        return before.digestAnew() + Digest.mixDouble(validity.code(), score);
    }
}
