package ebb.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the recorded data and vectors that tests are checked against. They are not part of this repository: a test
 * that needs a file which is not there is skipped, and its message names the file.
 */
public final class SharedData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    /**
     * The folder of shared data: {@code -Debb.shared=DIR}, else {@code ../shared} seen from the repository's root.
     *
     * @return the folder; it need not exist
     */
    public static Path directory() {
        String given = System.getProperty("ebb.shared", "");
        return given.isBlank() ? repositoryRoot().resolve("../shared").normalize() : Path.of(given);
    }

    /**
     * The root of this repository, wherever the test's module lies.
     *
     * @return an absolute path
     */
    public static Path repositoryRoot() {
        String given = System.getProperty("ebb.root", "");
        if (!given.isBlank()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return at;
            }
        }
        throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
    }

    /**
     * A file below the shared folder; the calling test is skipped when it is not there.
     *
     * @param relative path below the shared folder, e.g. {@code vectors/num.json}
     * @return the existing file
     */
    public static Path file(String relative) {
        Path file = directory().resolve(relative);
        Assumptions.assumeTrue(Files.exists(file), () -> "shared data absent: " + relative);
        return file;
    }

    /**
     * One file of vectors as a tree; the calling test is skipped when it is not there.
     *
     * @param name file name below {@code vectors/}
     * @return the root node, whose {@code cases} hold the vectors
     */
    public static JsonNode vectors(String name) {
        try {
            return JSON.readTree(file("vectors/" + name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
