package ebb.research.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of successes: the win rate, the hit rate (NS-VAL-2, NS-VAL-8).
 *
 * @param successes 0 or more
 * @param n of how many, 0 or more
 */
public record Proportion(int successes, int n) {
    /** What a 95 % interval may miss. */
    public static final double ERROR_95 = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if there are more successes than trials, or a count is negative
     */
    public Proportion {
        if (successes < 0 || n < successes) {
            throw new IllegalArgumentException(successes + " successes of " + n);
        }
    }

    /**
     * The share.
     *
     * @return 0…1, NaN of nothing
     */
    public double rate() {
        return n == 0 ? Double.NaN : (double) successes / n;
    }

    /**
     * Wilson's score interval, 95 %.
     *
     * @return within 0…1; {@link Interval#NONE} of nothing
     */
    public Interval wilson() {
        if (n == 0) {
            return Interval.NONE;
        }
        var found = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, successes, ERROR_95);
        return new Interval(found.getLowerBound(), found.getUpperBound());
    }

    /**
     * Newcombe's interval for the difference to another, independent share, 95 %: both Wilson intervals put together
     * (Newcombe 1998, method 10). The library has none for differences.
     *
     * @param other what is subtracted
     * @return of {@code rate − other.rate}, within −1…1; {@link Interval#NONE} if either is of nothing
     */
    public Interval less(Proportion other) {
        if (n == 0 || other.n == 0) {
            return Interval.NONE;
        }
        Interval mine = wilson();
        Interval its = other.wilson();
        double difference = rate() - other.rate();
        double below = Math.hypot(rate() - mine.low(), its.high() - other.rate());
        double above = Math.hypot(mine.high() - rate(), other.rate() - its.low());
        return new Interval(Math.max(-1, difference - below), Math.min(1, difference + above));
    }

    /**
     * Trades needed in each of two arms so that a true rise of the rate is seen (NS-VAL-8: 305 for 42 to 52 %), by the
     * normal approximation with unpooled variances.
     *
     * @param from rate of the one arm, above 0, below 1
     * @param to rate of the other, not equal to it
     * @param error one-sided error of the first kind
     * @param power chance of seeing it
     * @return trades in each arm, rounded up
     */
    public static int perArm(double from, double to, double error, double power) {
        double z = NORMAL.inverseSurvivalProbability(error) + NORMAL.inverseCumulativeProbability(power);
        double variance = from * (1 - from) + to * (1 - to);
        double rise = to - from;
        return (int) Math.ceil(z * z * variance / (rise * rise));
    }
}
