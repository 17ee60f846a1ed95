package ebb.journal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a scan of a whole run found.
 *
 * @param run which
 * @param streams one report for each stream that was begun, in the order of {@link JournalStream}
 */
public record RunReport(Run run, List<StreamReport> streams) {
    /** Keeps its own list. */
    public RunReport {
        streams = List.copyOf(streams);
    }

    /**
     * Whether all that was acknowledged in every stream can be relied on.
     *
     * @return false when any stream is damaged
     */
    public boolean isWhole() {
        return streams.stream().allMatch(StreamReport::isWhole);
    }

    /**
     * Whether the process that wrote it stopped in order.
     *
     * @return false after a crash, and while the run is still being written
     */
    public boolean isClosed() {
        return streams.stream().allMatch(StreamReport::closed);
    }

    /**
     * The report of one stream.
     *
     * @param stream which
     * @return empty when it was never begun
     */
    public Optional<StreamReport> stream(JournalStream stream) {
        return streams.stream().filter(report -> report.stream() == stream).findFirst();
    }

    /**
     * A line for each stream, for an operator.
     *
     * @return lines without a break at the end
     */
    public String summary() {
        return "run " + run.number() + ": "
                + streams.stream().map(StreamReport::summary).collect(Collectors.joining("\n    ", "\n    ", ""));
    }
}
