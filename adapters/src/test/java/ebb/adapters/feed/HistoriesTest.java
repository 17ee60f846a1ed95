package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.net.NetSettings;
import ebb.adapters.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The past that the engine asks for, from a venue that refuses it, answers garbage, or has holes in it. */
class HistoriesTest extends FeedHarness {
    private static final long HOUR_MS = 3_600_000L;
    private static final FakeVenue.Answer TOO_MANY =
            new FakeVenue.Answer(429, "", "{\"code\":-1003,\"msg\":\"Too many requests\"}");
    private static final FakeVenue.Answer BROKEN = new FakeVenue.Answer(503, "", "Service Unavailable");

    private final List<String> targets = new ArrayList<>();

    /** Answers to all but the list of instruments, by how many were asked for before, from 1. */
    private void begin(String[] symbols, Function<Integer, FakeVenue.Answer> answers) throws Exception {
        net = QUICK.with(new NetSettings.Rest(1 << 20, 300 * MS, 2, 16, LONG_NS, 20 * MS, 20 * MS))
                .with(new NetSettings.Rates(50, 20, 4));
        server.acks(BinanceFeedRig::ack);
        server.rest(target -> {
            if (target.endsWith("exchangeInfo")) {
                return FakeVenue.Answer.ok(BinanceFeedRig.INFO);
            }
            synchronized (targets) {
                targets.add(target);
                return answers.apply(targets.size());
            }
        });
        open(Venue.BINANCE_USDM, List.of(server.ws("/public/stream"), server.ws("/market/stream")), symbols);
        feed.start().get(20, TimeUnit.SECONDS);
        assertTrue(await(feed::isReady));
        for (int i = 0; i < 1 + 3 * symbols.length; i++) {
            log.next();
        }
    }

    private void begin(Function<Integer, FakeVenue.Answer> answers) throws Exception {
        begin(new String[] {"BTCUSDT"}, answers);
    }

    private static String candle(long minute) {
        long at = minute * 60_000;
        return "[" + at + ",\"1.5\",\"2.5\",\"0.5\",\"2.0\",\"1\"," + (at + 59_999)
                + ",\"1.7\",7,\"0.5\",\"0.8\",\"0\"]";
    }

    private static FakeVenue.Answer candles(long... minutes) {
        List<String> rows = new ArrayList<>();
        for (long each : minutes) {
            rows.add(candle(each));
        }
        return FakeVenue.Answer.ok("[" + String.join(",", rows) + "]");
    }

    private static String starts(String line) {
        assertTrue(line.startsWith("Candles #0 "), line);
        return line.replaceAll(".*60s", "")
                .replaceAll(" \\[(\\d+)[^\\]]*\\]", " $1")
                .strip();
    }

    @Test
    void shouldAskAgainUntilItIsAnswered() throws Exception {
        begin(n -> n == 1 ? TOO_MANY : n == 2 ? BROKEN : n == 3 ? FakeVenue.Answer.ok("[[60000,") : candles(1, 2));
        history(0, 8, 60, 180, 60);
        assertEquals("60 120", starts(log.next()));
        assertTrue(await(() -> feed.status().requests().histories() == 1));
        FeedStatus.Requests requests = feed.status().requests();
        assertEquals(3, requests.historyFailures());
        assertEquals(0, requests.historiesGivenUp());
        assertEquals(4, targets.size());
    }

    @Test
    void shouldGiveUpByNameAndServeTheOthersMeanwhile() throws Exception {
        begin(new String[] {"BTCUSDT", "ETHUSDT"}, n -> targets.get(n - 1).contains("BTC") ? null : candles(1));
        history(0, 8, 60, 120, 60);
        history(1, 9, 60, 120, 60);
        // The first never answers: after its time-out the second has its turn, then the first again, four times in all.
        assertTrue(log.next().startsWith("Candles #1 c65535 f3 r9 60s [60 "));
        assertEquals("Candles #0 c65535 f3 r8 60s", log.next());
        assertEquals("Subscription #0 c65535 CANDLE UNAVAILABLE", log.next());
        assertTrue(await(() -> feed.status().requests().historiesGivenUp() == 1));
        assertEquals(4, feed.status().requests().historyFailures());
        assertEquals(5, targets.size());
        assertTrue(
                feed.status().lastError().contains("candles of 60 s of BTCUSDT from 1970-01-01T00:01:00Z"),
                feed.status().lastError());
    }

    @Test
    void shouldAskForAHoleOnceMore() throws Exception {
        begin(n -> n == 1 ? candles(1, 2, 5, 6, 8) : candles(3, 4, 5, 7));
        history(0, 8, 60, 540, 60);
        assertEquals("60 120 180 240 300 360 420 480", starts(log.next()));
        Address again = new Address(targets.get(1));
        assertEquals("180000", again.parameter("startTime"), "from the first that is missing");
        assertEquals("479999", again.parameter("endTime"), "to the last");
        assertTrue(await(() -> feed.status().requests().histories() == 1));
        assertEquals(0, feed.status().requests().historyHoles());
    }

    @Test
    void shouldNameAHoleThatTheVenueHasItself() throws Exception {
        begin(n -> n == 1 ? candles(1, 2, 5) : candles(4));
        history(0, 8, 60, 360, 60);
        assertEquals("60 120 240 300", starts(log.next()));
        assertTrue(await(() -> feed.status().requests().historyHoles() == 1));
        assertEquals(2, targets.size(), "not a third time");
        assertTrue(
                feed.status().lastError().contains("1 are missing"),
                feed.status().lastError());
    }

    private static FakeVenue.Answer settled(String... rates) {
        StringBuilder rows = new StringBuilder("[");
        for (int i = 0; i < rates.length; i++) {
            rows.append(i == 0 ? "" : ",").append("{\"symbol\":\"BTCUSDT\",\"fundingTime\":");
            rows.append((i + 1) * 8 * HOUR_MS + i).append(",\"fundingRate\":\"").append(rates[i]);
            rows.append("\",\"markPrice\":\"34287.54619963\"}");
        }
        return FakeVenue.Answer.ok(rows.append(']').toString());
    }

    @Test
    void shouldDeliverSettlementsOldestFirstWithTheirIntervals() throws Exception {
        begin(n -> n == 1 ? FakeVenue.Answer.ok("{\"code\":0}") : settled("0.00010000", "-0.00023456", "0.0001"));
        settlements(0, 8, 0, 86_401);
        String head = "Funding #0 v1 t" + STAMP + " f3 ";
        assertEquals(head + "28800000000000 100000 - 28800 SETTLED", settledLine());
        assertEquals(head + "57600001000000 -234560 - 28800 SETTLED", settledLine());
        assertEquals(head + "86400002000000 100000 - 28800 SETTLED", settledLine());
        assertEquals("/fapi/v1/fundingRate?symbol=BTCUSDT&startTime=0&endTime=86400999&limit=1000", targets.get(1));
        assertTrue(await(() -> feed.status().requests().histories() == 1));
        assertEquals(1, feed.status().requests().historyFailures(), "the garbage was counted");
    }

    private String settledLine() throws InterruptedException {
        return log.next().replaceAll(" c65535 ", " ");
    }

    @Test
    void shouldGiveSettlementsUpByName() throws Exception {
        begin(n -> FakeVenue.Answer.ok("[{\"fundingTime\":1698768000000,\"fundingRate\":\"much\"}]"));
        settlements(0, 8, 0, 86_400);
        assertEquals("Subscription #0 c65535 FUNDING UNAVAILABLE", log.next());
        assertTrue(await(() -> feed.status().requests().historiesGivenUp() == 1));
        assertEquals(4, targets.size());
    }
}
