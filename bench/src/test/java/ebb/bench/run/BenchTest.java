package ebb.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ebb-bench page} says of files that it cannot use: a sentence, no stack trace, and no page. */
class BenchTest {
    @TempDir
    Path directory;

    private String refused(String... arguments) {
        StringWriter said = new StringWriter();
        int code = Bench.commandLine().setErr(new PrintWriter(said)).execute(arguments);
        assertEquals(1, code, said::toString);
        assertTrue(said.toString().startsWith("ebb-bench: "), said::toString);
        assertEquals(1, said.toString().strip().lines().count(), said::toString);
        assertFalse(Files.exists(page()), "nothing was written");
        return said.toString();
    }

    private Path page() {
        return directory.resolve("page.md");
    }

    @Test
    void shouldNameAFolderOfRowsThatIsMissingOrEmpty() {
        Path missing = directory.resolve("missing");
        assertTrue(refused("page", "--kept", missing.toString(), "--out", page().toString())
                .contains("there is no " + missing));
        String empty = refused("page", "--kept", directory.toString(), "--out", page().toString());
        assertTrue(empty.contains("no rows (*.jsonl) in " + directory), empty);
    }

    @Test
    void shouldNameTheFileAndTheLineThatIsNoRow() throws IOException {
        Path rows = directory.resolve("run.jsonl");
        assertTrue(refused("page", rows.toString(), "--out", page().toString()).contains("there is no " + rows));
        Files.writeString(rows, "\n{\"workload\":\"book\"}\n");
        String wrong = refused("page", rows.toString(), "--out", page().toString());
        assertTrue(wrong.contains(rows + ", line 2: a row without case"), wrong);
    }
}
