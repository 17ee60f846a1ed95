package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.time.Timers;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** {@code vectors/book.json}: every step's verdict, status, sequence, touch, counts; sides and horizons where given. */
class BookVectorsTest {
    private static final int SOCKET = 1;
    private static final int PRICE_EXPONENT = 2;
    private static final int QUANTITY_EXPONENT = 8;

    @Test
    void shouldFollowTheVectors() {
        JsonNode cases = SharedData.vectors("book.json").path("cases");
        assertTrue(cases.size() > 0, "no cases");
        List<Executable> runs = new ArrayList<>();
        for (JsonNode one : cases) {
            if (!one.path("disputed").asBoolean()) {
                String name = one.path("name").asText();
                runs.add(() -> assertAll(name, () -> new Run(one).play(one.path("steps"))));
            }
        }
        assertAll(runs);
    }

    private static final class Run {
        private final Timers timers = new Timers(16);
        private final Books books;
        private final BookBuilder builder;
        private final long wantedAtStart;

        Run(JsonNode one) {
            JsonNode given = one.path("given");
            timers.fireUntil(one.path("steps").get(0).path("t_ns").asLong());
            BookSettings d = BookSettings.defaults();
            int max = given.path("maxLevels").asInt(BookSettings.UNBOUNDED);
            BookSettings settings = new BookSettings(
                    max,
                    max,
                    given.path("minLevels").asInt(BookSettings.AUTO),
                    given.path("blindLevels").asInt(d.blindLevels()),
                    given.path("sightedLevels").asInt(d.sightedLevels()),
                    d.poolLevels(),
                    d.staleNs(),
                    d.silentNs(),
                    d.silentTrades(),
                    d.crossGraceNs(),
                    d.resyncMinNs(),
                    d.resyncMaxNs(),
                    d.resyncAlert(),
                    d.emptyAlertNs());
            books = new Books(settings, timers, new Recorder());
            builder = books.open(7, SeqModel.valueOf(given.path("model").asText()), 1, max);
            // The vectors begin with a request under way and count from there.
            builder.session(SOCKET, true);
            wantedAtStart = builder.count(BookCount.SNAPSHOT_WANTED);
        }

        void play(JsonNode steps) {
            for (int i = 0; i < steps.size(); i++) {
                JsonNode step = steps.get(i);
                String where = "step " + i + " " + step;
                timers.fireUntil(step.path("t_ns").asLong());
                String verdict = act(step);
                compare(step.path("expect"), verdict, where);
                assertEquals(books.digestAnew(), books.digest(), where);
            }
        }

        private String act(JsonNode step) {
            switch (step.path("op").asText()) {
                case "delta" -> {
                    books.alive(SOCKET);
                    builder.beginDelta(
                            SOCKET,
                            BookBuilder.FIRST | BookBuilder.LAST,
                            id(step, "U"),
                            id(step, "u"),
                            id(step, "p"),
                            step.path("reset").asBoolean());
                    levels(step);
                    return name(builder.endDelta());
                }
                case "snapshot" -> {
                    int limit = step.path("limit").asInt();
                    builder.beginSnapshot(
                            BookBuilder.NO_CONNECTION,
                            BookBuilder.FIRST | BookBuilder.LAST,
                            id(step, "s"),
                            limit,
                            limit);
                    levels(step);
                    return name(builder.endSnapshot());
                }
                case "time" -> {}
                case "alive" -> books.alive(SOCKET);
                case "print" -> {
                    books.alive(SOCKET);
                    builder.print(
                            scaled(step.path("price").asText(), PRICE_EXPONENT),
                            step.path("flagged").asBoolean());
                }
                case "session" -> builder.session(SOCKET, step.path("live").asBoolean());
                case "refused" -> builder.refused(StaleWhy.REFUSED);
                default -> throw new IllegalStateException("unknown step " + step);
            }
            return null;
        }

