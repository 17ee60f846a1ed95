package ebb.app.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ebb.config.BackupSettings;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalException;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.Run;
import ebb.journal.StreamWriter;
import ebb.journal.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals made by hand: what a backup holds, what it refuses, what it leaves. A living session's is {@code StoppedSessionTest}'s. */
final class BackupTest {
    private static final Instant AT = Instant.parse("2026-11-21T00:20:00Z");
    private static final long DAY_NS = 86_400_000_000_000L;

    @TempDir
    private Path dir;

    private Path journal;
    private Path target;
    private JournalDirectory living;
    private LiveRun run;
    private StreamWriter in;

    /** A run that has ended, one that is being written, and what lies beside them. */
    @BeforeEach
    void write() throws IOException {
        journal = dir.resolve("journal");
        target = dir.resolve("backups");
        ended(3_000);
        begun(2_000);
        Files.writeString(journal.resolve("signals.csv"), "signal\n1\n");
        Files.writeString(journal.resolve("gates.tsv"), "history\tPASS\n");
        Files.createDirectories(journal.resolve("reviews"));
        Files.writeString(journal.resolve("reviews/2026-11-20.md"), "# a day\n");
        Files.createDirectories(journal.resolve("context"));
        Files.writeString(journal.resolve("context/caps.json"), "{}");
        Files.writeString(journal.resolve("runs/1/start"), "state");
        Files.writeString(journal.resolve("runs/2/start"), "state");
        Files.writeString(journal.resolve("runs/2/snapshots/1999"), "known");
        Files.writeString(journal.resolve("runs/2/snapshots/9999"), "of more than the copy has");
        Files.writeString(dir.resolve("coins.csv"), "PEPE,pepe\n");
    }

    private void ended(int records) {
        try (JournalDirectory open = JournalDirectory.open(journal);
                LiveRun run = open.newRun(JournalSettings.plain().withBlockBytes(1 << 20));
                StreamWriter in = run.writer(JournalStream.IN, 1)) {
            append(in, records);
        }
    }

    private void begun(int records) {
        living = JournalDirectory.open(journal);
        run = living.newRun(JournalSettings.plain().withBlockBytes(1 << 20));
        in = run.writer(JournalStream.IN, 1);
        append(in, records);
    }

