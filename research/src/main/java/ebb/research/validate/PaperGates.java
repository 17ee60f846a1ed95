package ebb.research.validate;

import ebb.research.stats.Interval;
import ebb.research.trade.ClosedTrade;
import java.util.List;
import java.util.OptionalDouble;

/** The gate before live money (NS-VAL-11, NS-C15), as far as a backtest can be asked it. */
public final class PaperGates {
    /** Trades before it is asked. */
    public static final int TRADES = 50;

    /** Least win rate. */
    public static final double WIN_RATE = 0.35;

    /** Least payoff. */
    public static final double PAYOFF = 2.5;

    /** Greatest drawdown. */
    public static final double DRAWDOWN = 0.25;

    /** Least Sharpe ratio. */
    public static final double SHARPE = 1.0;

    /** Slippage within this share of the walk. */
    public static final double SLIPPAGE = 0.5;

    private PaperGates() {}

    /**
     * Asks the gates.
     *
     * @param sample of a variant
     * @param found its figures
     * @return in the order of the rule; slippage is that of entries, compared with the walk of the book at their decisions, and not
     *     asked where there was none; what simulated stops take is the book itself (NS-PAP-1)
     */
    public static List<Gate> of(Sample sample, Performance found) {
        int trades = found.counts().trades();
        boolean isEnough = trades >= TRADES;
        double winRate = found.counts().decided().rate();
        return List.of(
                Gate.of("NS-VAL-11 trades", trades, TRADES, isEnough ? Verdict.PASS : Verdict.NOT_ENOUGH_TRADES),
                new Gate("NS-VAL-11 win rate", winRate, found.winRate(), WIN_RATE, least(isEnough, winRate, WIN_RATE)),
                new Gate(
                        "NS-VAL-11 payoff",
                        found.payoff(),
                        found.payoffRange(),
                        PAYOFF,
                        least(isEnough, found.payoff(), PAYOFF)),
                Gate.of(
                        "NS-VAL-11 drawdown",
                        found.risk().maxDrawdown(),
                        DRAWDOWN,
                        least(isEnough, -found.risk().maxDrawdown(), -DRAWDOWN)),
                new Gate(
                        "NS-VAL-11 sharpe",
                        found.risk().sharpe(),
                        Interval.NONE,
                        SHARPE,
                        least(isEnough, found.risk().sharpe(), SHARPE)),
                // One fault is enough to fail, however few the trades.
                Gate.of("NS-VAL-11 faults", sample.faults(), 0, sample.faults() == 0 ? Verdict.PASS : Verdict.FAIL),
                slippage(sample));
    }

    /** What entries did cost against what the walk of the book at each decision had said, all of them together. */
    private static Gate slippage(Sample sample) {
        double planned = 0;
        double paid = 0;
        int asked = 0;
        for (ClosedTrade trade : sample.trades()) {
            OptionalDouble cost = trade.execution().entryCost();
            if (cost.isPresent()) {
                planned += trade.execution().walk().getAsDouble();
                paid += cost.getAsDouble();
                asked++;
            }
        }
        if (asked == 0 || planned <= 0) {
            return Gate.of("NS-VAL-11 slippage", Double.NaN, SLIPPAGE, Verdict.NOT_ASKED);
        }
        double away = paid / planned - 1;
        Verdict verdict = Math.abs(away) <= SLIPPAGE ? Verdict.PASS : Verdict.FAIL;
        return Gate.of("NS-VAL-11 slippage", away, SLIPPAGE, asked >= TRADES ? verdict : Verdict.NOT_ENOUGH_TRADES);
    }

    private static Verdict least(boolean isEnough, double value, double threshold) {
        if (!isEnough || Double.isNaN(value)) {
            return Verdict.NOT_ENOUGH_TRADES;
        }
        return value >= threshold ? Verdict.PASS : Verdict.FAIL;
    }
}
