package ebb.adapters.venue.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.testing.Messages;
import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Shuffle;
import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.DecodeCounters;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Rejection;
import ebb.testing.SharedData;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One frame of each kind the venue is known to send: decoded as Jackson reads it, ignored by name, or refused. */
class BinanceFixturesTest {
    private static final Set<String> MARKET = Set.of(
            "depthUpdate",
            "trade",
            "aggTrade",
            "bookTicker",
            "kline",
            "markPriceUpdate",
            "forceOrder",
            "24hrTicker",
            "24hrMiniTicker");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Dialect, BinanceDecoder> decoders = new EnumMap<>(Dialect.class);
    private final Map<Dialect, BinanceTwin> twins = new EnumMap<>(Dialect.class);
    private final Recorder recorder = Recorder.of(100);
    private final TreeSet<String> symbols = new TreeSet<>();

    @BeforeEach
    void knowAllSymbols() throws Exception {
        for (String line : Files.readAllLines(SharedData.file("data/frames/fixtures-binance.jsonl"))) {
            JsonNode frame = json.readTree(line).get("frame");
            JsonNode data = frame.has("data") ? frame.get("data") : frame;
            if (MARKET.contains(event(data)) && !line.contains("european-options")) {
                symbols.add(
                        data.has("s")
                                ? data.get("s").asText()
                                : data.get("o").get("s").asText());
            }
        }
        for (Dialect dialect : Dialect.values()) {
            decoders.put(dialect, new BinanceDecoder(dialect, recorder, ControlListener.NONE));
            twins.put(dialect, new BinanceTwin(dialect));
            for (String symbol : symbols) {
                twins.get(dialect).define(symbol, -8, -8);
                decoders.get(dialect).define(symbol, twins.get(dialect).slot(symbol), -8, -8);
            }
        }
    }

    private static String event(JsonNode data) {
        boolean touch = data.has("u") && data.has("B") && data.has("A");
        return data.path("e").asText(touch ? "bookTicker" : "");
    }

    /** Two examples of the documentation open below their low. */
    private static boolean isNoCandle(JsonNode data) {
        return data.has("k")
                && data.get("k").get("o").asDouble() < data.get("k").get("l").asDouble();
    }

    /** Examples that their author cut: a trade without its id or its side. */
    private static boolean hasNoId(JsonNode data) {
        String event = data.path("e").asText();
        return event.equals("aggTrade") && !data.has("a") || event.equals("trade") && !data.has("m");
    }

    private static Dialect dialect(String source, JsonNode data) {
        if (source.contains("delivery") || data.path("st").asInt() == 2) {
            return Dialect.COINM;
        }
        boolean futures = source.contains("futures") || source.contains("UsdFutures");
        return futures && !source.contains("spot") ? Dialect.USDM : Dialect.SPOT;
    }

    @Test
    void shouldAccountForEachFixtureOnce() throws Exception {
        long frames = 0;
        long market = 0;
        long partial = 0;
        for (String line : Files.readAllLines(SharedData.file("data/frames/fixtures-binance.jsonl"))) {
            JsonNode fixture = json.readTree(line);
            JsonNode frame = fixture.get("frame");
            JsonNode data = frame.has("data") ? frame.get("data") : frame;
            Dialect dialect = dialect(fixture.get("src").asText(), data);
            byte[] bytes = json.writeValueAsBytes(frame);
            recorder.clear();
            int result = decode(dialect, bytes);
            frames++;
            if (line.contains("european-options")) {
                assertEquals(0, recorder.size(), "another product, whose symbols are not ours");
            } else if (isNoCandle(data)) {
                assertEquals(Rejection.RANGE.result(), result, "an open below the low is no candle");
            } else if (hasNoId(data)) {
                assertEquals(Rejection.MISSING.result(), result, line);
                assertEquals(1, recorder.size(), "its absence is a gap of the tape");
            } else if (MARKET.contains(event(data))) {
                assertEquals(twins.get(dialect).frame(frame, 4), Messages.of(recorder), line);
                assertEquals(Decoder.DECODED, result, line);
                market++;
            } else if (data.has("lastUpdateId")) {
                // First levels of spot, or whole books that a recorder put between the frames: a view, not a base.
                assertEquals(result == Decoder.DECODED ? 1 : 0, recorder.size(), line);
                partial += recorder.size();
            } else {
                assertEquals(0, recorder.size(), line);
            }
        }
        long[] sums = new long[5];
        for (BinanceDecoder decoder : decoders.values()) {
            DecodeCounters counters = decoder.counters();
            sums[0] += counters.frames();
            sums[1] += counters.decoded() - counters.decodedAs(FrameKind.CONTROL);
            sums[2] += counters.rejected();
            sums[3] += counters.rejectedFor(Rejection.UNKNOWN_CHANNEL) + counters.rejectedFor(Rejection.UNKNOWN_SYMBOL);
            sums[3] += counters.rejectedFor(Rejection.RANGE) + counters.rejectedFor(Rejection.MISSING);
        }
        assertEquals(frames, sums[0]);
        assertEquals(market + partial, sums[1]);
        assertEquals(5, partial);
        assertEquals(sums[2], sums[3], "nothing here is malformed");
    }

    @Test
    void shouldReadTheSameWhateverTheOrderAndSpacing() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (String line : Files.readAllLines(SharedData.file("data/frames/fixtures-binance.jsonl"))) {
            JsonNode fixture = json.readTree(line);
            JsonNode frame = fixture.get("frame");
            JsonNode data = frame.has("data") ? frame.get("data") : frame;
            if (!MARKET.contains(event(data))
                    || isNoCandle(data)
                    || hasNoId(data)
                    || line.contains("european-options")) {
                continue;
            }
            Dialect dialect = dialect(fixture.get("src").asText(), data);
            List<String> expected = twins.get(dialect).frame(frame, 4);
            for (int i = 0; i < 30; i++) {
                byte[] bytes = Shuffle.bytes(frame, random, i % 2 == 1);
                recorder.clear();
                decode(dialect, bytes);
                assertEquals(expected, Messages.of(recorder), () -> new String(bytes));
            }
        }
    }

    private int decode(Dialect dialect, byte[] bytes) {
        return decoders.get(dialect).decode(new UnsafeBuffer(bytes), 0, bytes.length, 4, 7);
    }
}
