package ebb.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for what a measurement writes, under {@code -Debb.bench.dir} or the system's temporary one. */
public final class Scratch {
    private Scratch() {}

    /** Makes one. */
    public static Path make() {
        try {
            String where = System.getProperty("ebb.bench.dir", System.getProperty("java.io.tmpdir"));
            return Files.createTempDirectory(Path.of(where), "ebb-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes one with all that is in it. */
    public static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
