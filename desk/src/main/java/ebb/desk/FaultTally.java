package ebb.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong on the way and how long it lasted, from session states, book states, requests and alerts. */
final class FaultTally {
    /**
     * A span in which a book was not LIVE.
     *
     * @param instrument dense id
     * @param fromNs when it ceased to be
     * @param toNs when it was LIVE again, or the end of the run
     * @param state STALE or CROSSED
     * @param reason why, as the book said
     * @param isWarmUp whether it had never been LIVE before
     * @param isOver whether it became LIVE again
     */
    record Outage(
            int instrument, long fromNs, long toNs, String state, String reason, boolean isWarmUp, boolean isOver) {}

    private record Begun(long atNs, String state, String reason, boolean isWarmUp) {}

    final List<Outage> outages = new ArrayList<>();

    /** Kind of event → how often, e.g. {@code feed GAP}. */
    final Map<String, Long> counts = new TreeMap<>();

    /** Alerts by rule. */
    final Map<String, Long> alerts = new TreeMap<>();

    /** Orders that risk denied, by limit. */
    final Map<String, Long> denials = new TreeMap<>();

    private final Map<Integer, Begun> begun = new TreeMap<>();
    private final Map<Integer, Boolean> wasLive = new TreeMap<>();

    void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    void onBook(int instrument, long atNs, String state, String reason) {
        Begun open = begun.remove(instrument);
        if (open != null) {
            outages.add(new Outage(
                    instrument, open.atNs(), atNs, open.state(), open.reason(), open.isWarmUp(), "LIVE".equals(state)));
        }
        if ("LIVE".equals(state)) {
            wasLive.put(instrument, true);
            return;
        }
        boolean isWarmUp = !wasLive.containsKey(instrument);
        begun.put(instrument, new Begun(atNs, state, reason, isWarmUp));
        if (!isWarmUp) {
            count("book " + state + ("STALE".equals(state) ? " " + reason : ""));
        }
    }

    void conclude(long endNs) {
        begun.forEach((instrument, open) -> outages.add(
                new Outage(instrument, open.atNs(), endNs, open.state(), open.reason(), open.isWarmUp(), false)));
        begun.clear();
    }

    long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Sum of all kinds that begin so. */
    long allOf(String prefix) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
