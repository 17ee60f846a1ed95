package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.Sum128;
import ebb.engine.state.Validity;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** {@code vectors/book-readouts.json}: DEPTH-1, 2, 3, 5. */
class ReadOutVectorsTest {
    private static final int PRICE_EXPONENT = 2;
    private static final int QUANTITY_EXPONENT = 3;

    @Test
    void shouldFollowTheVectors() {
        JsonNode cases = SharedData.vectors("book-readouts.json").path("cases");
        assertTrue(cases.size() > 0, "no cases");
        for (JsonNode one : cases) {
            JsonNode expect = one.path("expect");
            OrderBook book = book(one.path("given"));
            String name = one.path("name").asText();
            touch(book, expect, name);
            expect.path("bands").forEach(band -> band(book, band, name + " " + band));
            expect.path("topN").forEach(top -> top(book, top, name + " " + top));
            expect.path("walks").forEach(walk -> walk(book, walk, name + " " + walk));
        }
    }

    private static OrderBook book(JsonNode given) {
        OrderBook book = new OrderBook(1);
        for (JsonNode level : given.path("bids")) {
            book.set(true, price(level.get(0)), quantity(level.get(1)));
        }
        for (JsonNode level : given.path("asks")) {
            book.set(false, price(level.get(0)), quantity(level.get(1)));
        }
        return book;
    }

    private static void touch(OrderBook book, JsonNode expect, String where) {
        assertEquals(!expect.path("spreadBp").isNull(), book.hasBothSides(), where);
        if (book.hasBothSides()) {
            close(expect.path("spreadBp"), Touch.spreadBp(book), where);
            close(expect.path("microprice"), Touch.microprice(book) / 100, where);
        }
    }

    private static void band(OrderBook book, JsonNode expect, String where) {
        BandDepth depth = new BandDepth(10);
        Validity validity = depth.measure(book, expect.path("bp").asInt());
        if (expect.path("bid").isNull()) {
            assertEquals(Validity.UNDEFINED, validity, where);
            assertFalse(depth.hasImbalance(), where);
            assertFalse(depth.hasRatio(), where);
            return;
        }
        assertEquals(Validity.VALID, validity, where);
        sums(depth, expect, where);
        close(expect.path("ratio"), depth.askBidRatio(), where);
        assertEquals(
                Validity.VALID, depth.measureBalanced(book, expect.path("bp").asInt()), where);
        sums(depth, expect, where);
    }

    private static void top(OrderBook book, JsonNode expect, String where) {
        BandDepth depth = new BandDepth(10);
        assertEquals(Validity.VALID, depth.measureTop(book, expect.path("n").asInt()), where);
        sums(depth, expect, where);
    }

    private static void sums(BandDepth depth, JsonNode expect, String where) {
        assertEquals(quantity(expect.path("bid")), depth.bidQuantity(), where);
        assertEquals(quantity(expect.path("ask")), depth.askQuantity(), where);
        assertFalse(depth.isLowerBound(), where);
        close(expect.path("imbalance"), depth.imbalance(), where);
    }

    private static void walk(OrderBook book, JsonNode expect, String where) {
        BookWalk walk = new BookWalk();
        boolean isBuy = expect.path("side").asText().equals("BUY");
        boolean isFilled = walk.walk(book, isBuy, quantity(expect.path("qty")));
        assertEquals(quantity(expect.path("filled")), walk.filled(), where);
        assertEquals(quantity(expect.path("remainder")), walk.remainder(), where);
        BigDecimal cost = new BigDecimal(exact(walk.cost()), PRICE_EXPONENT + QUANTITY_EXPONENT);
        assertEquals(0, new BigDecimal(expect.path("cost").asText()).compareTo(cost), where);
        assertEquals(!expect.path("vwap").isNull(), isFilled, where);
        if (isFilled) {
            close(expect.path("vwap"), walk.averagePrice() / 100, where);
            double rounded = walk.vwap() - walk.averagePrice();
            assertTrue(isBuy ? rounded > -1e-6 && rounded < 1 : rounded < 1e-6 && rounded > -1, where);
        } else {
            assertEquals(BookSide.NO_PRICE, walk.vwap(), where);
        }
    }

    private static BigInteger exact(Sum128 sum) {
        BigInteger low = new BigInteger(Long.toUnsignedString(sum.low()));
        return BigInteger.valueOf(sum.high()).shiftLeft(64).add(low);
    }

    private static void close(JsonNode expect, double actual, String where) {
        double wanted = Double.parseDouble(expect.asText());
        assertEquals(wanted, actual, 1e-9 * Math.abs(wanted) + 1e-12, where);
    }

    private static long price(JsonNode text) {
        return new BigDecimal(text.asText()).movePointRight(PRICE_EXPONENT).longValueExact();
    }

    private static long quantity(JsonNode text) {
        return new BigDecimal(text.asText()).movePointRight(QUANTITY_EXPONENT).longValueExact();
    }
}
