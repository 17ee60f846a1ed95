package ebb.research.stats;

import org.apache.commons.statistics.descriptive.StandardDeviation;

/** What a series of equity says (NS-VAL-2). */
public final class Returns {
    /** Below so many days there is no Sharpe ratio. */
    public static final int LEAST_DAYS = 10;

    private static final double DAYS_A_YEAR = 365;

    private Returns() {}

    /**
     * Greatest loss from a peak.
     *
     * @param equity marks in order of time, the first one the start
     * @return max of 1 − equity/peak, 0 or more; NaN of nothing
     */
    public static double maxDrawdown(double[] equity) {
        double peak = Double.NEGATIVE_INFINITY;
        double worst = equity.length == 0 ? Double.NaN : 0;
        for (double each : equity) {
            peak = Math.max(peak, each);
            worst = Math.max(worst, 1 - each / peak);
        }
        return worst;
    }

    /**
     * Sharpe ratio of daily returns, a year of 365 days, sample deviation.
     *
     * @param daily one return a day, days without trades included
     * @return NaN (UNDEFINED) below {@value #LEAST_DAYS} days or where nothing moved
     */
    public static double sharpe(double[] daily) {
        if (daily.length < LEAST_DAYS) {
            return Double.NaN;
        }
        double deviation = StandardDeviation.of(daily).getAsDouble();
        return deviation == 0 ? Double.NaN : Means.of(daily) / deviation * Math.sqrt(DAYS_A_YEAR);
    }

    /**
     * Returns from mark to mark.
     *
     * @param equity marks in order of time, the first one the start
     * @return one fewer than the marks
     */
    public static double[] of(double[] equity) {
        double[] returns = new double[Math.max(0, equity.length - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = equity[i + 1] / equity[i] - 1;
        }
        return returns;
    }
}
