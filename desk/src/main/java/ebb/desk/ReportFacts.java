package ebb.desk;

import ebb.runtime.ReplayResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What only the process that ran knows, beside what the journal tells.
 *
 * @param title headline of the report, e.g. {@code Ebb demo}
 * @param mode how Ebb ran, e.g. {@code demo}, {@code paper}, {@code backtest}
 * @param seed seed of a synthetic market, or {@code Nulls.ID} for none
 * @param speed how many times faster than real time the run's clock ran, at least 1
 * @param wallNs how long the run took on the wall, ns; 0 when unknown
 * @param counters by venue, by name (frames, gaps, resyncs, reconnects, malformed …), in the order to be shown
 * @param replay what the replay proof found, or null when none was made
 * @param notes sentences to be shown as they are
 */
public record ReportFacts(
        String title,
        String mode,
        long seed,
        long speed,
        long wallNs,
        Map<String, Map<String, Long>> counters,
        ReplayResult replay,
        List<String> notes) {
    /**
     * Keeps its own copies, in the order given.
     *
     * @throws IllegalArgumentException if the speed is below 1
     */
    public ReportFacts {
        if (speed < 1) {
            throw new IllegalArgumentException("speed must be at least 1: " + speed);
        }
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        counters.forEach((venue, counts) -> copy.put(venue, new LinkedHashMap<>(counts)));
        counters = copy;
        notes = List.copyOf(notes);
    }
}
