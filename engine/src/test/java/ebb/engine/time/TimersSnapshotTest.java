package ebb.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimersSnapshotTest {
    /** Writes down what fires. */
    private static final class Log implements TimerHandler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onTimer(long deadlineNs, long tag) {
            lines.add(deadlineNs + " " + tag);
        }
    }

    private static Timers copy(Timers timers, List<Integer> handles, TimerHandler owner) {
        SnapshotWriter out = new SnapshotWriter();
        timers.writeTo(out);
        Timers copy = new Timers(1);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        copy.readFrom(in);
        in.finish();
        handles.forEach(handle -> copy.claim(handle, owner));
        copy.checkClaimed();
        return copy;
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Log log = new Log();
            Timers timers = new Timers(2);
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(4) == 0 && !open.isEmpty()) {
                    timers.cancel(open.remove(random.nextInt(open.size())));
                } else {
                    open.add(timers.schedule(1_000 + random.nextInt(50), log, i));
                }
            }
            Log other = new Log();
            Timers copy = copy(timers, open, other);
            assertEquals(timers.digest(), copy.digest(), "seed " + seed);
            assertEquals(copy.digestAnew(), copy.digest(), "seed " + seed);
            for (int i = 0; i < 40; i++) {
                long deadline = 1_000 + random.nextInt(80);
                assertEquals(timers.schedule(deadline, log, i), copy.schedule(deadline, other, i), "seed " + seed);
                long now = 1_000 + i * 2L;
                assertEquals(timers.fireUntil(now), copy.fireUntil(now), "seed " + seed);
            }
            assertEquals(log.lines, other.lines, "seed " + seed);
            assertEquals(timers.digest(), copy.digest(), "seed " + seed);
        }
    }

    @Test
    void shouldFindAgainTheTimersOfAnOwnerThatKeepsNoHandles() {
        Log log = new Log();
        Log stranger = new Log();
        Timers timers = new Timers(2);
        for (int i = 0; i < 10; i++) {
            timers.schedule(100 - i, i % 3 == 0 ? stranger : log, i);
        }
        SnapshotWriter out = new SnapshotWriter();
        timers.writeTo(out);
        timers.writeHandlesOf(log, out);
        timers.writeHandlesOf(stranger, out);
        Log other = new Log();
        Log otherStranger = new Log();
        Timers copy = new Timers(1);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        copy.readFrom(in);
        copy.claimFrom(other, in);
        assertThrows(SnapshotException.class, copy::checkClaimed);
        copy.claimFrom(otherStranger, in);
        copy.checkClaimed();
        in.finish();
        timers.fireUntil(200);
        copy.fireUntil(200);
        assertEquals(log.lines, other.lines);
        assertEquals(stranger.lines, otherStranger.lines);
    }

    @Test
    void shouldNameATimerThatNobodyClaimsAndAClaimThatNoTimerMeets() {
        Timers timers = new Timers(2);
        int handle = timers.schedule(5, (deadline, tag) -> {}, 77);
        assertThrows(SnapshotException.class, () -> copy(timers, List.of(), (deadline, tag) -> {}));
        assertThrows(SnapshotException.class, () -> copy(timers, List.of(handle + 1), (deadline, tag) -> {}));
        assertThrows(SnapshotException.class, () -> copy(timers, List.of(handle, handle), (deadline, tag) -> {}));
    }

    @Test
    void shouldRefuseASnapshotThatIsCutOrOfSomethingElse() {
        Timers timers = new Timers(2);
        timers.schedule(5, (deadline, tag) -> {}, 77);
        SnapshotWriter out = new SnapshotWriter();
        timers.writeTo(out);
        for (int length = 0; length < out.length(); length++) {
            SnapshotReader in = new SnapshotReader(out.buffer(), 0, length);
            assertThrows(SnapshotException.class, () -> new Timers(1).readFrom(in), "cut at " + length);
        }
        SnapshotWriter other = new SnapshotWriter();
        other.mark("cvd");
        SnapshotReader in = new SnapshotReader(other.buffer(), 0, other.length());
        assertThrows(SnapshotException.class, () -> new Timers(1).readFrom(in));
    }
}
