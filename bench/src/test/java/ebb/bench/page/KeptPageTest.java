package ebb.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of this repository is what its rows, its profiles and the words on what was tried make; nothing is typed. */
class KeptPageTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeTheSameMadeAgain() throws IOException {
        Path root = Path.of(System.getProperty("ebb.root"));
        Path page = root.resolve("docs/performance.md");
        Path again = directory.resolve("performance.md");

        PerformancePage.kept(
                        root.resolve("docs/performance/rows"), Files.readString(root.resolve("bench/thrown-away.md")))
                .write(again);

        assertEquals(
                Files.readString(again), Files.readString(page), "./ebb-bench page makes docs/performance.md again");
        assertEquals(
                pictures(directory.resolve("performance")),
                pictures(root.resolve("docs/performance")),
                "./ebb-bench page makes its pictures again");
    }

    private static Map<String, String> pictures(Path folder) throws IOException {
        Map<String, String> pictures = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path each :
                    entries.filter(file -> file.toString().endsWith(".svg")).toList()) {
                pictures.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return pictures;
    }
}
