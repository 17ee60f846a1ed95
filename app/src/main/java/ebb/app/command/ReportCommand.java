package ebb.app.command;

import ebb.app.state.LedgerFiles;
import ebb.codecs.Nulls;
import ebb.desk.ReportFacts;
import ebb.journal.Run;
import ebb.runtime.ReplayResult;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb report DIR}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes report.html, signals.csv and trades.csv of a run that was journaled.")
public final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a journal directory (its last run) or a run")
    private Path directory;

    @Option(names = "--out", description = "where to (default: DIR)")
    private Path out;

    @Option(names = "--proof", description = "replays the run first, and tells in the report whether the bytes agreed")
    private boolean proof;

    @Override
    public Integer call() {
        Run run = Runs.at(directory);
        Path to = out == null ? directory : out;
        if (!Files.isDirectory(to)) {
            throw new Failure(ExitCode.USAGE, to + " is not a directory; make it, or give another --out");
        }
        ReplayResult replay = proof ? ReplayCommand.prove(run) : null;
        ReportFacts facts = new ReportFacts("Ebb run", "journal", Nulls.ID, 1, 0, Map.of(), replay, List.of());
        try {
            LedgerFiles.write(run, facts, to);
        } catch (UncheckedIOException e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        }
        System.out.println(to.resolve(LedgerFiles.REPORT));
        System.out.println(to.resolve(LedgerFiles.SIGNALS));
        System.out.println(to.resolve(LedgerFiles.TRADES));
        return replay == null || replay.isProof() ? ExitCode.OK : ExitCode.DIVERGED;
    }
}
