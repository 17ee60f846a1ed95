package ebb.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EngineClockTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** A market's clock is held while the machine is busy; what it would have shown meanwhile must not come back. */
    @Test
    void shouldGoOnFromWhereItWasHeld() {
        EngineClock clock = EngineClock.accelerated(0, 1_000_000_000L);
        clock.ceiling(1_000);
        while (clock.unheld() < 1_000 * HOUR_NS) {
            Thread.onSpinWait();
        }
        assertEquals(1_000, clock.nanos());
        clock.pace(1);
        clock.ceiling(Long.MAX_VALUE);
        long shown = clock.nanos();
        assertTrue(shown >= 1_000 && shown < HOUR_NS, () -> "shows " + shown);
    }

    @Test
    void shouldMeasureByItselfOnlyWhereItFollowsTheWall() {
        EngineClock wall = EngineClock.wall();
        assertSame(wall, wall.steady());
        EngineClock market = EngineClock.accelerated(0, 1);
        assertNotSame(market, market.steady());
        market.ceiling(5);
        assertTrue(market.steady().nanos() > 1_000 * HOUR_NS, "a real date");
    }
}
