package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.bench.floor.JacksonFrames;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameKind;
import ebb.bench.market.Frames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderWorkloadTest {
    private static final int COUNT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[512];
    private final long[] asks = new long[512];

    @ParameterizedTest
    @EnumSource(
            value = FrameKind.class,
            names = {"DEPTH_20", "DEPTH_100", "AGG_TRADE", "BOOK_TICKER"})
    void shouldFindInEachFrameWhatItsTextSays(FrameKind kind) throws IOException {
        Frames frames = kind.frames(COUNT, 5);
        DecoderWorkload decoder = Workloads.decoder(kind.venue());
        JacksonFrames peer = new JacksonFrames(BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        for (int i = 0; i < COUNT; i++) {
            byte[] text = frames.frame(i);
            String shown = new String(text, StandardCharsets.UTF_8);
            assertTrue(decoder.decode(text, text.length, header, bids, asks), shown);
            assertEquals(frames.checksum(i), Frames.checksum(header, bids, asks), shown);
            assertTwin(JSON.readTree(text), shown);
            peer.decode(text, text.length, header, bids, asks);
            assertEquals(frames.checksum(i), Frames.checksum(header, bids, asks), shown);
        }
    }

    /** The slow way: a tree and BigDecimal. */
    private void assertTwin(JsonNode frame, String shown) {
        if (frame.has("U")) {
            assertEquals(frame.get("T").asLong() * 1_000_000, header[Frames.TIME], shown);
            assertEquals(frame.get("U").asLong(), header[Frames.FIRST], shown);
            assertEquals(frame.get("u").asLong(), header[Frames.LAST], shown);
            assertEquals(frame.get("pu").asLong(), header[Frames.PREVIOUS], shown);
            assertLevels(frame.get("b"), bids, header[Frames.BIDS], shown);
            assertLevels(frame.get("a"), asks, header[Frames.ASKS], shown);
        } else if (frame.has("p")) {
            assertEquals(frame.get("a").asLong(), header[Frames.FIRST], shown);
            assertEquals(scaled(frame.get("p"), 2), header[Frames.PRICE], shown);
            assertEquals(scaled(frame.get("q"), 3), header[Frames.QUANTITY], shown);
            assertEquals(frame.get("m").asBoolean() ? 1 : 0, header[Frames.SELL], shown);
        } else {
            assertEquals(frame.get("u").asLong(), header[Frames.LAST], shown);
            assertEquals(scaled(frame.get("b"), 2), header[Frames.PRICE], shown);
            assertEquals(scaled(frame.get("B"), 3), header[Frames.QUANTITY], shown);
        }
    }

    private static void assertLevels(JsonNode levels, long[] found, long longs, String shown) {
        assertEquals(2L * levels.size(), longs, shown);
        for (int i = 0; i < levels.size(); i++) {
            assertEquals(scaled(levels.get(i).get(0), 2), found[2 * i], shown);
            assertEquals(scaled(levels.get(i).get(1), 3), found[2 * i + 1], shown);
        }
    }

    private static long scaled(JsonNode number, int decimals) {
        return new BigDecimal(number.asText()).movePointRight(decimals).longValueExact();
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameKind.class,
            names = {"MEXC_DEPTH", "MEXC_DEAL"})
    void shouldFindInEachMexcFrameWhatItsTextSays(FrameKind kind) throws IOException {
        Frames frames = kind.frames(COUNT, 6);
        DecoderWorkload decoder = Workloads.decoder(kind.venue());
        for (int i = 0; i < COUNT; i++) {
            byte[] text = frames.frame(i);
            String shown = new String(text, StandardCharsets.UTF_8);
            assertTrue(decoder.decode(text, text.length, header, bids, asks), shown);
            assertEquals(frames.checksum(i), Frames.checksum(header, bids, asks), shown);
            JsonNode data = JSON.readTree(text).get("data");
            if (kind == FrameKind.MEXC_DEPTH) {
                assertEquals(data.get("begin").asLong(), header[Frames.FIRST], shown);
                assertEquals(data.get("end").asLong(), header[Frames.LAST], shown);
                assertMexcLevels(data.get("bids"), bids, header[Frames.BIDS], shown);
                assertMexcLevels(data.get("asks"), asks, header[Frames.ASKS], shown);
            } else {
                JsonNode deal = data.get(0);
                assertEquals(scaled(deal.get("p"), 1), header[Frames.PRICE], shown);
                assertEquals(deal.get("v").asLong(), header[Frames.QUANTITY], shown);
                assertEquals(deal.get("T").asInt() == 2 ? 1 : 0, header[Frames.SELL], shown);
                assertEquals(deal.get("i").asLong(), header[Frames.FIRST], shown);
            }
        }
    }

    private static void assertMexcLevels(JsonNode levels, long[] found, long longs, String shown) {
        assertEquals(2L * levels.size(), longs, shown);
        for (int i = 0; i < levels.size(); i++) {
            assertEquals(scaled(levels.get(i).get(0), 1), found[2 * i], shown);
            assertEquals(levels.get(i).get(1).asLong(), found[2 * i + 1], shown);
        }
    }

    @Test
    void shouldRefuseABrokenFrame() {
        byte[] text = BinanceText.depth(20, 1, 5).frame(0);
        DecoderWorkload decoder = Workloads.decoder("binance-usdm");
        assertFalse(decoder.decode(text, text.length - 30, header, bids, asks));
        byte[] wrong = Arrays.copyOf(text, text.length);
        wrong[text.length / 2] = '{';
        assertFalse(decoder.decode(wrong, wrong.length, header, bids, asks));
    }
}
