package ebb.adapters.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.FramesReader;
import ebb.adapters.files.LineKind;
import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.SnapshotRequest;
import ebb.testing.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every frame of every Binance recording, field by field, against Jackson's reading of the same bytes. */
class CaptureDifferentialTest {
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "binance-usdm-btcusdt-2024-08-08.frames.zst, USDM, BTCUSDT, -2, -3, 93954",
        "binance-coinm-btcusd-perp-2024-08-08.frames.zst, COINM, BTCUSD_PERP, -1, 0, 98386",
        "binance-spot-btcusdt-2024-08-08.frames.zst, SPOT, BTCUSDT, -2, -8, 99574",
        "binance-spot-ethusdt-2024-08-08.frames.zst, SPOT, ETHUSDT, -2, -8, 79744",
        "binance-cryptofeed.frames.zst, SPOT, , 0, 0, 269",
        "binance-futures-cryptofeed.frames.zst, USDM, , 0, 0, 1539",
        "binance-delivery-cryptofeed.frames.zst, COINM, , 0, 0, 4381",
    })
    void shouldReadEachFrameAsJacksonDoes(String name, Dialect dialect, String only, int pe, int qe, long frames)
            throws Exception {
        Recorder recorder = Recorder.of(1_000);
        BinanceDecoder decoder = new BinanceDecoder(dialect, recorder, ControlListener.NONE);
        BinanceTwin twin = new BinanceTwin(dialect);
        Path file = SharedData.file("data/frames/" + name);
        if (only != null) {
            twin.define(only, pe, qe);
            decoder.define(only, 0, pe, qe);
        } else {
            twin.exponents(file).forEach((symbol, e) -> decoder.define(symbol, twin.slot(symbol), e[0], e[1]));
        }
        try (FramesReader reader = new FramesReader(file)) {
            while (reader.next()) {
                if (reader.kind() != LineKind.IN && reader.kind() != LineKind.HTTP) {
                    continue;
                }
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                JsonNode tree = json.readTree(bytes);
                List<String> expected;
                recorder.clear();
                if (reader.kind() == LineKind.IN) {
                    decoder.decode(reader.payload(), 0, bytes.length, reader.receiveNs(), 7);
                    expected = twin.frame(tree, reader.receiveNs());
                } else if (tree.has("lastUpdateId")) {
                    String symbol = twin.symbolOf(reader.conn());
                    SnapshotRequest request = new SnapshotRequest(twin.slot(symbol), 7, 5, 1000);
                    decoder.decodeSnapshot(request, reader.payload(), 0, bytes.length, reader.receiveNs());
                    expected = twin.book(symbol, tree, reader.receiveNs());
                } else {
                    continue;
                }
                assertEquals(expected, Messages.of(recorder), () -> name + " line " + reader.line());
            }
        }
        assertEquals(frames, decoder.counters().frames());
        assertEquals(frames, decoder.counters().decoded());
    }
}
