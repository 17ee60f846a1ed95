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

    private record Begun(long atNs, String state, String reason, boolean isWarmUp) {
        Outage until(int instrument, long toNs, boolean isOver) {
            return new Outage(instrument, atNs, toNs, state, reason, isWarmUp, isOver);
        }
    }

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

    /**
     * A book changed its state. An outage lasts from the first state that is not LIVE until it is LIVE again and carries
     * the reason it began with; what becomes of it meanwhile is counted.
     */
    void onBook(int instrument, long atNs, String state, String reason) {
        if ("LIVE".equals(state)) {
            Begun open = begun.remove(instrument);
            if (open != null) {
                outages.add(open.until(instrument, atNs, true));
            }
            wasLive.put(instrument, true);
            return;
        }
        boolean isWarmUp = !wasLive.containsKey(instrument);
        begun.putIfAbsent(instrument, new Begun(atNs, state, reason, isWarmUp));
        if (!isWarmUp) {
            count("book " + state + ("STALE".equals(state) ? " " + reason : ""));
        }
    }

    void conclude(long endNs) {
        begun.forEach((instrument, open) -> outages.add(open.until(instrument, endNs, false)));
        begun.clear();
    }

    long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
