package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a full ring bounds trading, and when that is over: by given times (RELIABILITY P9 and 3a). */
class LagTest {
    private static final long MS = 1_000_000L;
    private static final int SLOTS = 64;

    private final FullRing ring =
            new FullRing(new RingSettings(SLOTS, 8, 50 * MS, 500 * MS, 5_000 * MS, Waiting.SLEEPING, Topology.COMPACT));

    @Test
    void shouldAskForMoreTheLongerTheRingIsFull() {
        ring.refused(0);
        assertEquals(KillGate.OPEN, ring.wantedLevel(50 * MS));
        assertEquals(KillGate.REDUCE_ONLY, ring.wantedLevel(51 * MS));
        assertEquals(KillGate.REDUCE_ONLY, ring.wantedLevel(500 * MS));
        assertEquals(KillGate.CANCEL_AND_HALT, ring.wantedLevel(501 * MS));
        ring.granted();
        assertEquals(KillGate.OPEN, ring.wantedLevel(502 * MS));
    }

    @Test
    void shouldBeOverOnlyAfterCalmForAllOfTheTime() {
        ring.refused(0);
        assertFalse(ring.isOver(100 * MS, SLOTS), "nothing was granted yet");
        ring.granted();
        assertFalse(ring.isOver(200 * MS, SLOTS));
        assertFalse(ring.isOver(5_199 * MS, SLOTS));
        assertTrue(ring.isOver(5_200 * MS, SLOTS));
    }

    @Test
    void shouldBeginAnewAfterEachLookThatFindsTheRingOverHalfFull() {
        ring.refused(0);
        ring.granted();
        assertFalse(ring.isOver(200 * MS, SLOTS));
        assertFalse(ring.isOver(5_000 * MS, SLOTS / 2 - 1));
        assertFalse(ring.isOver(5_200 * MS, SLOTS / 2));
        assertFalse(ring.isOver(10_199 * MS, SLOTS / 2));
        assertTrue(ring.isOver(10_200 * MS, SLOTS / 2));
    }

    @Test
    void shouldBeginAnewAfterARefusalBetweenTwoLooks() {
        assertFalse(ring.isOver(0, SLOTS));
        ring.refused(3_000 * MS);
        ring.granted();
        assertFalse(ring.isOver(5_000 * MS, SLOTS));
        assertFalse(ring.isOver(7_999 * MS, SLOTS));
        assertTrue(ring.isOver(8_000 * MS, SLOTS));
    }
}
