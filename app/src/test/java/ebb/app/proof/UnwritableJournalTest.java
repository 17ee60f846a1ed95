package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.app.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose journal can no longer be written: it halts, says what to do, and what is left is whole. */
final class UnwritableJournalTest {
    @TempDir
    private Path dir;

    private Path mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            assertTrue(run("umount", "-l", mounted.toString()));
        }
    }

    /** The kernel refuses the file any further byte: a fault in the middle of an append. */
    @Test
    void shouldStopWhenTheFileMayGrowNoMore() throws Exception {
        Path journal = dir.resolve("journal");
        EbbProcess limited = new EbbProcess().after("ulimit -f 8000");
        try (DemoProcess demo = DemoProcess.start(limited, journal, small())) {
            assertStopped(demo, "check the disk, then restart");
        }
        assertWhole(journal);
        // Without the limit the next boot goes on where this one ended.
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal, "--speed", "1")) {
            demo.await("trading again", status -> DemoProcess.trading(status).equals("NORMAL"));
        }
    }

    /** The next block cannot be reserved: a kill while there is room for its records, latched as each kill is. */
    @Test
    void shouldHaltInOrderWhenTheDiskIsFull() throws Exception {
        Path journal = mount("24m").resolve("journal");
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal, small())) {
            assertStopped(demo, "Free space, then restart");
        }
        assertWhole(journal);
        assertTrue(run("mount", "-o", "remount,size=200m", mounted.toString()));
        try (DemoProcess demo = DemoProcess.start(
                new EbbProcess(),
                journal,
                "--speed",
                "1",
                "--set",
                "journal.block=1MiB",
                "--set",
                "journal.free-min=0B")) {
            demo.await(
                    "a boot that waits for a person",
                    status -> DemoProcess.trading(status).equals("HALTED")
                            && status.at("/state/risk/reconciled").asBoolean());
        }
    }

    @Test
    void shouldSayAtOnceThatThereIsNoRoomToBegin() throws Exception {
        Path journal = mount("8m").resolve("journal");
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal)) {
            assertEquals(ExitCode.JOURNAL, demo.process().exitCode());
            assertTrue(demo.process().errors().contains("Free space or lower journal.block"), demo.process()::errors);
        }
    }

    private static String[] small() {
        return new String[] {"--set", "journal.block=1MiB", "--set", "journal.free-min=0B"};
    }

    private static void assertStopped(DemoProcess demo, String advice) throws Exception {
        int code = demo.process().exitCode();
        JsonNode closing = demo.closing();
        boolean flat = closing.path("flat").asBoolean();
        assertEquals(flat ? ExitCode.STOPPED_FLAT : ExitCode.NOT_FLAT, code, demo.process()::errors);
        assertTrue(closing.path("proof").asBoolean(), closing::toString);
        assertTrue(closing.path("problems").toString().contains(advice), closing::toString);
        assertTrue(demo.process().errors().contains("ebb: "), demo.process()::errors);
        assertTrue(demo.process().errors().contains(advice), demo.process()::errors);
    }

    private static void assertWhole(Path journal) {
        Command verified = Command.run("journal", "verify", journal.toString());
        assertEquals(ExitCode.OK, verified.code(), verified.text());
        Command replayed = Command.run("replay", journal.toString());
        assertEquals(ExitCode.OK, replayed.code(), replayed.text());
    }

    private Path mount(String size) throws Exception {
        Path at = Files.createDirectory(dir.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString()),
                "mounting a small tmpfs is not permitted here");
        mounted = at;
        return at;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
