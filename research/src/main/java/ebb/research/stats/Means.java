package ebb.research.stats;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/** Means of samples: which is greater, and how sure that is. */
public final class Means {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Means() {}

    /**
     * The mean.
     *
     * @param values a sample
     * @return NaN of nothing
     */
    public static double of(double[] values) {
        return values.length == 0 ? Double.NaN : Mean.of(values).getAsDouble();
    }

    /**
     * Welch's t-test, one-sided (NS-VAL-5): whether the first sample's mean is greater, variances unequal.
     *
     * @param values the sample said to be greater
     * @param others what it is compared with
     * @return how likely a difference of this size is if there is none; NaN where either sample has fewer than two
     *     values or neither varies
     */
    public static double isGreaterP(double[] values, double[] others) {
        if (values.length < 2 || others.length < 2 || !varies(values) && !varies(others)) {
            return Double.NaN;
        }
        return TTest.withDefaults()
                .with(DataDispersion.HETEROSCEDASTIC)
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(values, others)
                .getPValue();
    }

    private static boolean varies(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }

    /**
     * A percentile bootstrap interval, 95 %. The same seed gives the same interval.
     *
     * @param values a sample
     * @param figure what is computed of each resample; a resample of which it is NaN is left out
     * @param resamples how many
     * @param seed of the draws
     * @return {@link Interval#NONE} of fewer than two values, or if the figure exists in less than half of the resamples
     */
    public static Interval bootstrap(double[] values, ToDoubleFunction<double[]> figure, int resamples, long seed) {
        if (values.length < 2) {
            return Interval.NONE;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] found = new double[resamples];
        double[] drawn = new double[values.length];
        int count = 0;
        for (int i = 0; i < resamples; i++) {
            for (int k = 0; k < drawn.length; k++) {
                drawn[k] = values[random.nextInt(values.length)];
            }
            double value = figure.applyAsDouble(drawn);
            if (Double.isFinite(value)) {
                found[count++] = value;
            }
        }
        if (count * 2 < resamples) {
            return Interval.NONE;
        }
        double[] bounds = Quantile.withDefaults().evaluate(java.util.Arrays.copyOf(found, count), LOW, HIGH);
        return new Interval(bounds[0], bounds[1]);
    }
}
