package ebb.adapters.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.adapters.venuesim.fault.Fault;
import ebb.adapters.venuesim.fault.FaultKind;
import ebb.adapters.venuesim.market.SimVenue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each scripted fault as a real client meets it. */
class SimFaultsTest {
    private static final String SURGE = "SURGE_USDT";

    private static Fault depth(FaultKind kind, int count) {
        return Fault.of(kind, SimVenue.MEXC, SURGE, 10_000, count);
    }

    private static SimVisitor listen(SimStage stage) throws InterruptedException {
        SimVisitor visitor = stage.mexc();
        visitor.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
        visitor.await("{\"channel\":\"rs.sub.depth\"");
        return visitor;
    }

    /** Book updates of half a minute, run through a client's book; its first trouble. */
    private static String trouble(SimStage stage, SimVisitor visitor) throws Exception {
        Book book = new Book(SimVenue.MEXC, SURGE);
        stage.pass(3 * SimStage.SECOND);
        book.delta(SimStage.json(visitor.await(each -> each.contains("push.depth"), "update")));
        book.snapshot(stage.json(SimVenue.MEXC, "/api/v1/contract/depth/" + SURGE));
        stage.pass(30 * SimStage.SECOND);
        while (book.trouble == null) {
            book.delta(SimStage.json(visitor.await(each -> each.contains("push.depth"), "update")));
        }
        return book.trouble;
    }

