package ebb.testing;

/** The price of a coin that is pumped by 40 %, fails three times at its top and falls; straight lines between its points. */
public final class PumpPath {
    /** Quarter hours that it takes. */
    public static final int QUARTERS = 64;

    /** Quarter hours since the start, price. */
    private static final double[][] POINTS = {
        {0, 10.00},
        {34, 10.05},
        {40.5, 14.00},
        {41, 13.60},
        {43.4, 12.70},
        {45.5, 13.99},
        {46, 13.45},
        {48.4, 12.60},
        {50.5, 13.98},
        {51, 13.40},
        {54, 13.10},
        {60, 10.70},
        {QUARTERS, 10.95}
    };

    private PumpPath() {}

    /**
     * Where it is.
     *
     * @param quarter quarter hours since the start, 0 or more; behind the end the price stands still
     * @return price
     */
    public static double at(double quarter) {
        for (int i = 1; i < POINTS.length; i++) {
            if (quarter <= POINTS[i][0]) {
                double part = (quarter - POINTS[i - 1][0]) / (POINTS[i][0] - POINTS[i - 1][0]);
                return POINTS[i - 1][1] + part * (POINTS[i][1] - POINTS[i - 1][1]);
            }
        }
        return POINTS[POINTS.length - 1][1];
    }
}
