package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.app.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A busy session that is backed up while it trades and then told to go; all with the real command. */
final class StoppedSessionTest {
    @TempDir
    private Path dir;

    /** The copy proves itself although the session went on behind it, and the session ends as one that nobody copied. */
    @Test
    void shouldBeCopiedWhileItTradesAndEndInOrderAtSigterm() throws Exception {
        Path journal = dir.resolve("journal");
        Path target = dir.resolve("backups");
        JsonNode backup;
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal)) {
            demo.await("trading", status -> status.path("ordersPassed").asLong() >= 3);
            Command copied =
                    Command.run("backup", journal.toString(), "--to", target.toString(), "--free", "0", "--json");
            assertEquals(ExitCode.OK, copied.code(), copied.text());
            backup = new ObjectMapper().readTree(copied.text());
            demo.process().terminate();

            int code = demo.process().exitCode();
            JsonNode closing = demo.closing();
            boolean isFlat = closing.path("flat").asBoolean();
            assertEquals(isFlat ? ExitCode.OK : ExitCode.NOT_FLAT, code, demo.process()::errors);
            assertTrue(
                    closing.path("stopped").asBoolean() && closing.path("proof").asBoolean(), closing::toString);
            assertTrue(closing.path("problems").isEmpty(), closing::toString);
        }
        assertTrue(Files.readString(journal.resolve("report.html")).contains("stopped by a signal"));
        assertTrue(Files.exists(journal.resolve("signals.csv")));
        Command whole = Command.run("journal", "verify", journal.toString());
        assertEquals(ExitCode.OK, whole.code(), whole.text());

        assertTrue(backup.path("findings").isEmpty(), backup::toString);
        String copy = backup.path("backup").asText();
        Command verified = Command.run("journal", "verify", copy);
        assertEquals(ExitCode.OK, verified.code(), verified.text());
        Command replayed = Command.run("replay", copy, "--json");
        assertEquals(ExitCode.OK, replayed.code(), replayed.text());
        JsonNode proof = new ObjectMapper().readTree(replayed.text());
        assertTrue(proof.path("proof").asBoolean() && proof.path("outbound").asLong() > 100, replayed.text());
        assertEquals(ExitCode.OK, Command.run("report", copy).code());
    }
}
