package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Waits double from least to most, with a jitter the seed decides. */
class BackoffTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldDoubleFromLeastToMostAndStayWithin() {
        for (long seed = 1; seed <= 1_000; seed++) {
            Backoff backoff = new Backoff(NetSettings.Reconnect.DEFAULTS, seed);
            long base = SECOND;
            for (int i = 0; i < 20; i++) {
                long waitNs = backoff.nextNs();
                String where = "seed " + seed + " wait " + i + " is " + waitNs;
                assertTrue(waitNs >= base && waitNs <= base + base / 5, where);
                assertTrue(waitNs >= SECOND && waitNs <= 60 * SECOND, where);
                base = Math.min(base * 2, 50 * SECOND);
            }
            backoff.reset();
            assertTrue(backoff.nextNs() <= 1_200_000_000L);
        }
    }

    @Test
    void shouldSpreadTheWaitsOverTheJitter() {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long seed = 1; seed <= 1_000; seed++) {
            long waitNs = new Backoff(NetSettings.Reconnect.DEFAULTS, seed).nextNs();
            least = Math.min(least, waitNs);
            most = Math.max(most, waitNs);
        }
        assertTrue(least < 1_010_000_000L && most > 1_190_000_000L, least + " to " + most);
    }

    @Test
    void shouldGiveTheSameWaitsForTheSameSeed() {
        Backoff one = new Backoff(NetSettings.Reconnect.DEFAULTS, 5);
        Backoff same = new Backoff(NetSettings.Reconnect.DEFAULTS, 5);
        Backoff other = new Backoff(NetSettings.Reconnect.DEFAULTS, 6);
        long first = one.nextNs();
        assertEquals(first, same.nextNs());
        assertNotEquals(first, other.nextNs());
    }

    @Test
    void shouldWorkWithoutJitterAndWithEqualBounds() {
        Backoff plain = new Backoff(new NetSettings.Reconnect(300, 1_000, 0, 0, 1), 1);
        assertEquals(300, plain.nextNs());
        assertEquals(600, plain.nextNs());
        assertEquals(1_000, plain.nextNs());
        assertEquals(1_000, plain.nextNs());
        Backoff flat = new Backoff(new NetSettings.Reconnect(SECOND, SECOND, 20, 0, 1), 1);
        for (int i = 0; i < 5; i++) {
            assertEquals(SECOND, flat.nextNs());
        }
    }
}
