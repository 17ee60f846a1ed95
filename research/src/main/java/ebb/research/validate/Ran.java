package ebb.research.validate;

import ebb.codecs.sbe.ExitWhy;
import ebb.research.trade.ClosedTrade;
import ebb.research.trade.EquityCurve;
import ebb.research.trade.OrderFacts;
import ebb.research.trade.RunFacts;
import ebb.research.trade.ShadowTrades;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a configuration made of a data set, session by session.
 *
 * @param sessions in order of time
 */
public record Ran(List<Session> sessions) {
    /**
     * One of them.
     *
     * @param facts of its run
     * @param shadows of the signals that it refused
     * @param isProved whether a replay gave the same bytes again
     */
    public record Session(RunFacts facts, List<ShadowTrades.Shadow> shadows, boolean isProved) {}

    /** Copies the list. */
    public Ran {
        sessions = List.copyOf(sessions);
    }

    /** All trades, session by session. */
    public Stream<ClosedTrade> closed() {
        return sessions.stream().flatMap(each -> each.facts().trades().closed().stream());
    }

    /** All shadows, session by session. */
    public Stream<ShadowTrades.Shadow> shadows() {
        return sessions.stream().flatMap(each -> each.shadows().stream());
    }

    /** Signals that were acted on. */
    public int issued() {
        return sessions.stream()
                .mapToInt(each -> each.facts().trades().issued())
                .sum();
    }

    /** Signals that a gate refused. */
    public int declined() {
        return sessions.stream()
                .mapToInt(each -> each.facts().trades().declined())
                .sum();
    }

    /** Positions that were open when their session ended. */
    public int stillOpen() {
        return sessions.stream().mapToInt(each -> each.facts().stillOpen()).sum();
    }

    /** Entry orders that have ended. */
    public int entries() {
        return sessions.stream()
                .mapToInt(each -> each.facts().orders().entries())
                .sum();
    }

    /** Filled of filled and cancelled, the mean over entry orders; NaN of none (NS-VAL-12). */
    public double fillRate() {
        double filled = 0;
        for (Session each : sessions) {
            OrderFacts orders = each.facts().orders();
            filled += orders.entries() == 0 ? 0 : orders.entryFill() * orders.entries();
        }
        return filled / entries();
    }

    /** How often each rule refused, by its name. */
    public Map<String, Integer> refusals() {
        Map<String, Integer> sum = new TreeMap<>();
        for (Session each : sessions) {
            each.facts().trades().refusals().forEach((rule, count) -> sum.merge(rule, count, Integer::sum));
        }
        return sum;
    }

    /**
     * Equity of one account that was given to each session in turn.
     *
     * @param fromNs first instant, ns since the epoch
     * @param toNs first instant behind it
     * @return empty where no session is in it
     */
    public EquityCurve equity(long fromNs, long toNs) {
        return EquityCurve.chain(sessions.stream()
                .map(each -> each.facts().equity())
                .filter(curve -> curve.marks().get(curve.marks().size() - 1).atNs() >= fromNs
                        && curve.marks().get(0).atNs() < toNs)
                .map(curve -> curve.between(fromNs, toNs))
                .toList());
    }

    /**
     * NS-VAL-11: replays that differed, positions closed because they were unprotected, quantities that were wrong, orders UNKNOWN for
     * a minute.
     */
    int faults(long fromNs, long toNs) {
        int faults = (int) closed().filter(trade -> trade.span().openedNs() >= fromNs
                        && trade.span().openedNs() < toNs
                        && trade.execution().why() == ExitWhy.UNPROTECTED)
                .count();
        for (Session each : sessions) {
            faults += (int) each.facts().orders().faultsNs().stream()
                    .filter(at -> at >= fromNs && at < toNs)
                    .count();
        }
        return faults + (int) sessions.stream().filter(each -> !each.isProved()).count();
    }
}
