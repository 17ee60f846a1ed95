package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that a running engine writes, and what is said of them. */
class SnapshotCheckTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int STEPS = 5_000;

    @TempDir
    Path directory;

    /** A busy session with orders in flight, its clock much faster than ours, so that several snapshots are due. */
    private Run session(Topology topology) throws Exception {
        RingSettings ring = new RingSettings(4_096, 64, 5 * SECOND, 9 * SECOND, 5 * SECOND, Waiting.SLEEPING, topology);
        LiveSettings settings = new LiveSettings(
                Mode.PAPER, ring, JournalSettings.plain(), 10_000_000L, "test", "busy = true", Nulls.ID);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("of-" + topology))) {
            EngineClock clock = EngineClock.accelerated(1_700_000_000_000_000_000L, 500);
            LiveEngine engine = new LiveEngine(
                    journal, settings, clock, text -> BusyMarket.setup(), (t, b, o, l) -> {}, (t, b, o, l) -> {});
            engine.start(clock.nanos());
            engine.takeSnapshots(20 * SECOND);
            engine.commands().reconciled();
            BusyMarket market = new BusyMarket(engine.ingress());
            market.open(clock.nanos());
            SnapshotFiles files = new SnapshotFiles(engine.run());
            // At least one on the way; how many more there are by the end is the machine's affair.
            for (int i = 0; i < STEPS || files.sequences().length == 0; i++) {
                while (!market.step(clock.nanos())) {
                    Thread.onSpinWait();
                }
            }
            assertTrue(engine.stop(), "drained");
            assertNull(engine.failure(), () -> String.valueOf(engine.failure()));
            long[] taken = files.sequences();
            assertTrue(taken.length > 1 && taken.length <= SnapshotTaker.KEPT, "kept " + taken.length);
            assertEquals(engine.applied(), taken[taken.length - 1], "the last is of the last message");
            return engine.run();
        }
    }

    private static List<SnapshotCheck.Finding> check(Run run) {
        return new SnapshotCheck(run, text -> BusyMarket.setup()).check();
    }

    @Test
    void shouldFindWhatALiveEngineWroteInTheStateThatReplayHas() throws Exception {
        for (Topology topology : Topology.values()) {
            List<SnapshotCheck.Finding> findings = check(session(topology));
            assertTrue(findings.size() > 1);
            for (SnapshotCheck.Finding each : findings) {
                assertTrue(each.isSound(), each::toString);
            }
        }
    }

    @Test
    void shouldFindEveryDamagedSnapshot() throws Exception {
        Run run = session(Topology.COMPACT);
        SnapshotFiles files = new SnapshotFiles(run);
        long[] sequences = files.sequences();
        long sequence = sequences[0];
        byte[] whole = files.read(sequence);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) {
            byte[] damaged = whole.clone();
            int at = i < 48 ? i : random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(files.file(sequence), damaged);
            assertFalse(
                    new SnapshotCheck(run, text -> BusyMarket.setup())
                            .read(sequence)
                            .isSound(),
                    "byte " + at);
        }
        for (int length : new int[] {0, 1, 47, 48, whole.length / 2, whole.length - 1}) {
            Files.write(files.file(sequence), Arrays.copyOf(whole, length));
            assertFalse(
                    new SnapshotCheck(run, text -> BusyMarket.setup())
                            .read(sequence)
                            .isSound(),
                    "cut " + length);
        }
        Files.write(files.file(sequence), Arrays.copyOf(whole, whole.length + 1));
        assertFalse(
                new SnapshotCheck(run, text -> BusyMarket.setup())
                        .read(sequence)
                        .isSound(),
                "one byte more");
        assertFalse(check(run).get(0).isSound());
        assertTrue(check(run).get(sequences.length - 1).isSound());
    }

    @Test
    void shouldSayOfASnapshotWhenItIsNotOfThisRun() throws Exception {
        Run run = session(Topology.COMPACT);
        Run other = session(Topology.SPREAD);
        SnapshotFiles files = new SnapshotFiles(run);
        SnapshotFiles others = new SnapshotFiles(other);
        long newest = files.sequences()[files.sequences().length - 1];
        long foreign = others.sequences()[0];
        copy(files.read(newest), files, newest + 1);
        copy(others.read(foreign), files, foreign);
        List<SnapshotCheck.Finding> findings = check(run);
        for (SnapshotCheck.Finding each : findings) {
            boolean isOwn = each.sequence() != newest + 1 && each.sequence() != foreign;
            assertEquals(isOwn, each.isSound(), each::toString);
        }
    }

    private static void copy(byte[] bytes, SnapshotFiles to, long sequence) throws IOException {
        to.write(sequence, new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