    @Test
    void shouldSkipASequence() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.SKIP, 1))) {
            assertEquals("GAP", trouble(stage, listen(stage)));
            assertEquals(List.of(depth(FaultKind.SKIP, 1)), stage.frames.struck());
        }
    }

    @Test
    void shouldCrossABook() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.CROSS, 1))) {
            assertEquals("CROSSED", trouble(stage, listen(stage)));
        }
    }

    @Test
    void shouldDoubleAndReorderASequence() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.DUPLICATE, 1))) {
            assertEquals("OLD", trouble(stage, listen(stage)));
        }
        try (SimStage stage = new SimStage(depth(FaultKind.REORDER, 1))) {
            assertEquals("GAP", trouble(stage, listen(stage)));
        }
    }

    @Test
    void shouldBreakOffAFrame() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.MALFORMED, 1))) {
            SimVisitor visitor = listen(stage);
            stage.pass(20 * SimStage.SECOND);
            String half = visitor.await(each -> !each.endsWith("}"), "half a frame");
            assertThrows(IOException.class, () -> SimStage.json(half));
            String whole = visitor.take();
            assertTrue(whole.startsWith(half), whole);
        }
    }

    @Test
    void shouldSendForeignFrames() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.UNKNOWN_CHANNEL, 1), depth(FaultKind.UNKNOWN_SYMBOL, 1))) {
            SimVisitor visitor = listen(stage);
            stage.pass(20 * SimStage.SECOND);
            visitor.await(each -> each.contains("push.mystery"), "unknown channel");
            visitor.await(each -> each.contains("NOPE_USDT"), "unknown symbol");
        }
    }

    @Test
    void shouldSendABinaryFrameAndAFragmentedOne() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.BINARY, 1), depth(FaultKind.FRAGMENT, 1))) {
            SimVisitor visitor = listen(stage);
            stage.pass(20 * SimStage.SECOND);
            visitor.await("BINARY");
            // Put together by our scanner it is a frame like any other: nothing is missing.
            JsonNode last = SimStage.json(visitor.take());
            for (int i = 0; i < 5; i++) {
                JsonNode next = SimStage.json(visitor.take());
                assertEquals(
                        last.at("/data/end").asLong() + 1,
                        next.at("/data/begin").asLong());
                last = next;
            }
            assertEquals(2, stage.frames.struck().size());
        }
    }

    @Test
    void shouldSendAFrameTooLargeForAnyClient() throws Exception {
        try (SimStage stage = new SimStage(depth(FaultKind.OVERSIZE, 2_048))) {
            SimVisitor visitor = listen(stage);
            stage.pass(20 * SimStage.SECOND);
            assertTrue(visitor.await("DOWN").startsWith("DOWN PROTOCOL_ERROR"));
            visitor.await("LIVE");
        }
    }

    @Test
    void shouldCutCloseAndSilenceConnections() throws Exception {
        Fault cut = Fault.of(FaultKind.CUT, SimVenue.MEXC, 1, 10_000, 1);
        Fault close = Fault.of(FaultKind.CLOSE, SimVenue.BINANCE_SPOT, 0, 10_000, 1);
        Fault silence = Fault.of(FaultKind.SILENCE, SimVenue.BINANCE_USDM, 2, 10_000, 30_000);
        try (SimStage stage = new SimStage(cut, close, silence)) {
            SimVisitor mexc = listen(stage);
            SimVisitor spot = stage.enter(SimVenue.BINANCE_SPOT, "/ws/btcusdt@trade");
            SimVisitor books = stage.enter(SimVenue.BINANCE_USDM, "/public/ws/btcusdt@bookTicker");
            SimVisitor tape = stage.enter(SimVenue.BINANCE_USDM, "/market/ws/btcusdt@markPrice@1s");
            stage.pass(11 * SimStage.SECOND);
            assertEquals("DOWN RESET 0", mexc.await("DOWN"));
            assertEquals("DOWN CLOSED_BY_PEER 1001", spot.await("DOWN"));
            mexc.await("LIVE");
            books.await("{\"e\":\"bookTicker\"");
            stage.pass(20 * SimStage.SECOND);
            books.await(each -> each.contains("\"T\":177243843"), "books go on");
            long last = 0;
            for (String each : tape.drain()) {
                last = SimStage.json(each).get("E").asLong();
            }
            assertTrue(last <= 1_772_438_412_000L, "spoke at " + last);
            tape.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            stage.pass(20 * SimStage.SECOND);
            String next = tape.take();
            assertTrue(SimStage.json(next).path("E").asLong() >= 1_772_438_440_000L, "too early: " + next);
            assertEquals(3, stage.frames.struck().size());
        }
    }

    @Test
    void shouldSpoilAnswers() throws Exception {
        try (SimStage stage = new SimStage(
                Fault.of(FaultKind.LIMITED, SimVenue.MEXC, null, 0, 1),
                Fault.of(FaultKind.BANNED, SimVenue.MEXC, null, 0, 1),
                Fault.of(FaultKind.LIMITED, SimVenue.BINANCE_USDM, null, 0, 2),
                Fault.of(FaultKind.BANNED, SimVenue.BINANCE_USDM, null, 0, 1),
                Fault.of(FaultKind.TRUNCATED, SimVenue.BINANCE_SPOT, null, 0, 1),
                Fault.of(FaultKind.STALE, SimVenue.BINANCE_SPOT, "BTCUSDT", 0, 20)
                        .inRealTime())) {
            String ping = "/api/v1/contract/ping";
            String slow = stage.get(SimVenue.MEXC, ping).body();
            assertTrue(slow.contains("\"code\":510"), slow);
            assertEquals(403, stage.get(SimVenue.MEXC, ping).statusCode());
            assertEquals(200, stage.get(SimVenue.MEXC, ping).statusCode());
            String time = "/fapi/v1/time";
            assertEquals(429, stage.get(SimVenue.BINANCE_USDM, time).statusCode());
            assertEquals(429, stage.get(SimVenue.BINANCE_USDM, time).statusCode());
            assertEquals(418, stage.get(SimVenue.BINANCE_USDM, time).statusCode());
            assertEquals(200, stage.get(SimVenue.BINANCE_USDM, time).statusCode());
            assertThrows(IOException.class, () -> stage.get(SimVenue.BINANCE_SPOT, "/api/v3/exchangeInfo"));
            SimVisitor visitor = stage.enter(SimVenue.BINANCE_SPOT, "/ws/btcusdt@depth");
            stage.pass(60 * SimStage.SECOND);
            long seen = 0;
            for (int i = 0; i < 40; i++) {
                seen = SimStage.json(visitor.take()).get("u").asLong();
            }
            String depth = "/api/v3/depth?symbol=BTCUSDT&limit=5000";
            long old =
                    stage.json(SimVenue.BINANCE_SPOT, depth).get("lastUpdateId").asLong();
            long fresh =
                    stage.json(SimVenue.BINANCE_SPOT, depth).get("lastUpdateId").asLong();
            assertTrue(old < fresh && fresh >= seen, old + " then " + fresh + ", stream at " + seen);
        }
    }

    @Test
    void shouldLagBehindTheSocketAsMexcDoes() throws Exception {
        try (SimStage stage = new SimStage()) {
            stage.pass(60 * SimStage.SECOND);
            SimVisitor visitor = listen(stage);
            stage.pass(5 * SimStage.SECOND);
            visitor.await(each -> each.contains("push.depth"), "update");
            String depth = "/api/v1/contract/depth/" + SURGE;
            long[] versions = new long[3];
            for (int i = 0; i < 3; i++) {
                versions[i] =
                        stage.json(SimVenue.MEXC, depth).at("/data/version").asLong();
            }
            assertTrue(versions[2] < versions[0], "the third is older than the first");
            assertTrue(versions[0] <= versions[1], "the second is as it is now");
        }
    }
}
