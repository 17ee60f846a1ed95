package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Numbers of instruments, and how they outlive a process. */
class InstrumentIdsTest {
    @Test
    void shouldGiveEachInstrumentOneNumber() {
        InstrumentIds ids = new InstrumentIds();
        assertEquals(0, ids.of(Venue.MEXC, "A_USDT"));
        assertEquals(1, ids.of(Venue.BINANCE_USDM, "A_USDT"));
        assertEquals(0, ids.of(Venue.MEXC, "A_USDT"));
        assertEquals("binance-usdm/A_USDT", ids.name(1));
        assertNull(ids.name(2));
    }

    @Test
    void shouldKeepTheNumbersOfAnEarlierRunAndNeverGiveOneTwice() {
        InstrumentIds ids = new InstrumentIds();
        ids.keep(Venue.MEXC, "C_USDT", 5);
        ids.keep(Venue.MEXC, "A_USDT", 2);
        ids.keep(Venue.MEXC, "A_USDT", 2);
        assertEquals(5, ids.of(Venue.MEXC, "C_USDT"));
        assertEquals(6, ids.of(Venue.MEXC, "B_USDT"), "above every number in use, not into a hole");
        assertEquals(2, ids.of(Venue.MEXC, "A_USDT"));
        assertThrows(IllegalArgumentException.class, () -> ids.keep(Venue.MEXC, "D_USDT", 2));
        assertThrows(IllegalArgumentException.class, () -> ids.keep(Venue.MEXC, "A_USDT", 9));
        assertThrows(IllegalArgumentException.class, () -> ids.keep(Venue.MEXC, "E_USDT", -1));
    }
}
