package ebb.research.validate;

import ebb.codecs.sbe.ExitWhy;
import ebb.desk.LatencyTable;
import ebb.journal.Run;
import ebb.research.stats.Means;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.OrderFacts;
import ebb.research.trade.RunFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The gate after the first live trades (NS-VAL-12), asked of a run's journal: one that traded on a venue, or a paper run,
 * whose execution is the simulated exchange's.
 *
 * @param trades closed ones
 * @param pnl of them together, 1e-8 of the settle currency
 * @param entrySlip mean share of the price, adverse positive; NaN of none
 * @param stopSlip likewise, fills against triggers
 * @param meanSlip mean size of all of them
 * @param unprotected positions that were closed because they had no stop
 * @param orders how orders were answered
 * @param latency socket to out, ns: median, 99 % and greatest; empty where nothing was measured
 */
public record LiveGates(
        int trades,
        long pnl,
        double entrySlip,
        double stopSlip,
        double meanSlip,
        int unprotected,
        OrderFacts orders,
        List<Long> latency) {
    /** Trades before it is asked. */
    public static final int TRADES = 10;

    /** Mean size of the slippage stays below. */
    public static final double SLIPPAGE = 0.02;

    /** Live and shadow profit differ by at most this share of the latter. */
    public static final double DIFFERENCE = 0.20;

    private static final double MONEY = 1e8;

    /** Copies the list. */
    public LiveGates {
        latency = List.copyOf(latency);
    }

    /**
     * Measures a run.
     *
     * @param run its journal
     * @param facts its trades
     * @return figures
     */
    public static LiveGates of(Run run, RunFacts facts) {
        List<ClosedTrade> closed = facts.trades().closed();
        double[] entries = closed.stream()
                .map(trade -> trade.execution().entrySlip())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        double[] stops = closed.stream()
                .map(trade -> trade.execution().stopSlip())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        double[] sizes = new double[entries.length + stops.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(i < entries.length ? entries[i] : stops[i - entries.length]);
        }
        LatencyTable table = LatencyTable.of(run, 0);
        LatencyTable.Stage whole = LatencyTable.Stage.WHOLE;
        return new LiveGates(
                closed.size(),
                closed.stream().mapToLong(trade -> trade.result().pnl()).sum(),
                Means.of(entries),
                Means.of(stops),
                Means.of(sizes),
                (int) closed.stream()
                        .filter(trade -> trade.execution().why() == ExitWhy.UNPROTECTED)
                        .count(),
                facts.orders(),
                table.count(whole) == 0
                        ? List.of()
                        : List.of(
                                table.percentile(whole, 50),
                                table.percentile(whole, 99),
                                table.percentile(whole, 100)));
    }

    /**
     * Asks the gates.
     *
     * @param shadow the paper run of the same signals; null where there is none, then its gate is not asked
     * @return in the order of the rule
     */
    public List<Gate> gates(LiveGates shadow) {
        boolean isEnough = trades >= TRADES;
        int errors = orders.rejected() + orders.unknown() + unprotected;
        double executed = orders.stopsHit() == 0 ? Double.NaN : (double) orders.stopsFilled() / orders.stopsHit();
        double difference = shadow == null || shadow.pnl == 0
                ? Double.NaN
                : (double) (pnl - shadow.pnl) / Math.abs((double) shadow.pnl);
        return List.of(
                Gate.of("NS-VAL-12 trades", trades, TRADES, isEnough ? Verdict.PASS : Verdict.NOT_ENOUGH_TRADES),
                Gate.of("NS-VAL-12 slippage", meanSlip, SLIPPAGE, below(isEnough, meanSlip, SLIPPAGE)),
                // One is enough to fail, however few the trades.
                Gate.of("NS-VAL-12 errors", errors, 0, errors == 0 ? Verdict.PASS : Verdict.FAIL),
                Gate.of(
                        "NS-VAL-12 stops executed",
                        executed,
                        1,
                        Double.isNaN(executed) ? Verdict.NOT_ASKED : executed >= 1 ? Verdict.PASS : Verdict.FAIL),
                Gate.of(
                        "NS-VAL-12 against shadow",
                        difference,
                        DIFFERENCE,
                        Double.isNaN(difference) ? Verdict.NOT_ASKED : within(isEnough, difference)));
    }

    private static Verdict below(boolean isEnough, double value, double threshold) {
        if (!isEnough || Double.isNaN(value)) {
            return Verdict.NOT_ENOUGH_TRADES;
        }
        return value < threshold ? Verdict.PASS : Verdict.FAIL;
    }

    private static Verdict within(boolean isEnough, double difference) {
        if (!isEnough) {
            return Verdict.NOT_ENOUGH_TRADES;
        }
        return Math.abs(difference) <= DIFFERENCE ? Verdict.PASS : Verdict.FAIL;
    }

    /**
     * As maps in a fixed order.
     *
     * @param shadow the paper run of the same signals, or null
     * @return for a JSON writer
     */
    public Map<String, Object> tree(LiveGates shadow) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("trades", trades);
        tree.put("pnl", FindingsTree.text(pnl / MONEY));
        tree.put("fillRate", FindingsTree.text(orders.entryFill()));
        tree.put("entrySlippage", FindingsTree.text(entrySlip));
        tree.put("stopSlippage", FindingsTree.text(stopSlip));
        tree.put("meanSlippage", FindingsTree.text(meanSlip));
        tree.put("orders", orders.orders());
        tree.put("rejected", orders.rejected());
        tree.put("rejectRate", FindingsTree.text((double) orders.rejected() / orders.orders()));
        tree.put("unknown", orders.unknown());
        tree.put("unprotected", unprotected);
        tree.put("stopsHit", orders.stopsHit());
        tree.put("stopsFilled", orders.stopsFilled());
        tree.put("latencyNs", latency.isEmpty() ? null : latency);
        List<Object> gates = new ArrayList<>();
        gates(shadow).forEach(gate -> gates.add(FindingsTree.gate(gate)));
        tree.put("gates", gates);
        return tree;
    }
}
