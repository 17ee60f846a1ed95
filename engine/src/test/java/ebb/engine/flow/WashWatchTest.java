package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Snapshots;
import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Alternating groups of one quantity (PAT-5). */
class WashWatchTest {
    private static final long S = 1_000_000_000L;

    private final WashWatch watch = new WashWatch(WashWatch.RUN);
    private long now = S;

    private boolean group(int side, long qty, long losses) {
        now += S;
        return watch.onGroup(now, side, qty, losses);
    }

    @Test
    void shouldFlagTheTenthOfAlternatingEqualGroupsAndNoEarlier() {
        for (int i = 0; i < 9; i++) {
            assertFalse(group(i % 2 == 0 ? 1 : -1, 7, 0));
        }
        assertFalse(watch.isFlagged(now, 3_600 * S));
        assertTrue(group(-1, 7, 0));
        assertTrue(watch.isFlagged(now, 3_600 * S));
        long flagged = now;
        assertFalse(group(1, 7, 0), "the same run is told once");
        assertEquals(1, watch.flags());
        assertTrue(
                watch.isFlagged(now + 3_600 * S, 3_600 * S), "the newest group of the run counts, the edge included");
        assertFalse(watch.isFlagged(now + 3_600 * S + 1, 3_600 * S));
        assertTrue(flagged < now);
    }

    @Test
    void shouldBeginAnewWhereSideQuantityOrTapeBreakTheRun() {
        int[] sides = {1, -1, 1, -1, 1, -1, 1, -1, 1};
        for (String broken : new String[] {"side", "unknown", "quantity", "loss"}) {
            for (int side : sides) {
                group(side, 7, 0);
            }
            boolean isLoss = broken.equals("loss");
            switch (broken) {
                case "side" -> group(1, 7, 0);
                case "unknown" -> group(Aggressor.UNKNOWN, 7, 0);
                case "quantity" -> group(-1, 8, 0);
                default -> group(-1, 7, 1);
            }
            assertEquals(0, watch.flags(), broken);
            assertFalse(group(-1, 9, isLoss ? 1 : 0));
        }
    }

    @Test
    void shouldForgetTheRunButNotTheFlagWhenQuantitiesMeanSomethingElse() {
        for (int i = 0; i < 10; i++) {
            group(i % 2 == 0 ? 1 : -1, 7, 0);
        }
        watch.reset();
        assertTrue(watch.isFlagged(now, S));
        for (int i = 0; i < 9; i++) {
            group(i % 2 == 0 ? 1 : -1, 7, 0);
        }
        assertEquals(1, watch.flags());
    }

    @Test
    void shouldAgreeWithATwinThatReadsTheWholeTape() {
        SplittableRandom random = new SplittableRandom(505);
        WashWatch small = new WashWatch(4);
        List<long[]> tape = new ArrayList<>(); // time, side, quantity, losses
        long flagged = Long.MIN_VALUE;
        long flags = 0;
        for (int step = 0; step < 100_000; step++) {
            now += random.nextLong(5 * S);
            long[] before = tape.isEmpty() ? new long[] {0, 1, 1, 0} : tape.get(tape.size() - 1);
            boolean isWash = random.nextInt(4) > 0;
            long side = isWash ? -before[1] : random.nextInt(3) - 1;
            long qty = isWash ? before[2] : 1 + random.nextInt(3);
            long losses = before[3] + (random.nextInt(30) == 0 ? 1 : 0);
            tape.add(new long[] {now, side, qty, losses});
            boolean told = small.onGroup(now, (int) side, qty, losses);
            int run = run(tape);
            flagged = run >= 4 ? now : flagged;
            flags += run == 4 ? 1 : 0;
            String at = "seed 505, step " + step;
            assertEquals(run == 4, told, at);
            assertEquals(flags, small.flags(), at);
            assertEquals(flagged != Long.MIN_VALUE && now - flagged <= 7 * S, small.isFlagged(now, 7 * S), at);
            assertEquals(small.digestAnew(), small.digest(), at);
        }
        assertTrue(flags > 1_000);
    }

    /** Length of the run that ends with the newest group, counted from the newest back. */
    private static int run(List<long[]> tape) {
        int length = 0;
        for (int i = tape.size() - 1; i >= 0; i--) {
            long[] group = tape.get(i);
            if (group[1] == 0) {
                break;
            }
            length++;
            long[] earlier = i == 0 ? null : tape.get(i - 1);
            if (earlier == null || earlier[1] != -group[1] || earlier[2] != group[2] || earlier[3] != group[3]) {
                break;
            }
        }
        return length;
    }

    @Test
    void shouldComeBackFromASnapshotInTheMiddleOfARun() {
        for (int i = 0; i < 9; i++) {
            group(i % 2 == 0 ? 1 : -1, 7, 0);
        }
        WashWatch other = new WashWatch(WashWatch.RUN);
        Snapshots.copy(watch, other, "in the middle");
        Snapshots.assertRefusedWhenCut(watch, () -> new WashWatch(WashWatch.RUN));
        assertTrue(other.onGroup(now, -1, 7, 0));
    }

    @Test
    void shouldMoveItsDigestWithTheRun() {
        long before = watch.digest();
        group(1, 7, 0);
        assertTrue(before != watch.digest());
    }

    @Test
    void shouldRefuseARunThatAnyTwoGroupsMake() {
        assertThrows(IllegalArgumentException.class, () -> new WashWatch(1));
        assertThrows(IllegalArgumentException.class, () -> new SuspicionSettings(SpoofSettings.DEFAULTS, 1));
    }

    @Test
    void shouldAllocateNothing() {
        Allocations.assertNone(i -> group(i % 2 == 0 ? 1 : -1, i % 50 == 0 ? 8 : 7, 0));
        assertTrue(watch.flags() > 0);
    }
}
