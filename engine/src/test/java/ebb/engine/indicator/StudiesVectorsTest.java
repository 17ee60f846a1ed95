package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.engine.pattern.CandleFile;
import ebb.testing.SharedData;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every study against figures computed elsewhere from whole windows with exact integers. */
class StudiesVectorsTest {
    @Test
    void shouldFollowTheVectorsBarByBar() {
        int seen = 0;
        for (JsonNode c : SharedData.vectors("studies.json").get("cases")) {
            JsonNode bars = c.get("given").get("bars");
            if (bars == null) {
                continue;
            }
            seen++;
            Board board = new Board();
            double scale = 0;
            for (JsonNode row : bars) {
                scale = Math.max(scale, row.get(2).asDouble());
            }
            for (int i = 0; i < bars.size(); i++) {
                JsonNode b = bars.get(i);
                board.onBar(
                        b.get(2).asLong(),
                        b.get(3).asLong(),
                        b.get(4).asLong(),
                        b.get(5).asLong());
                for (Map.Entry<String, JsonNode> column : c.get("expect").properties()) {
                    String name = c.get("name").asText() + ": " + column.getKey() + " at bar " + (i + 1);
                    board.assertFigure(name, column.getKey(), column.getValue().get(i), scale);
                }
            }
        }
        assertEquals(4, seen);
    }

    @Test
    void shouldFollowTheVectorsOnRealHours() {
        for (JsonNode c : SharedData.vectors("studies-real.json").get("cases")) {
            JsonNode given = c.get("given");
            List<CandleFile.Row> rows = CandleFile.of(given.get("file").asText())
                    .rows(given.get("symbol").asText());
            Board board = new Board();
            double scale = 0;
            int checked = 0;
            JsonNode points = c.get("expect");
            for (int i = 0; i < 400; i++) {
                CandleFile.Row r = rows.get(i);
                scale = Math.max(scale, r.high().doubleValue() * 1e8);
                board.onBar(
                        CandleFile.mantissa(r.high(), 8),
                        CandleFile.mantissa(r.low(), 8),
                        CandleFile.mantissa(r.close(), 8),
                        CandleFile.mantissa(r.volume(), 3));
                if (checked < points.size() && points.get(checked).get("bar").asInt() == i + 1) {
                    JsonNode point = points.get(checked++);
                    for (Map.Entry<String, JsonNode> f : point.properties()) {
                        if (!f.getKey().equals("bar") && !f.getKey().equals("start")) {
                            String name = given.get("symbol").asText() + ": " + f.getKey() + " at bar " + (i + 1);
                            board.assertFigure(name, f.getKey(), f.getValue(), scale);
                        }
                    }
                }
            }
            assertEquals(points.size(), checked);
        }
    }

    @Test
    void shouldRankAndCutAsTheVectorsDoPct1And2() {
        int asked = 0;
        for (JsonNode c : SharedData.vectors("studies.json").get("cases")) {
            JsonNode ring = c.get("given").get("ring");
            if (ring == null) {
                continue;
            }
            asked++;
            Percentiles longs = new Percentiles(ring.size());
            Percentiles doubles = new Percentiles(ring.size());
            for (JsonNode x : ring) {
                longs.add(x.asLong());
                doubles.add(Percentiles.key(x.asDouble()));
            }
            if (c.get("given").has("x")) {
                double rank = c.get("expect").get("rank").asDouble();
                assertEquals(rank, longs.rank(c.get("given").get("x").asLong()), 1e-12);
                assertEquals(
                        rank,
                        doubles.rank(Percentiles.key(c.get("given").get("x").asDouble())),
                        1e-12);
            } else {
                long p = new BigDecimal(c.get("given").get("p").asText())
                        .movePointRight(9)
                        .longValueExact();
                assertEquals(c.get("expect").get("q").asLong(), longs.quantile(p));
                assertEquals(c.get("expect").get("q").asDouble(), Percentiles.ofKey(doubles.quantile(p)));
            }
        }
        assertEquals(12, asked);
    }

