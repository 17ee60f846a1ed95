package ebb.engine.strategy.nullspectre;

/**
 * How price and volume delta are compared (keys {@code ns.cvd.*}).
 *
 * @param fullDivergence net share of volume that is full strength ({@code div.full}), above 0
 * @param belowAtr how far below the first peak the last may lie, in ATR ({@code rej.below-atr}: the zone of REJ-1)
 * @param belowBp the same in basis points ({@code rej.below-bp})
 * @param denyMicro net buying of the last hour that denies ({@code ns.cvd.deny}), share of its volume, micro-units
 * @param usesAbsorption whether absorption scores where exhaustion does not ({@code ns.cvd.absorption})
 */
public record CvdSettings(
        double fullDivergence, double belowAtr, double belowBp, long denyMicro, boolean usesAbsorption) {
    /** NS-CVD-3: the window of the net buying. */
    public static final long DENY_WINDOW_NS = 3_600_000_000_000L;

    /** NS-CVD-2 to 4. */
    public static final CvdSettings DEFAULT = new CvdSettings(0.10, 1.0, 50, 200_000, false);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public CvdSettings {
        if (!(fullDivergence > 0) || !(belowAtr >= 0) || !(belowBp >= 0)) {
            throw new IllegalArgumentException(
                    "ns.cvd: full " + fullDivergence + ", below " + belowAtr + " ATR, " + belowBp + " bp");
        }
    }
}
