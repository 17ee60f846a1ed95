package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rejections and range on the tapes of real pumps; bars are made here the plain way, from trades in file order. */
class PumpTapeTest {
    private static final int SCALE = 8;
    private static final long FRAME_MS = 900_000;

    private record Trade(long ms, long price, long qty, boolean isBuy) {}

    private static Map<String, List<Trade>> tapes(String file) throws IOException {
        Map<String, List<Trade>> tapes = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(SharedData.file("data/" + file))), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] f = line.split(",");
                tapes.computeIfAbsent(f[0], s -> new ArrayList<>())
                        .add(new Trade(Long.parseLong(f[1]), mantissa(f[3]), mantissa(f[4]), f[2].equals("buy")));
            }
        }
        return tapes;
    }

    private static long mantissa(String text) {
        return new BigDecimal(text).movePointRight(SCALE).longValueExact();
    }

    private static ListBars bars(List<Trade> tape) {
        ListBars bars = new ListBars();
        long start = Math.floorDiv(tape.get(0).ms(), FRAME_MS) * FRAME_MS;
        long cvd = 0;
        long close = 0;
        List<Trade> open = new ArrayList<>();
        for (Trade t : tape) {
            while (t.ms() >= start + FRAME_MS) {
                close = finish(bars, start, open, close, cvd);
                open.clear();
                start += FRAME_MS;
            }
            open.add(t);
            cvd += t.isBuy() ? t.qty() : -t.qty();
        }
        finish(bars, start, open, close, cvd);
        return bars;
    }

    private static long finish(ListBars bars, long startMs, List<Trade> trades, long before, long cvd) {
        long ns = startMs * 1_000_000;
        if (trades.isEmpty()) {
            bars.all.add(new ListBars.Bar(ns, before, before, before, before, 0, cvd, true, false));
            return before;
        }
        long high = trades.stream().mapToLong(Trade::price).max().orElseThrow();
        long low = trades.stream().mapToLong(Trade::price).min().orElseThrow();
        long volume = trades.stream().mapToLong(Trade::qty).sum();
        long close = trades.get(trades.size() - 1).price();
        bars.all.add(new ListBars.Bar(ns, trades.get(0).price(), high, low, close, volume, cvd, false, false));
        return close;
    }

    @Test
    void shouldTellTheRejectionsOfRealPumpsRej3() throws IOException {
        JsonNode vectors = SharedData.vectors("pump-tape.json");
        Map<String, List<Trade>> tapes =
                tapes(vectors.get("cases").get(0).get("given").get("file").asText());
        List<Executable> all = new ArrayList<>();
        for (JsonNode c : vectors.get("cases")) {
            all.add(() -> follow(c, tapes.get(c.get("given").get("event").asText())));
        }
        assertAll(all);
    }

    private static void follow(JsonNode c, List<Trade> tape) {
        JsonNode expect = c.get("expect");
        String name = c.get("name").asText();
        assertEquals(c.get("given").get("rows").asInt(), tape.size(), name);
        ListBars bars = bars(tape);
        Atr atr = new Atr(AtrSettings.DEFAULT);
        List<String> log = new ArrayList<>();
        RejectionTracker tracker = new RejectionTracker(
                RejectionSettings.DEFAULT,
                RejectionTracker.Frame.DEFAULT,
                false,
                atr,
                (id, startNs, price, n, event) -> log.add(RejectionVectorsTest.line(id, startNs, price, n, event)));
        Map<Integer, Double> atrs = new HashMap<>();
        // The newest bar is still open; the vectors count it but it closes nothing.
        while (bars.hasMore()) {
            int bar = bars.advance();
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            tracker.onBar(bars, 0);
            atrs.put(bar, atr.value());
        }
        assertEquals(expect.get("totals").get("bars15m").asInt(), bars.all.size(), name);
        for (JsonNode bar : expect.get("bars")) {
            ListBars.Bar have = bars.all.get(bar.get("bar").asInt());
            assertEquals(bar.get("start").asLong(), have.startNs() / 1_000_000, name);
            assertEquals(mantissa(bar.get("c").asText()), have.close(), name);
            if (!bar.get("atr").isNull()) {
                double want = bar.get("atr").asDouble() * 1e8;
                assertEquals(want, atrs.get(bar.get("bar").asInt()), 1e-9 * want, name + " " + bar.get("bar"));
            }
        }
        assertEquals(RejectionVectorsTest.expected(expect.get("rejectionEvents"), SCALE), String.join("\n", log), name);
    }
}
