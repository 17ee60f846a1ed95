package ebb.research.trade;

import java.util.List;
import java.util.Set;

/**
 * A signal with what was traded, or, where a gate refused it, would have been (NS-VAL-1).
 *
 * @param origin what it was about; it has no position
 * @param level id of the level that was rejected
 * @param atNs when it was decided, ns since the epoch
 * @param plan prices
 * @param evidence what it was worth
 * @param refusedBy rules that failed or that nobody could answer, by name; empty where it was acted on
 */
public record Decided(
        ClosedTrade.Origin origin,
        long level,
        long atNs,
        Plan plan,
        ClosedTrade.Evidence evidence,
        Set<String> refusedBy) {
    /**
     * Whether a gate refused it.
     *
     * @return false where it was acted on
     */
    public boolean isRefused() {
        return !refusedBy.isEmpty();
    }

    /**
     * Prices of the trade, mantissas of the instrument.
     *
     * @param entry the deciding close, or what the walk of the book would have got
     * @param stop where it would have been wrong
     * @param targets one to three, nearest first
     * @param isFixed whether targets are fixed moves instead of supports
     */
    public record Plan(long entry, long stop, List<Target> targets, boolean isFixed) {
        /** Copies the targets. */
        public Plan {
            targets = List.copyOf(targets);
        }
    }

    /**
     * One of its targets.
     *
     * @param price limit, mantissa
     * @param qty mantissa; 0 where there was nothing to size
     * @param rMicro distance in initial risks, micro-units
     */
    public record Target(long price, long qty, long rMicro) {}
}
