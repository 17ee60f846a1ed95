package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.net.Cause;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.Rejection;
import ebb.adapters.venue.Venue;
import ebb.codecs.sbe.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private volatile String info = INFO;
    private volatile Function<String, FakeVenue.Answer> depths = target -> FakeVenue.Answer.ok(BOOK);
    private FakeVenue.Peer market;

    @BeforeEach
    void answer() {
        server.rest(this::answer);
        server.acks(BinanceFeedTest::ack);
    }

    private FakeVenue.Answer answer(String target) {
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
    private static String klines(Address address) {
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
        assertLive(log.next(), log.next());
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

    @Test
    void shouldSayDownWhenLostAndLiveOverANewConnection() throws Exception {
        FakeVenue.Peer book = begin("BTCUSDT");
        book.cut();
        String down = log.next();
        assertTrue(down.matches("Session #0 c[01] FEED DOWN 0/" + Cause.RESET.ordinal()), down);
        assertEquals("/public/stream", server.accepted().target());
        assertEquals("Session #0 c2 FEED LIVE 0/0", log.next());
        assertEquals(1, losses());
        assertTrue(await(() -> feed.isReady()));
    }

    @Test
    void shouldGiveUpAConnectionWhoseFrameCouldBeOfAnyStream() throws Exception {
        begin("BTCUSDT");
        market.say("{\"stream\":");
        String down = log.next();
        assertTrue(down.matches("Session #0 c[01] FEED DOWN 1/" + Cause.RENEWED.ordinal()), down);
        assertEquals("Session #0 c2 FEED LIVE 1/0", log.next());
        assertEquals(1, losses());
    }

    private long losses() {
        return feed.status().connections().stream()
                .mapToLong(FeedStatus.Connection::losses)
                .sum();
    }

    @Test
    void shouldAskAgainAfterSilenceWhenTheVenueSaysTooMany() throws Exception {
        net = QUICK.with(new NetSettings.Rest(1 << 20, LONG_NS, 2, 16, LONG_NS, 20 * MS, 20 * MS));
        AtomicInteger asked = new AtomicInteger();
        depths(target -> asked.incrementAndGet() == 1
                ? new FakeVenue.Answer(429, "", "{\"code\":-1003,\"msg\":\"Too many requests\"}")
                : asked.get() == 2 ? FakeVenue.Answer.ok("{\"lastUpdateId\":") : FakeVenue.Answer.ok(BOOK));
        begin("BTCUSDT");
        resync(0, 5, false);
        assertSnapshot(5, log.next());
        assertEquals(3, asked.get());
        assertTrue(await(() -> feed.status().requests().snapshots() == 1));
        assertEquals(2, feed.status().requests().snapshotFailures());
        assertEquals(1, feed.status().decoded().rejectedFor(Rejection.TRUNCATED));
        assertTrue(feed.status().lastError().contains("depth"), feed.status().lastError());
    }

    @Test
    void shouldFetchStaleBooksFirstAndEachOnlyOnce() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        depths(target -> {
            hold(first);
            return FakeVenue.Answer.ok(BOOK);
        });
        begin("BTCUSDT", "ETHUSDT", "XRPUSDT");
        assertEquals("/fapi/v1/exchangeInfo", server.asked());
        resync(1, 10, false);
        assertEquals("/fapi/v1/depth?symbol=ETHUSDT&limit=1000", server.asked());
        resync(1, 11, false);
        resync(0, 12, true);
        resync(2, 13, false);
        resync(0, 14, true);
        // The loop has taken every request before the first is answered.
        CountDownLatch taken = new CountDownLatch(1);
        loop.execute(taken::countDown);
        hold(taken);
        first.countDown();
        assertSnapshot(11, log.next());
        assertSnapshot(13, log.next());
        assertSnapshot(14, log.next());
        assertEquals("/fapi/v1/depth?symbol=XRPUSDT&limit=1000", server.asked());
        assertEquals("/fapi/v1/depth?symbol=BTCUSDT&limit=1000", server.asked());
        assertEquals(0, server.askedCount());
    }

    @Test
    void shouldNotDeliverABookFromBeforeAReconnect() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        depths(target -> {
            if (asked.incrementAndGet() == 1) {
                hold(first);
                return FakeVenue.Answer.ok(BOOK.replace("9003", "1"));
            }
            return FakeVenue.Answer.ok(BOOK);
        });
        FakeVenue.Peer book = begin("BTCUSDT");
        resync(0, 20, false);
        assertTrue(await(() -> asked.get() == 1));
        book.cut();
        assertTrue(log.next().contains("DOWN 0/"));
        assertEquals("Session #0 c2 FEED LIVE 0/0", log.next());
        resync(0, 21, false);
        first.countDown();
        assertSnapshot(21, log.next());
        assertEquals(2, asked.get());
    }

    @Test
    void shouldTellTheHoleThatAMalformedFrameLeaves() throws Exception {
        FakeVenue.Peer book = begin("BTCUSDT");
        book.say(DEPTH.substring(0, DEPTH.indexOf("\"a\":")));
        String gap = log.next().replaceAll(" c[01] .*FEED", " FEED");
        assertTrue(
                gap.matches("Session #0 v1.* FEED GAP 0/" + Rejection.TRUNCATED.ordinal() + " .*")
                        || gap.matches("Session #0 FEED GAP 0/" + Rejection.TRUNCATED.ordinal()),
                gap);
        assertEquals(1, feed.status().decoded().rejectedFor(Rejection.TRUNCATED));
    }

    @Test
    void shouldNameUnknownSymbolsAndWhatIsNear() throws Exception {
        openUsdm("BTCUSDT", "BTC_USDT", "ETHUSD", "NOSUCH");
        FeedException why = failure();
        assertEquals(FeedException.Kind.UNKNOWN_SYMBOL, why.kind());
        assertEquals(
                "binance-usdm has no instrument 'BTC_USDT', did you mean BTCUSDT?; no instrument 'ETHUSD',"
                        + " did you mean ETHUSDT?; no instrument 'NOSUCH' (3 instruments listed)",
                why.getMessage());
    }

    private FeedException failure() {
        return (FeedException) assertThrows(
                        ExecutionException.class, () -> feed.start().get(20, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void shouldGiveUpWhenTheInstrumentsCannotBeHad() throws Exception {
        server.rest(target -> new FakeVenue.Answer(500, "", "{}"));
        openUsdm("BTCUSDT");
        FeedException why = failure();
        assertEquals(FeedException.Kind.UNREACHABLE, why.kind());
        assertTrue(why.getMessage().contains("after 5 attempts"), why.getMessage());
    }

    @Test
    void shouldPageCandlesAndHandThemOverInOnePiece() throws Exception {
        begin("BTCUSDT");
        assertEquals("/fapi/v1/exchangeInfo", server.asked());
        history(0, 30, 600_000, 600_000 + 1_500 * 60, 60);
        StringBuilder starts = new StringBuilder();
        int chunks = 0;
        String line;
        do {
            line = log.next();
            int flags = (chunks++ == 0 ? 1 : 0) | (chunks == 116 ? 2 : 0);
            assertTrue(line.startsWith("Candles #0 c65535 f" + flags + " r30 60s ["), line);
            starts.append(line.replaceAll(".*60s", "").replaceAll("\\[(\\d+)[^\\]]*\\]", "$1"));
        } while (!line.contains(" f2 "));
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            expected.append(' ').append(600_000 + 60 * i);
        }
        assertEquals(expected.toString(), starts.toString());
        assertEquals(
                "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=600000000&endTime=659999999&limit=1000",
                server.asked());
        assertEquals(
                "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=660000000&endTime=689999999&limit=500",
                server.asked());
        assertTrue(await(() -> feed.status().requests().histories() == 1));
    }

    @Test
    void shouldSayThatThereAreNoCandles() throws Exception {
        begin("BTCUSDT");
        history(0, 31, 60, 120, 60);
        assertEquals("Candles #0 c65535 f3 r31 60s", log.next());
        history(0, 32, 60, 120, 61);
        resync(9, 33, false);
        assertTrue(await(() -> feed.status().requests().refused() == 2));
    }

    @Test
    void shouldLeaveCandlesOutThatAreNotClosed() throws Exception {
        begin("BTCUSDT");
        long nowSec = STAMP / (1_000 * MS);
        history(0, 34, nowSec - 60, nowSec + 60, 60);
        assertEquals("Candles #0 c65535 f3 r34 60s [" + (nowSec - 60) + " 15 25 5 20 v1000 b500 n7 f3]", log.next());
    }

    @Test
    void shouldEndAndBeginStreamsAsTheEngineWants() throws Exception {
        begin("BTCUSDT");
        change(0, Stream.TRADES, false);
        String down = log.next();
        assertTrue(down.matches("Session #0 c[01] FEED DOWN 1/0"), down);
        assertTrue(await(() -> feed.isReady()));
        change(0, Stream.TRADES, true);
        String live = log.next();
        assertTrue(live.matches("Session #0 c[01] FEED LIVE 1/0"), live);
        assertEquals(
                List.of(
                        "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":2}",
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":3}"),
                List.of(market.heard(), market.heard()));
    }

    @Test
    void shouldGiveUpAConnectionThatDoesNotAnswer() throws Exception {
        pace = new FeedSettings.Pace(1_000_000, 1_000 * MS, MS, 4 * MS, 500 * MS, 3_600_000 * MS, 3_600_000 * MS);
        server.acks(text -> null);
        openUsdm("BTCUSDT");
        feed.start().get(20, TimeUnit.SECONDS);
        server.accepted();
        server.accepted();
        server.accepted();
        server.acks(BinanceFeedTest::ack);
        assertTrue(await(() -> feed.isReady()));
        assertTrue(losses() > 0);
    }

    @Test
    void shouldReconnectWhenTheVenueIsAboutToClose() throws Exception {
        FakeVenue.Peer book = begin("BTCUSDT");
        book.say("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770000000000}}");
        String down = log.next();
        assertTrue(down.matches("Session #0 c[01] FEED DOWN 0/" + Cause.RENEWED.ordinal()), down);
        assertEquals("Session #0 c2 FEED LIVE 0/0", log.next());
    }

    @Test
    void shouldTellWhatWaitedForAFullRing() throws Exception {
        FakeVenue.Peer book = begin("BTCUSDT");
        log.full(true);
        book.cut();
        server.accepted();
        assertTrue(await(() -> feed.isReady()));
        log.full(false);
        assertTrue(log.next().contains("DOWN 0/"));
        assertEquals("Session #0 c2 FEED LIVE 0/0", log.next());
    }

    @Test
    void shouldShowTheTapEachByte() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        tap = Optional.of((receiveNs, kind, conn, payload, offset, length) -> seen.add(kind + " "
                + conn.replaceAll("http://[^/]*", "") + " " + payload.getStringWithoutLengthUtf8(offset, length)));
        FakeVenue.Peer book = begin("BTCUSDT");
        book.say(DEPTH);
        assertTrue(log.next().startsWith("Delta"));
        resync(0, 40, false);
        assertSnapshot(40, log.next());
        book.cut();
        assertTrue(log.next().contains("DOWN 0/"));
        List<String> lines = new ArrayList<>(seen);
        assertEquals("HTTP /fapi/v1/exchangeInfo " + INFO, lines.get(0));
        assertTrue(lines.contains("HTTP /fapi/v1/depth?symbol=BTCUSDT&limit=1000 " + BOOK), lines.toString());
        lines.removeIf(line -> !line.contains("-public#"));
        String name = lines.get(0).replace("OPEN ", "").trim();
        assertTrue(name.matches("binance-usdm-public#[01]"), name);
        String sub = "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@bookTicker\"],\"id\":1}";
        assertEquals(
                List.of(
                        "OPEN " + name + " ",
                        "OUT " + name + " " + sub,
                        "IN " + name + " {\"result\":null,\"id\":1}",
                        "IN " + name + " " + DEPTH,
                        "CLOSE " + name + " RESET"),
                lines.stream()
                        .map(line -> line.startsWith("CLOSE") ? line.substring(0, line.indexOf("RESET") + 5) : line)
                        .limit(5)
                        .collect(Collectors.toList()));
    }

    @Test
    void shouldTellNewTermsOfAnInstrument() throws Exception {
        pace = new FeedSettings.Pace(1_000_000, 1_000 * MS, MS, 4 * MS, LONG_NS, 3_600_000 * MS, 20 * MS);
        begin("BTCUSDT");
        info = INFO.replace("\"0.10\"", "\"0.01\"");
        assertTrue(log.next().startsWith("Instrument #0 pe -2 tick 1 qe -3"));
    }

    @Test
    void shouldFetchBooksUnaskedWhereNobodyAsks() throws Exception {
        isSelfSeeding = true;
        openUsdm("BTCUSDT");
        feed.start().get(20, TimeUnit.SECONDS);
        String line = log.next();
        while (!line.startsWith("Snapshot")) {
            line = log.next();
        }
        assertSnapshot(-1, line);
    }

    /** Starts a feed and waits until its streams are live; the peer that carries the books. */
    private FakeVenue.Peer begin(String... symbols) throws Exception {
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

    private void depths(Function<String, FakeVenue.Answer> answers) {
        depths = answers;
    }

    private static void assertSnapshot(long requestId, String line) {
        assertTrue(line.startsWith("Snapshot #") && line.contains(" r" + requestId + " "), line);
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Both streams live, over two connections, in whichever order. */
    private static void assertLive(String one, String other) {
        Set<String> both = Set.of(one.replaceAll(" c[01] ", " "), other.replaceAll(" c[01] ", " "));
        assertEquals(Set.of("Session #0 FEED LIVE 0/0", "Session #0 FEED LIVE 1/0"), both);
    }
}
