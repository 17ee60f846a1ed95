package ebb.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.FrameKind;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import makes of sessions, odd lines, books without an address and lists of instruments. */
class HandMadeCaptureTest {
    private static final String TRADE =
            "{\"e\":\"trade\",\"E\":3,\"T\":2,\"s\":\"AUSDT\",\"t\":7,\"p\":\"1.50\",\"q\":\"0.0200\",\"X\":\"MARKET\",\"m\":true}";
    private static final String OTHER = TRADE.replace("AUSDT", "BUSDT");
    private static final String DELTA =
            "{\"e\":\"depthUpdate\",\"E\":3,\"T\":2,\"s\":\"AUSDT\",\"U\":5,\"u\":6,\"pu\":4,\"b\":[[\"1.25\",\"3\"]],\"a\":[]}";
    private static final String BOOK =
            "{\"lastUpdateId\":5,\"E\":3,\"T\":2,\"bids\":[[\"1.2\",\"3\"],[\"1.1\",\"3\"]],\"asks\":[[\"1.3\",\"2.5\"]]}";
    private static final String DEFINED =
            "Instrument #0 t10 PERP_LINEAR PREV MONOTONE pe-1 qe-2 tick1 lot1 cs1e0 fee0/0 AUSDT";

    @TempDir
    Path folder;

