package ebb.research.stats;

/**
 * Where a figure lies with some confidence.
 *
 * @param low lower bound, NaN where there is none
 * @param high upper bound, NaN where there is none
 */
public record Interval(double low, double high) {
    /** Nothing is known. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN);
}
