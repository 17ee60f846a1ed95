package ebb.adapters.feed.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.adapters.files.FramesReader;
import ebb.adapters.files.LineKind;
import ebb.adapters.venue.Venue;
import ebb.codecs.Nulls;
import ebb.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The lists of instruments, against a tree of the same text read by Jackson. */
class CatalogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static UnsafeBuffer buffer(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Listing> read(Venue venue, String text) {
        return VenueProtocol.of(venue).listings(buffer(text), symbol -> true, new ArrayList<>());
    }

    /** The first answer of a capture whose address ends so. */
    private static String answer(String capture, String end) {
        try (FramesReader reader = new FramesReader(SharedData.file("data/frames/" + capture))) {
            while (reader.next()) {
                if (reader.kind() == LineKind.HTTP && reader.conn().endsWith(end)) {
                    return reader.payload()
                            .getStringWithoutLengthUtf8(0, reader.payload().capacity());
                }
            }
        }
        throw new AssertionError("no answer of " + end);
    }

    private static JsonNode fixture(String file, String path) throws IOException {
        for (String line : Files.readAllLines(SharedData.file("data/frames/" + file))) {
            JsonNode each = JSON.readTree(line);
            if (each.get("request").get(1).asText().equals(path)
                    && !each.get("src").asText().endsWith("GetSymbol")) {
                return each.get("response");
            }
        }
        throw new AssertionError("no fixture of " + path);
    }

    private static void assertNumber(String expected, long mantissa, int exponent, String what) {
        assertEquals(
                0,
                new BigDecimal(expected).compareTo(BigDecimal.valueOf(mantissa, -exponent)),
                what + " of " + expected + " is " + mantissa + "e" + exponent);
    }

    /** Each listing says what the tree says; how many there were. */
    private static int compareBinance(Venue venue, String text) throws IOException {
        Map<String, JsonNode> twins = new HashMap<>();
        for (JsonNode each : JSON.readTree(text).get("symbols")) {
            if (each.get("filters").size() > 0) {
                twins.put(each.get("symbol").asText(), each);
            }
        }
        List<Listing> listings = read(venue, text);
        assertEquals(twins.size(), listings.size());
        for (Listing each : listings) {
            JsonNode twin = twins.get(each.symbol);
            assertEquals(twin.get("baseAsset").asText(), each.base);
            assertEquals(twin.get("quoteAsset").asText(), each.quote);
            assertEquals(
                    twin.get("status").asText().equals("TRADING"),
                    each.status.name().equals("TRADING"));
            for (JsonNode filter : twin.get("filters")) {
                compareFilter(filter, each);
            }
        }
        return listings.size();
    }

    private static void compareFilter(JsonNode filter, Listing of) {
        switch (filter.get("filterType").asText()) {
            case "PRICE_FILTER" -> assertNumber(filter.get("tickSize").asText(), of.tick, of.pe, of.symbol);
            case "LOT_SIZE" -> {
                assertNumber(filter.get("stepSize").asText(), of.lot, of.qe, of.symbol);
                assertNumber(filter.get("minQty").asText(), of.minQty, of.qe, of.symbol);
                assertNumber(filter.get("maxQty").asText(), of.maxQty, of.qe, of.symbol);
            }
            case "MIN_NOTIONAL" -> {
                String field = filter.has("notional") ? "notional" : "minNotional";
                assertNumber(filter.get(field).asText(), of.minNotional, -8, of.symbol);
            }
            case "PERCENT_PRICE" -> {
                BigDecimal up = new BigDecimal(filter.get("multiplierUp").asText()).subtract(BigDecimal.ONE);
                assertNumber(up.toPlainString(), of.bandUp, -9, of.symbol);
                BigDecimal down = BigDecimal.ONE.subtract(
                        new BigDecimal(filter.get("multiplierDown").asText()));
                assertNumber(down.toPlainString(), of.bandDown, -9, of.symbol);
            }
            default -> {
                // Nothing that a definition says.
            }
        }
    }

    @Test
    void shouldReadAllFuturesOfARecordedList() throws IOException {
        String list = answer("binance-futures-cryptofeed.frames.zst", "/fapi/v1/exchangeInfo");
        assertTrue(compareBinance(Venue.BINANCE_USDM, list) > 100);
    }

    @Test
    void shouldReadAllOfSpotOfARecordedList() throws IOException {
        String list = answer("binance-cryptofeed.frames.zst", "/api/v3/exchangeInfo");
        assertTrue(compareBinance(Venue.BINANCE_SPOT, list) > 1_000);
    }

    @Test
    void shouldReadTheSamplesOfOthers() throws IOException {
        assertEquals(
                1,
                compareBinance(
                        Venue.BINANCE_USDM,
                        fixture("fixtures-rest-binance.jsonl", "/fapi/v1/exchangeInfo")
                                .toString()));
        JsonNode detail = fixture("fixtures-rest-mexc.jsonl", "/api/v1/contract/detail");
        List<Listing> contracts = read(Venue.MEXC, detail.toString());
        assertEquals(2, contracts.size());
        for (int i = 0; i < 2; i++) {
            JsonNode twin = detail.get("data").get(i);
            Listing each = contracts.get(i);
            assertEquals(twin.get("symbol").asText(), each.symbol);
            assertNumber(twin.get("priceUnit").asText(), each.tick, each.pe, each.symbol);
            assertNumber(twin.get("volUnit").asText(), each.lot, each.qe, each.symbol);
            assertNumber(twin.get("contractSize").asText(), each.contractSize, each.contractExponent, each.symbol);
            assertNumber(twin.get("takerFeeRate").asText(), each.takerFee, -9, each.symbol);
            assertNumber(twin.get("makerFeeRate").asText(), each.makerFee, -9, each.symbol);
            assertNumber(twin.get("maintenanceMarginRate").asText(), each.maintenance, -9, each.symbol);
            assertEquals(-2, each.pe, "as many digits as the scale says, whatever the unit");
        }
    }

    @Test
    void shouldReadCandlesOfTheSamples() throws IOException {
        String rows = fixture("fixtures-rest-binance.jsonl", "/fapi/v1/klines").toString();
        Listing listing = new Listing();
        listing.pe = -8;
        listing.qe = -8;
        CandleRows into = new CandleRows();
        assertEquals(1, VenueProtocol.of(Venue.BINANCE_USDM).readCandles(buffer(rows), listing, into));
        assertEquals(1_499_040_000_000_000_000L, into.get(0, CandleRows.START));
        assertEquals(1_634_790L, into.get(0, CandleRows.OPEN));
        assertEquals(80_000_000L, into.get(0, CandleRows.HIGH));
        assertEquals(1_575_800L, into.get(0, CandleRows.LOW));
        assertEquals(1_577_100L, into.get(0, CandleRows.CLOSE));
        assertEquals(14_897_611_427_815L, into.get(0, CandleRows.VOLUME));
        assertEquals(243_419_055_334L, into.get(0, CandleRows.QUOTE));
        assertEquals(175_687_402_397L, into.get(0, CandleRows.BUY));
        assertEquals(308, into.get(0, CandleRows.COUNT));
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() {
        CandleRows rows = new CandleRows();
        for (String text : List.of("", "{", "<html>", "[]x", "{\"data\":{}}", "{\"data\":[[1]]}", "[[1,2]]", "null")) {
            for (Venue venue : List.of(Venue.MEXC, Venue.BINANCE_USDM, Venue.BINANCE_SPOT)) {
                boolean isEmptyList = text.startsWith("[]") && venue != Venue.MEXC;
                assertEquals(
                        isEmptyList ? 0 : -1,
                        VenueProtocol.of(venue).readCandles(buffer(text), new Listing(), rows),
                        venue + " " + text);
                if (!(venue == Venue.MEXC && text.contains("[["))) {
                    assertThrows(IllegalArgumentException.class, () -> read(venue, text), venue + " " + text);
                }
            }
        }
        assertEquals(0, rows.size());
    }

    @Test
    void shouldReadStepsExactly() {
        assertEquals(-2, Grid.exponent("0.0500"));
        assertEquals(0, Grid.exponent("10"));
        assertEquals(-4, Grid.exponent("1E-4"));
        assertEquals(Nulls.LONG, Grid.orNull("", -2));
        assertThrows(IllegalArgumentException.class, () -> Grid.exponent("0"));
        assertThrows(IllegalArgumentException.class, () -> Grid.exponent("-1"));
        assertThrows(IllegalArgumentException.class, () -> Grid.exponent("x"));
    }

    @Test
    void shouldTellAnswersByTheirAddress() {
        VenueProtocol mexc = VenueProtocol.of(Venue.MEXC);
        VenueProtocol usdm = VenueProtocol.of(Venue.BINANCE_USDM);
        VenueProtocol spot = VenueProtocol.of(Venue.BINANCE_SPOT);
        List<String> seen = new ArrayList<>();
        seen.add("" + mexc.answered(new Address("https://x.y/api/v1/contract/detail/country")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/depth/BTC_USDT")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/kline/BTC_USDT?interval=Hour4&start=1")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/kline/BTC_USDT?interval=Hour5&start=1")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/ping")));
        seen.add("" + usdm.answered(new Address("https://fapi.binance.com/fapi/v1/depth?symbol=A%42C&limit=20")));
        seen.add("" + usdm.answered(new Address("https://api.binance.com/api/v3/depth?symbol=ABC&limit=20")));
        seen.add("" + spot.answered(new Address("https://api.binance.com/api/v3/depth?symbol=ABC")));
        seen.add("" + spot.answered(new Address("/api/v3/klines?interval=1d&symbol=ABC")));
        seen.add("" + spot.answered(new Address("-")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/funding_rate/history?symbol=A_USDT&page_num=1")));
        seen.add("" + mexc.answered(new Address("/api/v1/contract/funding_rate/A_USDT")));
        seen.add("" + usdm.answered(new Address("/fapi/v1/fundingRate?symbol=ABC")));
        seen.add("" + spot.answered(new Address("/api/v3/fundingRate?symbol=ABC")));
        assertEquals(
                List.of(
                        "Answered[kind=CATALOG, symbol=, limit=0, frameSec=0]",
                        "Answered[kind=BOOK, symbol=BTC_USDT, limit=1500, frameSec=0]",
                        "Answered[kind=CANDLES, symbol=BTC_USDT, limit=0, frameSec=14400]",
                        "null",
                        "null",
                        "Answered[kind=BOOK, symbol=ABC, limit=20, frameSec=0]",
                        "null",
                        "Answered[kind=BOOK, symbol=ABC, limit=100, frameSec=0]",
                        "Answered[kind=CANDLES, symbol=ABC, limit=0, frameSec=86400]",
                        "null",
                        "Answered[kind=FUNDING, symbol=A_USDT, limit=0, frameSec=0]",
                        "null",
                        "Answered[kind=FUNDING, symbol=ABC, limit=0, frameSec=0]",
                        "null"),
                seen);
    }

    @Test
    void shouldFindNearNames() {
        List<String> names = List.of("BTC_USDT", "BTC_USDC", "ETH_USDT", "1000PEPE_USDT", "PEPE_USDT");
        assertEquals(List.of("BTC_USDT", "BTC_USDC"), NearNames.of("btcusdt", names));
        assertEquals(List.of("PEPE_USDT"), NearNames.of("PEPEUSD", names));
        assertEquals(List.of(), NearNames.of("DOGE", names));
        assertEquals(List.of(), NearNames.of("", List.of()));
    }
}
