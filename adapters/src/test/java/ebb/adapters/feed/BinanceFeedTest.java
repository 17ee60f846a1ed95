package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.Cause;
import ebb.adapters.venue.Rejection;
import ebb.codecs.sbe.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BinanceFeedTest extends BinanceFeedRig {
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

    @Test
    void shouldGiveUpWhenTheInstrumentsCannotBeHad() throws Exception {
        server.rest(target -> new FakeVenue.Answer(500, "", "{}"));
        openUsdm("BTCUSDT");
        FeedException why = failure();
        assertEquals(FeedException.Kind.UNREACHABLE, why.kind());
        assertTrue(why.getMessage().contains("after 5 attempts"), why.getMessage());
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
}
