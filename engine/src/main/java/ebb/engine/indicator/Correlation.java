package ebb.engine.indicator;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Validity;

/**
 * Correlation and beta of an instrument against a reference (CORR-1): over the last n pairs of simple returns of bars
 * that both have, population moments by two passes when a pair comes. The pairs must be young enough: the oldest at most
 * 1.5·n periods. Runs once per frame end, when both bars have closed (BAR-10).
 */
public final class Correlation implements Study {
    private final int n;
    private final DoubleWindow own;
    private final DoubleWindow reference;
    private final LongWindow periods;

    private long period;
    private long lastPeriod;
    private boolean hasLast;
    private long lastClose;
    private long lastReference;
    private double rho;
    private double beta;
    private Validity rhoValidity = Validity.WARMING;
    private Validity betaValidity = Validity.WARMING;

    /**
     * A correlation that has seen nothing.
     *
     * @param n pairs, 2…512
     * @throws IllegalArgumentException if n is out of range
     */
    public Correlation(int n) {
        this.n = Lengths.within(2, Lengths.MAX_TWO_PASS, n, "corr");
        own = new DoubleWindow(n);
        reference = new DoubleWindow(n);
        periods = new LongWindow(n);
    }

    /**
     * Takes one frame end at which both series have a closed bar with the same start; where one is missing, it is not
     * called.
     *
     * @param barPeriod start of the bars in frame lengths, ascending
     * @param close of the instrument, price mantissa
     * @param referenceClose of the reference, price mantissa
     * @param isUsable neither bar is EMPTY or PARTIAL
     */
    public void onFrame(long barPeriod, long close, long referenceClose, boolean isUsable) {
        period = barPeriod;
        if (isUsable && hasLast && barPeriod == lastPeriod + 1) {
            onReturns(barPeriod, simple(close, lastClose), simple(referenceClose, lastReference));
        }
        hasLast = isUsable && close > 0 && referenceClose > 0;
        lastPeriod = barPeriod;
        lastClose = close;
        lastReference = referenceClose;
    }

    private static double simple(long close, long before) {
        return (double) close / before - 1;
    }

    /**
     * Takes a pair of returns that was made elsewhere (winsorised, of other series).
     *
     * @param barPeriod period of the later bar of the return, ascending
     * @param x return of the instrument
     * @param m return of the reference
     */
    public void onReturns(long barPeriod, double x, double m) {
        period = barPeriod;
        own.add(x);
        reference.add(m);
        periods.add(barPeriod);
        if (periods.isFull()) {
            recompute();
        }
    }

    private void recompute() {
        double meanX = own.mean();
        double meanM = reference.mean();
        double varianceX = own.variance(meanX);
        double varianceM = reference.variance(meanM);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (own.fromOldest(i) - meanX) * (reference.fromOldest(i) - meanM);
        }
        double covariance = sum / n;
        betaValidity = varianceM == 0 ? Validity.UNDEFINED : Validity.VALID;
        beta = varianceM == 0 ? 0 : covariance / varianceM;
        double spread = StrictMath.sqrt(varianceX) * StrictMath.sqrt(varianceM);
        rhoValidity = spread == 0 ? Validity.UNDEFINED : Validity.VALID;
        rho = spread == 0 ? 0 : Math.max(-1, Math.min(1, covariance / spread));
    }

    private boolean isYoung() {
        return periods.isFull() && 2 * (period - periods.fromOldest(0)) <= 3L * n;
    }

    /**
     * {@inheritDoc} Here: ρ, −1…1.
     */
    @Override
    public double value() {
        return rho;
    }

    @Override
    public Validity validity() {
        return isYoung() ? rhoValidity : Validity.WARMING;
    }

    /**
     * Slope of the instrument's returns on the reference's.
     *
     * @return β, 0 unless {@link #betaValidity()} is VALID
     */
    public double beta() {
        return beta;
    }

    /**
     * Whether {@link #beta()} may be used.
     *
     * @return WARMING, UNDEFINED where the reference did not move, or VALID
     */
    public Validity betaValidity() {
        return isYoung() ? betaValidity : Validity.WARMING;
    }

    @Override
    public void reset() {
        own.clear();
        reference.clear();
        periods.clear();
        period = 0;
        lastPeriod = 0;
        hasLast = false;
        lastClose = 0;
        lastReference = 0;
        rho = 0;
        beta = 0;
        rhoValidity = Validity.WARMING;
        betaValidity = Validity.WARMING;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("correlation");
        own.writeTo(out);
        reference.writeTo(out);
        periods.writeTo(out);
        out.putLong(period);
        out.putLong(lastPeriod);
        out.putBoolean(hasLast);
        out.putLong(lastClose);
        out.putLong(lastReference);
        out.putDouble(rho);
        out.putDouble(beta);
        out.putEnum(rhoValidity);
        out.putEnum(betaValidity);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("correlation");
        own.readFrom(in);
        reference.readFrom(in);
        periods.readFrom(in);
        period = in.readLong();
        lastPeriod = in.readLong();
        hasLast = in.readBoolean();
        lastClose = in.readLong();
        lastReference = in.readLong();
        rho = in.readDouble();
        beta = in.readDouble();
        rhoValidity = in.readEnum(Validity.values());
        betaValidity = in.readEnum(Validity.values());
    }

    @Override
    public long digest() {
        return scalars() + Digest.mix(4, own.digest(), reference.digest()) + Digest.mix(5, periods.digest());
    }

    private long scalars() {
        return Digest.mix(1, period, lastPeriod)
                + Digest.mix(2, lastClose, lastReference)
                + Digest.mix(3, hasLast ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return scalars()
                + Digest.mix(4, own.digestAnew(), reference.digestAnew())
                + Digest.mix(5, periods.digestAnew());
    }
}
