package ebb.research.validate;

import ebb.research.stats.Interval;
import ebb.research.stats.Means;
import ebb.research.stats.Proportion;
import ebb.research.stats.Returns;
import ebb.research.trade.ClosedTrade;
import java.util.Arrays;

/**
 * What a sample earned (NS-VAL-2), each figure with its interval (NS-VAL-8). NaN is UNDEFINED.
 *
 * @param counts of its trades
 * @param winRate Wilson interval, 95 %
 * @param payoff mean R of wins over mean |R| of losses
 * @param payoffRange bootstrap interval, 95 %
 * @param meanR expectancy
 * @param meanRange bootstrap interval, 95 %
 * @param risk what it cost to bear
 */
public record Performance(
        Counts counts,
        Interval winRate,
        double payoff,
        Interval payoffRange,
        double meanR,
        Interval meanRange,
        Risk risk) {
    private static final double MICRO = 1e6;
    private static final double EVEN = ClosedTrade.EVEN_MICRO / MICRO;

    /**
     * Trades by outcome.
     *
     * @param trades all
     * @param wins R ≥ +0.05
     * @param losses R ≤ −0.05
     */
    public record Counts(int trades, int wins, int losses) {
        /**
         * The win rate: breakeven counts in neither (NS-VAL-2).
         *
         * @return wins of wins and losses
         */
        public Proportion decided() {
            return new Proportion(wins, wins + losses);
        }
    }

    /**
     * What it cost to bear.
     *
     * @param maxDrawdown worst account, hourly marks
     * @param sharpe of daily returns, NaN below 10 days
     * @param meanMae mean farthest move against a trade, in R
     */
    public record Risk(double maxDrawdown, double sharpe, double meanMae) {}

    /**
     * How intervals are drawn.
     *
     * @param resamples of the bootstrap
     * @param seed of its draws
     */
    public record Draws(int resamples, long seed) {}

    /**
     * Measures a sample.
     *
     * @param sample trades and equity
     * @param draws of the bootstrap
     * @return its figures
     */
    public static Performance of(Sample sample, Draws draws) {
        double[] rs = sample.rs();
        Counts counts = new Counts(
                rs.length,
                Sample.of(sample.trades(), ClosedTrade.Outcome.WIN).size(),
                Sample.of(sample.trades(), ClosedTrade.Outcome.LOSS).size());
        double[] against = sample.trades().stream()
                .mapToDouble(trade -> trade.result().maeMicro() / MICRO)
                .toArray();
        return new Performance(
                counts,
                counts.decided().wilson(),
                payoff(rs),
                Means.bootstrap(rs, Performance::payoff, draws.resamples(), draws.seed()),
                Means.of(rs),
                Means.bootstrap(rs, Means::of, draws.resamples(), draws.seed()),
                new Risk(sample.maxDrawdown(), Returns.sharpe(sample.dailyReturns()), Means.of(against)));
    }

    /** NaN without a win or without a loss. */
    private static double payoff(double[] rs) {
        double[] wins = Arrays.stream(rs).filter(r -> r >= EVEN).toArray();
        double[] losses = Arrays.stream(rs).filter(r -> r <= -EVEN).toArray();
        return Means.of(wins) / -Means.of(losses);
    }
}