        private void levels(JsonNode step) {
            for (JsonNode level : step.path("bids")) {
                builder.bid(price(level), quantity(level));
            }
            for (JsonNode level : step.path("asks")) {
                builder.ask(price(level), quantity(level));
            }
        }

        private void compare(JsonNode expect, String verdict, String where) {
            OrderBook book = builder.book();
            assertAll(
                    where,
                    () -> assertEquals(textOrNull(expect, "verdict"), verdict, "verdict"),
                    () -> assertEquals(
                            expect.path("status").asText(), builder.status().name(), "status"),
                    () -> assertEquals(textOrNull(expect, "reason"), reason(), "reason"),
                    () -> assertEquals(id(expect, "lastSeq"), builder.lastSequence(), "lastSeq"),
                    () -> same(expect, "bid", book.bestBid(), PRICE_EXPONENT),
                    () -> same(expect, "bidQty", orAbsent(book.bestBidQuantity()), QUANTITY_EXPONENT),
                    () -> same(expect, "ask", book.bestAsk(), PRICE_EXPONENT),
                    () -> same(expect, "askQty", orAbsent(book.bestAskQuantity()), QUANTITY_EXPONENT),
                    () -> assertEquals(
                            expect.path("bidLevels").asInt(), book.bids().count(), "bidLevels"),
                    () -> assertEquals(
                            expect.path("askLevels").asInt(), book.asks().count(), "askLevels"),
                    () -> assertEquals(expect.path("buffered").asInt(), builder.buffered(), "buffered"),
                    () -> assertEquals(
                            expect.path("resyncs").asLong(),
                            builder.count(BookCount.SNAPSHOT_WANTED) - wantedAtStart,
                            "resyncs"));
            if (expect.has("bidHorizon")) {
                assertAll(
                        where,
                        () -> assertEquals(expect.path("pending").asBoolean(), builder.isResyncing(), "pending"),
                        () -> assertEquals(
                                expect.path("knownBids").asInt(), book.bids().known(), "knownBids"),
                        () -> assertEquals(
                                expect.path("knownAsks").asInt(), book.asks().known(), "knownAsks"),
                        () -> same(expect, "bidHorizon", book.bids().horizonPrice(), PRICE_EXPONENT),
                        () -> same(expect, "askHorizon", book.asks().horizonPrice(), PRICE_EXPONENT),
                        () -> sameSide(expect.path("bids"), book.bids()),
                        () -> sameSide(expect.path("asks"), book.asks()));
            }
        }

        private String reason() {
            return builder.reason() == StaleWhy.NULL_VAL
                    ? null
                    : builder.reason().name();
        }

        private static void sameSide(JsonNode levels, BookSide side) {
            long price = side.bestPrice();
            for (JsonNode level : levels) {
                assertEquals(price(level), price);
                assertEquals(quantity(level), side.quantity(price));
                price = side.nextPrice(price);
            }
            assertEquals(BookSide.NO_PRICE, price);
        }

        private static void same(JsonNode expect, String field, long actual, int exponent) {
            String text = textOrNull(expect, field);
            assertEquals(text == null ? BookSide.NO_PRICE : scaled(text, exponent), actual, field);
        }

        private static long orAbsent(long quantity) {
            return quantity == 0 ? BookSide.NO_PRICE : quantity;
        }
    }

    private static String name(BookVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String textOrNull(JsonNode node, String field) {
        return node.path(field).isNull() ? null : node.path(field).asText();
    }

    private static long id(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? BookBuilder.ABSENT : value.asLong();
    }

    private static long price(JsonNode level) {
        return scaled(level.get(0).asText(), PRICE_EXPONENT);
    }

    private static long quantity(JsonNode level) {
        return scaled(level.get(1).asText(), QUANTITY_EXPONENT);
    }

    private static long scaled(String text, int exponent) {
        return new BigDecimal(text).movePointRight(exponent).longValueExact();
    }
}
