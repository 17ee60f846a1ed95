package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that journals dies at any moment; {@code -Debb.kills=N} sets how often (20). */
final class KillTest {
    private static final int KILLS = Integer.getInteger("ebb.kills", 20);
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    @TempDir
    private Path dir;

    @Test
    void shouldLoseNoAcknowledgedRecordWhenKilled() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Records records = new Records(SEED);
        long expectedFirst = 1;
        long unacknowledged = 0;
        int seenRun = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int number = kill;
            long acknowledged = killAfter(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4_000), random);
            Run run = lastRun();
            if (run == null || run.number() == seenRun || !run.has(JournalStream.IN)) {
                // Dead before its stream was begun.
                assertEquals(0, acknowledged);
                continue;
            }
            seenRun = run.number();
            StreamReport report = records.read(run, JournalStream.IN);
            assertTrue(report.isWhole(), () -> "kill " + number + ", seed " + SEED + ": " + report.summary());
            assertTrue(report.last() >= acknowledged, () -> "kill " + number + ": " + report.summary());
            assertTrue(report.unacknowledged() <= 1, () -> "kill " + number + ": " + report);
            assertEquals(expectedFirst, report.first());
            expectedFirst = report.last() + 1;
            unacknowledged += report.unacknowledged();
        }
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            long seen = 0;
            long next = 1;
            for (Run run : journal.runs()) {
                if (run.has(JournalStream.IN)) {
                    Manifest manifest = run.manifest(JournalStream.IN);
                    assertTrue(manifest.epoch() > seen, "epochs must grow");
                    seen = manifest.epoch();
                    assertTrue(manifest.first() >= next, "numbers must not repeat");
                    next = manifest.last() + 1;
                }
            }
            assertTrue(journal.epoch() > seen);
            assertTrue(next > 1, "nothing was ever written");
        }
        System.out.println(KILLS + " kills, " + (expectedFirst - 1) + " records, 0 acknowledged lost, " + unacknowledged
                + " readable but not acknowledged");
    }

    private Run lastRun() {
        List<Run> runs = Run.of(dir);
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    /** Kills after some acknowledged records, or, for 0, at any time from the start on. */
    private long killAfter(int count, SplittableRandom random) throws IOException, InterruptedException {
        Child child = Child.start("append", dir.toString(), Long.toString(SEED));
        long acknowledged = 0;
        if (count == 0) {
            child.waitAtMost(random.nextInt(900), TimeUnit.MILLISECONDS);
        } else {
            DataInputStream input = new DataInputStream(child.output());
            for (int i = 0; i < count; i++) {
                acknowledged = input.readLong();
            }
        }
        child.kill();
        return Math.max(acknowledged, child.lastLong());
    }

    @Test
    void shouldCutOffTheRecordThatWasBeingWritten() throws Exception {
        Records records = new Records(SEED);
        for (int round = 1; round <= 2; round++) {
            Child child = Child.start("die-inside", dir.toString(), Long.toString(SEED));
            assertEquals(100 * round, child.lastLong());
            assertEquals(9, child.exitCode());
            StreamReport report = records.read(Run.at(dir), JournalStream.IN);
            assertEquals(StreamReport.Verdict.TORN_TAIL, report.verdict(), report::summary);
            assertEquals(100 * round, report.last());
            assertEquals(0, report.unacknowledged());
        }
    }

    /** In a container each JVM has process number 1: a lock word left by the dead one looks like the living one's own. */
    @Test
    void shouldGoOnAtOnceInAPidNamespace() throws Exception {
        List<String> namespace = List.of("unshare", "--pid", "--fork");
        Assumptions.assumeTrue(works(namespace), "unshare --pid is not permitted here");
        for (int round = 1; round <= 2; round++) {
            Child child = Child.start(namespace, "die-inside", dir.toString(), Long.toString(SEED));
            assertEquals(100 * round, child.lastLong());
            assertEquals(9, child.exitCode());
        }
        assertEquals(2, Run.at(dir).manifest(JournalStream.IN).epoch());
    }

    private static boolean works(List<String> namespace) throws InterruptedException {
        try {
            return new ProcessBuilder(namespace.get(0), "--pid", "--fork", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
