package ebb.bench.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Rows as a file: one JSON object a line, appended as they come, so that a run cut short leaves what it had. */
public final class RowFile {
    /** Fact: the command that made a file. */
    public static final String COMMAND = "command";

    /** Fact: when it began. */
    public static final String BEGUN = "begun";

    /** Fact: the sources it ran on. */
    public static final String COMMIT = "commit";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowFile() {}

    /** A row as its line, without the end of line. */
    public static String line(Row row) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("workload", row.workload());
        tree.put("case", row.testCase());
        tree.put("subject", row.subject());
        tree.put("kind", row.kind().text());
        tree.put("unit", row.unit());
        put(tree, "min", row.min());
        put(tree, "median", row.median());
        put(tree, "p99", row.p99());
        put(tree, "bytesPerOp", row.bytesPerOp());
        tree.put("rounds", row.rounds());
        return tree.toString();
    }

    private static void put(ObjectNode tree, String key, double value) {
        if (Double.isFinite(value)) {
            // Four digits behind the point are finer than any clock; more would only look exact.
            tree.put(key, Math.round(value * 10_000) / 10_000.0);
        } else {
            tree.putNull(key);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is not a row, naming what is missing
     */
    public static Row row(String line) {
        JsonNode tree;
        try {
            tree = JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + line, e);
        }
        return new Row(
                text(tree, "workload"),
                text(tree, "case"),
                text(tree, "subject"),
                Kind.of(text(tree, "kind")),
                text(tree, "unit"),
                number(tree, "min"),
                number(tree, "median"),
                number(tree, "p99"),
                number(tree, "bytesPerOp"),
                (int) number(tree, "rounds"));
    }

    private static String text(JsonNode tree, String key) {
        return member(tree, key).asText();
    }

    private static double number(JsonNode tree, String key) {
        JsonNode member = member(tree, key);
        return member.isNull() ? Double.NaN : member.asDouble();
    }

    private static JsonNode member(JsonNode tree, String key) {
        JsonNode member = tree.get(key);
        if (member == null) {
            throw new IllegalArgumentException("a row without " + key + ": " + tree);
        }
        return member;
    }

    /** Appends rows; makes the file if it is missing. */
    public static void append(Path file, List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row each : rows) {
            text.append(line(each)).append('\n');
        }
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads files in turn; a row that comes again takes the place of the one before. The first tells of the machine and of
     * its run; of the others' facts stay the failures, and one that names the run.
     *
     * @throws IllegalArgumentException if a line is not a row, naming file and line
     */
    public static List<Row> read(List<Path> files) {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            List<Row> own = read(file);
            for (Row each : rows.isEmpty() ? own : withRunNamed(own)) {
                rows.removeIf(before -> each.kind() == Kind.FACT ? isSameFact(before, each) : before.isSameAs(each));
                rows.add(each);
            }
        }
        return rows;
    }

    private static List<Row> read(Path file) {
        List<Row> rows = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    rows.add(row(file, i + 1, lines.get(i)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static Row row(Path file, int number, String line) {
        try {
            return row(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static List<Row> withRunNamed(List<Row> own) {
        List<Row> rows = new ArrayList<>();
        if (!fact(own, COMMAND).isEmpty()) {
            String when = "begun " + fact(own, BEGUN) + ", commit " + fact(own, COMMIT);
            rows.add(Row.fact("rows of `" + fact(own, COMMAND) + '`', when));
        }
        own.stream()
                .filter(each -> each.kind() != Kind.FACT || each.isFailure())
                .forEach(rows::add);
        return rows;
    }

    private static String fact(List<Row> rows, String name) {
        return rows.stream()
                .filter(each -> each.kind() == Kind.FACT && each.testCase().equals(name))
                .findFirst()
                .map(Row::subject)
                .orElse("");
    }

    private static boolean isSameFact(Row a, Row b) {
        boolean isSameName = b.kind() == Kind.FACT && a.testCase().equals(b.testCase());
        // A run may fail in several ways, each of which is told.
        return isSameName && (!b.isFailure() || a.subject().equals(b.subject()));
    }
}
