package ebb.app.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code gates.tsv} of a journal's directory: verdicts on gates, one a line, added and never changed. A line that is
 * none of ours is refused with its number, and a record that cannot be read opens no gate.
 */
public final class GateRecord {
    /** Name of the file. */
    public static final String FILE = "gates.tsv";

    private static final String HEAD = "at\tgate\tverdict\tby\tnote";
    private static final int COLUMNS = 5;

    private final Path file;

    /**
     * The record of a directory; the file need not be there.
     *
     * @param directory the journal's
     */
    public GateRecord(Path directory) {
        file = directory.resolve(FILE);
    }

    /** What a verdict says. */
    public enum Verdict {
        /** Held, as computed. */
        PASS,
        /** Not held, or not known: tune, wait, do not proceed. */
        HOLD,
        /** Failed. */
        FAIL,
        /** A person takes it upon themselves (NS-VAL-8, NS-LIV-2). */
        ACCEPTED;

        /**
         * What several questions say together: one that failed fails, all that hold pass; whatever is open, indicative or was
         * not asked holds it back.
         *
         * @param asked the answers, at least one
         * @return PASS, HOLD or FAIL
         */
        public static Verdict of(List<ebb.research.validate.Verdict> asked) {
            if (asked.contains(ebb.research.validate.Verdict.FAIL)) {
                return FAIL;
            }
            boolean allHold =
                    !asked.isEmpty() && asked.stream().allMatch(each -> each == ebb.research.validate.Verdict.PASS);
            return allHold ? PASS : HOLD;
        }
    }

    /**
     * A line of the record.
     *
     * @param at when
     * @param gate which
     * @param verdict what it says
     * @param by the command or the person
     * @param note what it rests on
     */
    public record Entry(Instant at, Gate gate, Verdict verdict, String by, String note) {
        /** Whether the gate is open. */
        public boolean opens() {
            return verdict == Verdict.PASS || verdict == Verdict.ACCEPTED;
        }

        private String line() {
            return at + "\t" + gate.text() + "\t" + verdict + "\t" + plain(by) + "\t" + plain(note);
        }

        private static String plain(String text) {
            return text.replaceAll("\\p{Cntrl}", " ").strip();
        }
    }

    /**
     * Adds a verdict.
     *
     * @param entry what is to be recorded
     * @throws IOException if the file cannot be written
     */
    public void add(Entry entry) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String text = (Files.exists(file) ? "" : HEAD + "\n") + entry.line() + "\n";
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    /**
     * All that was recorded, oldest first.
     *
     * @return empty where there is no file
     * @throws IOException if it cannot be read, or a line is none of ours; the message names file and line
     */
    public List<Entry> all() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).equals(HEAD) && !lines.get(i).isBlank()) {
                entries.add(entry(lines.get(i), i + 1));
            }
        }
        return entries;
    }

    private Entry entry(String line, int number) throws IOException {
        String[] cells = line.split("\t", -1);
        Optional<Gate> gate = cells.length == COLUMNS ? Gate.of(cells[1]) : Optional.empty();
        if (gate.isEmpty()) {
            throw new IOException(file + ":" + number + ": no verdict on a gate: " + line);
        }
        try {
            return new Entry(Instant.parse(cells[0]), gate.get(), Verdict.valueOf(cells[2]), cells[3], cells[4]);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IOException(file + ":" + number + ": no verdict on a gate: " + line, e);
        }
    }

    /**
     * The newest verdict on a gate.
     *
     * @param gate which
     * @return absent where none was recorded
     * @throws IOException as {@link #all}
     */
    public Optional<Entry> newest(Gate gate) throws IOException {
        Entry newest = null;
        for (Entry each : all()) {
            newest = each.gate() == gate ? each : newest;
        }
        return Optional.ofNullable(newest);
    }
}
