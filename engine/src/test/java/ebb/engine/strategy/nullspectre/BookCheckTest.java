package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.book.OrderBook;
import ebb.engine.state.Validity;
import ebb.testing.Allocations;
import org.junit.jupiter.api.Test;

class BookCheckTest {
    private final BookCheck check = new BookCheck(BookSettings.DEFAULT);

    private static OrderBook book() {
        OrderBook book = new OrderBook(1);
        book.set(true, 9_990, 10);
        book.set(true, 9_980, 30);
        book.set(false, 10_010, 10);
        book.set(false, 10_050, 10);
        return book;
    }

    @Test
    void shouldScoreAsksThatOutweighBidsNsBok1() {
        assertEquals(60, check.score(-0.30, false), 1e-12);
        assertEquals(100, check.score(-0.5, false));
        assertEquals(100, check.score(-0.9, false));
        assertEquals(0, check.score(0.2, false));
        assertEquals(0, check.score(-0.9, true), "a spoofed book is worth nothing (NS-BOK-3)");
    }

    @Test
    void shouldTellSpreadAndSlippageOfTheQuantityNsBok2() {
        check.measure(book(), 20);
        assertEquals(2_000, check.spreadMicro(), "20 bp");
        // buying 20: (10·10,010 + 10·10,050)/20 = 10,030, 30 bp above the mid
        assertEquals(3_000, check.exitMicro());
        // selling 20: (10·9,990 + 10·9,980)/20 = 9,985, 15 bp below
        assertEquals(1_500, check.entryMicro());
        assertEquals(9_985, check.entryPrice());
        assertEquals(Validity.VALID, check.exitValidity());
        assertEquals(Validity.VALID, check.entryValidity());
    }

    @Test
    void shouldDenyWhatIsNotThereDepth6() {
        check.measure(book(), 21);
        assertEquals(Validity.UNDEFINED, check.exitValidity(), "one more than is offered");
        assertEquals(Validity.VALID, check.entryValidity());
        check.measure(book(), 0);
        assertEquals(Validity.VALID, check.spreadValidity());
        assertEquals(Validity.UNDEFINED, check.entryValidity());
        check.missing();
        assertEquals(Validity.UNDEFINED, check.spreadValidity());
    }

    @Test
    void shouldAllocateNothing() {
        OrderBook book = book();
        long[] sum = {0};
        Allocations.assertNone(i -> {
            check.measure(book, 1 + i % 40);
            sum[0] += check.entryPrice() + check.exitMicro();
        });
        assertTrue(sum[0] > 0);
    }

    @Test
    void shouldMeasureNoSpreadWhereTwiceTheMidIsNoLongNum2() {
        OrderBook book = new OrderBook(1);
        book.set(true, Long.MAX_VALUE / 2 + 5, 10);
        book.set(false, Long.MAX_VALUE / 2 + 9, 10);
        check.measure(book, 20);
        assertEquals(Validity.UNDEFINED, check.spreadValidity());
        assertEquals(Validity.UNDEFINED, check.exitValidity());
    }

    @Test
    void shouldSayInexactOfASlippageThatIsNoLongNum2() {
        OrderBook book = new OrderBook(1);
        book.set(true, 1, 10);
        book.set(false, 2, 10);
        book.set(false, Long.MAX_VALUE - 1, 1_000);
        check.measure(book, 1_000);
        assertEquals(Validity.VALID, check.spreadValidity());
        assertEquals(Validity.INEXACT, check.exitValidity());
        assertEquals(0, check.exitMicro());
    }
}