    private static void append(StreamWriter in, int records) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[100]);
        for (int i = 0; i < records; i++) {
            record.putLong(8, i * 0x9E37_79B9_7F4A_7C15L);
            in.append(record, 0, record.capacity());
        }
    }

    @AfterEach
    void close() {
        in.close();
        run.close();
        living.close();
    }

    private Backup.Order order(int keep) {
        return new Backup.Order(journal, List.of(dir.resolve("coins.csv"), dir.resolve("absent")), target, keep, 0);
    }

    private Backup.Done make(Instant at, int keep) {
        return Backup.make(order(keep), at, () -> false);
    }

    @Test
    void shouldBeAJournalOfItsOwnWithAllThatBelongsToIt() throws IOException {
        Backup.Done done = make(AT, 0);

        assertEquals(target.toRealPath().resolve("ebb-20261121T002000Z"), done.path());
        assertEquals(List.of(), done.findings());
        assertEquals(2, done.runs());
        List<Run> runs = Run.of(done.path());
        assertEquals(2, runs.size());
        assertTrue(Verifier.verify(runs.get(0)).isWhole()
                && Verifier.verify(runs.get(0)).isClosed());
        assertEquals(2_000, Verifier.verify(runs.get(1), JournalStream.IN).records());
        assertFalse(Verifier.verify(runs.get(1)).isClosed(), "what goes on has no end in the copy");
        for (String file : List.of(
                "signals.csv",
                "gates.tsv",
                "reviews/2026-11-20.md",
                "context/caps.json",
                "epoch",
                "runs/1/start",
                "runs/2/start",
                "runs/2/snapshots/1999")) {
            assertEquals(-1, Files.mismatch(journal.resolve(file), done.path().resolve(file)), file);
        }
        assertEquals("PEPE,pepe\n", Files.readString(done.path().resolve("also/coins.csv")));
        assertFalse(Files.exists(done.path().resolve("runs/2/snapshots/9999")), "it knows more than the copy");
        assertFalse(Files.exists(done.path().resolve(".lock")));
        assertEquals("rw-------", permissions(done.path().resolve("signals.csv")));
        assertEquals("rwx------", permissions(done.path()));
        String mark = Files.readString(done.path().resolve(Backup.MARK));
        assertTrue(mark.contains("run 1 whole; in: CLEAN, 3000 records"), mark);
        assertTrue(mark.contains("run 2 as far as written; in: CLEAN, 2000 records"), mark);
        // Nothing is numbered twice by whoever goes on from it.
        try (JournalDirectory restored = JournalDirectory.open(done.path())) {
            assertEquals(3, restored.epoch());
            assertEquals(3_001, restored.nextNumber(JournalStream.IN));
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldKeepTheNewestOfThisJournalAloneAndClearWhatDied() throws IOException {
        Path other = Files.createDirectories(target.resolve("ebb-20200101T000000Z"));
        Files.writeString(other.resolve(Backup.MARK), "ebb backup 1\nof /another/journal\n");
        Path mine = Files.createDirectories(target.resolve("notes"));
        Files.createDirectories(target.resolve("ebb-20261120T002000Z.new/runs"));

        for (int day = 0; day < 4; day++) {
            assertEquals(day < 2 ? 0 : 1, make(AT.plusNanos(day * DAY_NS), 2).removed());
        }

        assertEquals(
                List.of(
                        "ebb-20200101T000000Z",
                        "ebb-20261123T002000Z",
                        "ebb-20261124T002000Z",
                        mine.getFileName().toString()),
                entries());
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(target)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldRefuseATargetWithinTheJournalAndAJournalWithoutRuns() throws IOException {
        Path inside = journal.resolve("backups/daily");
        Path link = Files.createSymbolicLink(dir.resolve("link"), journal);
        for (Path each : List.of(inside, journal, link.resolve("backups"))) {
            JournalException refused = assertThrows(
                    JournalException.class,
                    () -> Backup.make(new Backup.Order(journal, List.of(), each, 0, 0), AT, () -> false));
            assertTrue(refused.getMessage().contains("lies in the journal"), refused.getMessage());
        }
        assertFalse(Files.exists(journal.resolve("backups")));
        Path empty = Files.createDirectories(dir.resolve("empty"));
        assertThrows(
                JournalException.class,
                () -> Backup.make(new Backup.Order(empty, List.of(), target, 0, 0), AT, () -> false));
    }

    @Test
    void shouldNotBeginWhereTooLittleWouldStayFree() throws IOException {
        Backup.Order greedy = new Backup.Order(journal, List.of(), target, 1, Long.MAX_VALUE / 2);

        JournalException full = assertThrows(JournalException.class, () -> Backup.make(greedy, AT, () -> false));

        assertEquals(JournalException.Kind.DISK_FULL, full.kind());
        assertTrue(full.getMessage().contains("must stay") && full.getMessage().contains("Free space"));
        assertEquals(List.of(), entries());
    }

    /** On a file system of a few megabytes, where a test may mount one: it holds the files, and not the space taken ahead. */
    @Test
    void shouldLeaveNothingWhenTheDiskFills() throws Exception {
        Path small = Files.createDirectories(dir.resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small.toString()),
                "mounting a small tmpfs is not permitted here");
        try {
            Backup.Order tight = new Backup.Order(journal, List.of(), small.resolve("backups"), 1, 0);

            JournalException full = assertThrows(JournalException.class, () -> Backup.make(tight, AT, () -> false));

            assertEquals(JournalException.Kind.DISK_FULL, full.kind(), full.getMessage());
            try (Stream<Path> left = Files.list(small.resolve("backups"))) {
                assertEquals(0, left.count());
            }
            assertTrue(Verifier.verify(Run.of(journal).get(1)).isWhole(), "and the journal is what it was");
        } finally {
            assertTrue(run("umount", "-l", small.toString()));
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void shouldLeaveNothingOfABackupThatWasStopped() throws IOException {
        make(AT, 1);

        JournalException stopped =
                assertThrows(JournalException.class, () -> Backup.make(order(1), AT.plusSeconds(60), () -> true));

        assertTrue(stopped.getMessage().contains("stopped"), stopped.getMessage());
        assertEquals(List.of("ebb-20261121T002000Z"), entries(), "and the one before stays");
    }

    @Test
    void shouldCopyADamagedRunAsItIsAndSaySo() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(journal.resolve("runs/1/in"))) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[200_000] ^= 1;
        Files.write(file, bytes);

        Backup.Done done = make(AT, 0);

        assertEquals(1, done.findings().size());
        assertTrue(done.findings().get(0).contains("run 1 is damaged"), done.findings()::toString);
        assertEquals(-1, Files.mismatch(file, done.path().resolve(journal.relativize(file))));
        assertFalse(Verifier.verify(Run.of(done.path()).get(0)).isWhole());
    }

    @Test
    void shouldBeDueDailyAndAnHourAfterAFailure() {
        long at = 20 * 60_000_000_000L;
        long midnight = 1_800_000_000L / 86_400 * DAY_NS;
        assertEquals(midnight + at, BackupClock.next(midnight, at, false));
        assertEquals(midnight + DAY_NS + at, BackupClock.next(midnight + at, at, false));
        assertEquals(midnight + at + BackupClock.RETRY_NS, BackupClock.next(midnight + at, at, true));
        assertEquals(midnight + at, BackupClock.next(midnight + at - 1, at, true));
    }

    /** By a clock of the test's: a target that cannot be, then a day later one that can. */
    @Test
    void shouldTellAndCountWhatFailsAndTryAgain() throws Exception {
        long day = AT.getEpochSecond() / 86_400 * DAY_NS;
        List<Long> times = new ArrayList<>(List.of(day, day + 1, day + 1));
        long[] now = {day};
        BlockingQueue<String> news = new LinkedBlockingQueue<>();
        Files.writeString(target, "a file where the folder should be");
        try (BackupClock clock = new BackupClock(
                new BackupSettings(target, 1, 1), order(1), () -> times.isEmpty() ? now[0] : times.remove(0), text -> {
                    try {
                        if (Files.isRegularFile(target)) {
                            Files.delete(target);
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    now[0] += BackupClock.RETRY_NS + 1;
                    news.add(text);
                })) {
            String failed = news.poll(30, TimeUnit.SECONDS);
            assertTrue(failed != null && failed.startsWith("NO BACKUP (NS-ALR-2), 1 failed"), failed);
            String made = news.poll(30, TimeUnit.SECONDS);
            assertTrue(made != null && made.startsWith("backed up to " + target.toRealPath()), made);
            assertEquals(1L, clock.status().get("done"));
            assertEquals(1L, clock.status().get("failed"));
            assertNull(clock.status().get("failure"), "the last one was made");
        }
        assertEquals(1, entries().size());
    }
}
