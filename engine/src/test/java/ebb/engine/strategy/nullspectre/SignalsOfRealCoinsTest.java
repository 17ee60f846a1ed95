package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.pattern.CandleFile;
import ebb.engine.pattern.ListBars;
import ebb.engine.pattern.RejectionLevel;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.pattern.RejectionTracker;
import ebb.engine.pattern.VolumeProfile;
import ebb.engine.pattern.VolumeProfileSettings;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** {@code vectors/signals-meme.json}: from rejection to targets on real 15-minute bars. */
class SignalsOfRealCoinsTest {
    private static final long FRAME_MS = 900_000;

    @Test
    void shouldSignalOnRealCoinsAsTheVectorsDoNsRej1ToNsTgt1() {
        List<Executable> all = new ArrayList<>();
        for (JsonNode c : SharedData.vectors("signals-meme.json").get("cases")) {
            SharedData.file("data/" + c.get("given").get("file").asText());
            all.add(() -> new Coin(c).follow());
        }
        assertAll(all);
    }

    /** One coin, bar by bar. */
    private static final class Coin {
        private final String symbol;
        private final JsonNode wanted;
        private final ListBars bars;
        private final int exponent;
        private final Instrument instrument;
        private final Atr atr = new Atr(AtrSettings.DEFAULT);
        private final RejectionTracker tracker;
        private final VolumeProfile profile;
        private final PumpContext context = new PumpContext(PumpSettings.DEFAULT);
        private final PatternScore pattern = new PatternScore(PatternSettings.DEFAULT);
        private final StopPrice stop;
        private final TargetPlan targets = new TargetPlan(TargetSettings.DEFAULT);
        private final List<Long> recorded = new ArrayList<>();
        private int at;

        Coin(JsonNode c) {
            JsonNode given = c.get("given");
            symbol = given.get("symbol").asText();
            wanted = c.get("expect");
            CandleFile file = CandleFile.of(given.get("file").asText());
            bars = file.merged(symbol, FRAME_MS);
            exponent = -file.priceScale(symbol);
            BigDecimal tick = new BigDecimal(given.get("tick").asText());
            instrument = Cases.perpetual(new Definition()
                    .exponents(exponent, 0)
                    .grid(Math.max(1, tick.movePointRight(-exponent).longValueExact()), 1));
            tracker = new RejectionTracker(
                    RejectionSettings.DEFAULT,
                    RejectionTracker.Frame.DEFAULT,
                    false,
                    atr,
                    (id, startNs, price, n, event) -> {
                        if (event == LevelEvt.RECORD) {
                            recorded.add(id);
                        }
                    });
            profile = new VolumeProfile(VolumeProfileSettings.DEFAULT, instrument.tick(), FRAME_MS * 1_000_000);
            StopSettings d = StopSettings.DEFAULT;
            double m = Cases.number(given.get("m"));
            stop = new StopPrice(
                    new StopSettings(d.bufferMicro(), d.atr(), StopSettings.Factors.all(m), d.maxMicro(), true));
        }

        void follow() {
            while (bars.hasMore()) {
                int bar = bars.advance();
                recorded.clear();
                atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
                tracker.onBar(bars, 0);
                for (long id : recorded) {
                    RejectionLevel level = tracker.levelOf(id);
                    if (level.isQualified()) {
                        decide(bar, level);
                    }
                }
            }
            assertEquals(wanted.size(), at, symbol);
        }

        private void decide(int bar, RejectionLevel level) {
            context.measure(bars, atr.atr(1), level.price());
            if (!context.isTop() || !context.isPump()) {
                return;
            }
            profile.rebuild(bars, 0);
            if (!profile.validity().isValid()) {
                return; // NS-UNI-2: younger than 7 days
            }
            JsonNode want = wanted.get(at++);
            String name = symbol + " at bar " + bar;
            assertEquals(want.get("bar").asInt(), bar, name);
            assertEquals(want.get("level").asLong(), level.id(), name);
            assertEquals(want.get("n").asInt(), level.count(), name);
            assertEquals(price(want.get("L")), level.price(), name);
            assertEquals(price(want.get("highest72h")), context.highestHigh(), name);
            assertEquals(Cases.number(want.get("run72h")), context.runMicro() * 1e-6, 1e-6, name);
            pattern.score(level);
            Cases.assertAgrees(want.get("Base"), pattern.base(), 100, name);
            assertEquals(want.get("spacing").asInt(), pattern.spacing(), name);
            assertEquals(want.get("acceleration").asInt(), pattern.acceleration(), name);
            Cases.assertAgrees(want.get("P"), pattern.score(), 100, name);
            price(want, level, name);
        }

        private void price(JsonNode want, RejectionLevel level, String name) {
            double scale = new BigDecimal(1).movePointRight(exponent).doubleValue();
            Cases.assertAgrees(want.get("atr"), atr.value() * scale, atr.value() * scale, name);
            long entry = bars.close(0);
            long at = stop.of(instrument, level.price(), atr.value());
            assertEquals(price(want.get("entry")), entry, name);
            assertEquals(price(want.get("stop")), at, name);
            assertEquals(want.get("stopAllowed").asBoolean(), stop.isAllowed(entry, at), name);
            List<Long> nodes = new ArrayList<>();
            targets.begin(instrument, entry, at);
            List<Long> supports = new ArrayList<>();
            for (int i = 0; i < profile.nodes(); i++) {
                nodes.add(profile.nodePrice(i));
                if (profile.nodePrice(i) <= targets.highestSupport()) {
                    supports.add(profile.nodePrice(i));
                }
            }
            supports.sort((a, b) -> Long.compare(b, a));
            assertEquals(prices(want.get("nodes")), nodes, name);
            if (!want.get("supports").isNull()) {
                assertEquals(prices(want.get("supports")), supports, name);
            }
            assertEquals(want.get("profileBars").asInt(), profile.bars(), name);
        }

        private long price(JsonNode text) {
            return Cases.mantissa(text, exponent);
        }

        private List<Long> prices(JsonNode list) {
            List<Long> all = new ArrayList<>();
            list.forEach(each -> all.add(price(each)));
            return all;
        }
    }
}
