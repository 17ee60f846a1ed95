package ebb.adapters.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.FramesReader;
import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Shuffle;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Rejection;
import ebb.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded MEXC frame, field by field, against Jackson's reading of the same bytes. */
class MexcSamplesTest {
    private static final List<String> SYMBOLS = List.of(
            "BTC_USDT",
            "ETH_USDT",
            "PENGU_USDT",
            "IOTA_USDT",
            "RIF_USDT",
            "DOGE_USDT",
            "SKHYNIXSTOCK_USDT",
            "XAU_USDT",
            "EUR_USDT",
            "BSV_USDT");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final Recorder recorder = Recorder.of(200);
    private final MexcDecoder decoder = new MexcDecoder(recorder, ControlListener.NONE);
    private final MexcTwin twin = new MexcTwin();
    private long marketFrames;

    MexcSamplesTest() {
        for (String symbol : SYMBOLS) {
            decoder.define(symbol, twin.define(symbol, -6, 0), -6, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mexc-futures-raw-samples.frames", "mexc-dialect-raw-samples.frames"})
    void shouldReadEachSampleAsJacksonDoes(String name) throws Exception {
        long frames = 0;
        try (FramesReader reader = new FramesReader(SharedData.file("data/frames/" + name))) {
            while (reader.next()) {
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                check(bytes, reader.receiveNs(), name + " line " + reader.line());
                frames++;
            }
        }
        assertEquals(frames, decoder.counters().frames());
        assertEquals(frames, decoder.counters().decoded());
    }

    @Test
    void shouldAccountForEachFixture() throws Exception {
        Path file = SharedData.file("data/frames/fixtures-mexc.jsonl");
        long frames = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode frame = json.readTree(line).get("frame");
            check(json.writeValueAsBytes(frame), 5, line);
            frames++;
        }
        assertEquals(frames, decoder.counters().frames());
        assertEquals(marketFrames + 1, decoder.counters().decoded(), "and one contract definition");
        assertEquals(21, marketFrames);
        assertEquals(15, decoder.counters().ignoredAs("push.personal"));
        assertEquals(2, decoder.counters().ignoredAs("push.depth.snapshot"));
        assertEquals(frames - 39, decoder.counters().rejectedFor(Rejection.UNKNOWN_CHANNEL), "the spot dialects");
    }

    @Test
    void shouldReadTheSameWhateverTheOrderAndSpacing() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        try (FramesReader reader = new FramesReader(SharedData.file("data/frames/mexc-dialect-raw-samples.frames"))) {
            while (reader.next()) {
                JsonNode tree = json.readTree(reader.payload()
                        .getStringWithoutLengthUtf8(0, reader.payload().capacity()));
                for (int i = 0; i < 20; i++) {
                    check(Shuffle.bytes(tree, random, i % 2 == 1), 9, "line " + reader.line() + " variant " + i);
                }
            }
        }
    }

    private void check(byte[] bytes, long receiveNs, String what) throws Exception {
        recorder.clear();
        List<String> expected = twin.frame(json.readTree(bytes), receiveNs);
        marketFrames += expected == null ? 0 : 1;
        int result = decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length, receiveNs, 3);
        if (expected == null) {
            assertEquals(List.of(), Messages.of(recorder), what);
            assertTrue(result != Decoder.DECODED, what);
        } else {
            assertEquals(expected, Messages.of(recorder), what);
            assertEquals(Decoder.DECODED, result, what);
        }
    }
}
