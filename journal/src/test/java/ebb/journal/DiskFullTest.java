package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of a few megabytes, where a test may mount one. */
final class DiskFullTest {
    private final Records records = new Records(33);

    @TempDir
    private Path temp;

    private Path small;

    private void mount(String size) throws IOException, InterruptedException {
        small = Files.createDirectory(temp.resolve("small"));
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", small.toString());
        if (!isMounted) {
            small = null;
        }
        Assumptions.assumeTrue(isMounted, "mounting a small tmpfs is not permitted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (small != null) {
            assertTrue(run("umount", "-l", small.toString()));
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void shouldStopCleanlyAndKeepEveryAcknowledgedRecord() throws Exception {
        mount("12m");
        Path dir = small.resolve("journal");
        JournalSettings guarded =
                new JournalSettings(Durability.PAGE_CACHE, 1, 1 << 20, 0, true, true, JournalSettings.AHEAD_BYTES);
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(guarded)) {
            StreamWriter writer = live.writer(JournalStream.IN, 1);
            JournalFault fault = assertThrows(JournalFault.class, () -> records.append(writer, 1_000_000));
            assertEquals(JournalFault.Kind.DISK_FULL, fault.kind());
            assertTrue(fault.getMessage().contains("free space, then restart"), fault.getMessage());
            assertTrue(writer.bytes() > 6 << 20, "stopped long before the disk was full: " + writer.bytes());
            DurabilityTest.await("the guard", () -> live.disk() == DiskState.FULL);
            assertSame(fault, assertThrows(JournalFault.class, () -> records.append(writer, 1)));

            long acknowledged = writer.lastNumber();
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertTrue(report.isWhole(), report::summary);
            assertEquals(acknowledged, report.last());
            writer.close();
            report = records.read(live.run(), JournalStream.IN);
            assertTrue(report.isWhole(), report::summary);
            assertEquals(acknowledged, report.last());
        }
        // Space is made, the process starts again and goes on.
        assertTrue(run("mount", "-o", "remount,size=40m", small.toString()));
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            StreamReport before =
                    journal.inspect().orElseThrow().stream(JournalStream.IN).orElseThrow();
            assertTrue(before.isWhole(), before::summary);
            try (LiveRun live = journal.newRun(guarded);
                    StreamWriter writer = live.writer(JournalStream.IN, journal.nextNumber(JournalStream.IN))) {
                assertEquals(before.last(), writer.lastNumber());
                records.append(writer, 1_000);
                assertTrue(records.read(live.run(), JournalStream.IN).isWhole());
            }
        }
    }

    @Test
    void shouldLeaveRoomForAnOrderlyStopWhenTheNextBlockIsRefused() throws Exception {
        mount("12m");
        JournalSettings guarded =
                new JournalSettings(Durability.PAGE_CACHE, 1, 1 << 20, 0, true, false, JournalSettings.AHEAD_BYTES);
        try (JournalDirectory journal = JournalDirectory.open(small.resolve("journal"));
                LiveRun live = journal.newRun(guarded);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            while (live.disk() != DiskState.FULL) {
                records.append(writer, 50);
                DurabilityTest.await(
                        "the forerunner",
                        () -> live.disk() == DiskState.FULL
                                || writer.queue().current().reservedTo()
                                        >= writer.queue().ahead(writer.queue().current()));
            }
            records.append(writer, 1_000);
            assertTrue(records.read(live.run(), JournalStream.IN).isWhole());
        }
    }

    @Test
    void shouldRefuseToBeginWithoutRoom() throws Exception {
        mount("20m");
        JournalSettings guarded = JournalSettings.guarded(Durability.PAGE_CACHE);
        try (JournalDirectory journal = JournalDirectory.open(small.resolve("journal"));
                LiveRun live = journal.newRun(guarded)) {
            JournalException refused = assertThrows(JournalException.class, () -> live.writer(JournalStream.IN, 1));
            assertEquals(JournalException.Kind.DISK_FULL, refused.kind());
        }
    }
}
