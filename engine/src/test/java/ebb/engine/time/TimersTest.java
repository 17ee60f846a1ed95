package ebb.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final List<String> log = new ArrayList<>();
    private final Timers timers = new Timers(1);

    private final TimerHandler recorder = (at, tag) -> log.add(at + ":" + tag);

    @Test
    void shouldFireInOrderOfDeadlineThenRegistrationTime3() {
        timers.schedule(20, recorder, 1);
        timers.schedule(10, recorder, 2);
        timers.schedule(20, recorder, 3);
        timers.schedule(30, recorder, 4);
        assertEquals(3, timers.fireUntil(20));
        assertEquals(List.of("10:2", "20:1", "20:3"), log);
        assertEquals(20, timers.nowNs());
    }

    @Test
    void shouldFireInTheSameSweepWhatWasRegisteredWhileFiringTime3() {
        timers.schedule(10, (at, tag) -> timers.schedule(10, recorder, 9), 0);
        timers.schedule(10, recorder, 1);
        timers.schedule(11, recorder, 2);
        timers.fireUntil(11);
        assertEquals(List.of("10:1", "10:9", "11:2"), log);
    }

    @Test
    void shouldFireAPeriodicTimerOnceOverAJumpTime5() {
        timers.jumpsBeyond(60);
        timers.fireUntil(0);
        TimerHandler[] periodic = new TimerHandler[1];
        periodic[0] = (at, tag) -> {
            log.add(at + ":" + tag);
            timers.schedule(timers.next(at + 10, 10), periodic[0], tag);
        };
        timers.schedule(10, periodic[0], 1);
        // Less than the jump behind: every period fires.
        timers.fireUntil(30);
        assertEquals(List.of("10:1", "20:1", "30:1"), log);
        log.clear();
        timers.fireUntil(1_000_005);
        timers.fireUntil(1_000_020);
        assertEquals(List.of("40:1", "1000010:1", "1000020:1"), log);
    }

    @Test
    void shouldNotFireWhatWasCancelled() {
        int handle = timers.schedule(10, recorder, 1);
        timers.schedule(12, recorder, 2);
        assertEquals(Timers.NONE, timers.cancel(handle));
        timers.cancel(Timers.NONE);
        timers.fireUntil(20);
        assertEquals(List.of("12:2"), log);
    }

    @Test
    void shouldNeverLetTimeGoBackTime1() {
        timers.fireUntil(100);
        timers.fireUntil(50);
        assertEquals(100, timers.nowNs());
        timers.schedule(60, recorder, 1);
        timers.fireUntil(100);
        assertEquals(List.of("100:1"), log);
    }

    @Test
    void shouldAgreeWithASortedQueueAndKeepItsDigest() {
        SplittableRandom random = new SplittableRandom(7);
        record Entry(long deadline, long tag) {}
        PriorityQueue<Entry> twin = new PriorityQueue<>(
                java.util.Comparator.comparingLong(Entry::deadline).thenComparingLong(Entry::tag));
        List<String> expected = new ArrayList<>();
        int[] handles = new int[100_000];
        Entry[] entries = new Entry[handles.length];
        int live = 0;
        long now = 0;
        for (int step = 0; step < handles.length; step++) {
            long deadline = now + random.nextInt(1, 500);
            handles[step] = timers.schedule(deadline, recorder, step);
            entries[step] = new Entry(deadline, step);
            twin.add(entries[step]);
            live = step - random.nextInt(1, 50);
            if (live >= 0 && random.nextInt(3) == 0 && twin.remove(entries[live])) {
                timers.cancel(handles[live]);
            }
            if (random.nextInt(4) == 0) {
                now += random.nextInt(200);
                while (!twin.isEmpty() && twin.peek().deadline() <= now) {
                    Entry e = twin.poll();
                    expected.add(e.deadline() + ":" + e.tag());
                }
                timers.fireUntil(now);
                if (step % 1_000 == 0) {
                    assertEquals(timers.digestAnew(), timers.digest());
                }
            }
        }
        assertEquals(expected, log);
    }
}
