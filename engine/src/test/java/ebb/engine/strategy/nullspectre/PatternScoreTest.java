package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.indicator.FixedAtr;
import ebb.engine.pattern.ListBars;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.pattern.RejectionTracker;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternScoreTest {
    private static final long MINUTE = 60_000_000_000L;

    private static List<JsonNode> cases(String key) {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode c : SharedData.vectors("quality.json").get("cases")) {
            if (c.get("given").has(key)) {
                cases.add(c);
            }
        }
        assertTrue(!cases.isEmpty(), key);
        return cases;
    }

    private static long mantissa(JsonNode text) {
        return new BigDecimal(text.asText()).movePointRight(4).longValueExact();
    }

    @Test
    void shouldScoreCandlesAsTheVectorsDoNsRej3() {
        for (JsonNode c : cases("volr")) {
            JsonNode g = c.get("given");
            JsonNode want = c.get("expect");
            boolean hasRatio = !g.get("volr").isNull();
            RejectionQuality q = new RejectionQuality(PatternSettings.Quality.DEFAULT);
            q.score(
                    mantissa(g.get("o")),
                    mantissa(g.get("h")),
                    mantissa(g.get("l")),
                    mantissa(g.get("c")),
                    hasRatio ? g.get("volr").asDouble() : 0,
                    hasRatio);
            String name = g.toString();
            assertEquals(want.get("wick").asDouble(), q.wick(), 1e-10, name);
            assertEquals(want.get("close").asDouble(), q.close(), 1e-10, name);
            assertEquals(want.get("vol").asDouble(), q.volume(), 1e-10, name);
            assertEquals(want.get("Q").asDouble(), q.total(), 1e-10, name);
            assertEquals(want.get("Qmicro").asLong(), q.totalMicro(), name);
            List<String> flags = new ArrayList<>();
            if (q.isLongWick()) {
                flags.add("LONG_WICK");
            }
            if (q.isLowClose()) {
                flags.add("LOW_CLOSE");
            }
            if (q.isSpike()) {
                flags.add("SPIKE");
            }
            List<String> wanted = new ArrayList<>();
            want.get("flags").forEach(f -> wanted.add(f.asText()));
            assertEquals(wanted, flags, name);
        }
    }

    @Test
    void shouldGivePointsForSpacingAsTheVectorsDoNsRej5() {
        for (JsonNode c : cases("peakStartsMin")) {
            PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
            pattern.begin();
            for (JsonNode minute : c.get("given").get("peakStartsMin")) {
                pattern.add(100, minute.asLong() * MINUTE, 0);
            }
            assertEquals(c.get("expect").get("points").asInt(), pattern.spacing(), c.toString());
        }
    }

    @Test
    void shouldGivePointsForFallingPeaksAsTheVectorsDoNsRej6() {
        for (JsonNode c : cases("peaks")) {
            PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
            pattern.begin();
            long minute = 0;
            for (JsonNode peak : c.get("given").get("peaks")) {
                pattern.add(mantissa(peak), minute++ * MINUTE, 0);
            }
            assertEquals(c.get("expect").get("points").asInt(), pattern.acceleration(), c.toString());
        }
    }

    private static PatternScore example(PatternSettings.Scale scale) {
        PatternSettings d = PatternSettings.DEFAULT;
        PatternScore pattern =
                new PatternScore(new PatternSettings(d.quality(), d.spacing(), d.acceleration(), scale, d.candle()));
        RejectionQuality q = new RejectionQuality(d.quality());
        pattern.begin();
        q.score(1000, 1060, 980, 995, 2.1, true);
        pattern.add(1060, 0, q.total());
        q.score(1010, 1055, 998, 1002, 1.05, true);
        pattern.add(1055, 90 * MINUTE, q.total());
        q.score(1020, 1050, 1010, 1032, 0.6, true);
        pattern.add(1050, 195 * MINUTE, q.total());
        return pattern;
    }

    @Test
    void shouldScoreTheExampleOfTheSpecNsRej7() {
        JsonNode want = cases("Q").get(0).get("expect");
        PatternScore clamped = example(PatternSettings.Scale.CLAMP);
        assertEquals(want.get("base").asDouble(), clamped.base(), 1e-10);
        assertEquals(72_199_561, clamped.baseMicro());
        assertEquals(want.get("spacing").asInt(), clamped.spacing());
        assertEquals(want.get("acceleration").asInt(), clamped.acceleration());
        assertEquals(want.get("P").asDouble(), clamped.score());
        assertEquals(87_363_437, example(PatternSettings.Scale.LINEAR).scoreMicro());
    }

    @Test
    void shouldHoldTheScoreWithinItsRange() {
        PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
        pattern.begin();
        assertEquals(0, pattern.score());
        pattern.add(100, 0, 5);
        pattern.add(200, 1_000 * MINUTE, 5);
        assertEquals(-20, pattern.spacing());
        assertEquals(-30, pattern.acceleration());
        assertEquals(0, pattern.score());
    }

    @Test
    void shouldCountAloneInTheBaselineNsRej8() {
        assertEquals(60, PatternScore.ofCountAlone(3));
        assertEquals(100, PatternScore.ofCountAlone(5));
        assertEquals(100, PatternScore.ofCountAlone(8));
    }

    @Test
    void shouldScoreThePushAsOneCandleWhereToldSoNsRej8() {
        long[][] ohlc = {
            {950, 952, 940, 945},
            {945, 980, 945, 970},
            {970, 1000, 965, 995},
            {995, 1020, 998, 1018},
            {1018, 1019, 1004, 1006},
            {1006, 1008, 998, 1001}
        };
        ListBars bars = new ListBars();
        RejectionTracker tracker = new RejectionTracker(
                RejectionSettings.DEFAULT,
                new RejectionTracker.Frame(15 * MINUTE, 20),
                false,
                new FixedAtr(10),
                (id, start, price, n, event) -> {});
        for (long[] bar : ohlc) {
            bars.all.add(new ListBars.Bar(
                    bars.all.size() * 15 * MINUTE, bar[0], bar[1], bar[2], bar[3], 100, 0, false, false));
            bars.advance();
            tracker.onBar(bars, 0);
        }
        // The peak bar closes near its high; the bar after it, which confirms, does not.
        assertEquals(1, tracker.best().size());
        PatternSettings d = PatternSettings.DEFAULT;
        PatternScore ofPeak = new PatternScore(d);
        ofPeak.score(tracker.best());
        assertEquals(2.0 / 22 * 40 + 2.0 / 22 * 30, ofPeak.base(), 1e-12);
        PatternScore ofPush = new PatternScore(new PatternSettings(
                d.quality(), d.spacing(), d.acceleration(), d.scale(), PatternSettings.Candle.COMPOSITE));
        ofPush.score(tracker.best());
        assertEquals(14.0 / 22 * 40 + 14.0 / 22 * 30, ofPush.base(), 1e-12);
    }
}
