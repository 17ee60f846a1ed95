package ebb.research.validate;

import ebb.research.stats.Interval;
import ebb.research.stats.Means;
import ebb.research.stats.Proportion;
import ebb.research.trade.ClosedTrade;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The gates of history (NS-VAL-4 to NS-VAL-8): the strategy's own figures, then one for each enhancement that can be
 * tested within a variant.
 */
public final class HistoryGates {
    /** The smallest set that the plan would judge by (NS-VAL-3). */
    public static final int LEAST_TRADES = 20;

    /** {@code ns.gate.history}: passes from here (NS-VAL-4). */
    public static final double WIN_RATE = 0.40;

    /** Fails below (NS-VAL-4, NS-C14). */
    public static final double WIN_RATE_FAILS = 0.35;

    /** Mean win over mean loss (NS-VAL-4, NS-C7). */
    public static final double PAYOFF = 3.0;

    /** NS-VAL-5. */
    public static final double P = 0.05;

    /** NS-VAL-6, relative. */
    public static final double SUPPORT_LIFT = 0.15;

    /** NS-VAL-7, points. */
    public static final double MICRO_LIFT = 0.10;

    /** NS-MIC-3: above it exhaustion is confirmed. */
    public static final double MICRO_CONFIRMS = 70;

    /** Trades in each arm that show 42 → 52 % at one-sided 5 % with 80 % power (NS-VAL-8). */
    public static final int PER_ARM = Proportion.perArm(0.42, 0.52, 0.05, 0.80);

    private HistoryGates() {}

    /**
     * Asks the gates.
     *
     * @param sample of the variant
     * @param found its figures
     * @param fixed the same side of the split with fixed targets (NS-VAL-6), null where there is none to compare with
     * @return six of them; the last is the verdict on all
     */
    public static List<Gate> of(Sample sample, Performance found, Sample fixed) {
        Gate winRate = winRate(found);
        Gate payoff = payoff(found);
        Gate quality = quality(sample);
        Gate support = support(sample, fixed);
        Gate micro = micro(sample);
        Verdict all = whole(List.of(winRate, payoff), List.of(quality, support, micro), sample.isWithoutBooks());
        double decided = found.counts().decided().n();
        return List.of(
                winRate, payoff, quality, support, micro, Gate.of("NS-VAL-4 strategy", decided, LEAST_TRADES, all));
    }

    private static boolean isEnough(int n) {
        return n >= LEAST_TRADES;
    }

    private static Gate winRate(Performance found) {
        Proportion decided = found.counts().decided();
        Verdict verdict = Verdict.NOT_ENOUGH_TRADES;
        if (isEnough(decided.n())) {
            boolean fails = decided.rate() < WIN_RATE_FAILS;
            verdict = decided.rate() >= WIN_RATE ? Verdict.PASS : fails ? Verdict.FAIL : Verdict.HOLD;
        }
        return new Gate("NS-VAL-4 win rate", decided.rate(), found.winRate(), WIN_RATE, verdict);
    }

    private static Gate payoff(Performance found) {
        boolean isEnough = isEnough(found.counts().decided().n()) && !Double.isNaN(found.payoff());
        Verdict verdict =
                !isEnough ? Verdict.NOT_ENOUGH_TRADES : found.payoff() >= PAYOFF ? Verdict.PASS : Verdict.HOLD;
        return new Gate("NS-VAL-4 payoff", found.payoff(), found.payoffRange(), PAYOFF, verdict);
    }

    /** NS-VAL-5: whether winners had the better rejections, shadows in (NS-VAL-1). */
    private static Gate quality(Sample sample) {
        double[] won = bases(Sample.of(sample.compared(), ClosedTrade.Outcome.WIN));
        double[] lost = bases(Sample.of(sample.compared(), ClosedTrade.Outcome.LOSS));
        double p = Means.isGreaterP(won, lost);
        boolean isEnough = isEnough(won.length + lost.length) && !Double.isNaN(p);
        Verdict verdict = !isEnough ? Verdict.NOT_ENOUGH_TRADES : p < P ? Verdict.PASS : Verdict.HOLD;
        return Gate.of("NS-VAL-5 quality p", p, P, verdict);
    }

