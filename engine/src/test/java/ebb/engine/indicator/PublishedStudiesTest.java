package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import ebb.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Studies whose convention a published library shares, against that library's own figures: value and first bar. */
class PublishedStudiesTest {
    private record Quote(long high, long low, long close) {}

    private static List<Quote> quotes() throws IOException {
        List<Quote> quotes = new ArrayList<>();
        List<String> lines = Files.readAllLines(SharedData.file("data/indicators/reference-quotes.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",");
            quotes.add(new Quote(cents(f[2]), cents(f[3]), cents(f[4])));
        }
        return quotes;
    }

    private static long cents(String text) {
        return new BigDecimal(text).movePointRight(2).longValueExact();
    }

    private static Map<String, Map<Integer, Double>> reference() throws IOException {
        Map<String, Map<Integer, Double>> values = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(SharedData.file("data/indicators/reference-values.csv.zst"))),
                StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] f = line.split(",");
                if (f.length == 5 && f[4].matches("-?[0-9.eE+-]+")) {
                    values.computeIfAbsent(f[0] + "." + f[1], s -> new TreeMap<>())
                            .put(Integer.parseInt(f[2]), Double.parseDouble(f[4]));
                }
            }
        }
        return values;
    }

    /** What each study says, null while it is not valid; prices in units as quoted. */
    private static Map<String, Double> figures(Board b) {
        Map<String, Double> now = new HashMap<>();
        now.put("sma.sma", valid(b.sma, b.sma.value() / 100));
        now.put("ema.ema", valid(b.ema, b.ema.value() / 100));
        now.put("smma.smma", valid(b.wilder, b.wilder.value() / 100));
        now.put("rsi.rsi", valid(b.rsi, b.rsi.value()));
        now.put("macd.macd", valid(b.macd, b.macd.value() / 100));
        now.put("macd.signal", b.macd.signalValidity().isValid() ? b.macd.signal() / 100 : null);
        now.put("macd.histogram", b.macd.signalValidity().isValid() ? b.macd.histogram() / 100 : null);
        now.put("bb.sma", valid(b.bands, b.bands.value() / 100));
        now.put("bb.upperBand", valid(b.bands, b.bands.upper() / 100));
        now.put("bb.lowerBand", valid(b.bands, b.bands.lower() / 100));
        now.put("bb.percentB", valid(b.bands, b.bands.percent()));
        now.put("bb.width", valid(b.bands, b.bands.bandwidth()));
        now.put("adx.adx", valid(b.adx, b.adx.value()));
        now.put("adx.pdi", b.adx.directionValidity().isValid() ? b.adx.plus() : null);
        now.put("adx.mdi", b.adx.directionValidity().isValid() ? b.adx.minus() : null);
        now.put("adx.dx", b.adx.directionValidity().isValid() ? b.adx.dx() : null);
        now.put("atr.atr", valid(b.atr, b.atr.value() / 100));
        return now;
    }

    private static Double valid(Study study, double value) {
        return study.validity().isValid() ? value : null;
    }

    private static final class Board {
        final Sma sma = new Sma(20);
        final Ema ema = new Ema(20);
        final Wilder wilder = new Wilder(20);
        final Rsi rsi = new Rsi(14);
        final Macd macd = new Macd(12, 26, 9);
        final Bollinger bands = new Bollinger(20, 2);
        final Adx adx = new Adx(14);
        final Atr atr = new Atr(new AtrSettings(14, AtrSettings.Seed.TALIB, 28, 250_000));

        void onBar(long high, long low, long close) {
            sma.onValue(close);
            ema.onValue(close);
            wilder.onValue(close);
            rsi.onClose(close);
            macd.onClose(close);
            bands.onClose(close);
            adx.onBar(high, low, close);
            atr.onBar(high, low, close, false);
        }
    }

    @Test
    void shouldAgreeWithAPublishedLibraryOverTwoYearsOfDays() throws IOException {
        Map<String, Map<Integer, Double>> reference = reference();
        Board board = new Board();
        List<Quote> quotes = quotes();
        int compared = 0;
        for (int i = 0; i < quotes.size(); i++) {
            Quote q = quotes.get(i);
            board.onBar(q.high(), q.low(), q.close());
            for (Map.Entry<String, Double> figure : figures(board).entrySet()) {
                Double want = reference.get(figure.getKey()).get(i);
                String name = figure.getKey() + " at bar " + i;
                assertEquals(want == null, figure.getValue() == null, name);
                if (want != null) {
                    assertEquals(want, figure.getValue(), 1e-9 * Math.abs(want) + 1e-12 * 300, name);
                    compared++;
                }
            }
        }
        assertTrue(compared > 8_000, "compared " + compared);
    }

    @Test
    void shouldAgreeWithASecondLibrarysPrintedExamples() throws IOException {
        ObjectMapper json = new ObjectMapper();
        int compared = 0;
        for (String line : Files.readAllLines(SharedData.file("data/indicators/tulip-vectors.jsonl"))) {
            JsonNode v = json.readTree(line);
            JsonNode arrays = v.get("arrays");
            int n = v.get("options").isEmpty() ? 0 : v.get("options").get(0).asInt();
            JsonNode want = arrays.get(arrays.size() - 1);
            switch (v.get("study").asText()) {
                case "sma" -> {
                    Sma sma = new Sma(n);
                    compared += follow(v, want, arrays.get(0), x -> sma.onValue(x), sma);
                }
                case "wilders" -> {
                    Wilder wilder = new Wilder(n);
                    compared += follow(v, want, arrays.get(0), x -> wilder.onValue(x), wilder);
                }
                case "bbands" -> {
                    Bollinger bands = new Bollinger(n, v.get("options").get(1).asDouble());
                    compared += follow(v, arrays.get(2), arrays.get(0), bands::onClose, bands);
                    assertEquals(last(want), bands.upper() / UNIT, 2e-4);
                }
                default -> {}
            }
        }
        assertTrue(compared > 30, "compared " + compared);
    }

    private static final double UNIT = 1e9;

    private interface Input {
        void take(long x);
    }

    private static double last(JsonNode array) {
        return array.get(array.size() - 1).asDouble();
    }

    private static int follow(JsonNode v, JsonNode want, JsonNode input, Input take, Study study) {
        int warmUp = input.size() - want.size();
        for (int i = 0; i < input.size(); i++) {
            take.take(new BigDecimal(input.get(i).asText())
                    .movePointRight(9)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .longValueExact());
            String name = v.get("file").asText() + " " + v.get("study").asText() + " at " + i;
            if (i < warmUp) {
                assertFalse(study.validity().isValid(), name);
            } else {
                // Printed with three or four decimals.
                assertEquals(want.get(i - warmUp).asDouble(), study.value() / UNIT, 6e-4, name);
            }
        }
        return want.size();
    }
}
