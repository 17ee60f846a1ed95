package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.engine.Configurator;
import ebb.engine.Engine;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalException;
import ebb.journal.JournalSettings;
import ebb.journal.Run;
import ebb.journal.SnapshotFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on from the state that the run before ended in, and both replay; whatever is damaged on the way. */
class RecoveryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int STEPS = 3_000;
    private static final Configurator SAME = text -> BusyMarket.setup();

    @TempDir
    Path directory;

    private long nowNs = 1_700_000_000_000_000_000L;

    /** One process: goes on from the run before if there is one, for a while. */
    private Run session(Topology topology) throws Exception {
        RingSettings ring = new RingSettings(4_096, 64, 5 * SECOND, 9 * SECOND, 5 * SECOND, Waiting.SLEEPING, topology);
        LiveSettings settings = new LiveSettings(
                Mode.PAPER, ring, JournalSettings.plain(), 10_000_000L, "test", "busy = true", Nulls.ID);
        try (JournalDirectory journal = JournalDirectory.open(directory.resolve("journal"))) {
            Recovered state =
                    journal.lastRun().map(run -> Recovery.endOf(run, SAME)).orElse(null);
            EngineClock clock = EngineClock.accelerated(nowNs, 500);
            LiveEngine engine = new LiveEngine(journal, settings, clock, SAME, (t, b, o, l) -> {}, (t, b, o, l) -> {});
            if (state != null) {
                assertTrue(state.hasState(), state::toString);
                engine.goOnFrom(state);
            }
            engine.start(clock.nanos());
            engine.takeSnapshots(20 * SECOND);
            engine.commands().reconciled();
            BusyMarket market = new BusyMarket(engine.ingress());
            market.open(clock.nanos());
            SnapshotFiles files = new SnapshotFiles(engine.run());
            for (int i = 0; i < STEPS || files.sequences().length == 0; i++) {
                while (!market.step(clock.nanos())) {
                    Thread.onSpinWait();
                }
            }
            assertTrue(engine.stop(), "drained");
            assertNull(engine.failure(), () -> String.valueOf(engine.failure()));
            nowNs = engine.engine().nowNs() + 3_600 * SECOND;
            return engine.run();
        }
    }

    private static ReplayResult replay(Run run) {
        return new Replay(run, egress -> RunBeginning.engine(run, egress, SAME)::onMessage).prove();
    }

    private static void assertProof(Run run) {
        ReplayResult result = replay(run);
        assertTrue(result.isProof(), result::toString);
    }

    @Test
    void shouldGoOnThroughThreeRunsThatAllReplayInBothTopologies() throws Exception {
        Run first = session(Topology.COMPACT);
        Run second = session(Topology.SPREAD);
        Run third = session(Topology.COMPACT);
        long last = 0;
        for (Run run : new Run[] {first, second, third}) {
            ReplayResult result = replay(run);
            assertTrue(result.isProof(), result::toString);
            assertEquals(last + 1, result.firstSequence(), "sequences run on");
            assertEquals(last == 0, RunBeginning.header(run).orElseThrow().snapshotSeq() == Nulls.ID);
            last = result.lastSequence();
            for (SnapshotCheck.Finding each : new SnapshotCheck(run, SAME).check()) {
                assertTrue(each.isSound(), each::toString);
            }
        }
        assertFalse(Files.exists(first.start()));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(second.start()));
        Recovered end = Recovery.endOf(third, SAME);
        assertEquals(last, end.sequence());
        assertEquals(0, end.tail(), "the last snapshot is of the last message");
        assertTrue(end.engine().orders().positions().count() > 0);
        Engine fresh = new Engine(new NoEgress(), SAME);
        JournalException lacks = assertThrows(
                JournalException.class,
                () -> JournalWalk.walk(second, egress -> fresh::onMessage, (t, b, o, l) -> true));
        assertTrue(lacks.getMessage().contains("this engine has none"), lacks.getMessage());
    }

    /** What replay has, from each snapshot and from none, is one state. */
    @Test
    void shouldComeToTheSameStateFromAnyOfItsSnapshots() throws Exception {
        session(Topology.COMPACT);
        Run run = session(Topology.COMPACT);
        SnapshotFiles files = new SnapshotFiles(run);
        long[] sequences = files.sequences();
        Recovered newest = Recovery.endOf(run, SAME);
        long hash = newest.engine().stateHashAnew();
        for (int i = sequences.length - 1; i >= 0; i--) {
            Recovered state = Recovery.endOf(run, SAME);
            assertEquals("snapshot " + sequences[i], state.basis());
            assertEquals(hash, state.engine().stateHashAnew());
            assertEquals(newest.sequence(), state.sequence());
            assertEquals(newest.sequence() - sequences[i], state.tail());
            Files.delete(files.file(sequences[i]));
        }
        Recovered state = Recovery.endOf(run, SAME);
        assertEquals("the beginning of run 2", state.basis());
        assertEquals(hash, state.engine().stateHashAnew());
    }

    @Test
    void shouldPassOverDamagedSnapshotsAndThoseThatKnowMoreThanTheJournal() throws Exception {
        Run run = session(Topology.COMPACT);
        SnapshotFiles files = new SnapshotFiles(run);
        long[] sequences = files.sequences();
        long hash = Recovery.endOf(run, SAME).engine().stateHashAnew();
        long newest = sequences[sequences.length - 1];
        byte[] whole = files.read(newest);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 4;
        Files.write(files.file(newest), damaged);
        files.write(newest + 1_000, new UnsafeBuffer(whole), 0, whole.length);
        Recovered state = Recovery.endOf(run, SAME);
        assertTrue(state.hasState());
        assertEquals("snapshot " + sequences[sequences.length - 2], state.basis());
        assertEquals(hash, state.engine().stateHashAnew());
        assertEquals(2, state.unusable().size(), state.unusable()::toString);
        assertTrue(state.unusable().get(0).contains((newest + 1_000) + " is not usable"), state.unusable()::toString);
        assertTrue(state.unusable().get(1).contains("damaged"), state.unusable()::toString);
    }

    @Test
    void shouldMakeAStartAgainThatIsDamagedOrMissing() throws Exception {
        Run first = session(Topology.COMPACT);
        Run second = session(Topology.COMPACT);
        Run third = session(Topology.COMPACT);
        byte[] start = Files.readAllBytes(second.start());
        start[100] ^= 1;
        Files.write(second.start(), start);
        Files.delete(third.start());
        for (long each : new SnapshotFiles(second).sequences()) {
            Files.delete(new SnapshotFiles(second).file(each));
        }
        assertProof(second);
        assertProof(third);
        assertTrue(Recovery.endOf(third, SAME).hasState());

        remove(first.path());
        JournalException lost = assertThrows(JournalException.class, () -> replay(second));
        assertEquals(JournalException.Kind.DAMAGED, lost.kind());
        assertTrue(lost.getMessage().contains("is not usable"), lost.getMessage());
        Recovered none = Recovery.endOf(second, SAME);
        assertFalse(none.hasState());
        assertTrue(none.fault().contains("start"), none.fault());
    }

    @Test
    void shouldHaveNoStateWhereReplayDiverges() throws Exception {
        Run run = session(Topology.COMPACT);
        Configurator other =
                text -> new ebb.engine.EngineSetup(BusyMarket.setup().settings(), java.util.List.of());
        assertTrue(Recovery.endOf(run, SAME).hasState());
        Recovered fromSnapshot = Recovery.endOf(run, other);
        assertTrue(fromSnapshot.fault() != null, "no snapshot is of that configuration, and replay differs");
        assertFalse(fromSnapshot.hasState());
        assertTrue(fromSnapshot.fault().contains("diverges at sequence"), fromSnapshot.fault());
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Takes what nobody reads. */
    private static final class NoEgress extends DraftEgress {
        @Override
        void onMessage(int templateId, org.agrona.MutableDirectBuffer message, int length) {}
    }
}
