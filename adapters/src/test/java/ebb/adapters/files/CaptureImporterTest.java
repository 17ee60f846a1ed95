package ebb.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.Venue;
import ebb.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of the recordings, against Jackson's reading of the same lines. */
class CaptureImporterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "binance-usdm-btcusdt-2024-08-08.frames.zst,  93954, 1, 1",
        "binance-coinm-btcusd-perp-2024-08-08.frames.zst, 98386, 1, 1",
        "binance-spot-ethusdt-2024-08-08.frames.zst, 79744, 1, 1",
        "binance-cryptofeed.frames.zst, 270, 4, 1",
        "binance-futures-cryptofeed.frames.zst, 1540, 4, 1",
        "binance-delivery-cryptofeed.frames.zst, 4382, 10, 10",
        "mexc-futures-raw-samples.frames, 21, 9, 9",
        "mexc-dialect-raw-samples.frames, 16, 2, 2",
    })
    void shouldAccountForEachFrameOfRecording(String name, long frames, int instruments, long inferred)
            throws IOException {
        Path file = SharedData.file("data/frames/" + name);
        long[] last = {0};
        Recorder recorder = Recorder.endless();
        CaptureImporter importer =
                new CaptureImporter(file, CaptureImporter.venueOf(file), recorder, true, Optional.empty());
        CaptureReport report = importer.run(line -> assertEquals(++last[0], line));
        assertEquals(Map.of(), report.rejected());
        assertEquals(frames, report.frames());
        assertEquals(instruments, report.instruments().size());
        // Where a list is among the answers it counts, except for books that hold orders finer than its tick.
        assertEquals(
                inferred,
                report.instruments().stream()
                        .filter(CapturedInstrument::inferred)
                        .count());
        assertEquals(counts(file), twin(report));
        assertTrue(recorder.committed() > frames, "messages");
    }

    /** What the decoder says, under the names Jackson's reading uses. */
    private static Map<String, Long> twin(CaptureReport report) {
        Map<String, Long> counts = new TreeMap<>();
        for (FrameKind kind : new FrameKind[] {FrameKind.DELTA, FrameKind.TRADE, FrameKind.SNAPSHOT}) {
            if (report.decoded().containsKey(kind)) {
                counts.put(kind.name(), report.decoded().get(kind));
            }
        }
        report.lines().forEach((kind, count) -> counts.put(kind.text(), count));
        return counts;
    }

    private static Map<String, Long> counts(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (FramesReader reader = new FramesReader(file)) {
            while (reader.next()) {
                counts.merge(reader.kind().text(), 1L, Long::sum);
                if (reader.payload().capacity() == 0) {
                    continue;
                }
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                JsonNode tree = JSON.readTree(bytes);
                JsonNode data = tree.path("stream").isTextual() ? tree.get("data") : tree;
                String event = data.path("e").asText(data.path("channel").asText());
                if (event.equals("depthUpdate") || event.equals("push.depth")) {
                    counts.merge("DELTA", 1L, Long::sum);
                } else if (event.equals("trade") || event.equals("aggTrade") || event.equals("push.deal")) {
                    counts.merge("TRADE", 1L, Long::sum);
                } else if (reader.kind() == LineKind.HTTP && data.has("lastUpdateId")) {
                    counts.merge("SNAPSHOT", 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    @Test
    void shouldImportHandMadeSessionOfVectors() throws IOException {
        JsonNode given = JSON.readTree(
                        SharedData.file("vectors/mexc-frames.json").toFile())
                .at("/cases/0/given/lines");
        StringBuilder text = new StringBuilder();
        given.forEach(line -> text.append(line.asText()).append('\n'));
        Capture capture = new Capture(text.toString());
        CaptureReport report = capture.run(Venue.MEXC, false);
        assertEquals(Map.of(Rejection.MISSING, 1L), report.rejected(), "a delta without begin and version");
        assertEquals(4L, report.decoded().get(FrameKind.SNAPSHOT));
        assertEquals(
                new CapturedInstrument(0, "PENGU_USDT", -5, 0, true),
                report.instruments().get(0));
        assertEquals(
                given.size(), report.lines().values().stream().mapToLong(n -> n).sum());
        long inputs = report.lines().get(LineKind.IN) + report.lines().get(LineKind.HTTP);
        assertEquals(inputs, report.frames());
    }

    @ParameterizedTest
    @CsvSource({
        "binance-usdm-btcusdt-2024-08-08.frames.zst, BINANCE_USDM",
        "binance-futures-cryptofeed.frames.zst, BINANCE_USDM",
        "binance-delivery-cryptofeed.frames.zst, BINANCE_COINM",
        "binance-coinm-x.frames, BINANCE_COINM",
        "binance-spot-x.frames, BINANCE_SPOT",
        "binance-cryptofeed.frames.zst, BINANCE_SPOT",
        "mexc-futures-raw-samples.frames, MEXC",
    })
    void shouldTellVenueByName(Path file, Venue venue) {
        assertEquals(venue, CaptureImporter.venueOf(file));
    }

    @Test
    void shouldTellNoVenueForOthers() {
        assertNull(CaptureImporter.venueOf(Path.of("/data/kraken-cryptofeed.frames.zst")));
    }

    @Test
    void shouldRefuseVenuesThatAreNotDecoded() {
        CaptureException e =
                assertThrows(CaptureException.class, () -> new Capture("1\tin\t-\t{}\n").run(Venue.BLOFIN, false));
        assertTrue(e.getMessage().contains("blofin"), e.getMessage());
    }
}
