package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.venue.Venue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** A feed of Binance USD-M and a venue that answers as it does. */
abstract class BinanceFeedRig extends FeedHarness {
    static final String INFO = "{\"timezone\":\"UTC\",\"rateLimits\":[],\"symbols\":["
            + "{\"symbol\":\"BTCUSDT\",\"pair\":\"BTCUSDT\",\"contractType\":\"PERPETUAL\",\"deliveryDate\":"
            + "4133404800000,\"onboardDate\":1569398400000,\"status\":\"TRADING\",\"maintMarginPercent\":"
            + "\"2.5000\",\"requiredMarginPercent\":\"5.0000\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USDT\","
            + "\"marginAsset\":\"USDT\",\"pricePrecision\":2,\"filters\":[{\"filterType\":\"PRICE_FILTER\","
            + "\"minPrice\":\"556.80\",\"maxPrice\":\"4529764\",\"tickSize\":\"0.10\"},{\"filterType\":"
            + "\"LOT_SIZE\",\"minQty\":\"0.001\",\"maxQty\":\"1000\",\"stepSize\":\"0.001\"},{\"filterType\":"
            + "\"MIN_NOTIONAL\",\"notional\":\"100\"}]},"
            + "{\"symbol\":\"ETHUSDT\",\"contractType\":\"PERPETUAL\",\"status\":\"TRADING\",\"baseAsset\":"
            + "\"ETH\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"filters\":[{\"filterType\":"
            + "\"PRICE_FILTER\",\"tickSize\":\"0.01\"},{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.001\","
            + "\"maxQty\":\"10000\",\"stepSize\":\"0.001\"}]},"
            + "{\"symbol\":\"XRPUSDT\",\"contractType\":\"PERPETUAL\",\"status\":\"TRADING\",\"baseAsset\":"
            + "\"XRP\",\"quoteAsset\":\"USDT\",\"marginAsset\":\"USDT\",\"filters\":[{\"filterType\":"
            + "\"PRICE_FILTER\",\"tickSize\":\"0.1\"},{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.1\","
            + "\"maxQty\":\"10000\",\"stepSize\":\"0.1\"}]}]}";

    static final String BOOK =
            "{\"lastUpdateId\":9003,\"E\":1,\"T\":1,\"bids\":[[\"61250.1\",\"1.5\"]],\"asks\":[[\"61250.3\",\"2\"]]}";

    static final String DEPTH =
            "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1770000000105,"
                    + "\"T\":1770000000101,\"s\":\"BTCUSDT\",\"U\":9001,\"u\":9008,\"pu\":8994,\"b\":[[\"61250.10\",\"1.204\"]],"
                    + "\"a\":[[\"61251.00\",\"0\"]]}}";

    static final String TRADE = "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1770000000105,"
            + "\"s\":\"BTCUSDT\",\"a\":501,\"p\":\"61250.10\",\"q\":\"0.250\",\"nq\":\"0.200\",\"f\":900,\"l\":903,"
            + "\"T\":1770000000100,\"m\":true}}";

    volatile String info = INFO;
    volatile Function<String, FakeVenue.Answer> depths = target -> FakeVenue.Answer.ok(BOOK);
    FakeVenue.Peer market;

    @BeforeEach
    void answer() {
        server.rest(this::answer);
        server.acks(BinanceFeedRig::ack);
    }

    FakeVenue.Answer answer(String target) {
        Address address = new Address(target);
        switch (address.path()) {
            case "/fapi/v1/exchangeInfo":
                return FakeVenue.Answer.ok(info);
            case "/fapi/v1/depth":
                return depths.apply(target);
            case "/fapi/v1/klines":
                return FakeVenue.Answer.ok(klines(address));
            default:
                return new FakeVenue.Answer(404, "", "{}");
        }
    }

    /** A candle for each minute from second 600,000 on. */
    static String klines(Address address) {
        long from = Math.max(600_000_000L, Long.parseLong(address.parameter("startTime")));
        long to = Long.parseLong(address.parameter("endTime"));
        StringBuilder rows = new StringBuilder("[");
        for (long at = (from + 59_999) / 60_000 * 60_000; at <= to; at += 60_000) {
            rows.append(rows.length() == 1 ? "[" : ",[").append(at);
            rows.append(",\"1.5\",\"2.5\",\"0.5\",\"2.0\",\"1\",").append(at + 59_999);
            rows.append(",\"1.7\",7,\"0.5\",\"0.8\",\"0\"]");
        }
        return rows.append(']').toString();
    }

    static String ack(String text) {
        return "{\"result\":null,\"id\":" + text.replaceAll(".*\"id\":(\\d+).*", "$1") + "}";
    }

    void openUsdm(String... symbols) {
        open(Venue.BINANCE_USDM, List.of(server.ws("/public/stream"), server.ws("/market/stream")), symbols);
    }

    long losses() {
        return feed.status().connections().stream()
                .mapToLong(FeedStatus.Connection::losses)
                .sum();
    }

    FeedException failure() {
        return (FeedException) assertThrows(
                        ExecutionException.class, () -> feed.start().get(20, TimeUnit.SECONDS))
                .getCause();
    }

    /** Starts a feed and waits until its streams are live; the peer that carries the books. */
    FakeVenue.Peer begin(String... symbols) throws Exception {
        openUsdm(symbols);
        feed.start().get(20, TimeUnit.SECONDS);
        FakeVenue.Peer first = server.accepted();
        FakeVenue.Peer second = server.accepted();
        FakeVenue.Peer book = first.target().equals("/public/stream") ? first : second;
        market = book == first ? second : first;
        market.heard();
        for (int i = 0; i < 1 + 3 * symbols.length; i++) {
            log.next();
        }
        return book;
    }

    void depths(Function<String, FakeVenue.Answer> answers) {
        depths = answers;
    }

    static void assertSnapshot(long requestId, String line) {
        assertTrue(line.startsWith("Snapshot #") && line.contains(" r" + requestId + " "), line);
    }

    static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Both streams live, over two connections, in whichever order. */
    static void assertLive(String one, String other) {
        Set<String> both = Set.of(one.replaceAll(" c[01] ", " "), other.replaceAll(" c[01] ", " "));
        assertEquals(Set.of("Session #0 FEED LIVE 0/0", "Session #0 FEED LIVE 1/0"), both);
    }
}
