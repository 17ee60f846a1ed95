package ebb.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where damaged runs go: out of the way, never away. */
final class Quarantine {
    private static final String FINDINGS = "DAMAGE";

    private Quarantine() {}

    /** Moves a run aside, whole, with what was found; its numbers are not given out again. */
    static Run move(Path journal, RunReport report) throws IOException {
        Run run = report.run();
        Path quarantine = journal.resolve(Run.QUARANTINE);
        OwnFiles.directory(quarantine);
        Path findings = run.path().resolve(FINDINGS);
        OwnFiles.refuseLink(findings);
        Files.write(findings, (report.summary() + "\n").getBytes(StandardCharsets.UTF_8));
        OwnFiles.close600(findings);
        Path aside = quarantine.resolve(Integer.toString(run.number()));
        Files.move(run.path(), aside, StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.sync(quarantine);
        OwnFiles.sync(run.path().getParent());
        return new Run(run.number(), aside);
    }

    /** The runs in use and the quarantined ones, oldest first. */
    static List<Run> everyRun(Path journal) {
        List<Run> runs = new ArrayList<>(Run.in(journal.resolve(Run.QUARANTINE)));
        runs.addAll(Run.of(journal));
        runs.sort(Comparator.comparingInt(Run::number));
        return runs;
    }

    /** The highest run number ever used here; 0 when there is none. */
    static int highestNumber(Path journal) {
        return everyRun(journal).stream().mapToInt(Run::number).max().orElse(0);
    }

    /** The last record a stream's manifest vouches for; 0 when there is no manifest to ask. */
    static long acknowledged(Run run, JournalStream stream) {
        try {
            return run.manifest(stream).last();
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.NEWER) {
                throw e;
            }
            return 0;
        }
    }
}
