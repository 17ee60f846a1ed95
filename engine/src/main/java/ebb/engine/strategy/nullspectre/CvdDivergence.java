package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.pattern.PeakPair;
import ebb.engine.pattern.Rejection;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.pattern.VolumeTotal;
import ebb.engine.state.Validity;

/**
 * What the volume delta says about the peaks of a level (NS-CVD-1 to 4): the strongest exhaustion of any earlier peak
 * against the last, and whether from the first to the last both price and delta rose. Reused; allocates nothing.
 */
public final class CvdDivergence {
    private static final double BP = 1e-4;
    private static final double FULL = 100;
    private static final int NONE = -1;

    private final CvdSettings settings;
    private final PeakPair pair;
    private final long[] peak = new long[RejectionLevel.MAX_REJECTIONS];
    private final double[] atr = new double[RejectionLevel.MAX_REJECTIONS];
    private final long[] cvd = new long[RejectionLevel.MAX_REJECTIONS];
    private final long[] volume = new long[RejectionLevel.MAX_REJECTIONS];
    private int count;
    private boolean isWithoutDelta;
    private long firstStartNs;

    private Validity validity = Validity.NOT_ASKED;
    private double strength;
    private double absorption;
    private int strongest = NONE;
    private boolean confirmsUp;

    /**
     * Nothing measured yet.
     *
     * @param settings figures
     */
    public CvdDivergence(CvdSettings settings) {
        this.settings = settings;
        pair = new PeakPair(settings.fullDivergence());
    }

    /**
     * Compares the counted rejections of a level.
     *
     * @param level of failed pushes up
     * @return start of the first counted peak: from there the tape must be whole, ns since epoch
     */
    public long measure(RejectionLevel level) {
        begin();
        for (int i = 0; i < level.size(); i++) {
            if (level.isCounted(i)) {
                Rejection r = level.rejection(i);
                add(r.peak(), r.atr(), r.hasCvd(), r.cvdClose(), r.volumeThrough(), r.peakStartNs());
            }
        }
        finish();
        return firstStartNs;
    }

    /** Starts a level that is given peak by peak. */
    public void begin() {
        count = 0;
        isWithoutDelta = false;
        firstStartNs = 0;
    }

    /**
     * Adds the next peak.
     *
     * @param price of the peak, mantissa
     * @param range frozen at its attempt, price mantissa units
     * @param hasDelta whether its bar had a delta; a venue's candle has none
     * @param delta cumulative delta at the close of its bar
     * @param through all volume up to and including its bar
     * @param startNs start of its bar
     */
    public void add(long price, double range, boolean hasDelta, long delta, long through, long startNs) {
        firstStartNs = count == 0 ? startNs : firstStartNs;
        peak[count] = price;
        atr[count] = range;
        cvd[count] = delta;
        volume[count] = through;
        isWithoutDelta |= !hasDelta;
        count++;
    }

    /** Compares what was added. */
    public void finish() {
        strength = 0;
        absorption = 0;
        strongest = NONE;
        confirmsUp = false;
        if (count < 2 || isWithoutDelta) {
            validity = count < 2 ? Validity.UNDEFINED : Validity.INEXACT;
            return;
        }
        validity = Validity.VALID;
        int last = count - 1;
        for (int i = 0; i < last; i++) {
            double slack = Math.max(settings.belowAtr() * atr[i], settings.belowBp() * BP * peak[i]);
            long lowest = Micro.edgeCeiling(peak[i] - slack);
            pair.compare(peak[i], peak[last], lowest, cvd[i], cvd[last], VolumeTotal.between(volume[i], volume[last]));
            validity = Validity.worst(validity, pair.validity());
            if (pair.kind() == PeakPair.Kind.EXHAUSTION && (strongest == NONE || pair.strength() > strength)) {
                strength = pair.strength();
                strongest = i;
            } else if (pair.kind() == PeakPair.Kind.ABSORPTION) {
                absorption = Math.max(absorption, pair.strength());
            }
        }
        confirmsUp = peak[last] > peak[0] && cvd[last] > cvd[0];
    }

    /**
     * Whether the peaks could be compared; the tape since the first of them is judged by whoever asks (NS-CVD-5).
     *
     * @return UNDEFINED with one peak or no volume between them, INEXACT where a peak has no delta
     */
    public Validity validity() {
        return validity;
    }

    /**
     * S_cvd (NS-CVD-2).
     *
     * @return 0…100, not quantised
     */
    public double score() {
        return FULL * (settings.usesAbsorption() ? Math.max(strength, absorption) : strength);
    }

    /**
     * Strength of the absorption (NS-CVD-4), whether or not it scores.
     *
     * @return 0…100
     */
    public double absorption() {
        return FULL * absorption;
    }

    /**
     * The earlier peak of the strongest pair, counted from 0; its later one is the last.
     *
     * @return −1 where no pair exhausts
     */
    public int strongest() {
        return strongest;
    }

    /**
     * Reason CVD_CONFIRMS_UP (NS-CVD-3).
     *
     * @return whether price and delta both rose from the first to the last peak
     */
    public boolean isConfirmingUp() {
        return confirmsUp;
    }

    /**
     * Whether the last hour was net buying (NS-CVD-3), by cross-multiplication.
     *
     * @param delta Σδ of the hour
     * @param traded Σq of the hour, above 0
     * @return whether the setup is to be denied
     */
    public boolean isBought(long delta, long traded) {
        return Scaled.compareProducts(delta, Micro.ONE, traded, settings.denyMicro()) >= 0;
    }
}
