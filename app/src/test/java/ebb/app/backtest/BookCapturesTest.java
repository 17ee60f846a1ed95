package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.book.BookCount;
import ebb.engine.book.BookSide;
import ebb.engine.strategy.Market;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Books of whole recordings, from the file to the engine, against {@code vectors/book-captures.json}: unbounded, and
 * under BOOK-8 with the default configuration.
 */
class BookCapturesTest {
    private static final List<String> UNBOUNDED = List.of("replay.snapshot-complete=true", "book.max-levels=1000000");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldBuildTheBooksOfRecordings() {
        Map<String, List<JsonNode>> files = new LinkedHashMap<>();
        SharedData.vectors("book-captures.json")
                .path("cases")
                .forEach(each -> files.computeIfAbsent(
                                each.path("given").path("file").asText(), f -> new ArrayList<>())
                        .add(each));
        assertTrue(!files.isEmpty());
        return files.entrySet().stream()
                .flatMap(file -> Stream.of(
                        DynamicTest.dynamicTest(file.getKey(), () -> follow(file.getKey(), file.getValue(), false)),
                        DynamicTest.dynamicTest(
                                file.getKey() + " bounded",
                                () -> follow(file.getKey(), bounded(file.getValue()), true))))
                .filter(test -> !test.getDisplayName().endsWith("bounded")
                        || !bounded(files.get(test.getDisplayName().replace(" bounded", "")))
                                .isEmpty());
    }

    private static List<JsonNode> bounded(List<JsonNode> cases) {
        return cases.stream()
                .filter(each -> each.path("expect").path("bounded").isObject())
                .toList();
    }

    private void follow(String file, List<JsonNode> cases, boolean isBounded) {
        Map<Long, List<Runnable>> checks = new TreeMap<>();
        String out = file.replaceAll("[^a-z0-9]", "") + isBounded;
        try (CaptureRun run = new CaptureRun(file, directory.resolve(out), isBounded ? List.of() : UNBOUNDED)) {
            for (JsonNode each : cases) {
                String symbol = each.path("given").path("symbol").asText();
                for (JsonNode checkpoint : each.path("expect").path("checkpoints")) {
                    checks.computeIfAbsent(checkpoint.path("line").asLong(), l -> new ArrayList<>())
                            .add(() -> check(run.market(symbol), checkpoint, isBounded));
                }
            }
            int[] done = {0};
            run.run(line -> {
                for (Runnable check : checks.getOrDefault(line, List.of())) {
                    check.run();
                    done[0]++;
                }
            });
            assertEquals(checks.values().stream().mapToInt(List::size).sum(), done[0]);
            for (JsonNode each : cases) {
                Market market = run.market(each.path("given").path("symbol").asText());
                JsonNode expect = each.path("expect");
                if (isBounded) {
                    checkBounded(run, market, expect.path("bounded"));
                } else {
                    checkTotals(market, expect.path("totals"));
                    checkLog(run, market, expect.path("totals").path("statusLog"));
                }
            }
        }
    }

    private static void check(Market market, JsonNode expect, boolean isBounded) {
        String at =
                market.instrument().symbol() + " line " + expect.path("line").asLong();
        if (isBounded) {
            checkSight(market, expect.path("bounded"), at);
            return;
        }
        assertEquals(status(expect), CaptureRun.status(market.book()), at);
        assertEquals(expect.path("lastSeq").asLong(), market.book().lastSequence(), at);
        checkSide(market, market.book().book().bids(), expect.path("bids"), at + " bids");
        checkSide(market, market.book().book().asks(), expect.path("asks"), at + " asks");
        checkSum(market, market.book().book().bids(), expect.path("top20").path("bid"), at + " bids");
        checkSum(market, market.book().book().asks(), expect.path("top20").path("ask"), at + " asks");
    }

    private static void checkSide(Market market, BookSide side, JsonNode expect, String at) {
        for (int i = 0; i < expect.size(); i++) {
            long price = side.priceAt(i);
            String rank = at + " " + i;
            assertDecimal(expect.get(i).get(0), CaptureRun.price(market, price), rank);
            assertDecimal(expect.get(i).get(1), CaptureRun.qty(market, side.quantity(price)), rank);
        }
        assertTrue(expect.size() == 10 || expect.size() == side.count(), at + ": as many levels");
    }

