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
     * Reads files in turn; a row that comes again takes the place of the one before.
     *
     * @throws IllegalArgumentException if a line is not a row, naming file and line
     */
    public static List<Row> read(List<Path> files) {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            List<String> lines;
            try {
                lines = Files.readAllLines(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    add(rows, file, i + 1, lines.get(i));
                }
            }
        }
        return rows;
    }

    private static void add(List<Row> rows, Path file, int number, String line) {
        try {
            Row row = row(line);
            rows.removeIf(each -> each.kind() == Kind.FACT ? isSameFact(each, row) : each.isSameAs(row));
            rows.add(row);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static boolean isSameFact(Row a, Row b) {
        boolean isSameName = b.kind() == Kind.FACT && a.testCase().equals(b.testCase());
        // A run may fail in several ways, each of which is told.
        return isSameName && (!b.isFailure() || a.subject().equals(b.subject()));
    }
}
