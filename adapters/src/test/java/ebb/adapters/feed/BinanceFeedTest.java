package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.adapters.venue.Venue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinanceFeedTest extends FeedHarness {
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
            + "\"maxQty\":\"10000\",\"stepSize\":\"0.001\"}]}]}";
    static final String BOOK =
            "{\"lastUpdateId\":9003,\"E\":1,\"T\":1,\"bids\":[[\"61250.1\",\"1.5\"]],\"asks\":[[\"61250.3\",\"2\"]]}";
    static final String DEPTH =
            "{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1770000000105,"
                    + "\"T\":1770000000101,\"s\":\"BTCUSDT\",\"U\":9001,\"u\":9008,\"pu\":8994,\"b\":[[\"61250.10\",\"1.204\"]],"
                    + "\"a\":[[\"61251.00\",\"0\"]]}}";
    static final String TRADE = "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1770000000105,"
            + "\"s\":\"BTCUSDT\",\"a\":501,\"p\":\"61250.10\",\"q\":\"0.250\",\"nq\":\"0.200\",\"f\":900,\"l\":903,"
            + "\"T\":1770000000100,\"m\":true}}";

    @BeforeEach
    void answer() {
        server.rest(target -> target.startsWith("/fapi/v1/exchangeInfo")
                ? FakeVenue.Answer.ok(INFO)
                : target.startsWith("/fapi/v1/depth")
                        ? FakeVenue.Answer.ok(BOOK)
                        : new FakeVenue.Answer(404, "", "{}"));
        server.acks(text -> "{\"result\":null,\"id\":" + text.replaceAll(".*\"id\":(\\d+).*", "$1") + "}");
    }

    void openUsdm(String... symbols) {
        open(Venue.BINANCE_USDM, List.of(server.ws("/public/stream"), server.ws("/market/stream")), symbols);
    }

    @Test
    void shouldDefineSubscribeAndDeliver() throws Exception {
        openUsdm("BTCUSDT");
        feed.start().get(20, TimeUnit.SECONDS);
        assertEquals("Venue v1 SIM ping 60000 stale 10000 binance-usdm", log.next());
        assertEquals(
                "Instrument #0 pe -1 tick 1 qe -3 lot 1 min 1 max 1000000 notional 10000000000 size 1e0"
                        + " fees 200000/500000 PERP_LINEAR TRADING PREV CONTIGUOUS book 1000 leverage 20 mmr 25000000"
                        + " BTCUSDT BTC/USDT:USDT",
                log.next());
        FakeVenue.Peer first = server.accepted();
        FakeVenue.Peer second = server.accepted();
        FakeVenue.Peer open = first.target().equals("/public/stream") ? first : second;
        FakeVenue.Peer market = open == first ? second : first;
        assertEquals("/market/stream", market.target());
        assertEquals(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@bookTicker\"],\"id\":1}",
                open.heard());
        assertEquals(
                "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\",\"btcusdt@markPrice@1s\","
                        + "\"btcusdt@forceOrder\"],\"id\":1}",
                market.heard());
        settled(log.next(), log.next());
        open.say(DEPTH);
        assertEquals(
                "Delta #0 v1 t" + STAMP + " f3 1770000000101000000 9001..9008 p8994 k4294967295 0 d0 b612501:1204"
                        + " a612510:0",
                log.next().replaceAll(" c[01] ", " "));
        market.say(TRADE);
        assertEquals(
                "Trade #0 v1 t" + STAMP + " f3 1770000000100000000 612501:250 SELL i501 f900 n4 65535 65535 64"
                        + " NULL_VAL",
                log.next().replaceAll(" c[01] ", " "));
        resync(0, 77, false);
        assertEquals(
                "Snapshot #0 v1 t" + STAMP + " f3 1000000 9003 r77 k4294967295 1000/1000 0 d0 b612501:1500"
                        + " a612503:2000",
                log.next().replaceAll(" c[01] ", " "));
    }

    /** Both streams live, over two connections, in whichever order. */
    private static void settled(String one, String other) {
        String both = one.compareTo(other) < 0 ? one + other : other + one;
        String apart = both.replaceAll(" c[01] ", " ");
        assertEquals("Session #0 FEED LIVE 0/0Session #0 FEED LIVE 1/0", order(apart));
    }

    private static String order(String both) {
        return both.startsWith("Session #0 FEED LIVE 1/0") ? "Session #0 FEED LIVE 0/0Session #0 FEED LIVE 1/0" : both;
    }
}
