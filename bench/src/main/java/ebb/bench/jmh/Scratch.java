package ebb.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for what a benchmark writes, under {@code -Debb.bench.dir} or the system's temporary one. */
final class Scratch {
    private Scratch() {}

    static Path make() {
        try {
            String where = System.getProperty("ebb.bench.dir", System.getProperty("java.io.tmpdir"));
            return Files.createTempDirectory(Path.of(where), "ebb-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
