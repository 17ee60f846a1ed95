package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.indicator.FixedAtr;
import ebb.engine.state.Validity;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    @Test
    void shouldJudgePairsOfPeaksAsTheVectorsDoDiv1And2() {
        int asked = 0;
        for (JsonNode c : SharedData.vectors("cvd.json").get("cases")) {
            JsonNode g = c.get("given");
            if (!g.has("Hi")) {
                continue;
            }
            asked++;
            PeakPair pair = new PeakPair(DivergenceSettings.DEFAULT_FULL);
            pair.compareHighs(
                    cents(g, "Hi"),
                    cents(g, "Hj"),
                    g.get("tol").asDouble(),
                    cents(g, "Ci"),
                    cents(g, "Cj"),
                    cents(g, "V"));
            assertVerdict(c, pair);
            // A low is a high seen from below: tolerance apart, which is a share of the price itself.
            if (g.get("tol").asDouble() == 0) {
                PeakPair lows = new PeakPair(DivergenceSettings.DEFAULT_FULL);
                lows.compareLows(-cents(g, "Hi"), -cents(g, "Hj"), 0, -cents(g, "Ci"), -cents(g, "Cj"), cents(g, "V"));
                assertVerdict(c, lows);
            }
        }
        assertEquals(9, asked);
    }

    private static void assertVerdict(JsonNode c, PeakPair pair) {
        JsonNode expect = c.get("expect");
        String name = c.get("name").asText();
        String kind = expect.get("kind").asText();
        assertEquals(
                kind,
                pair.validity() == Validity.UNDEFINED
                        ? "UNDEFINED"
                        : pair.kind().name(),
                name);
        if (pair.validity().isValid()) {
            assertEquals(expect.get("strength").asDouble(), pair.strength(), 1e-12, name);
        } else {
            assertTrue(expect.get("strength").isNull(), name);
        }
    }

    private static long cents(JsonNode given, String key) {
        return new BigDecimal(given.get(key).asText()).movePointRight(2).longValueExact();
    }

    @Test
    void shouldMeasureSlopesAsTheVectorsDoDiv3() {
        int asked = 0;
        for (JsonNode c : SharedData.vectors("cvd.json").get("cases")) {
            JsonNode g = c.get("given");
            if (!g.has("close")) {
                continue;
            }
            asked++;
            ListBars bars = new ListBars();
            for (int i = 0; i < g.get("close").size(); i++) {
                long close = g.get("close").get(i).asLong();
                bars.all.add(new ListBars.Bar(
                        i, close, close, close, close, 1, g.get("cvd").get(i).asLong(), false, false));
            }
            bars.showAll();
            SlopeDivergence slopes = new SlopeDivergence(SlopeDivergence.DEFAULT_BARS);
            slopes.measure(bars, 0);
            JsonNode expect = c.get("expect");
            assertEquals(expect.get("bearish").asBoolean(), slopes.isBearish());
            if (expect.get("bpn").isNull()) {
                assertEquals(Validity.UNDEFINED, slopes.validity());
            } else {
                assertEquals(expect.get("bpn").asDouble(), slopes.priceSlope(), 1e-9 * 4);
                assertEquals(expect.get("bcn").asDouble(), slopes.cvdSlope(), 1e-9 * 4);
            }
            slopes.measure(bars, 1);
            assertEquals(Validity.WARMING, slopes.validity());
        }
        assertEquals(4, asked);
    }

    /** The example of core.md §7, prices ×10, and bars after it. */
    private static ListBars example(long[][] more) {
        long[][] rows = {
            {1000, 990, 400, 1000}, {1020, 1015, 800, 1400}, {1050, 1030, 1400, 1800},
            {1040, 1020, 1100, 1500}, {1035, 1010, 900, 1200}, {1038, 1032, 1100, 1400},
            {1055, 1042, 1050, 1850}, {1046, 1025, 550, 1300}, {1030, 1018, 150, 1000}
        };
        ListBars bars = new ListBars();
        for (long[] r : rows) {
            bars.all.add(new ListBars.Bar(bars.all.size(), r[1], r[0], r[1] - 5, r[1], r[3], r[2], false, false));
        }
        for (long[] r : more) {
            bars.all.add(new ListBars.Bar(bars.all.size(), r[1], r[0], r[1] - 5, r[1], r[3], r[2], false, false));
        }
        return bars;
    }

    private static Divergence run(ListBars bars) {
        Swings swings = new Swings(SwingSettings.DEFAULT, new FixedAtr(10));
        Divergence divergence = new Divergence(DivergenceSettings.DEFAULT, false);
        while (bars.hasMore()) {
            bars.advance();
            swings.onBar(bars, 0);
            divergence.onBar(bars.close(0), bars.cvdClose(0), swings);
            assertEquals(divergence.digestAnew(), divergence.digest());
        }
        return divergence;
    }

    @Test
    void shouldFindTheExamplesExhaustionWhenItsSecondPeakIsConfirmedDiv1And4() {
        Divergence divergence = run(example(new long[0][]));
        assertEquals(PeakPair.Kind.EXHAUSTION, divergence.kind());
        assertEquals(350.0 / 5950 / 0.10, divergence.strength(), 1e-12);
        assertEquals(8, divergence.knownNs());
        assertEquals(Validity.VALID, divergence.validity());
    }

    @Test
    void shouldExpireAfterEightBarsDiv4() {
        long[][] quiet = new long[9][];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = new long[] {1020 - i, 1010 - i, 100, 10};
        }
        assertEquals(
                PeakPair.Kind.EXHAUSTION,
                run(example(java.util.Arrays.copyOf(quiet, 8))).kind());
        assertEquals(PeakPair.Kind.NONE, run(example(quiet)).kind());
    }

    @Test
    void shouldEndOnlyWhenPriceAndDeltaBothPassThePeaksDiv4() {
        long[][] priceAlone = {{1060, 1056, 1400, 10}};
        long[][] both = {{1060, 1056, 1401, 10}};
        assertEquals(PeakPair.Kind.EXHAUSTION, run(example(priceAlone)).kind());
        assertEquals(PeakPair.Kind.NONE, run(example(both)).kind());
    }

    @Test
    void shouldNotJudgeWithoutADeltaVal3() {
        ListBars candles = example(new long[0][]);
        candles.isWithoutCvd = true;
        Divergence divergence = run(candles);
        assertEquals(PeakPair.Kind.NONE, divergence.kind());
        assertEquals(Validity.INEXACT, divergence.validity());
        ListBars many = new ListBars();
        for (int i = 0; i < 20; i++) {
            many.add(i, i, i, i, i, 1);
        }
        many.isWithoutCvd = true;
        many.showAll();
        SlopeDivergence slopes = new SlopeDivergence(20);
        slopes.measure(many, 0);
        assertEquals(Validity.INEXACT, slopes.validity());
    }
}
