package ebb.adapters.files;

import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Rejection;
import java.util.List;
import java.util.Map;

/**
 * What became of a recording. Each {@code in} and {@code http} line is decoded, ignored or rejected, exactly one of them.
 *
 * @param lines by kind; kinds that do not occur are absent, here and below
 * @param decoded frames and REST books by what they were
 * @param ignored frames and answers that are of no use, by name
 * @param rejected frames by reason
 * @param instruments that were defined, in the order of their numbers
 * @param firstNs the earliest receive time, ns since the epoch; 0 of an empty file
 * @param lastNs the latest
 */
public record CaptureReport(
        Map<LineKind, Long> lines,
        Map<FrameKind, Long> decoded,
        Map<String, Long> ignored,
        Map<Rejection, Long> rejected,
        List<CapturedInstrument> instruments,
        long firstNs,
        long lastNs) {
    /** Whether an instrument was inferred from the recording (INST-7). */
    public boolean inferred() {
        return instruments.stream().anyMatch(CapturedInstrument::inferred);
    }

    /** All frames and answers, each counted once. */
    public long frames() {
        return sum(decoded) + sum(ignored) + sum(rejected);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
