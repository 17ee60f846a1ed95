package ebb.adapters.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names in the first column of a large CSV file, whose rows are grouped by it. */
final class FirstColumn {
    private FirstColumn() {}

    static List<String> distinct(Path file, String column) {
        Set<String> names = new LinkedHashSet<>();
        try (LineReader lines = new LineReader(file)) {
            if (!lines.next() || !column.equals(name(lines))) {
                throw new CaptureException(file, 1, "the first column is not " + column);
            }
            while (lines.next()) {
                names.add(name(lines));
            }
        }
        return new ArrayList<>(names);
    }

    private static String name(LineReader lines) {
        int end = lines.start();
        while (end < lines.end() && lines.bytes()[end] != ',') {
            end++;
        }
        return new String(lines.bytes(), lines.start(), end - lines.start(), StandardCharsets.UTF_8);
    }
}
