package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.Rejection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a feed of Binance gets its books and candles, and what it does when it cannot. */
class BinanceBooksTest extends BinanceFeedRig {
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
}
