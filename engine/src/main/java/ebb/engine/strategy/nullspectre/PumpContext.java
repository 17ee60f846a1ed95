package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.bar.BarSource;
import ebb.engine.state.Validity;

/**
 * Whether a level stands at the top of a pump (NS-REJ-1, NS-REJ-2): near the highest high of the last days, and far above
 * their lowest low. Reused; each call overwrites the last answer. O(bars of the window), allocates nothing.
 */
public final class PumpContext {
    private final PumpSettings settings;
    private long highestHigh;
    private long lowestLow;
    private long lowestTop;
    private long level;

    /**
     * Nothing measured yet.
     *
     * @param settings figures
     */
    public PumpContext(PumpSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures a level against the window that ends with the deciding bar.
     *
     * @param bars the pattern's bars, at least one; age 0 is the deciding one
     * @param previousAtr range of the bar before it
     * @param levelPrice the level L, price mantissa
     */
    public void measure(BarSource bars, double previousAtr, long levelPrice) {
        level = levelPrice;
        highestHigh = Long.MIN_VALUE;
        lowestLow = Long.MAX_VALUE;
        long after = bars.startNs(0) - settings.windowNs();
        for (int age = 0; age < bars.size() && bars.startNs(age) > after; age++) {
            highestHigh = Math.max(highestHigh, bars.high(age));
            lowestLow = Math.min(lowestLow, bars.low(age));
        }
        lowestTop = Micro.edgeCeiling(highestHigh - PumpSettings.SLACK_ATR * previousAtr);
    }

    /**
     * Highest high of the window.
     *
     * @return price mantissa
     */
    public long highestHigh() {
        return highestHigh;
    }

    /**
     * Lowest low of the window.
     *
     * @return price mantissa
     */
    public long lowestLow() {
        return lowestLow;
    }

    /**
     * How far {@link #topMicro} and {@link #runMicro} may be trusted.
     *
     * @return INEXACT where one does not fit a long (NUM-2), which is then 0; else VALID
     */
    public Validity validity() {
        return fits(level, lowestTop) && fits(level - lowestLow, lowestLow) ? Validity.VALID : Validity.INEXACT;
    }

    private static boolean fits(long amount, long whole) {
        return amount <= 0 || whole <= 0 || Scaled.mulDivFits(amount, Micro.ONE, whole);
    }

    private static long share(long amount, long whole) {
        return whole <= 0 || !fits(amount, whole) ? 0 : Scaled.mulDiv(amount, Micro.ONE, whole, Rounding.FLOOR);
    }

    /**
     * The level as a share of the least price that is still the top: at least 1 exactly where {@link #isTop()}.
     *
     * @return micro-units, rounded down
     */
    public long topMicro() {
        return share(level, lowestTop);
    }

    /**
     * NS-REJ-1.
     *
     * @return whether the level is no lower than the highest high less half an ATR
     */
    public boolean isTop() {
        return level >= lowestTop;
    }

    /**
     * Rise of the level over the lowest low.
     *
     * @return share of the low, micro-units, rounded down; 0 where there is no low above 0
     */
    public long runMicro() {
        return share(level - lowestLow, lowestLow);
    }

    /**
     * NS-REJ-2.
     *
     * @return whether the run is as long as asked
     */
    public boolean isPump() {
        return runMicro() >= settings.minRunMicro();
    }
}
