package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.bar.BarRing;
import ebb.engine.flow.Cvd;
import ebb.engine.flow.Tape;
import ebb.engine.strategy.Market;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Trades of whole recordings, from the file to CVD, VPIN and bars, against {@code vectors/flow-captures.json}. */
class FlowCapturesTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldMeasureTheFlowOfRecordings() {
        JsonNode cases = SharedData.vectors("flow-captures.json").path("cases");
        assertFalse(cases.isEmpty());
        return StreamSupport.stream(cases.spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(each.path("name").asText(), () -> follow(each)));
    }

    private void follow(JsonNode given) {
        String file = given.path("given").path("file").asText();
        String symbol = given.path("given").path("symbol").asText();
        List<String> sets = List.of(
                "vpin.bucket=" + given.path("given").path("vpinBucket").asText(),
                "vpin.n=" + given.path("given").path("vpinN").asText());
        JsonNode expect = given.path("expect");
        Map<Long, JsonNode> checkpoints = new HashMap<>();
        expect.path("checkpoints")
                .forEach(each -> checkpoints.put(each.path("line").asLong(), each));
        List<Long> done = new ArrayList<>();
        try (CaptureRun run = new CaptureRun(file, directory.resolve(file.replaceAll("[^a-z0-9]", "")), sets)) {
            run.run(line -> {
                JsonNode checkpoint = checkpoints.get(line);
                if (checkpoint != null) {
                    check(run.market(symbol), checkpoint);
                    done.add(line);
                }
            });
            assertEquals(checkpoints.size(), done.size());
            Market market = run.market(symbol);
            assertEquals(expect.path("lateTrades").asLong(), market.bars().lateTrades());
            checkBars(market, expect.path("bars1m"));
        }
    }

    private static void check(Market market, JsonNode expect) {
        String at = "line " + expect.path("line").asText() + " ";
        Tape tape = market.tape();
        Cvd cvd = tape.cvd();
        assertEquals(expect.path("trades").asLong(), cvd.prints(), at + "trades");
        assertDecimal(expect.path("cvd"), CaptureRun.qty(market, cvd.total()), at + "cvd");
        assertDecimal(expect.path("volume"), CaptureRun.qty(market, cvd.volume()), at + "volume");
        long groups = tape.groups().closed() + (tape.groups().isOpen() ? 1 : 0);
        assertEquals(expect.path("groups").asLong(), groups, at + "groups");
        assertEquals(expect.path("bucketsClosed").asLong(), tape.vpin().closed(), at + "buckets");
        assertEquals(!expect.path("vpin").isNull(), tape.vpin().validity().isValid(), at + "vpin");
        if (tape.vpin().validity().isValid()) {
            assertDouble(expect.path("vpin"), tape.vpin().value(), at + "vpin");
        }
        long now = market.lastTradeNs();
        assertDecimal(expect.path("cvd60s"), CaptureRun.qty(market, cvd.delta(now, MINUTE_NS)), at + "cvd60s");
        assertDecimal(expect.path("vol60s"), CaptureRun.qty(market, cvd.volume(now, MINUTE_NS)), at + "vol60s");
        assertDouble(expect.path("d60s"), cvd.normalised(now, MINUTE_NS), at + "d60s");
    }

    private static void checkBars(Market market, JsonNode expect) {
        BarRing ring = market.bars().ring(0);
        int closed = 0;
        for (JsonNode bar : expect) {
            if (bar.path("open").asBoolean()) {
                continue;
            }
            long start = bar.path("start").asLong() * 1_000_000L;
            int age = ring.ageOf(start);
            assertTrue(age >= 0, "bar " + start);
            checkBar(market, ring, age, bar, "bar " + start + " ");
            closed++;
        }
        assertTrue(closed > 0);
    }

    private static void checkBar(Market market, BarRing ring, int age, JsonNode bar, String at) {
        assertDecimal(bar.path("o"), CaptureRun.price(market, ring.open(age)), at + "open");
        assertDecimal(bar.path("h"), CaptureRun.price(market, ring.high(age)), at + "high");
        assertDecimal(bar.path("l"), CaptureRun.price(market, ring.low(age)), at + "low");
        assertDecimal(bar.path("c"), CaptureRun.price(market, ring.close(age)), at + "close");
        assertDecimal(bar.path("volume"), CaptureRun.qty(market, ring.volume(age)), at + "volume");
        assertDecimal(bar.path("buy"), CaptureRun.qty(market, ring.buy(age)), at + "buy");
        assertDecimal(bar.path("sell"), CaptureRun.qty(market, ring.sell(age)), at + "sell");
        assertEquals(bar.path("trades").asInt(), ring.trades(age), at + "trades");
        assertDecimal(bar.path("late"), CaptureRun.qty(market, ring.lateVolume(age)), at + "late");
        assertDecimal(bar.path("cvdOpen"), CaptureRun.qty(market, ring.cvdOpen(age)), at + "cvd open");
        assertDecimal(bar.path("cvdHigh"), CaptureRun.qty(market, ring.cvdHigh(age)), at + "cvd high");
        assertDecimal(bar.path("cvdLow"), CaptureRun.qty(market, ring.cvdLow(age)), at + "cvd low");
        assertDecimal(bar.path("cvdClose"), CaptureRun.qty(market, ring.cvdClose(age)), at + "cvd close");
    }

    private static void assertDouble(JsonNode expect, double actual, String at) {
        double wanted = Double.parseDouble(expect.asText());
        assertEquals(wanted, actual, TOLERANCE * Math.abs(wanted) + 1e-12, at);
    }

    private static void assertDecimal(JsonNode expect, BigDecimal actual, String at) {
        BigDecimal wanted = new BigDecimal(expect.asText());
        assertEquals(0, wanted.compareTo(actual), () -> at + ": " + wanted + " wanted, " + actual);
    }
}
