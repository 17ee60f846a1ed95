package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class KillGateTest {
    private final KillGate gate = new KillGate();

    @Test
    void shouldRiseAndNeverFallByARaise() {
        assertEquals(KillGate.OPEN, gate.level());
        assertEquals(2, gate.raise(KillGate.CANCEL_AND_HALT));
        assertEquals(2, gate.raise(KillGate.REDUCE_ONLY));
        assertEquals(4, gate.raise(KillGate.SEVER));
        assertEquals(KillGate.SEVER, gate.level());
        assertThrows(IllegalArgumentException.class, () -> gate.raise(KillGate.OPEN));
        assertThrows(IllegalArgumentException.class, () -> gate.raise(5));
    }

    @Test
    void shouldOpenOnlyIfNobodyHasRaisedItSinceTheMark() {
        gate.raise(KillGate.CANCEL_AND_HALT);
        long before = gate.mark();
        gate.raise(KillGate.REDUCE_ONLY);
        assertFalse(gate.open(before), "raised since, though the level is the same");
        assertEquals(KillGate.CANCEL_AND_HALT, gate.level());
        assertTrue(gate.open(gate.mark()));
        assertEquals(KillGate.OPEN, gate.level());
        assertFalse(gate.open(before), "a mark of another time");
        assertEquals(KillGate.REDUCE_ONLY, gate.raise(KillGate.REDUCE_ONLY), "what was in force before counts no more");
    }

    @Test
    void shouldCountALagAsReduceOnlyUntilItIsLetGoOrOpened() {
        gate.hold();
        assertEquals(KillGate.REDUCE_ONLY, gate.level());
        gate.letGo();
        assertEquals(KillGate.OPEN, gate.level());
        gate.hold();
        assertTrue(gate.open(gate.mark()));
        assertEquals(KillGate.OPEN, gate.level());
    }
}