    @Test
    void shouldCorrelateGivenReturnsAsTheVectorDoesCorr1() {
        for (JsonNode c : SharedData.vectors("studies.json").get("cases")) {
            if (!c.get("given").has("y")) {
                continue;
            }
            JsonNode x = c.get("given").get("x");
            JsonNode y = c.get("given").get("y");
            Correlation correlation = new Correlation(x.size());
            for (int i = 0; i < x.size(); i++) {
                assertFalse(correlation.validity().isValid());
                correlation.onReturns(i, y.get(i).asDouble(), x.get(i).asDouble());
            }
            assertTrue(correlation.validity().isValid());
            assertEquals(c.get("expect").get("rho").asDouble(), correlation.value(), 1e-12);
            assertEquals(c.get("expect").get("beta").asDouble(), correlation.beta(), 1e-12);
        }
    }

    /** All studies of the vectors on one frame, by the vectors' names. */
    private static final class Board {
        final Atr atr = new Atr(AtrSettings.DEFAULT);
        final Rsi rsi = new Rsi(Rsi.DEFAULT_N);
        final Sma sma = new Sma(20);
        final Ema ema = new Ema(20);
        final Macd macd = new Macd(Macd.DEFAULT_FAST, Macd.DEFAULT_SLOW, Macd.DEFAULT_SIGNAL);
        final Adx adx = new Adx(Adx.DEFAULT_N);
        final Bollinger bands = new Bollinger(Bollinger.DEFAULT_N, Bollinger.DEFAULT_K);
        final ZScore z = new ZScore(20);
        final VolumeRatio volumeRatio = new VolumeRatio(VolumeRatio.DEFAULT_N);

        void onBar(long high, long low, long close, long volume) {
            atr.onBar(high, low, close, volume == 0);
            rsi.onClose(close);
            sma.onValue(close);
            ema.onValue(close);
            macd.onClose(close);
            adx.onBar(high, low, close);
            bands.onClose(close);
            z.onValue(close);
            volumeRatio.onBar(volume);
            for (Study study : List.of(atr, rsi, sma, ema, macd, adx, bands, z, volumeRatio)) {
                assertEquals(study.digestAnew(), study.digest());
            }
        }

        Double figure(String name) {
            return switch (name) {
                case "tr" -> Double.valueOf(atr.trueRange());
                case "atr14" -> valid(atr, atr.value());
                case "rsi14" -> valid(rsi, rsi.value());
                case "sma20" -> valid(sma, sma.value());
                case "ema20" -> valid(ema, ema.value());
                case "macd" -> valid(macd, macd.value());
                case "macdSignal" -> macd.signalValidity().isValid() ? macd.signal() : null;
                case "macdHist" -> macd.signalValidity().isValid() ? macd.histogram() : null;
                case "plusDI" -> adx.directionValidity().isValid() ? adx.plus() : null;
                case "minusDI" -> adx.directionValidity().isValid() ? adx.minus() : null;
                case "dx" -> adx.directionValidity().isValid() ? adx.dx() : null;
                case "adx14" -> valid(adx, adx.value());
                case "bbMid" -> valid(bands, bands.value());
                case "bbUp" -> valid(bands, bands.upper());
                case "bbLow" -> valid(bands, bands.lower());
                case "bbPctB" -> bands.percentValidity().isValid() ? bands.percent() : null;
                case "bbWidth" -> valid(bands, bands.bandwidth());
                case "z20" -> valid(z, z.value());
                case "volr20" -> valid(volumeRatio, volumeRatio.value());
                default -> throw new IllegalArgumentException(name);
            };
        }

        private static Double valid(Study study, double value) {
            return study.validity().isValid() ? value : null;
        }

        void assertFigure(String name, String key, JsonNode want, double scale) {
            Double have = figure(key);
            if (want.isNull()) {
                assertNull(have, name);
                return;
            }
            double y = want.asDouble();
            boolean isPlain = key.matches("rsi.*|.*DI|dx|adx.*|bbPctB|bbWidth|z.*|volr.*");
            assertEquals(y, have, 1e-9 * Math.abs(y) + 1e-12 * (isPlain ? 1 : scale), name);
        }
    }
}
