package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.bar.BarSource;

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
        lowestTop = Micro.ceiling(highestHigh - PumpSettings.SLACK_ATR * previousAtr);
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
     * The level as a share of the least price that is still the top: at least 1 exactly where {@link #isTop()}.
     *
     * @return micro-units, rounded down
     */
    public long topMicro() {
        return lowestTop <= 0 ? 0 : Scaled.mulDiv(level, Micro.ONE, lowestTop, Rounding.FLOOR);
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
        return lowestLow <= 0 ? 0 : Scaled.mulDiv(level - lowestLow, Micro.ONE, lowestLow, Rounding.FLOOR);
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
