package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.book.OrderBook;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BookCallsTest {
    @Test
    void shouldTimeEachMessageBothWays() {
        Histogram times = BookCalls.messages(4_000, 3);
        assertEquals(0, times.getTotalCount() % 2);
        assertTrue(times.getTotalCount() >= 2 * 4_000 / 41, () -> "messages " + times.getTotalCount());
        assertTrue(times.getMinValue() > 0);
    }

    @Test
    void shouldJumpThereAndBack() {
        assertEquals(2, BookCalls.jumps(3).getTotalCount());
    }

    @Test
    void shouldTakeLessMemoryForAThinBookThanForADeepOne() {
        OrderBook thin = BookCalls.filled(200, 3, 2);
        OrderBook deep = BookCalls.filled(1_500, 2, 1);
        assertEquals(200, thin.bids().count());
        assertEquals(1_500, deep.asks().count());
        assertEquals(1_000_000 - 199 * 3 / 2, thin.bids().priceAt(199));
        assertTrue(thin.bytes() <= 16_384, () -> "thin " + thin.bytes());
        assertTrue(deep.bytes() <= 98_304, () -> "deep " + deep.bytes());
    }
}
