package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.Nulls;
import ebb.engine.flow.Cvd;
import ebb.engine.flow.CvdSettings;
import ebb.engine.flow.Decimals;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.MicroSettings;
import ebb.engine.flow.TapeFile;
import ebb.engine.flow.TapeSettings;
import ebb.engine.flow.VpinSettings;
import ebb.testing.SharedData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** bars.json, and the flow and bars of crash-tape.json and pump-tape.json. */
class BarVectorsTest {
    private static final long MS = 1_000_000L;
    private static final long[] LENGTHS = {Frames.MINUTE_NS, 5 * Frames.MINUTE_NS, 15 * Frames.MINUTE_NS, Frames.HOUR_NS
    };

    private static BarRig rig(int priceDigits, int qtyDigits, VpinSettings vpin) {
        return new BarRig(
                BarSettings.of(new Frames(0, LENGTHS)),
                new FlowSettings(TapeSettings.DEFAULTS, CvdSettings.DEFAULTS, vpin, MicroSettings.DEFAULTS),
                -priceDigits,
                -qtyDigits);
    }

    /** All bars of a frame, the open one last. */
    private static List<String> all(BarRig rig, int frame, Decimals prices, Decimals qtys) {
        List<String> all = new ArrayList<>();
        BarRing ring = rig.bars.ring(frame);
        for (int age = ring.size() - 1; age >= 0; age--) {
            all.add(BarRecorder.text(ring, age, prices, qtys));
        }
        OpenBar open = new OpenBar();
        rig.bars.copyOpen(frame, open);
        all.add(BarRecorder.text(open, prices, qtys));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> shouldBuildBarsAsTheVectorsSay() {
        JsonNode cases = SharedData.vectors("bars.json").get("cases");
        Map<String, JsonNode> trades = new HashMap<>();
        for (JsonNode vector : cases) {
            trades.put(vector.get("name").asText(), vector.get("given").get("trades"));
        }
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(c -> !c.path("disputed").asBoolean())
                .map(c -> dynamicTest(c.get("name").asText(), () -> {
                    JsonNode own = c.get("given").get("trades");
                    checkBars(c, own.isTextual() ? trades.get("merged equals direct, 5m") : own);
                }));
    }

    private static void checkBars(JsonNode vector, JsonNode trades) {
        JsonNode given = vector.get("given");
        long startMs = given.get("t0Ms").asLong();
        Decimals plain = new Decimals(0);
        BarRig rig = rig(0, 0, VpinSettings.DEFAULTS);
        for (JsonNode trade : trades) {
            long ingressNs = (startMs + trade.get("ms").asLong()) * MS;
            long tx = !trade.has("tx")
                    ? ingressNs
                    : trade.get("tx").isNull()
                            ? Nulls.LONG
                            : (startMs + trade.get("tx").asLong()) * MS;
            rig.tradeAt(
                    ingressNs,
                    tx,
                    trade.get("price").asLong(),
                    trade.get("qty").asLong(),
                    Decimals.sign(trade.get("side").asText()));
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode bar : vector.get("expect").get("bars")) {
            expected.add(text(bar));
        }
        int frame = frame(given.get("frame").asText());
        assertEquals(expected, all(rig, frame, plain, plain));
        if (vector.get("expect").has("lateTrades")) {
            assertEquals(vector.get("expect").get("lateTrades").asLong(), rig.bars.lateTrades());
        }
        assertEquals(rig.bars.digestAnew(), rig.bars.digest());
    }

    @TestFactory
    Stream<DynamicTest> shouldReadTheCrashTapeAsTheVectorsSay() {
        return tapes("crash-tape.json", "symbol", 4);
    }

    @TestFactory
    Stream<DynamicTest> shouldReadThePumpTapesAsTheVectorsSay() {
        return tapes("pump-tape.json", "event", 6);
    }

    private static Stream<DynamicTest> tapes(String file, String key, int least) {
        JsonNode cases = SharedData.vectors(file).get("cases");
        assertTrue(cases.size() >= least);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(c -> dynamicTest(c.get("name").asText(), () -> checkTape(c, key)));
    }

    private static void checkTape(JsonNode vector, String key) {
        JsonNode given = vector.get("given");
        JsonNode expect = vector.get("expect");
        List<TapeFile.Row> rows =
                TapeFile.rows(given.get("file").asText(), given.get(key).asText());
        assertEquals(given.get("rows").asInt(), rows.size());
        Decimals prices = TapeFile.priceDigits(rows);
        Decimals qtys = TapeFile.qtyDigits(rows);
        BarRig rig = rig(
                prices.digits(),
                qtys.digits(),
                VpinSettings.DEFAULTS
                        .withN(given.get("vpinN").asInt())
                        .withBucket(qtys.mantissa(given.get("vpinBucket"))));
        Map<Integer, JsonNode> checkpoints = new HashMap<>();
        expect.get("checkpoints").forEach(c -> checkpoints.put(c.get("row").asInt(), c));
        int seen = 0;
        for (int row = 1; row <= rows.size(); row++) {
            TapeFile.Row r = rows.get(row - 1);
            rig.tradeAt(r.txNs() + r.lagNs(), r.txNs(), prices.mantissa(r.price()), qtys.mantissa(r.qty()), r.sign());
            JsonNode checkpoint = checkpoints.get(row);
            if (checkpoint != null) {
                checkFlow(checkpoint, rig, qtys);
                seen++;
            }
        }
        assertEquals(checkpoints.size(), seen);
        checkTotals(given, expect, rig, prices, qtys);
    }

    private static void checkFlow(JsonNode expected, BarRig rig, Decimals qtys) {
        String where = "row " + expected.get("row").asText();
        Cvd cvd = rig.tape.cvd();
        assertEquals(expected.get("cvd").asText(), qtys.text(cvd.total()), where);
        assertEquals(expected.get("volume").asText(), qtys.text(cvd.volume()), where);
        assertEquals(expected.get("bucketsClosed").asLong(), rig.tape.vpin().closed(), where);
        assertEquals(!expected.get("vpin").isNull(), rig.tape.vpin().validity().isValid(), where);
        if (!expected.get("vpin").isNull()) {
            assertTrue(Decimals.agrees(rig.tape.vpin().value(), expected.get("vpin")), where);
        }
        if (expected.has("cvd60s")) {
            long nowNs = rig.timers.nowNs();
            long minute = Frames.MINUTE_NS;
            assertEquals(expected.get("cvd60s").asText(), qtys.text(cvd.delta(nowNs, minute)), where);
            assertEquals(expected.get("vol60s").asText(), qtys.text(cvd.volume(nowNs, minute)), where);
            assertTrue(Decimals.agrees(cvd.normalised(nowNs, minute), expected.get("d60s")), where);
        }
    }

    private static void checkTotals(JsonNode given, JsonNode expect, BarRig rig, Decimals prices, Decimals qtys) {
        JsonNode totals = expect.get("totals");
        String frameName = given.get("frame").asText();
        int frame = frame(frameName);
        assertEquals(totals.get("volume").asText(), qtys.text(rig.tape.cvd().volume()));
        assertEquals(totals.get("cvd").asText(), qtys.text(rig.tape.cvd().total()));
        long groups = rig.tape.groups().closed() + (rig.tape.groups().isOpen() ? 1 : 0);
        assertEquals(totals.get("groups").asLong(), groups);
        BarRing ring = rig.bars.ring(frame);
        assertEquals(totals.get("bars" + frameName).asInt(), ring.size() + 1);
        int empty = 0;
        int amended = 0;
        long volume = rig.bars.open().volume();
        for (int age = 0; age < ring.size(); age++) {
            empty += ring.isEmpty(age) ? 1 : 0;
            amended += (ring.flags(age) & BarFlags.AMENDED) != 0 ? 1 : 0;
            volume += ring.volume(age);
        }
        assertEquals(totals.get("emptyBars").asInt(), empty);
        assertEquals(totals.get("lateTrades").asLong(), rig.bars.lateTrades());
        if (totals.has("amendedBars")) {
            assertEquals(totals.get("amendedBars").asInt(), amended);
            assertEquals(totals.get("lateVolume").asText(), qtys.text(rig.bars.lateVolume()));
            assertEquals(totals.get("barVolume").asText(), qtys.text(volume));
        }
        List<String> all = all(rig, frame, prices, qtys);
        List<String> expected = new ArrayList<>();
        // In these files bars count from 0.
        List<String> built = new ArrayList<>();
        for (JsonNode bar : expect.get("bars")) {
            expected.add(text(bar));
            built.add(all.get(bar.get("bar").asInt()));
        }
        assertEquals(expected, built);
        assertEquals(rig.bars.digestAnew(), rig.bars.digest());
        assertEquals(rig.tape.digestAnew(), rig.tape.digest());
    }

    private static int frame(String name) {
        return new Frames(0, LENGTHS)
                .indexOf(name.equals("1h") ? Frames.HOUR_NS : Long.parseLong(name.replace("m", "")) * Frames.MINUTE_NS);
    }

    private static String text(JsonNode bar) {
        return bar.get("start").asText() + " " + (bar.get("empty").asBoolean() ? "empty" : "traded")
                + " o" + bar.get("o").asText()
                + " h" + bar.get("h").asText()
                + " l" + bar.get("l").asText()
                + " c" + bar.get("c").asText()
                + " v" + bar.get("volume").asText()
                + " b" + bar.get("buy").asText()
                + " s" + bar.get("sell").asText()
                + " n" + bar.get("trades").asText()
                + " cvd " + bar.get("cvdOpen").asText()
                + " " + bar.get("cvdHigh").asText()
                + " " + bar.get("cvdLow").asText()
                + " " + bar.get("cvdClose").asText()
                + " late " + bar.get("lateDelta").asText()
                + (bar.get("amended").asBoolean() ? " amended" : "");
    }
}
