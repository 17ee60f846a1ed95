package ebb.adapters.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.context.CapHistory.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapHistoryTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final long T0 = 20_000 * DAY;

    private final CapHistory history = fresh();

    private static CapHistory fresh() {
        return new CapHistory(CapProvider.COINGECKO, CapFeedSettings.Keep.DEFAULTS);
    }

    private static Known known(long cents, long refNs) {
        return new Known(new Quote("pepe", cents, refNs), refNs + 1);
    }

    private void take(long cents, long refNs) {
        assertTrue(history.take(new Quote("pepe", cents, refNs), refNs + 1));
    }

    @Test
    void shouldTellTheLowOfEachDayAndThenTheNewest() {
        take(50, T0);
        take(40, T0 + HOUR);
        take(60, T0 + 2 * HOUR);
        take(70, T0 + DAY);
        take(80, T0 + DAY + HOUR);
        assertFalse(history.take(new Quote("pepe", 1, T0), T0 + 2 * DAY), "older than the newest");
        assertEquals(
                List.of(known(40, T0 + HOUR), known(70, T0 + DAY), known(80, T0 + DAY + HOUR)), history.story("pepe"));
        assertEquals(List.of(), history.story("wif"));
        assertEquals(known(80, T0 + DAY + HOUR), history.newest("pepe"));
    }

    @Test
    void shouldForgetDaysBeyondThoseKept() {
        for (int day = 0; day < 12; day++) {
            take(100 + day, T0 + day * DAY);
        }
        assertEquals(7, history.story("pepe").size());
        assertEquals(known(105, T0 + 5 * DAY), history.story("pepe").get(0));
    }

    @Test
    void shouldRememberThatAValueWasTakenBack() {
        take(50, T0);
        history.takeBack("pepe", T0 + HOUR);
        Known nothing = new Known(new Quote("pepe", 0, T0), T0 + HOUR);
        assertEquals(List.of(known(50, T0), nothing), history.story("pepe"));
        CapHistory copy = fresh();
        assertTrue(copy.read(history.text(), T0 + 2 * HOUR));
        assertEquals(history.story("pepe"), copy.story("pepe"));
        assertTrue(copy.take(new Quote("pepe", 50, T0), T0 + 3 * HOUR), "the provider stands by it again");
        assertEquals(50, copy.newest("pepe").quote().cents());
    }

    @Test
    void shouldComeBackFromItsText() {
        take(50, T0);
        take(40, T0 + DAY);
        history.take(new Quote("wif", 7, T0 + HOUR), T0 + 2 * HOUR);
        history.takeBack("never-known", T0 + HOUR);
        CapHistory copy = fresh();
        assertTrue(copy.read(history.text(), T0 + DAY));
        assertEquals(history.text(), copy.text());
        assertEquals(3, copy.size());
    }

    @Test
    void shouldTakeNothingOfADamagedText() {
        take(50, T0);
        take(40, T0 + DAY);
        String text = history.text();
        for (int i = 0; i < text.length(); i++) {
            CapHistory copy = fresh();
            String damaged = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            assertFalse(copy.read(damaged, T0 + DAY), "byte " + i);
            assertFalse(copy.read(text.substring(0, i), T0 + DAY), "cut at " + i);
            assertEquals(0, copy.size());
        }
        CapHistory other = new CapHistory(CapProvider.COINMARKETCAP, CapFeedSettings.Keep.DEFAULTS);
        assertFalse(other.read(text, T0 + DAY), "of another provider");
    }

    @Test
    void shouldLeaveOutWhatIsTooOldOrFromTheFuture() {
        take(50, T0);
        take(40, T0 + DAY);
        CapHistory late = fresh();
        assertTrue(late.read(history.text(), T0 + 7 * DAY));
        assertEquals(List.of(known(40, T0 + DAY)), late.story("pepe"));
        CapHistory early = fresh();
        assertTrue(early.read(history.text(), T0 + HOUR));
        assertEquals(List.of(known(50, T0)), early.story("pepe"));
    }
}
