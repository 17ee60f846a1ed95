package ebb.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.FramesReader;
import ebb.adapters.files.LineKind;
import ebb.app.state.Export;
import ebb.app.state.ExportType;
import ebb.config.SetupReader;
import ebb.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code journal export} prints of a whole recording, against a twin that reads the frames with Jackson. */
class ExportTwinTest {
    private static final String CAPTURE = "frames/binance-spot-ethusdt-2024-08-08.frames.zst";

    @TempDir
    private Path directory;

    @Test
    void shouldExportEachTradeAndEachChangeOfTheTouch() {
        Twin twin = new Twin();
        try (FramesReader reader = new FramesReader(SharedData.file("data/" + CAPTURE))) {
            while (reader.next()) {
                byte[] payload = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, payload);
                twin.line(reader.kind(), payload);
            }
        }
        try (CaptureRun run = new CaptureRun(CAPTURE, directory, List.of())) {
            run.run(line -> {});
            run.finish();
            assertTrue(twin.trades.size() > 10_000 && twin.touches.size() > 5_000);
            assertEquals(String.join("\n", twin.trades), export(run, ExportType.TRADE, 4, 7));
            assertEquals(String.join("\n", twin.touches), export(run, ExportType.TOP, 5, 9));
        }
    }

    /** Columns of all rows, decimals in shortest form. */
    private static String export(CaptureRun run, ExportType type, int from, int to) {
        StringWriter text = new StringWriter();
        Export.print(run.journal(), type, new SetupReader(), new PrintWriter(text));
        List<String> rows = new ArrayList<>();
        text.toString()
                .lines()
                .skip(1)
                .forEach(row ->
                        rows.add(String.join(",", List.of(row.split(",", -1)).subList(from, to))));
        return String.join("\n", rows);
    }

    /** The venue's rules, slowly: one snapshot, every delta above it. */
    private static final class Twin {
        private final ObjectMapper json = new ObjectMapper();
        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        private final List<JsonNode> waiting = new ArrayList<>();
        private final List<String> trades = new ArrayList<>();
        private final List<String> touches = new ArrayList<>();
        private long snapshot = -1;

        void line(LineKind kind, byte[] payload) {
            JsonNode root;
            try {
                root = json.readTree(payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            JsonNode data = root.path("data");
            if (kind == LineKind.HTTP) {
                snapshot = root.path("lastUpdateId").asLong();
                apply(root, "bids", "asks");
                waiting.forEach(this::delta);
                touch();
            } else if (data.path("e").asText().equals("trade")) {
                trades.add(text(data, "p") + "," + text(data, "q") + ","
                        + (data.path("m").asBoolean() ? "SELL" : "BUY"));
            } else if (data.path("e").asText().equals("depthUpdate")) {
                if (snapshot < 0) {
                    waiting.add(data);
                } else {
                    delta(data);
                    touch();
                }
            }
        }

        private void delta(JsonNode delta) {
            if (delta.path("u").asLong() > snapshot) {
                apply(delta, "b", "a");
            }
        }

        private void apply(JsonNode levels, String bid, String ask) {
            levels.path(bid).forEach(level -> set(bids, level));
            levels.path(ask).forEach(level -> set(asks, level));
        }

        private static void set(Map<BigDecimal, BigDecimal> side, JsonNode level) {
            BigDecimal price = new BigDecimal(level.get(0).asText());
            BigDecimal quantity = new BigDecimal(level.get(1).asText());
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }

        private void touch() {
            String touch =
                    plain(bids.firstKey()) + "," + plain(bids.firstEntry().getValue()) + "," + plain(asks.firstKey())
                            + "," + plain(asks.firstEntry().getValue());
            if (touches.isEmpty() || !touches.get(touches.size() - 1).equals(touch)) {
                touches.add(touch);
            }
        }

        private static String text(JsonNode node, String field) {
            return plain(new BigDecimal(node.path(field).asText()));
        }

        private static String plain(BigDecimal value) {
            return value.stripTrailingZeros().toPlainString();
        }
    }
}
