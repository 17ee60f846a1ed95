package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the disk at some moment, and nothing of what the system still holds: a copy of the block device under a
 * small ext4, where a test may mount one. {@code -Debb.cuts=N} sets how often (3).
 */
final class PowerCutTest {
    private static final int CUTS = Integer.getInteger("ebb.cuts", 3);
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final long DEVICE_BYTES = 64L << 20;

    private final Records records = new Records(SEED);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @TempDir
    private Path temp;

    private Path mounted;

    @AfterEach
    void unmountAll() throws IOException, InterruptedException {
        unmount();
    }

    private void mount(Path image) throws IOException, InterruptedException {
        Path at = Files.createDirectories(temp.resolve("disk"));
        boolean isMounted = run("mount", "-o", "loop", image.toString(), at.toString());
        Assumptions.assumeTrue(isMounted, "mounting a loop device is not permitted here");
        mounted = at;
    }

    private void unmount() throws IOException, InterruptedException {
        if (mounted != null) {
            // The library lets go of its mappings on a thread of its own.
            long deadline = System.nanoTime() + 30_000_000_000L;
            boolean isUnmounted = false;
            while (!isUnmounted && System.nanoTime() < deadline) {
                isUnmounted = run("umount", mounted.toString());
            }
            assertTrue(isUnmounted, "the small disk stays busy");
            mounted = null;
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            Assumptions.assumeTrue(false, command[0] + " is not installed here");
            throw e;
        }
    }

    @Test
    void shouldHoldEverySyncedRecordAndEachEpochAfterAPowerCut() throws Exception {
        Path image = temp.resolve("image");
        try (RandomAccessFile raf = new RandomAccessFile(image.toFile(), "rw")) {
            raf.setLength(DEVICE_BYTES);
        }
        Assumptions.assumeTrue(run("mkfs.ext4", "-q", "-F", image.toString()), "mkfs.ext4 is not installed here");
        int lastEpoch = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            mount(image);
            Path after = temp.resolve("after");
            long synced;
            int epoch;
            JournalSettings settings = new JournalSettings(
                    Durability.SYNC_BEFORE_EGRESS,
                    1,
                    1 << 20,
                    0,
                    cut % 2 == 0,
                    cut % 2 == 0,
                    JournalSettings.AHEAD_BYTES);
            try (JournalDirectory journal = JournalDirectory.open(mounted.resolve("journal"))) {
                epoch = journal.epoch();
                assertTrue(epoch > lastEpoch);
                try (LiveRun live = journal.newRun(settings);
                        StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                    for (int batch = random.nextInt(40); batch >= 0; batch--) {
                        records.append(writer, 1 + random.nextInt(700));
                        writer.sync();
                    }
                    // Not synced: may be lost, or not.
                    records.append(writer, random.nextInt(300));
                    synced = writer.syncedNumber();
                    Files.copy(image, after);
                }
            }
            unmount();
            mount(after);
            Run run = Run.at(mounted.resolve("journal"));
            StreamReport report = records.read(run, JournalStream.IN);
            int number = cut;
            assertTrue(report.last() >= synced, () -> "cut " + number + ", synced " + synced + ": " + report);
            assertTrue(report.synced() <= synced, report::summary);
            // Less than what was acknowledged may be left, but then it is said.
            assertTrue(report.isWhole() || report.last() < report.acknowledged(), report::summary);
            try (JournalDirectory journal = JournalDirectory.open(mounted.resolve("journal"))) {
                assertEquals(epoch + 1, journal.epoch());
                lastEpoch = journal.epoch();
            }
            // Room for the next one; the epoch stays.
            assertTrue(run("rm", "-r", mounted.resolve("journal/runs").toString()));
            unmount();
            Files.move(after, image, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
