package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.Cause;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.Venue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MexcFeedTest extends FeedHarness {
    static final String DETAIL = "{\"success\":true,\"code\":0,\"data\":[{\"symbol\":\"BTC_USDT\",\"futureType\":1,"
            + "\"baseCoin\":\"x1\",\"baseCoinName\":\"BTC\",\"quoteCoin\":\"USDT\",\"settleCoin\":\"USDT\","
            + "\"contractSize\":0.0001,\"maxLeverage\":200,\"priceScale\":1,\"volScale\":0,\"priceUnit\":0.1,"
            + "\"volUnit\":1,\"minVol\":1,\"maxVol\":1000000,\"limitMaxVol\":2000000,\"bidLimitPriceRate\":0.2,"
            + "\"askLimitPriceRate\":0.2,\"takerFeeRate\":0.0004,\"makerFeeRate\":0.0001,"
            + "\"maintenanceMarginRate\":0.004,\"state\":0,\"apiAllowed\":true}]}";
    static final String BOOK = "{\"success\":true,\"code\":0,\"data\":{\"asks\":[[61250.5,1804,3]],"
            + "\"bids\":[[61250.1,20,1]],\"version\":7000,\"timestamp\":1770000000300}}";
    static final String DEPTH = "{\"symbol\":\"BTC_USDT\",\"data\":{\"cts\":1770000000319,\"asks\":[[61250.5,1804,3]],"
            + "\"bids\":[[6.12501E+4,0,0]],\"end\":7004,\"begin\":7001,\"version\":7004},\"channel\":\"push.depth\","
            + "\"ts\":1770000000321}";
    static final String DEAL = "{\"symbol\":\"BTC_USDT\",\"data\":[{\"p\":61250.3,\"v\":49,\"T\":2,\"O\":3,\"M\":2,"
            + "\"i\":\"901\",\"t\":1770000000400}],\"channel\":\"push.deal\",\"ts\":1770000000401}";

    @BeforeEach
    void answer() {
        server.rest(target -> target.equals("/api/v1/contract/detail")
                ? FakeVenue.Answer.ok(DETAIL)
                : target.startsWith("/api/v1/contract/depth/")
                        ? FakeVenue.Answer.ok(BOOK)
                        : new FakeVenue.Answer(404, "", "{}"));
        server.acks(MexcFeedTest::ack);
    }

    static String ack(String text) {
        return "{\"channel\":\"rs." + text.replaceAll(".*\"method\":\"([a-z.]+)\".*", "$1")
                + "\",\"data\":\"success\",\"ts\":1770000000001}";
    }

    @Test
    void shouldDefineSubscribeOneAtATimeAndDeliver() throws Exception {
        open(Venue.MEXC, List.of(server.ws("/edge")), "BTC_USDT");
        feed.start().get(20, TimeUnit.SECONDS);
        assertEquals("Venue v0 SIM ping 60000 stale 10000 mexc", log.next());
        assertEquals(
                "Instrument #0 pe -1 tick 1 qe 0 lot 1 min 1 max 2000000 notional -9223372036854775808 size 1e-4"
                        + " fees 100000/400000 PERP_LINEAR TRADING RANGE OPAQUE book 1000 leverage 200 mmr 4000000"
                        + " BTC_USDT BTC/USDT:USDT",
                log.next());
        FakeVenue.Peer peer = server.accepted();
        for (String topic : List.of(
                "depth\",\"param\":{\"symbol\":\"BTC_USDT\",\"compress\":true",
                "deal\",\"param\":{\"symbol\":\"BTC_USDT\",\"compress\":false",
                "ticker\",\"param\":{\"symbol\":\"BTC_USDT\"",
                "funding.rate\",\"param\":{\"symbol\":\"BTC_USDT\"",
                "fair.price\",\"param\":{\"symbol\":\"BTC_USDT\"",
                "index.price\",\"param\":{\"symbol\":\"BTC_USDT\"")) {
            assertEquals("{\"method\":\"sub." + topic + "},\"gzip\":false}", peer.heard());
        }
        assertEquals("Session #0 c0 FEED LIVE 0/0", log.next());
        assertEquals("Session #0 c0 FEED LIVE 1/0", log.next());
        peer.say(DEPTH);
        assertEquals(
                "Delta #0 v0 c0 t" + STAMP + " f3 1770000000319000000 7001..7004 p- k4294967295 0 d0 b612501:0"
                        + " a612505:1804",
                log.next());
        peer.say(DEAL);
        assertEquals(
                "Trade #0 v0 c0 t" + STAMP + " f3 1770000000400000000 612503:49 SELL i901 f- n- 65535 65535 0 NULL_VAL",
                log.next());
        resync(0, 77, false);
        assertEquals(
                "Snapshot #0 v0 c0 t" + STAMP + " f3 1770000000300000000 7000 r77 k4294967295 1000/1000 0 d0"
                        + " b612501:20 a612505:1804",
                log.next());
    }

    private FakeVenue.Peer begin(int streams) throws Exception {
        open(Venue.MEXC, List.of(server.ws("/edge")), "BTC_USDT");
        feed.start().get(20, TimeUnit.SECONDS);
        FakeVenue.Peer peer = server.accepted();
        for (int i = 0; i < 2 + streams; i++) {
            log.next();
        }
        return peer;
    }

    @Test
    void shouldBeSilentAndAskAgainWhenRefusedInsideASuccess() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        String tooMany = "{\"success\":false,\"code\":510,\"message\":\"Requests are too frequent\"}";
        server.rest(target -> target.equals("/api/v1/contract/detail")
                ? FakeVenue.Answer.ok(DETAIL)
                : FakeVenue.Answer.ok(asked.incrementAndGet() == 1 ? tooMany : BOOK));
        begin(2);
        resync(0, 5, false);
        assertTrue(log.next().startsWith("Snapshot #0 v0 c0 "));
        assertEquals(2, asked.get());
        assertTrue(await(() -> feed.status().requests().snapshots() == 1));
        assertEquals(1, feed.status().requests().snapshotFailures());
        assertTrue(
                feed.status().lastError().contains("the venue says 510. "),
                feed.status().lastError());
    }

    @Test
    void shouldGoOnBehindARefusedSubscription() throws Exception {
        server.acks(text -> text.contains("sub.deal")
                ? "{\"channel\":\"rs.error\",\"data\":\"Contract [BTC_USDT] not exists\",\"ts\":1770000000001}"
                : ack(text));
        FakeVenue.Peer peer = begin(1);
        assertEquals("Subscription #0 c0 TRADES REFUSED", log.next());
        for (int i = 0; i < 6; i++) {
            peer.heard();
        }
        assertTrue(await(() -> feed.status().connections().get(0).live() == 5));
        assertFalse(feed.isReady());
        assertTrue(
                feed.status().lastError().contains("not exists"), feed.status().lastError());
    }

    @Test
    void shouldPingInTheVenuesWordsAndTakePongsForLife() throws Exception {
        net = QUICK.with(new NetSettings.Liveness(20 * MS, LONG_NS, 0, LONG_NS, 100 * MS));
        server.acks(text ->
                text.equals("{\"method\":\"ping\"}") ? "{\"channel\":\"pong\",\"data\":1770000000123}" : ack(text));
        begin(2);
        String line = log.any();
        while (!line.startsWith("Alive")) {
            line = log.any();
        }
        assertEquals("Alive #-1 c0 ", line);
    }

    @Test
    void shouldGiveUpAConnectionThatSendsBinaryFrames() throws Exception {
        FakeVenue.Peer peer = begin(2);
        peer.frame(0x82, new byte[] {1, 2, 3});
        assertEquals("Session #0 c0 FEED DOWN 0/" + Cause.RENEWED.ordinal(), log.next());
        assertEquals("Session #0 c0 FEED DOWN 1/" + Cause.RENEWED.ordinal(), log.next());
        assertEquals("Session #0 c1 FEED LIVE 0/0", log.next());
    }

    @Test
    void shouldGiveUpAConnectionWhoseFrameCouldBeOfAnyStream() throws Exception {
        FakeVenue.Peer peer = begin(2);
        peer.say("{\"data\":{\"asks\":[[1.5,2");
        assertEquals("Session #0 c0 FEED DOWN 0/" + Cause.RENEWED.ordinal(), log.next());
        assertEquals("Session #0 c0 FEED DOWN 1/" + Cause.RENEWED.ordinal(), log.next());
        assertEquals("Session #0 c1 FEED LIVE 0/0", log.next());
        assertEquals(1, feed.status().decoded().rejected());
        assertTrue(
                feed.status().lastError().contains("any of its streams"),
                feed.status().lastError());
    }

    @Test
    void shouldGoOnBehindWhatIsOfNoStream() throws Exception {
        FakeVenue.Peer peer = begin(2);
        peer.say("{\"channel\":\"push.mystery\",\"data\":{}}");
        peer.say("{\"channel\":\"pong\",\"data\":");
        peer.say("{\"symbol\":\"NOPE_USDT\",\"data\":{\"asks\":[[1.5,2");
        assertTrue(await(() -> feed.status().decoded().rejected() == 3));
        assertTrue(await(feed::isReady));
        assertEquals(0, feed.status().connections().get(0).losses());
    }

    @Test
    void shouldReadCandlesInColumns() throws Exception {
        server.rest(target -> target.equals("/api/v1/contract/detail")
                ? FakeVenue.Answer.ok(DETAIL)
                : target.equals("/api/v1/contract/kline/BTC_USDT?interval=Min60&start=7200&end=14399")
                        ? FakeVenue.Answer.ok("{\"success\":true,\"code\":0,\"data\":{\"time\":[7200,10800],"
                                + "\"open\":[1.5,2],\"close\":[2.0,3],\"high\":[2.5,4],\"low\":[1E0,1.1],"
                                + "\"vol\":[10,0],\"amount\":[1.7,0]}}")
                        : new FakeVenue.Answer(404, "", "{}"));
        begin(2);
        history(0, 8, 7_200, 14_400, 3_600);
        assertEquals(
                "Candles #0 c65535 f3 r8 3600s [7200 15 25 10 20 v10 b-9223372036854775808 n4294967295 f3]"
                        + " [10800 20 40 11 30 v0 b-9223372036854775808 n4294967295 f11]",
                log.next());
    }

    @Test
    void shouldGiveWhatThereIsWhenCandlesAreRefusedForGood() throws Exception {
        begin(2);
        history(0, 9, 7_200, 14_400, 3_600);
        assertEquals("Candles #0 c65535 f3 r9 3600s", log.next());
        assertEquals(1, feed.status().requests().historyFailures());
    }
}
