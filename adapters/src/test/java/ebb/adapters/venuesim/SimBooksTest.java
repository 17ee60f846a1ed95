package ebb.adapters.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles;
import ebb.adapters.venuesim.market.Deaf;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.MarketLog;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real clients read from the simulated venues, against the market itself advanced by the test. */
class SimBooksTest {
    private static final long MINUTE = Candles.MINUTE_NS;

    @Test
    void shouldServeMexcBooksThatEqualTheMarket() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor = stage.mexc();
            visitor.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"SURGE_USDT\"},\"gzip\":false}");
            assertTrue(visitor.take().startsWith("{\"channel\":\"rs.sub.depth\",\"data\":\"success\",\"ts\":"));
            compare(stage, visitor, SimVenue.MEXC, "SURGE_USDT", "/api/v1/contract/depth/SURGE_USDT");
        }
    }

    @Test
    void shouldServeFuturesBooksThatEqualTheMarket() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor =
                    stage.enter(SimVenue.BINANCE_USDM, "/public/stream?streams=ethusdt@depth@100ms/btcusdt@depth");
            compare(stage, visitor, SimVenue.BINANCE_USDM, "ETHUSDT", "/fapi/v1/depth?symbol=ETHUSDT&limit=1000");
        }
    }

    @Test
    void shouldServeSpotBooksThatEqualTheMarketAsRawStreams() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor = stage.enter(SimVenue.BINANCE_SPOT, "/ws/btcusdt@depth@100ms");
            compare(stage, visitor, SimVenue.BINANCE_SPOT, "BTCUSDT", "/api/v3/depth?symbol=BTCUSDT&limit=5000");
        }
    }

    /** Sync as the protocol notes tell, then ten minutes of deltas, then the twin's book. */
    private static void compare(SimStage stage, SimVisitor visitor, SimVenue venue, String symbol, String target)
            throws Exception {
        Book book = new Book(venue, symbol);
        stage.pass(5 * SimStage.SECOND);
        JsonNode first = next(visitor, venue, symbol);
        book.delta(first);
        book.snapshot(stage.json(venue, target));
        stage.pass(10 * MINUTE);
        SyntheticMarket twin = SimStage.twin();
        twin.advanceTo(stage.clock.get(), new MarketLog(twin));
        Instrument instrument = twin.find(venue, symbol);
        long last = instrument.commit(0).lastId();
        int updates = 0;
        while (book.id < last) {
            book.delta(next(visitor, venue, symbol));
            assertNull(book.trouble, "update " + updates + " at " + book.id);
            updates++;
        }
        assertEquals(last, book.id);
        assertTrue(updates > 300, updates + " updates in ten minutes");
        BookCopy copy = new BookCopy();
        instrument.copyBook(copy, 1);
        assertEquals(Book.text(copy, instrument), book.text());
    }

    private static JsonNode next(SimVisitor visitor, SimVenue venue, String symbol) throws Exception {
        while (true) {
            JsonNode delta = Book.delta(venue, SimStage.json(visitor.take()));
            if (delta != null
                    && delta.path(venue == SimVenue.MEXC ? "symbol" : "s")
                            .asText()
                            .equals(symbol)) {
                return delta;
            }
        }
    }

    @Test
    void shouldServeEveryPrintOnce() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor mexc = stage.mexc();
            mexc.say("{\"method\":\"sub.deal\",\"param\":{\"symbol\":\"SURGE_USDT\",\"compress\":false}}");
            mexc.await("{\"channel\":\"rs.sub.deal\"");
            SimVisitor futures = stage.enter(SimVenue.BINANCE_USDM, "/market/ws/ethusdt@aggTrade");
            SimVisitor spot = stage.enter(SimVenue.BINANCE_SPOT, "/stream?streams=btcusdt@trade");
            stage.pass(3 * MINUTE);
            List<String> expected = new ArrayList<>();
            SyntheticMarket twin = SimStage.twin();
            Tape tape = new Tape();
            twin.advanceTo(stage.clock.get(), tape);
            for (int i = 0; i < tape.surge.size(); i++) {
                JsonNode deal = SimStage.json(mexc.take()).get("data").get(0);
                expected.add(number(deal.get("p")) + " " + number(deal.get("v")) + " " + deal.get("T"));
            }
            assertEquals(tape.surge, expected);
            expected.clear();
            long id = 0;
            for (int i = 0; i < tape.ether.size(); i++) {
                JsonNode trade = SimStage.json(futures.take());
                assertTrue(id == 0 || trade.get("a").asLong() == id + 1);
                id = trade.get("a").asLong();
                expected.add(number(trade.get("p")) + " " + number(trade.get("q")) + " " + trade.get("m"));
            }
            assertEquals(tape.ether, expected);
            id = 0;
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < tape.bitcoinFills; i++) {
                JsonNode trade = SimStage.json(spot.take()).get("data");
                assertTrue(id == 0 || trade.get("t").asLong() == id + 1);
                id = trade.get("t").asLong();
                sum = sum.add(new BigDecimal(trade.get("q").asText()));
            }
            assertEquals(tape.bitcoinVolume, sum.stripTrailingZeros().toPlainString());
            assertEquals(List.of(), mexc.drain());
            assertEquals(List.of(), futures.drain());
        }
    }

    private static String number(JsonNode value) {
        return new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
    }

    /** The twin's prints as text. */
    private static final class Tape extends Deaf {
        private final List<String> surge = new ArrayList<>();
        private final List<String> ether = new ArrayList<>();
        private int bitcoinFills;
        private long bitcoinUnits;
        private String bitcoinVolume = "0";

        @Override
        public void onTrade(Instrument instrument, ebb.adapters.venuesim.market.Print print) {
            String price = plain(
                    instrument.spec().priceUnits(print.tick()),
                    instrument.spec().grid().priceDigits());
            String quantity = plain(
                    instrument.spec().lotUnits(print.lots()),
                    instrument.spec().grid().lotDigits());
            switch (instrument.spec().venue() + instrument.spec().symbol()) {
                case "MEXCSURGE_USDT" -> surge.add(price + " " + quantity + " " + (print.isSell() ? 2 : 1));
                case "BINANCE_USDMETHUSDT" -> ether.add(price + " " + quantity + " " + print.isSell());
                case "BINANCE_SPOTBTCUSDT" -> {
                    bitcoinFills += print.fills();
                    bitcoinUnits += instrument.spec().lotUnits(print.lots());
                    bitcoinVolume = plain(bitcoinUnits, instrument.spec().grid().lotDigits());
                }
                default -> {
                    // Others are not listened to here.
                }
            }
        }

        private static String plain(long units, int places) {
            return BigDecimal.valueOf(units, places).stripTrailingZeros().toPlainString();
        }
    }

    @Test
    void shouldServeSlowStreamsAndWhatRestKnows() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor mexc = stage.mexc();
            for (String topic : List.of("ticker", "funding.rate", "index.price", "fair.price")) {
                mexc.say("{\"method\":\"sub." + topic + "\",\"param\":{\"symbol\":\"CALM_USDT\"}}");
                mexc.await("{\"channel\":\"rs.sub." + topic);
            }
            mexc.say("{\"method\":\"sub.kline\",\"param\":{\"symbol\":\"CALM_USDT\",\"interval\":\"Min1\"}}");
            mexc.say("{\"method\":\"sub.depth.full\",\"param\":{\"symbol\":\"CALM_USDT\",\"limit\":5}}");
            SimVisitor futures =
                    stage.enter(SimVenue.BINANCE_USDM, "/market/stream?streams=btcusdt@markPrice@1s/btcusdt@kline_1m");
            SimVisitor books =
                    stage.enter(SimVenue.BINANCE_USDM, "/public/stream?streams=btcusdt@bookTicker/btcusdt@depth5");
            SimVisitor tickers = stage.enter(
                    SimVenue.BINANCE_USDM, "/market/stream?streams=btcusdt@miniTicker/!miniTicker@arr/!miniTicker");
            stage.pass(2 * MINUTE);
            JsonNode one = SimStage.json(tickers.await("{\"stream\":\"btcusdt@miniTicker\""))
                    .at("/data");
            JsonNode all = SimStage.json(tickers.await("{\"stream\":\"!miniTicker@arr\",\"data\":["))
                    .at("/data/0");
            for (JsonNode each : List.of(one, all)) {
                assertEquals("24hrMiniTicker", each.get("e").asText());
                assertTrue(new BigDecimal(each.get("l").asText())
                                .compareTo(new BigDecimal(each.get("h").asText()))
                        <= 0);
                assertEquals(1, each.get("st").asInt());
            }
            assertEquals("BTCUSDT", one.get("s").asText());
            assertTrue(new BigDecimal(one.get("q").asText())
                            .compareTo(new BigDecimal(one.get("v").asText()))
                    > 0);
            for (String channel : List.of("ticker", "funding.rate", "index.price", "fair.price", "kline")) {
                mexc.await(each -> each.contains("\"channel\":\"push." + channel + "\",\"ts\":"), channel);
            }
            JsonNode full =
                    SimStage.json(mexc.await(each -> each.contains("\"channel\":\"push.depth.full\""), "depth.full"));
            assertEquals(5, full.at("/data/bids").size());
            futures.await("{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\"");
            futures.await(each -> each.contains("\"e\":\"kline\"") && each.contains("\"x\":true"), "closed candle");
            books.await("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":");
            books.await("{\"stream\":\"btcusdt@depth5\",\"data\":{\"e\":\"depthUpdate\"");
            JsonNode detail = stage.json(SimVenue.MEXC, "/api/v1/contract/detail");
            assertEquals(
                    0,
                    new BigDecimal("0.0001")
                            .compareTo(detail.at("/data/0/priceUnit").decimalValue()));
            assertEquals(3, detail.at("/data").size());
            JsonNode candles = stage.json(SimVenue.MEXC, "/api/v1/contract/kline/SURGE_USDT?interval=Min15");
            assertEquals(72 * 4 + 1, candles.at("/data/time").size());
            assertEquals(
                    100,
                    stage.json(SimVenue.MEXC, "/api/v1/contract/deals/SURGE_USDT")
                            .at("/data")
                            .size());
            JsonNode commits = stage.json(SimVenue.MEXC, "/api/v1/contract/depth_commits/SURGE_USDT/10")
                    .at("/data");
            assertEquals(10, commits.size());
            assertTrue(commits.get(0).get("version").asLong()
                    > commits.get(9).get("version").asLong());
            assertEquals(
                    1001,
                    stage.json(SimVenue.MEXC, "/api/v1/contract/depth/NOPE_USDT")
                            .get("code")
                            .asInt());
            JsonNode info = stage.json(SimVenue.BINANCE_USDM, "/fapi/v1/exchangeInfo");
            assertEquals("0.10", info.at("/symbols/0/filters/0/tickSize").asText());
            assertEquals(
                    -1121,
                    stage.json(SimVenue.BINANCE_USDM, "/fapi/v1/depth?symbol=NOPE")
                            .get("code")
                            .asInt());
            assertTrue(stage.json(SimVenue.BINANCE_USDM, "/fapi/v1/openInterest?symbol=BTCUSDT")
                    .has("openInterest"));
            assertTrue(stage.json(SimVenue.BINANCE_USDM, "/fapi/v1/premiumIndex")
                    .get(0)
                    .has("markPrice"));
            assertEquals(
                    3,
                    stage.json(SimVenue.BINANCE_SPOT, "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3")
                            .size());
        }
    }
}
