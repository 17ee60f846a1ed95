package ebb.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a whole run and says of each stream whether it is what was written. Changes nothing, takes no lock, may run
 * beside the writer.
 */
public final class Verifier {
    private Verifier() {}

    /**
     * Scans every stream of a run.
     *
     * @param run which
     * @return a report for each stream that was begun
     * @throws JournalException {@code NEWER} when the run was written by a newer Ebb
     */
    public static RunReport verify(Run run) {
        List<StreamReport> reports = new ArrayList<>();
        for (JournalStream stream : JournalStream.values()) {
            if (run.has(stream)) {
                reports.add(verify(run, stream));
            }
        }
        // The other streams follow from this one and are begun after it: without it they prove that it was there.
        if (!reports.isEmpty() && !run.has(JournalStream.IN)) {
            reports.add(0, missing(JournalStream.IN));
        }
        return new RunReport(run, reports);
    }

    /**
     * Scans one stream of a run.
     *
     * @param run which
     * @param stream one that was begun
     * @return its report
     * @throws JournalException {@code UNUSABLE} when it was never begun, {@code NEWER} when written by a newer Ebb
     */
    public static StreamReport verify(Run run, JournalStream stream) {
        try (StreamReader reader = run.reader(stream)) {
            while (reader.next()) {
                continue;
            }
            return reader.conclude();
        }
    }

    private static StreamReport missing(JournalStream stream) {
        return new StreamReport(
                stream,
                StreamReport.Verdict.DAMAGED,
                0,
                1,
                0,
                0,
                0,
                false,
                "the stream is missing although others of its run are there",
                "",
                0);
    }
}
