package ebb.codecs;

/** The normal distribution as every system of Ebb computes it (NUM-10): the same bits everywhere. */
public final class Normal {
    private static final double BEYOND = 8.0;
    private static final double T = 0.2316419;
    private static final double DENSITY_AT_0 = 0.3989422804014327;
    private static final double B1 = 0.319381530;
    private static final double B2 = -0.356563782;
    private static final double B3 = 1.781477937;
    private static final double B4 = -1.821255978;
    private static final double B5 = 1.330274429;

    private Normal() {}

    /**
     * Φ by Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8.
     *
     * @param x any double
     * @return the probability of a value up to x; 0 or 1 beyond ±8; NaN for NaN (guarded by the caller, NUM-7)
     */
    public static double cdf(double x) {
        double size = Math.abs(x);
        if (size > BEYOND) {
            return x > 0 ? 1.0 : 0.0;
        }
        double t = 1.0 / (1.0 + T * size);
        double sum = t * (B1 + t * (B2 + t * (B3 + t * (B4 + t * B5))));
        double upper = 1.0 - density(size) * sum;
        return x < 0 ? 1.0 - upper : upper;
    }

    /**
     * φ, the density.
     *
     * @param x any double
     * @return 0.3989422804014327 · exp(−x²/2)
     */
    public static double density(double x) {
        return DENSITY_AT_0 * StrictMath.exp(-(x * x) / 2.0);
    }
}
