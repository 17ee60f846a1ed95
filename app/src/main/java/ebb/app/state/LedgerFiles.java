package ebb.app.state;

import ebb.config.SetupReader;
import ebb.desk.Report;
import ebb.desk.ReportFacts;
import ebb.desk.ledger.Csv;
import ebb.desk.ledger.Ledger;
import ebb.desk.ledger.Rows;
import ebb.journal.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run leaves for people and spreadsheets: the report, {@code signals.csv}, {@code trades.csv}, and the same as JSON. */
public final class LedgerFiles {
    /** The report. */
    public static final String REPORT = "report.html";

    /** Every signal, traded or not. */
    public static final String SIGNALS = "signals.csv";

    /** Every closed trade. */
    public static final String TRADES = "trades.csv";

    private static final String SIGNALS_WORD = "signals";
    private static final String TRADES_WORD = "trades";

    private LedgerFiles() {}

    /**
     * Writes the three files; each appears whole or not at all. Two calls on the same run write the same bytes of CSV.
     *
     * @param run what to read; it should not be written to any more
     * @param facts what the journal does not tell
     * @param directory where to; it exists
     * @return what the run decided
     * @throws UncheckedIOException when a file cannot be written
     */
    public static Ledger write(Run run, ReportFacts facts, Path directory) {
        Ledger ledger = Report.write(run, new SetupReader(), facts, directory.resolve(REPORT));
        file(directory.resolve(SIGNALS), Csv.lines(Rows.SIGNALS, Rows.signals(ledger)));
        file(directory.resolve(TRADES), Csv.lines(Rows.TRADES, Rows.trades(ledger)));
        return ledger;
    }

    /**
     * Writes a text file whole or not at all.
     *
     * @param file where to; its directory exists
     * @param lines without line ends
     * @throws UncheckedIOException when it cannot be written
     */
    public static void file(Path file, List<String> lines) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, String.join("\n", lines) + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written: " + e.getMessage(), e);
        }
    }

    /**
     * Puts signals and trades into the closing object of a command.
     *
     * @param tree gets {@code decisions} and {@code trades}
     * @param ledger of its run
     */
    public static void into(Map<String, Object> tree, Ledger ledger) {
        tree.put("decisions", trees(Rows.signals(ledger)));
        tree.put(TRADES_WORD, trees(Rows.trades(ledger)));
    }

    private static List<Object> trees(List<Map<String, Object>> rows) {
        List<Object> trees = new ArrayList<>();
        rows.forEach(row -> trees.add(Rows.tree(row)));
        return trees;
    }

    /**
     * Whether a word of the command line names rows of the ledger.
     *
     * @param word any
     * @return true for signals and trades
     */
    public static boolean isKind(String word) {
        return SIGNALS_WORD.equals(word) || TRADES_WORD.equals(word);
    }

    /**
     * Prints signals or trades of a run.
     *
     * @param run which
     * @param word signals or trades
     * @param isJson one object a line, else CSV
     * @param out where to
     * @throws ebb.journal.JournalException if the run is damaged
     */
    public static void print(Run run, String word, boolean isJson, PrintWriter out) {
        Ledger ledger = Ledger.read(run, new SetupReader());
        boolean isTrades = TRADES_WORD.equals(word);
        List<Map<String, Object>> rows = isTrades ? Rows.trades(ledger) : Rows.signals(ledger);
        if (isJson) {
            rows.forEach(row -> out.println(Json.line(Rows.tree(row))));
        } else {
            Csv.lines(isTrades ? Rows.TRADES : Rows.SIGNALS, rows).forEach(out::println);
        }
    }
}