    @Test
    void shouldDefineInstrumentsByWhatIsSeenAndBringSessionsUpFirst() {
        Capture capture = new Capture("10\tin\tx\t" + OTHER + "\n11\tin\ty\t" + TRADE + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals(
                List.of(
                        "Venue binance-usdm",
                        DEFINED,
                        DEFINED.replace("#0", "#1").replace("AUSDT", "BUSDT"),
                        session(0, 1, 10, "BOOK", "LIVE"),
                        session(0, 1, 10, "TRADES", "LIVE"),
                        session(1, 0, 10, "BOOK", "LIVE"),
                        session(1, 0, 10, "TRADES", "LIVE"),
                        "Trade #1 v1 c0 t10 f3 2000000 15:2 SELL i7 f- n- 65535 65535 0 NULL_VAL",
                        "Trade #0 v1 c1 t11 f3 2000000 15:2 SELL i7 f- n- 65535 65535 0 NULL_VAL"),
                capture.messages());
        assertEquals(10, report.firstNs());
        assertEquals(11, report.lastNs());
    }

    @Test
    void shouldTakeClosedConnectionDownAndBringItUpUnderNewNumber() {
        Capture capture =
                new Capture("10\topen\tx\t\n10\tin\tx\t" + TRADE + "\n11\tclose\tx\tgone\n12\topen\tx\t\n13\tin\tx\t"
                        + TRADE + "\n14\tclose\tx\t\n15\tin\tx\t" + TRADE + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals(
                List.of(
                        "T0",
                        session(0, 0, 11, "TRADES", "DOWN"),
                        session(0, 1, 12, "TRADES", "LIVE"),
                        "T1",
                        session(0, 1, 14, "TRADES", "DOWN"),
                        session(0, 2, 15, "TRADES", "LIVE"),
                        "T2"),
                capture.messages().subList(4, 11).stream()
                        .map(m -> m.startsWith("Trade") ? "T" + m.charAt(m.indexOf(" c") + 2) : m)
                        .toList());
        assertEquals(Map.of(LineKind.IN, 3L, LineKind.OPEN, 2L, LineKind.CLOSE, 2L), report.lines());
    }

    @Test
    void shouldTakeOnlyConnectionForOneThatClosesUnderItsAddress() {
        Capture capture = new Capture("10\topen\twss://v/ws\t\n10\tin\tx\t" + TRADE + "\n11\tclose\twss://v/ws\t\n");
        capture.run(Venue.BINANCE_USDM, false);
        assertEquals(session(0, 0, 11, "TRADES", "DOWN"), last(capture));
        assertEquals(6, capture.messages().size());
    }

    @Test
    void shouldUndoBase64AndPassOverWhatWasSent() {
        String packed = Base64.getEncoder().encodeToString(TRADE.getBytes(StandardCharsets.UTF_8));
        Capture capture = new Capture("10\tout\tx\t{\"method\":\"SUBSCRIBE\"}\n10\tin64\tx\t" + packed + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals("Trade #0 v1 c0 t10 f3 2000000 15:2 SELL i7 f- n- 65535 65535 0 NULL_VAL", last(capture));
        assertEquals(Map.of(LineKind.IN, 1L, LineKind.OUT, 1L), report.lines());
        assertEquals(1, report.frames());
    }

    @Test
    void shouldTakeBookWithoutAddressForOnlySymbol() {
        Capture capture = new Capture("10\thttp\t-\t" + BOOK + "\n11\tin\tx\t" + DELTA + "\n");
        capture.run(Venue.BINANCE_USDM, false);
        assertEquals(
                "Snapshot #0 v1 c0 t10 f3 2000000 5 r-1 k4294967295 2/2 16 d0 b120:30 b110:30 a130:25",
                capture.messages().get(4));
        Capture complete = new Capture("10\thttp\t-\t" + BOOK + "\n11\tin\tx\t" + DELTA + "\n");
        complete.run(Venue.BINANCE_USDM, true);
        assertTrue(
                complete.messages().get(4).contains(" 0/0 "),
                complete.messages().get(4));
    }

    @Test
    void shouldIgnoreBookWithoutAddressAmongSeveralSymbols() {
        Capture capture =
                new Capture("10\tin\tx\t" + TRADE + "\n11\tin\tx\t" + OTHER + "\n12\thttp\t-\t" + BOOK + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals(Map.of("http book of no symbol", 1L), report.ignored());
        assertEquals(3, report.frames());
    }

    @Test
    void shouldJoinBookToConnectionOfItsDeltasWithLimitOfAddress() {
        Capture capture = new Capture("10\thttp\thttps://f/fapi/v1/depth?symbol=AUSDT&limit=500\t" + BOOK
                + "\n11\tin\tt\t" + TRADE + "\n12\tin\td\t" + DELTA + "\n");
        capture.run(Venue.BINANCE_USDM, false);
        assertEquals(session(0, 1, 10, "BOOK", "LIVE"), capture.messages().get(2));
        assertEquals(session(0, 0, 10, "TRADES", "LIVE"), capture.messages().get(3));
        assertTrue(
                capture.messages().get(4).startsWith("Snapshot #0 v1 c1 t10 "),
                capture.messages().get(4));
        assertTrue(
                capture.messages().get(4).contains(" 500/500 "),
                capture.messages().get(4));
    }

    @Test
    void shouldCountAnswersAndFramesOfNoUse() {
        Capture capture = new Capture(
                "10\tin\tx\t" + TRADE + "\n11\thttp\thttps://f/fapi/v1/time?x=1\t{\"serverTime\":1}\n"
                        + "12\tin\tx\t{\"e\":\"avgPrice\",\"s\":\"AUSDT\"}\n13\tin\tx\t{broken\n14\tin\tx\t{\"e\":\"neverHeard\"}\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals(Map.of("http https://f/fapi/v1/time", 1L, "avgPrice", 1L), report.ignored());
        assertEquals(Map.of(Rejection.MALFORMED, 1L, Rejection.UNKNOWN_CHANNEL, 1L), report.rejected());
        assertEquals(Map.of(FrameKind.TRADE, 1L), report.decoded());
        assertEquals(5, report.frames());
    }

    @Test
    void shouldTakeTermsFromListThatIsHandedInAndRefuseSymbolsItLacks() throws IOException {
        Capture capture = new Capture("10\tin\tx\t" + TRADE + "\n11\tin\tx\t" + OTHER + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false, Optional.of(list("0.010", "0.001")));
        assertEquals(
                "Instrument #0 t10 PERP_LINEAR PREV CONTIGUOUS pe-2 qe-3 tick1 lot1 cs1e0 fee200000/500000 AUSDT",
                capture.messages().get(1));
        assertEquals("Trade #0 v1 c0 t10 f3 2000000 150:20 SELL i7 f- n- 65535 65535 0 NULL_VAL", last(capture));
        assertEquals(Map.of(Rejection.UNKNOWN_SYMBOL, 1L), report.rejected());
        assertEquals(List.of(new CapturedInstrument(0, "AUSDT", -2, -3, false)), report.instruments());
    }

    @Test
    void shouldTakeTermsFromListAmongAnswersUnlessItIsOutdated() throws IOException {
        String fine = Files.readString(list("0.010", "0.001"));
        Capture capture =
                new Capture("10\tin\tx\t" + TRADE + "\n11\thttp\thttps://f/fapi/v1/exchangeInfo\t" + fine + "\n");
        CaptureReport report = capture.run(Venue.BINANCE_USDM, false);
        assertEquals(List.of(new CapturedInstrument(0, "AUSDT", -2, -3, false)), report.instruments());
        assertEquals(Map.of("http https://f/fapi/v1/exchangeInfo", 1L), report.ignored());
        String coarse = Files.readString(list("1", "1"));
        Capture old =
                new Capture("10\tin\tx\t" + TRADE + "\n11\thttp\thttps://f/fapi/v1/exchangeInfo\t" + coarse + "\n");
        assertEquals(
                List.of(new CapturedInstrument(0, "AUSDT", -1, -2, true)),
                old.run(Venue.BINANCE_USDM, false).instruments());
    }

    @Test
    void shouldRefuseListsThatDoNotFit() throws IOException {
        Path none = Files.writeString(folder.resolve("none.json"), "{\"symbols\":[]}");
        Path other = Files.writeString(folder.resolve("other.json"), "[1]");
        for (Path list : List.of(none, other, folder.resolve("absent.json"))) {
            CaptureException e = assertThrows(
                    CaptureException.class,
                    () -> new Capture("10\tin\tx\t" + TRADE + "\n").run(Venue.BINANCE_USDM, false, Optional.of(list)));
            assertEquals(list.toString(), e.file());
        }
    }

    @Test
    void shouldNameFileAndLineOfWhatIsNoCapture() throws IOException {
        Path file = Files.writeString(folder.resolve("x.frames"), "10\tin\tx\t" + TRADE + "\n11\tin x " + TRADE + "\n");
        CaptureImporter importer =
                new CaptureImporter(file, Venue.BINANCE_USDM, Recorder.of(50), false, Optional.empty());
        CaptureException e = assertThrows(CaptureException.class, () -> importer.run(line -> {}));
        assertEquals(file.toString(), e.file());
        assertEquals(2, e.line());
    }

    @Test
    void shouldImportNothingFromEmptyFile() {
        Capture capture = new Capture("");
        CaptureReport report = capture.run(Venue.MEXC, false);
        assertEquals(List.of("Venue mexc"), capture.messages());
        assertEquals(0, report.frames());
        assertEquals(0, report.firstNs());
    }

    @Test
    void shouldSayWhenRingIsFull() throws IOException {
        Path file = Files.writeString(folder.resolve("x.frames"), "10\tin\tx\t" + TRADE + "\n");
        CaptureImporter importer =
                new CaptureImporter(file, Venue.BINANCE_USDM, Recorder.of(2), false, Optional.empty());
        assertThrows(IllegalStateException.class, () -> importer.run(line -> {}));
    }

    private Path list(String tick, String step) throws IOException {
        return Files.writeString(
                folder.resolve("list-" + tick + ".json"),
                "{\"symbols\":[{\"symbol\":\"AUSDT\",\"contractType\":\"PERPETUAL\",\"status\":\"TRADING\",\"baseAsset\":\"A\","
                        + "\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"filters\":[{\"filterType\":\"PRICE_FILTER\","
                        + "\"tickSize\":\"" + tick + "\"},{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"" + step
                        + "\",\"minQty\":\"" + step + "\",\"maxQty\":\"1000\"}]}]}");
    }

    private static String session(int instrument, int conn, long at, String stream, String state) {
        String reason = (stream.equals("BOOK") ? 0 : 1) + "/0";
        return "Session #" + instrument + " v1 c" + conn + " t" + at + " f3 FEED " + state + " " + reason + " " + at;
    }

    private static String last(Capture capture) {
        return capture.messages().get(capture.messages().size() - 1);
    }

    @Test
    void shouldTakeRecordedAnswersOfHistoryForWhatTheyAre() {
        String deal =
                "{\"symbol\":\"A_USDT\",\"channel\":\"push.deal\",\"data\":[{\"p\":1.5,\"v\":49,\"T\":2,\"O\":3,\"M\":2,"
                        + "\"i\":\"901\",\"t\":1770000000400}],\"ts\":1770000000401}";
        String root = "https://contract.mexc.com/api/v1/contract/";
        String klines = "{\"success\":true,\"code\":0,\"data\":{\"time\":[7200,7260,7320],\"open\":[1.5,2,2],"
                + "\"close\":[2.0,3,3],\"high\":[2.5,4,4],\"low\":[1E0,1.1,1.1],\"vol\":[10,0,0],\"amount\":[1.7,0,0]}}";
        String settled = "{\"success\":true,\"code\":0,\"data\":{\"resultList\":[{\"symbol\":\"A_USDT\","
                + "\"fundingRate\":0.00029,\"settleTime\":28800000},{\"symbol\":\"A_USDT\",\"fundingRate\":0.0003,"
                + "\"settleTime\":0}]}}";
        // The third candle was still open when they were received, at 7,379 s.
        Capture capture = new Capture("7379000000000\tin\tx\t" + deal + "\n7379000000000\thttp\t" + root
                + "kline/A_USDT?interval=Min1&start=7200&end=7320\t" + klines + "\n7379000000000\thttp\t" + root
                + "funding_rate/history?symbol=A_USDT&page_num=1\t" + settled + "\n7379000000001\thttp\t" + root
                + "funding_rate/history?symbol=A_USDT&page_num=1\t" + settled.replace("Time\":0", "Time\":57600000")
                + "\n7379000000002\thttp\t" + root + "kline/B_USDT?interval=Min1\t" + klines + "\n");
        CaptureReport report = capture.run(Venue.MEXC, false);
        List<String> past = capture.messages()
                .subList(capture.messages().size() - 3, capture.messages().size());
        assertEquals(
                List.of(
                        "Candles #0 t7379000000000 60s [7200 15 25 10 20 v10] [7260 20 40 11 30 v0]",
                        "Funding #0 v0 c65535 t7379000000001 f3 28800000000000 290000 - 28800 SETTLED",
                        "Funding #0 v0 c65535 t7379000000001 f3 57600000000000 300000 - 28800 SETTLED"),
                past);
        assertEquals(
                Map.of("http " + root + "funding_rate/history", 1L, "http " + root + "kline/B_USDT", 1L),
                report.ignored());
    }
}
