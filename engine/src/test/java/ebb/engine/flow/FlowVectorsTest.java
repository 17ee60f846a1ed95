package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.state.Validity;
import ebb.engine.time.Timers;
import ebb.testing.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** cvd.json, vpin.json and micro.json, as far as they are about the tape. */
class FlowVectorsTest {
    private static final long MS = 1_000_000L;

    @TestFactory
    Stream<DynamicTest> shouldReadWindowsAndGroupsAsTheVectorsSay() {
        return cases("cvd.json")
                .filter(c -> !c.get("name").asText().startsWith("DIV"))
                .map(c -> dynamicTest(c.get("name").asText(), () -> {
                    if (c.get("name").asText().startsWith("CVD")) {
                        checkWindows(c);
                    } else {
                        checkGroups(c);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldFillBucketsAsTheVectorsSay() {
        return cases("vpin.json")
                .map(c -> dynamicTest(c.get("name").asText(), () -> {
                    if (c.get("given").has("bars")) {
                        checkBulk(c);
                    } else if (c.get("given").has("values")) {
                        checkPercentile(c);
                    } else if (c.get("given").has("steps")) {
                        checkSizeChange(c);
                    } else {
                        checkBuckets(c);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldScoreMicrostructureAsTheVectorsSay() {
        return cases("micro.json").map(c -> dynamicTest(c.get("name").asText(), () -> checkMicro(c)));
    }

    private static Stream<JsonNode> cases(String file) {
        return StreamSupport.stream(SharedData.vectors(file).get("cases").spliterator(), false)
                .filter(c -> !c.path("disputed").asBoolean());
    }

    private static void checkWindows(JsonNode vector) {
        JsonNode given = vector.get("given");
        long start = given.get("t0Ms").asLong();
        for (JsonNode expected : vector.get("expect")) {
            Cvd cvd = new Cvd(CvdSettings.DEFAULTS, new FlowEpoch());
            long now = expected.get("nowMs").asLong();
            for (JsonNode trade : given.get("trades")) {
                if (trade.get("ms").asLong() <= now) {
                    cvd.onTrade(
                            (start + trade.get("ms").asLong()) * MS,
                            trade.get("qty").asLong(),
                            Decimals.sign(trade.get("side").asText()));
                }
            }
            long nowNs = (start + now) * MS;
            long windowNs = expected.get("windowS").asLong() * Cvd.SLOT_NS;
            assertEquals(expected.get("cvd").asLong(), cvd.total());
            assertEquals(expected.get("delta").asLong(), cvd.delta(nowNs, windowNs), expected.toString());
            assertEquals(expected.get("volume").asLong(), cvd.volume(nowNs, windowNs), expected.toString());
            assertEquals(
                    expected.get("d").isNull(),
                    cvd.validity(nowNs, windowNs) == Validity.UNDEFINED,
                    expected.toString());
            if (!expected.get("d").isNull()) {
                assertTrue(Decimals.agrees(cvd.normalised(nowNs, windowNs), expected.get("d")), expected.toString());
            }
        }
    }

    private static void checkGroups(JsonNode vector) {
        List<String> seen = new ArrayList<>();
        Timers timers = new Timers(4);
        TakerGroups groups = new TakerGroups(
                true,
                TapeSettings.GROUP_FLUSH_NS,
                timers,
                new FlowEpoch(),
                (now, g) -> seen.add(g.qty() + " " + g.side() + " " + g.prints()));
        long start = vector.get("given").get("t0Ms").asLong();
        for (JsonNode trade : vector.get("given").get("trades")) {
            long nowNs = (start + trade.get("ms").asLong()) * MS;
            long txNs = trade.has("tx") ? (start + trade.get("tx").asLong()) * MS : nowNs;
            timers.fireUntil(nowNs);
            groups.onTrade(
                    nowNs,
                    txNs,
                    100,
                    trade.get("qty").asLong(),
                    Decimals.sign(trade.get("side").asText()));
        }
        // The vectors list the group that is still open as the last.
        timers.fireUntil(timers.nowNs() + TapeSettings.GROUP_FLUSH_NS);
        List<String> expected = new ArrayList<>();
        for (JsonNode group : vector.get("expect")) {
            expected.add(group.get("qty").asText() + " "
                    + Decimals.sign(group.get("side").asText()) + " "
                    + group.get("prints").asText());
        }
        assertEquals(expected, seen);
        assertFalse(groups.isOpen());
    }

    private static Vpin vpin(JsonNode given) {
        return new Vpin(
                VpinSettings.DEFAULTS
                        .withN(given.get("n").asInt())
                        .withBucket(given.get("bucket").asLong()),
                1,
                new FlowEpoch());
    }

    private static void checkBuckets(JsonNode vector) {
        Vpin vpin = vpin(vector.get("given"));
        int step = 0;
        for (JsonNode trade : vector.get("given").get("trades")) {
            vpin.onTrade(
                    step,
                    trade.get("qty").asLong(),
                    Decimals.sign(trade.get("side").asText()));
            JsonNode expected = vector.get("expect").get(step);
            assertEquals(expected.get("closed").asLong(), vpin.closed(), "closed after trade " + step);
            assertEquals(expected.get("open").get("buy").asLong(), vpin.openBuy(), "buy after trade " + step);
            assertEquals(expected.get("open").get("sell").asLong(), vpin.openSell(), "sell after trade " + step);
            List<String> ring = new ArrayList<>();
            for (int age = vpin.ringSize() - 1; age >= 0; age--) {
                ring.add(Long.toString(vpin.imbalance(age)));
            }
            List<String> wanted = new ArrayList<>();
            expected.get("ring").forEach(node -> wanted.add(node.asText()));
            assertEquals(wanted, ring, "ring after trade " + step);
            assertEquals(expected.get("valid").asBoolean(), vpin.validity().isValid(), "validity after trade " + step);
            if (expected.get("valid").asBoolean()) {
                assertEquals(expected.get("num").asLong(), vpin.numerator(), "num after trade " + step);
                assertEquals(expected.get("den").asLong(), vpin.denominator(), "den after trade " + step);
                assertTrue(Decimals.agrees(vpin.value(), expected.get("vpin")), "vpin after trade " + step);
            }
            step++;
        }
    }

    private static void checkSizeChange(JsonNode vector) {
        Vpin vpin = vpin(vector.get("given"));
        int step = 0;
        for (JsonNode action : vector.get("given").get("steps")) {
            if (action.has("newBucket")) {
                vpin.nextSize(step, action.get("newBucket").asLong());
            } else {
                vpin.onTrade(
                        step,
                        action.get("qty").asLong(),
                        Decimals.sign(action.get("side").asText()));
            }
            JsonNode expected = vector.get("expect").get(step);
            assertEquals(expected.get("closed").asLong(), vpin.closed(), "closed after step " + step);
            assertEquals(expected.get("openSize").asLong(), vpin.openSize(), "open size after step " + step);
            assertEquals(expected.get("open").get("buy").asLong(), vpin.openBuy(), "buy after step " + step);
            assertEquals(expected.get("open").get("sell").asLong(), vpin.openSell(), "sell after step " + step);
            List<String> ring = new ArrayList<>();
            for (int age = vpin.ringSize() - 1; age >= 0; age--) {
                ring.add(vpin.imbalance(age) + "/" + vpin.bucketSize(age));
            }
            List<String> wanted = new ArrayList<>();
            expected.get("ring")
                    .forEach(node ->
                            wanted.add(node.get(0).asText() + "/" + node.get(1).asText()));
            assertEquals(wanted, ring, "ring after step " + step);
            assertEquals(!expected.get("vpin").isNull(), vpin.validity().isValid(), "validity after step " + step);
            if (!expected.get("vpin").isNull()) {
                assertTrue(Decimals.agrees(vpin.value(), expected.get("vpin")), "vpin after step " + step);
            }
            step++;
        }
    }

    private static void checkPercentile(JsonNode vector) {
        VpinRank rank = new VpinRank(VpinSettings.DEFAULTS);
        JsonNode values = vector.get("given").get("values");
        int first = values.size() - vector.get("expect").size();
        for (int i = 0; i < values.size(); i++) {
            String[] parts = values.get(i).asText().split("/");
            rank.add(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            if (i >= first) {
                JsonNode expected = vector.get("expect").get(i - first);
                assertEquals(expected.get("value").asText(), values.get(i).asText());
                assertTrue(Decimals.agrees(rank.value(), expected.get("cdf")), "value " + i);
                assertEquals(expected.get("valid").asBoolean(), rank.validity().isValid(), "value " + i);
                if (expected.has("toxic")) {
                    assertEquals(expected.get("toxic").asBoolean(), rank.isToxic(), "value " + i);
                }
            }
        }
    }

    private static void checkBulk(JsonNode vector) {
        BulkSplit split = new BulkSplit(VpinSettings.DEFAULTS);
        int i = 0;
        for (JsonNode bar : vector.get("given").get("bars")) {
            JsonNode expected = vector.get("expect").get(i);
            long volume = bar.get("volume").asLong();
            if (volume > 0) {
                boolean valid = split.onClose(bar.get("close").asLong());
                assertEquals(!expected.isNull(), valid, "bar " + i);
                if (valid) {
                    long bought = (long) StrictMath.floor(split.share() * volume);
                    assertEquals(expected.get("buy").asLong(), bought, "bar " + i);
                    assertEquals(expected.get("sell").asLong(), volume - bought, "bar " + i);
                }
            }
            i++;
        }
    }

    private static void checkMicro(JsonNode vector) {
        JsonNode given = vector.get("given");
        String[] window = given.get("groups").asText().split(" ");
        MicroSettings settings = new MicroSettings(
                window.length,
                MicroSettings.MAX_AGE_NS,
                MicroSettings.CONFIRM_MICRO,
                MicroSettings.DEPTH_WEIGHT,
                MicroSettings.SIDE_WEIGHT,
                MicroSettings.LARGE_WEIGHT,
                MicroSettings.FULL_RATIO,
                MicroSettings.LARGE_TIMES,
                MicroSettings.FULL_COUNT);
        MicroScore micro = new MicroScore(settings, new FlowEpoch());
        MicroScore mirrored = new MicroScore(settings, new FlowEpoch());
        for (String group : window) {
            int sign = Decimals.sign(group.substring(0, 1));
            micro.add(0, Long.parseLong(group.substring(1)), sign, 0);
            mirrored.add(0, Long.parseLong(group.substring(1)), -sign, 0);
        }
        long ask = given.get("askDepth").asLong();
        long bid = given.get("bidDepth").asLong();
        Validity validity = micro.measure(1, ask, bid, Validity.VALID, Aggressor.SELL);
        JsonNode expected = vector.get("expect");
        assertEquals(!expected.isNull(), validity.isValid());
        if (expected.isNull()) {
            return;
        }
        assertTrue(Decimals.agrees(micro.depthPart(), expected.get("depth")));
        assertTrue(Decimals.agrees(micro.sideShare(), expected.get("sr")));
        assertTrue(Decimals.agrees(micro.sidePart(), expected.get("side")));
        assertEquals(expected.get("largeCount").asInt(), micro.largeCount());
        assertTrue(Decimals.agrees(micro.largePart(), expected.get("large")));
        assertTrue(Decimals.agrees(micro.score(), expected.get("score")));
        assertEquals(expected.get("scoreMicro").asLong(), micro.scoreMicro());
        assertEquals(expected.get("confirmed").asBoolean(), micro.isConfirmed());
        // The buyers' score of the mirrored tape and book is the same.
        mirrored.measure(1, bid, ask, Validity.VALID, Aggressor.BUY);
        assertEquals(micro.scoreMicro(), mirrored.scoreMicro());
    }
}
