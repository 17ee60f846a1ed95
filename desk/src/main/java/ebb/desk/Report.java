package ebb.desk;

import ebb.desk.ledger.Ledger;
import ebb.engine.Configurator;
import ebb.journal.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The report of a run: one HTML file that needs nothing else, made of the journal by running it through a fresh engine
 * once more, and of what only the process knows.
 */
public final class Report {
    private Report() {}

    /**
     * Reads a run and writes its report. The file appears whole or not at all.
     *
     * @param run what to read; it should not be written to any more
     * @param configurator reads the run's configuration text as it did when the run was made
     * @param facts what the journal does not tell
     * @param file where to write; its directory must exist
     * @return what the run decided and what came of it, of the same walk
     * @throws UncheckedIOException when the file cannot be written
     */
    public static Ledger write(Run run, Configurator configurator, ReportFacts facts, Path file) {
        ReportData data = Collector.collect(run, configurator);
        String page = new Page(data, facts, run).render();
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, page);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The report could not be written to " + file + ": " + e.getMessage(), e);
        }
        return data.ledger;
    }
}
