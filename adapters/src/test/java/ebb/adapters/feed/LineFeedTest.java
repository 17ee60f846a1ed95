package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.files.LineKind;
import ebb.adapters.net.Cause;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.adapters.venuesim.MarketFrames;
import ebb.adapters.venuesim.fault.FaultScript;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.Scenario;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.CandleBatchDecoder;
import ebb.codecs.sbe.InstrumentDefinitionDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.TradeDecoder;
import ebb.codecs.sbe.VenueDefinitionDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LineFeedTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int CLOSED = Cause.CLOSED_BY_PEER.ordinal();

    private final FeedLog log = new FeedLog();
    private final LineFeed mexc = new LineFeed(Venue.MEXC, log, new InstrumentIds(), new ConnectionIds(), c -> 3);

    private void line(long receiveNs, LineKind kind, int connection, String address, String payload) {
        mexc.onLine(receiveNs, kind, connection, address, new UnsafeBuffer(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> lines() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (log.size() > 0) {
            lines.add(log.any());
        }
        return lines;
    }

    @Test
    void shouldMakeTheMessagesOfALiveFeed() throws Exception {
        String root = "https://contract.mexc.com/api/v1/contract/";
        line(10, LineKind.HTTP, 0, root + "detail", MexcFeedTest.DETAIL);
        line(11, LineKind.OPEN, 7, "", "");
        line(12, LineKind.OUT, 7, "", "{\"method\":\"sub.depth\"}");
        line(13, LineKind.IN, 7, "", MexcFeedTest.ack("{\"method\":\"sub.depth\"}"));
        line(14, LineKind.IN, 7, "", MexcFeedTest.DEPTH);
        mexc.answering(99);
        line(15, LineKind.HTTP, 0, root + "depth/BTC_USDT?limit=20", MexcFeedTest.BOOK);
        line(16, LineKind.CLOSE, 7, "", "reset");
        line(17, LineKind.IN, 7, "", MexcFeedTest.DEAL);
        line(18, LineKind.HTTP, 0, root + "fee_rate", "{}");
        line(19, LineKind.HTTP, 0, root + "depth/ETH_USDT", MexcFeedTest.BOOK);
        line(20, LineKind.HTTP, 0, root + "detail", "<html>");
        line(21, LineKind.HTTP, 0, root + "detail", MexcFeedTest.DETAIL);
        List<String> lines = lines();
        assertTrue(lines.remove(1).startsWith("Instrument #0 pe -1 tick 1"));
        assertEquals(
                List.of(
                        "Venue v0 SIM ping 5000 stale 10000 mexc",
                        "Session #0 c0 FEED LIVE 0/0",
                        "Session #0 c0 FEED LIVE 1/0",
                        "Alive #-1 c0 ",
                        "Delta #0 v0 c0 t14 f3 1770000000319000000 7001..7004 p- k4294967295 0 d0 b612501:0 a612505:1804",
                        "Snapshot #0 v0 c0 t15 f3 1770000000300000000 7000 r99 k4294967295 20/20 0 d0 b612501:20"
                                + " a612505:1804",
                        "Session #0 c0 FEED DOWN 0/" + CLOSED,
                        "Session #0 c0 FEED DOWN 1/" + CLOSED,
                        "Session #0 c1 FEED LIVE 0/0",
                        "Session #0 c1 FEED LIVE 1/0",
                        "Trade #0 v0 c1 t17 f3 1770000000400000000 612503:49 SELL i901 f- n- 65535 65535 0 NULL_VAL"),
                lines);
        assertEquals(3, mexc.unread());
        assertEquals("BTC_USDT", mexc.symbol(0));
        assertNull(mexc.symbol(1));
    }

    @Test
    void shouldDecodeEachLineOfTheDemosMarketTheSameEachTime() {
        Tally first = new Tally();
        Map<Venue, LineFeed> feeds = play(first);
        for (LineFeed each : feeds.values()) {
            assertEquals(0, each.counters().rejected(), each.lastError());
            assertEquals(0, each.unread(), each.lastError());
        }
        SyntheticMarket market = market();
        int instruments = market.instruments().size();
        assertEquals(3, first.count(VenueDefinitionDecoder.TEMPLATE_ID));
        assertEquals(instruments, first.count(InstrumentDefinitionDecoder.TEMPLATE_ID));
        assertEquals(2L * instruments, first.count(SessionStateDecoder.TEMPLATE_ID));
        assertTrue(first.count(BookSnapshotDecoder.TEMPLATE_ID) >= instruments, first.toString());
        assertTrue(first.count(CandleBatchDecoder.TEMPLATE_ID) > 6L * instruments, first.toString());
        assertTrue(first.count(BookDeltaDecoder.TEMPLATE_ID) > 500, first.toString());
        assertTrue(first.count(TradeDecoder.TEMPLATE_ID) > 100, first.toString());
        Tally again = new Tally();
        play(again);
        assertEquals(first.digest(), again.digest());
    }

    private static SyntheticMarket market() {
        return new SyntheticMarket(7, Scenario.demo(), SyntheticMarket.DEMO_START_NS);
    }

    private static Map<Venue, LineFeed> play(Tally tally) {
        SyntheticMarket market = market();
        MarketFrames frames =
                new MarketFrames(market, SyntheticMarket.DEMO_START_NS + 3 * MINUTE_NS, FaultScript.none());
        Map<Venue, LineFeed> feeds = new EnumMap<>(Venue.class);
        InstrumentIds ids = new InstrumentIds();
        ConnectionIds connections = new ConnectionIds();
        while (frames.next()) {
            Venue venue = Venue.of(frames.venue().id());
            feeds.computeIfAbsent(venue, of -> new LineFeed(of, tally, ids, connections))
                    .onLine(frames.receiveNs(), frames.kind(), frames.connection(), frames.address(), frames.payload());
        }
        for (Instrument each : market.instruments()) {
            String symbol = each.spec().symbol();
            Venue venue = Venue.of(each.spec().venue().id());
            assertEquals(symbol, feeds.get(venue).symbol(ids.of(venue, symbol)));
        }
        return feeds;
    }
}