    private static double[] bases(List<ClosedTrade> trades) {
        return trades.stream()
                .map(trade -> trade.evidence().base())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    /** NS-VAL-6: targets at supports against fixed ones, relative; the interval is that of the absolute difference. */
    private static Gate support(Sample sample, Sample fixed) {
        String name = "NS-VAL-6 support lift";
        if (fixed == null) {
            return Gate.of(name, Double.NaN, SUPPORT_LIFT, Verdict.NOT_ASKED);
        }
        Proportion ours = hits(sample);
        Proportion theirs = hits(fixed);
        double lift = ours.rate() / theirs.rate() - 1;
        boolean isEnough =
                isEnough(sample.compared().size()) && isEnough(fixed.compared().size()) && Double.isFinite(lift);
        Verdict verdict = isEnough ? compared(lift >= SUPPORT_LIFT, ours.n(), theirs.n()) : Verdict.NOT_ENOUGH_TRADES;
        return new Gate(name, Double.isFinite(lift) ? lift : Double.NaN, ours.less(theirs), SUPPORT_LIFT, verdict);
    }

    /** Targets hit of targets set, by trades and by shadows. */
    static Proportion hits(Sample sample) {
        int set = 0;
        int hit = 0;
        for (ClosedTrade trade : sample.compared()) {
            set += trade.execution().targets();
            hit += trade.execution().hits();
        }
        return new Proportion(hit, set);
    }

    /** NS-VAL-7: win rate where microstructure confirmed, less that where it did not. */
    private static Gate micro(Sample sample) {
        String name = "NS-VAL-7 micro lift";
        Proportion above = wins(sample, value -> value > MICRO_CONFIRMS);
        Proportion below = wins(sample, value -> value <= MICRO_CONFIRMS);
        if (above.n() + below.n() == 0 && !sample.compared().isEmpty()) {
            return Gate.of(name, Double.NaN, MICRO_LIFT, Verdict.NOT_ASKED);
        }
        double lift = above.rate() - below.rate();
        boolean isEnough = isEnough(above.n() + below.n()) && !Double.isNaN(lift);
        Verdict verdict = isEnough ? compared(lift >= MICRO_LIFT, above.n(), below.n()) : Verdict.NOT_ENOUGH_TRADES;
        return new Gate(name, lift, above.less(below), MICRO_LIFT, verdict);
    }

    private static Proportion wins(Sample sample, Function<Double, Boolean> has) {
        int wins = 0;
        int n = 0;
        for (ClosedTrade trade : sample.compared()) {
            OptionalDouble micro = trade.evidence().micro();
            boolean counts = trade.outcome() != ClosedTrade.Outcome.EVEN;
            if (counts && micro.isPresent() && has.apply(micro.getAsDouble())) {
                n++;
                wins += trade.outcome() == ClosedTrade.Outcome.WIN ? 1 : 0;
            }
        }
        return new Proportion(wins, n);
    }

    /** NS-VAL-8: what holds by fewer than {@link #PER_ARM} in either arm is an indication. */
    private static Verdict compared(boolean holds, int n, int m) {
        if (!holds) {
            return Verdict.HOLD;
        }
        return Math.min(n, m) >= PER_ARM ? Verdict.PASS : Verdict.INDICATIVE;
    }

    /** NS-VAL-4 on all: fails below 35 % or when no enhancement holds, passes when all hold on whole data. */
    static Verdict whole(List<Gate> figures, List<Gate> enhancements, boolean isWithoutBooks) {
        List<Verdict> main = figures.stream().map(Gate::verdict).toList();
        List<Verdict> asked = enhancements.stream()
                .map(Gate::verdict)
                .filter(verdict -> verdict != Verdict.NOT_ASKED)
                .toList();
        if (main.contains(Verdict.NOT_ENOUGH_TRADES)) {
            return Verdict.NOT_ENOUGH_TRADES;
        }
        boolean noneHolds = !asked.isEmpty() && asked.stream().allMatch(verdict -> verdict == Verdict.HOLD);
        if (main.contains(Verdict.FAIL) || noneHolds) {
            return Verdict.FAIL;
        }
        if (main.contains(Verdict.HOLD) || asked.contains(Verdict.HOLD)) {
            return Verdict.HOLD;
        }
        if (asked.contains(Verdict.NOT_ENOUGH_TRADES)) {
            return Verdict.NOT_ENOUGH_TRADES;
        }
        boolean isWhole = asked.size() == enhancements.size() && !isWithoutBooks;
        return isWhole && !asked.contains(Verdict.INDICATIVE) ? Verdict.PASS : Verdict.INDICATIVE;
    }

    /**
     * NS-VAL-8 in words.
     *
     * @param found figures of a sample
     * @return what so many trades can show
     */
    public static String honesty(Performance found) {
        Proportion decided = found.counts().decided();
        Interval range = found.winRate();
        String figure = decided.n() == 0
                ? "no trade was won or lost"
                : String.format(
                        java.util.Locale.ROOT,
                        "%d of %d trades won, %.1f %%, with 95 %% between %.1f and %.1f %%",
                        decided.successes(),
                        decided.n(),
                        decided.rate() * 100,
                        range.low() * 100,
                        range.high() * 100);
        String judged = isEnough(decided.n())
                ? "fewer than " + PER_ARM + " in each arm show no difference between variants"
                : "not enough trades: at least " + LEAST_TRADES + " to judge at all";
        return decided.n() >= 2 * PER_ARM
                ? figure
                : figure + "; " + judged + " (42 to 52 % at one-sided 5 % with 80 % power needs " + PER_ARM
                        + " in each arm)";
    }
}