    private static void checkSum(Market market, BookSide side, JsonNode expect, String at) {
        long sum = 0;
        for (int i = 0; i < Math.min(20, side.count()); i++) {
            sum += side.quantity(side.priceAt(i));
        }
        assertDecimal(expect, CaptureRun.qty(market, sum), at + " best 20");
    }

    private static void checkSight(Market market, JsonNode expect, String at) {
        BookSide bids = market.book().book().bids();
        BookSide asks = market.book().book().asks();
        assertAll(
                () -> assertEquals(status(expect), CaptureRun.status(market.book()), at),
                () -> assertEquals(expect.path("bids").asInt(), bids.count(), at + " bids"),
                () -> assertEquals(expect.path("asks").asInt(), asks.count(), at + " asks"),
                () -> assertEquals(expect.path("knownBids").asInt(), bids.known(), at + " known bids"),
                () -> assertEquals(expect.path("knownAsks").asInt(), asks.known(), at + " known asks"),
                () -> assertHorizon(market, bids, expect.path("bidHorizon"), at + " bids"),
                () -> assertHorizon(market, asks, expect.path("askHorizon"), at + " asks"));
    }

    private static void assertHorizon(Market market, BookSide side, JsonNode expect, String at) {
        assertEquals(!expect.isNull(), side.hasHorizon(), at);
        if (side.hasHorizon()) {
            assertDecimal(expect, CaptureRun.price(market, side.horizonPrice()), at + " horizon");
        }
    }

    private static void checkTotals(Market market, JsonNode expect) {
        String at = market.instrument().symbol() + " ";
        assertAll(
                () -> assertEquals(expect.path("applied").asLong(), count(market, BookCount.APPLIED), at + "applied"),
                () -> assertEquals(expect.path("old").asLong(), count(market, BookCount.OLD), at + "old"),
                () -> assertEquals(
                        expect.path("buffered").asLong(), count(market, BookCount.BUFFERED), at + "buffered"),
                () -> assertEquals(expect.path("gaps").asLong(), count(market, BookCount.GAP), at + "gaps"),
                () -> assertEquals(expect.path("crossed").asLong(), count(market, BookCount.CROSSED), at + "crossed"),
                () -> assertEquals(
                        expect.path("absentDeletes").asLong(),
                        count(market, BookCount.ABSENT_DELETE),
                        at + "absent deletes"));
    }

    private static long count(Market market, BookCount kind) {
        return market.book().count(kind);
    }

    /** The vectors know no sessions, so a log there begins with the first LIVE. */
    private static void checkLog(CaptureRun run, Market market, JsonNode expect) {
        List<String> wanted = new ArrayList<>();
        for (JsonNode entry : expect) {
            String status = entry.get(2).isNull()
                    ? entry.get(1).asText()
                    : entry.get(1).asText() + "(" + entry.get(2).asText() + ")";
            wanted.add(entry.get(0).asText() + " " + status + " " + entry.get(3).asText());
        }
        List<String> said = run.of(run.statuses, market).stream()
                .dropWhile(each -> !each.what().equals("LIVE"))
                .map(each -> each.timeNs() + " " + each.what() + " " + each.lastSequence())
                .toList();
        assertEquals(
                String.join("\n", wanted),
                String.join("\n", said),
                market.instrument().symbol());
    }

    private static void checkBounded(CaptureRun run, Market market, JsonNode expect) {
        checkLog(run, market, expect.path("statusLog"));
        List<String> asked = run.of(run.requests, market).stream()
                .filter(each -> each.what().equals("HORIZON"))
                .limit(1)
                .map(each -> each.timeNs() + " " + each.lastSequence())
                .toList();
        JsonNode first = expect.path("firstRequest");
        List<String> wanted = first.isNull()
                ? List.of()
                : List.of(first.path("T").asText() + " " + first.path("lastSeq").asText());
        assertEquals(wanted, asked, market.instrument().symbol());
    }

    private static String status(JsonNode expect) {
        String status = expect.path("status").asText();
        return expect.path("reason").isTextual()
                ? status + "(" + expect.path("reason").asText() + ")"
                : status;
    }

    private static void assertDecimal(JsonNode expect, BigDecimal actual, String at) {
        BigDecimal wanted = new BigDecimal(expect.asText());
        assertEquals(0, wanted.compareTo(actual), () -> at + ": " + wanted + " wanted, " + actual);
    }
}
