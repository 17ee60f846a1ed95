package ebb.engine.pattern;

/**
 * When price and volume delta disagree (keys {@code div.*}, core.md §18).
 *
 * @param tolerance share of the first peak by which the second may fall short, 0…1
 * @param full net share of the volume between the peaks that is full strength, above 0
 * @param ttlBars bars that a divergence lasts after it was known, not negative
 */
public record DivergenceSettings(double tolerance, double full, int ttlBars) {
    /** Default of {@code div.tol}: equal or higher highs only. */
    public static final double DEFAULT_TOLERANCE = 0;
    /** Default of {@code div.full}. */
    public static final double DEFAULT_FULL = 0.10;
    /** Default of {@code div.ttl}. */
    public static final int DEFAULT_TTL_BARS = 8;
    /** Core's defaults. */
    public static final DivergenceSettings DEFAULT =
            new DivergenceSettings(DEFAULT_TOLERANCE, DEFAULT_FULL, DEFAULT_TTL_BARS);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public DivergenceSettings {
        if (!(tolerance >= 0 && tolerance <= 1) || !(full > 0) || ttlBars < 0) {
            throw new IllegalArgumentException("div: tol " + tolerance + ", full " + full + ", ttl " + ttlBars);
        }
    }
}
