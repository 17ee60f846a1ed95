package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.codecs.sbe.LevelEvt;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.indicator.AtrTrail;
import ebb.engine.indicator.FixedAtr;
import ebb.engine.indicator.VolumeRatio;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The tracker against events computed elsewhere: built scenarios, and months of real 15-minute bars. */
class RejectionVectorsTest {
    @Test
    void shouldTellTheEventsOfBuiltScenariosRej1To7() {
        each("rejections.json", c -> {
            JsonNode given = c.get("given");
            AtrTrail atr = new FixedAtr(given.get("fixedAtr").asDouble());
            Run run = new Run(
                    ListBars.ofRows(given.get("bars")), given.get("frameMs").asLong() * 1_000_000, atr, 0);
            run.toTheEnd();
            assertEquals(expected(c.get("expect").get("events"), 0), String.join("\n", run.log));
            assertEquals(levels(c.get("expect").get("levels"), 0), run.levels());
        });
    }

    @Test
    void shouldTellTheEventsOfRealMemeCoinsRej1To7() {
        each("rejections-meme.json", c -> {
            JsonNode given = c.get("given");
            CandleFile candles = CandleFile.of(given.get("file").asText());
            ListBars bars = candles.merged(given.get("symbol").asText(), 900_000);
            int scale = candles.priceScale(given.get("symbol").asText());
            assertEquals(given.get("bars").asInt(), bars.all.size());
            Atr atr = new Atr(AtrSettings.DEFAULT);
            Run run = new Run(bars, 900_000_000_000L, atr, scale);
            run.checkpoints = c.get("expect").get("atr14");
            run.toTheEnd();
            assertEquals(run.checkpoints.size(), run.checked);
            assertEquals(expected(c.get("expect").get("events"), scale), String.join("\n", run.log));
            assertEquals(levels(c.get("expect").get("levelsAtEnd"), scale), run.levels());
        });
    }

    private static void each(String file, Consumer<JsonNode> check) {
        List<Executable> all = new ArrayList<>();
        for (JsonNode c : SharedData.vectors(file).get("cases")) {
            all.add(() ->
                    assertDoesNotThrow(() -> check.accept(c), c.get("name").asText()));
        }
        assertAll(file, all);
    }

    static long mantissa(JsonNode text, int scale) {
        return new BigDecimal(text.asText()).movePointRight(scale).longValueExact();
    }

    static String expected(JsonNode events, int scale) {
        List<String> lines = new ArrayList<>();
        for (JsonNode e : events) {
            String event = e.get("event").asText();
            StringBuilder line = new StringBuilder()
                    .append(e.get("start").asLong())
                    .append(' ')
                    .append(e.get("level").asInt())
                    .append(' ')
                    .append(event);
            for (String key : List.of("peak", "trough", "close", "L")) {
                if (e.has(key)) {
                    line.append(' ').append(mantissa(e.get(key), scale));
                    break;
                }
            }
            if (e.has("n")) {
                line.append(" n").append(e.get("n").asInt());
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    static String levels(JsonNode levels, int scale) {
        List<String> lines = new ArrayList<>();
        for (JsonNode l : levels) {
            StringBuilder line = new StringBuilder()
                    .append(l.get("level").asInt())
                    .append(' ')
                    .append(mantissa(l.get("L"), scale))
                    .append(' ')
                    .append(l.get("state").asText())
                    .append(" n")
                    .append(l.get("n").asInt());
            for (JsonNode r : l.get("rejections")) {
                line.append(" (")
                        .append(r.get("peakBar").asInt())
                        .append(' ')
                        .append(mantissa(r.get("peak"), scale))
                        .append(' ')
                        .append(r.get("confirmBar").asInt())
                        .append(')');
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    /** An event in the vectors' words: they tell a price with some and a count with others. */
    static String line(long levelId, long startNs, long price, int n, LevelEvt event) {
        String head = startNs / 1_000_000 + " " + levelId + " " + event;
        return switch (event) {
            case WITHDRAW, AGED -> head + " n" + n;
            case RECORD, BROKEN -> head + " " + price + " n" + n;
            case REMOVED, EVICT -> head;
            default -> head + " " + price;
        };
    }

    /** One pass over bars, with what came out as text in the vectors' words. */
    static final class Run {
        final List<String> log = new ArrayList<>();
        final ListBars bars;
        final AtrTrail atr;
        final VolumeRatio volumeRatio = new VolumeRatio(VolumeRatio.DEFAULT_N);
        final RejectionTracker tracker;
        final int scale;
        final long frameNs;
        JsonNode checkpoints;
        int checked;

        Run(ListBars bars, long frameNs, AtrTrail atr, int scale) {
            this.bars = bars;
            this.atr = atr;
            this.scale = scale;
            this.frameNs = frameNs;
            this.tracker = new RejectionTracker(
                    RejectionSettings.DEFAULT,
                    new RejectionTracker.Frame(frameNs, VolumeRatio.DEFAULT_N),
                    false,
                    atr,
                    this::note);
        }

        private void note(long levelId, long startNs, long price, int n, LevelEvt event) {
            log.add(line(levelId, startNs, price, n, event));
        }

        void toTheEnd() {
            while (bars.hasMore()) {
                int bar = bars.advance();
                if (atr instanceof Atr real) {
                    real.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
                }
                volumeRatio.onBar(bars.volume(0));
                tracker.onBar(bars, 0);
                assertEquals(tracker.digestAnew(), tracker.digest());
                check(bar);
            }
        }

        private void check(int bar) {
            if (checkpoints != null
                    && checked < checkpoints.size()
                    && checkpoints.get(checked).get("bar").asInt() == bar) {
                JsonNode point = checkpoints.get(checked++);
                double unit = StrictMath.pow(10, scale);
                double want = point.get("atr").asDouble() * unit;
                assertEquals(want, ((Atr) atr).value(), 1e-9 * want, "atr at bar " + bar);
                if (point.get("volr").isNull()) {
                    assertEquals(false, volumeRatio.validity().isValid());
                } else {
                    double ratio = point.get("volr").asDouble();
                    assertEquals(ratio, volumeRatio.value(), 1e-9 * ratio, "volr at bar " + bar);
                }
            }
        }

        String levels() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < tracker.size(); i++) {
                RejectionLevel l = tracker.level(i);
                StringBuilder line = new StringBuilder()
                        .append(l.id())
                        .append(' ')
                        .append(l.price())
                        .append(' ')
                        .append(l.state())
                        .append(" n")
                        .append(l.count());
                for (int r = 0; r < l.size(); r++) {
                    line.append(" (")
                            .append(barOf(l.rejection(r).peakStartNs()))
                            .append(' ')
                            .append(l.rejection(r).peak())
                            .append(' ')
                            .append(barOf(l.rejection(r).confirmStartNs()))
                            .append(')');
                }
                lines.add(line.toString());
            }
            return String.join("\n", lines);
        }

        private long barOf(long startNs) {
            return (startNs - bars.all.get(0).startNs()) / frameNs;
        }
    }
}
