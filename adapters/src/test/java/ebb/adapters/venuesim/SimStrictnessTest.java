package ebb.adapters.venuesim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.Heartbeat;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.server.SimSettings;
import ebb.adapters.venuesim.server.SimSettings.Limits;
import ebb.adapters.venuesim.server.SimSettings.Silence;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The venues' manners: what they punish, and what they pass over in silence. */
class SimStrictnessTest {
    private static final long MS = SimStage.MS;
    private static final long LONG = 3_600 * SimStage.SECOND;

    @Test
    void shouldTellMexcClientsNoMoreThanMexcDoes() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor = stage.mexc();
            visitor.say("{\"method\":\"sub.mystery\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.say("{\"method\":\"dance\"}");
            visitor.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"NOPE_USDT\"}}");
            assertEquals(
                    "{\"channel\":\"rs.error\",\"data\":\"Contract [NOPE_USDT] not exists\",\"ts\":1772438400000}",
                    visitor.take());
            visitor.say("{\"method\":\"sub.deal\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.say("{\"method\":\"sub.deal\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            String ack = "{\"channel\":\"rs.sub.deal\",\"data\":\"success\",\"ts\":1772438400000}";
            assertEquals(ack, visitor.take());
            assertEquals(ack, visitor.take());
            stage.pass(20 * SimStage.SECOND);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ids.add(SimStage.json(visitor.take()).at("/data/0/i").asText());
            }
            assertEquals(10, ids.stream().distinct().count(), "asked twice, sent twice: " + ids);
            visitor.say("{\"method\":\"unsub.deal\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.await("{\"channel\":\"rs.unsub.deal\"");
            stage.pass(20 * SimStage.SECOND);
            visitor.say("{\"method\":\"ping\"}");
            assertTrue(visitor.take().startsWith("{\"channel\":\"pong\",\"data\":1772438440000"));
        }
    }

    @Test
    void shouldAnswerOnePingWithTwoPongsNowAndThen() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor = stage.mexc();
            for (int i = 0; i < 5; i++) {
                visitor.say("{\"method\":\"ping\"}");
            }
            for (int i = 0; i < 6; i++) {
                assertTrue(visitor.take().startsWith("{\"channel\":\"pong\""));
            }
        }
    }

    @Test
    void shouldCloseMexcConnectionsWithoutPingsEvenUnderTraffic() throws Exception {
        Silence soon = new Silence(300 * MS, LONG, LONG, LONG, LONG, LONG, 0);
        try (SimStage stage = new SimStage(SimSettings.DEFAULTS.with(soon))) {
            SimVisitor visitor = stage.mexc();
            visitor.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.await("{\"channel\":\"rs.sub.depth\"");
            stage.pass(30 * SimStage.SECOND);
            visitor.await(each -> each.contains("push.depth"), "traffic");
            assertEquals("DOWN CLOSED_BY_PEER 1000", visitor.await("DOWN"));
        }
    }

    @Test
    void shouldRefuseMexcSocketsBesideTheEdgeAndStrangersWithoutName() throws Exception {
        try (SimStage stage = new SimStage()) {
            try (Socket stranger =
                    new Socket("127.0.0.1", stage.server.rest(SimVenue.MEXC).getPort())) {
                stranger.getOutputStream()
                        .write("GET /api/v1/contract/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 403 ") && answer.contains("<html>"), answer);
            }
            SimVisitor lost = new SimVisitor(stage.loop, stage.ws(SimVenue.MEXC, "/elsewhere"), SimStage.MEXC_PING);
            assertEquals("DOWN HANDSHAKE_REFUSED 404", lost.take());
            lost.close();
        }
    }

    @Test
    void shouldStaySilentOnTheWrongPathAndListWhatWasAskedFor() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor books = stage.enter(SimVenue.BINANCE_USDM, "/public/ws");
            SimVisitor plain = stage.enter(SimVenue.BINANCE_USDM, "/ws/btcusdt@aggTrade/btcusdt@bookTicker");
            SimVisitor tape = stage.enter(SimVenue.BINANCE_USDM, "/market/ws/btcusdt@depth/btcusdt@aggTrade");
            books.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\",\"nope@depth\",\"what\"],\"id\":7}");
            assertEquals("{\"result\":null,\"id\":7}", books.take());
            books.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":8}");
            assertEquals("{\"result\":[\"btcusdt@aggTrade\",\"nope@depth\",\"what\"],\"id\":8}", books.take());
            stage.pass(30 * SimStage.SECOND);
            for (int i = 0; i < 10; i++) {
                assertTrue(plain.take().startsWith("{\"e\":\"bookTicker\""));
                assertTrue(tape.take().startsWith("{\"e\":\"aggTrade\""));
            }
            assertEquals(List.of(), books.drain());
            books.say("{\"method\":\"DANCE\",\"id\":9}");
            assertEquals(
                    "{\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown variant `DANCE`\"},\"id\":9}",
                    books.take());
            plain.say("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\"],\"id\":1}");
            plain.await("{\"result\":null,\"id\":1}");
            plain.drain();
            stage.pass(10 * SimStage.SECOND);
            tape.await(each -> each.contains("\"T\":177243843"), "later tape");
            assertEquals(List.of(), plain.drain());
        }
    }

    @ParameterizedTest
    @CsvSource({"BINANCE_SPOT,/ws,5", "BINANCE_USDM,/public/ws,10", "MEXC,/edge,100"})
    void shouldCutOffWhoTalksTooMuch(SimVenue venue, String path, int most) throws Exception {
        boolean isMexc = venue == SimVenue.MEXC;
        try (SimStage stage = new SimStage()) {
            SimVisitor visitor = stage.enter(venue, path);
            for (int i = 0; i <= most; i++) {
                String text = isMexc
                        ? "{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"NOPE_USDT\"}}"
                        : "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}";
                visitor.say(text);
            }
            for (int i = 0; i < most; i++) {
                assertTrue(
                        visitor.take().startsWith(isMexc ? "{\"channel\":\"rs.error\"" : "{\"result\":[],\"id\":" + i));
            }
            assertEquals("DOWN CLOSED_BY_PEER 1008", visitor.take());
        }
    }

    @Test
    void shouldLetWhoTalksSlowlyGoOn() throws Exception {
        try (SimStage stage = new SimStage()) {
            SimVisitor spot = stage.enter(SimVenue.BINANCE_SPOT, "/ws");
            for (int i = 0; i < 20; i++) {
                spot.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
                assertEquals("{\"result\":[],\"id\":" + i + "}", spot.take());
                stage.pass(SimStage.SECOND / 4);
            }
        }
    }

    @Test
    void shouldNotSendMoreStreamsThanMexcDoes() throws Exception {
        Limits few = new Limits(100, 1, 100, 2 * SimStage.SECOND, 20, 60, 90 * SimStage.SECOND);
        SimSettings strict = new SimSettings(
                Silence.DEFAULTS, few, SimSettings.DEFAULTS.futures(), SimSettings.DEFAULTS.spot(), 64 << 20);
        try (SimStage stage = new SimStage(strict)) {
            SimVisitor visitor = stage.mexc();
            visitor.say("{\"method\":\"sub.fair.price\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"SURGE_USDT\"}}");
            visitor.await("{\"channel\":\"rs.sub.depth\"");
            stage.pass(30 * SimStage.SECOND);
            for (int i = 0; i < 10; i++) {
                String next = visitor.take();
                assertTrue(next.contains("push.fair.price"), "acknowledged, but one too many: " + next);
            }
        }
    }

    @Test
    void shouldCloseConnectionsThatLeaveItsPingsUnansweredOrGrowTooOld() throws Exception {
        // Our client answers pings, so only age can end it here; the notice of spot comes first. Pongs count as
        // messages.
        Silence soon = new Silence(LONG, 150 * MS, LONG, 150 * MS, LONG, 400 * MS, 200 * MS);
        try (SimStage stage = new SimStage(SimSettings.DEFAULTS.with(soon))) {
            SimVisitor spot = stage.enter(SimVenue.BINANCE_SPOT, "/stream");
            String notice = spot.take();
            assertTrue(notice.startsWith("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\""), notice);
            assertEquals("DOWN CLOSED_BY_PEER 1001", spot.take());
        }
        Silence deaf = new Silence(LONG, LONG, 200 * MS, LONG, LONG, LONG, 0);
        try (SimStage stage = new SimStage(SimSettings.DEFAULTS.with(deaf))) {
            SimVisitor futures = stage.enter(SimVenue.BINANCE_USDM, "/public/ws");
            assertEquals("DOWN CLOSED_BY_PEER 1008", futures.take());
        }
    }

    @Test
    void shouldSlowDownThenShutOutWhoAsksTooOften() throws Exception {
        Limits mexc = new Limits(100, 100, 100, 2 * SimStage.SECOND, 3, 6, 90 * SimStage.SECOND);
        Limits futures = new Limits(10, 100, 100, 60 * SimStage.SECOND, 60, 120, 120 * SimStage.SECOND);
        SimSettings strict = new SimSettings(Silence.DEFAULTS, mexc, futures, SimSettings.DEFAULTS.spot(), 64 << 20);
        try (SimStage stage = new SimStage(strict)) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                HttpResponse<String> answer = stage.get(SimVenue.MEXC, "/api/v1/contract/ping");
                seen.add(answer.statusCode() + " " + answer.body().replaceAll(".*\"code\":(\\d+).*", "$1"));
            }
            assertEquals(List.of("200 0", "200 0", "200 0", "200 510", "200 510", "200 510"), seen.subList(0, 6));
            assertTrue(seen.get(6).startsWith("403 <html>") && seen.get(7).startsWith("403 <html>"), seen.toString());
            stage.pass(91 * SimStage.SECOND);
            assertEquals(200, stage.get(SimVenue.MEXC, "/api/v1/contract/ping").statusCode());
            seen.clear();
            for (int i = 0; i < 8; i++) {
                HttpResponse<String> answer =
                        stage.get(SimVenue.BINANCE_USDM, "/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
                seen.add(answer.statusCode() + " "
                        + answer.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElse("-") + " "
                        + answer.headers().firstValue("Retry-After").orElse("-"));
            }
            assertEquals(
                    List.of(
                            "200 20 -",
                            "200 40 -",
                            "200 60 -",
                            "429 80 60",
                            "429 100 60",
                            "429 120 60",
                            "418 140 120",
                            "418 160 120"),
                    seen);
            stage.pass(121 * SimStage.SECOND);
            assertEquals(200, stage.get(SimVenue.BINANCE_USDM, "/fapi/v1/time").statusCode());
        }
    }

    @Test
    void shouldRefuseConnectionsBeyondTheLimit() throws Exception {
        Limits spot = new Limits(5, 3, 2, 60 * SimStage.SECOND, 6_000, 6_500, 120 * SimStage.SECOND);
        SimSettings strict = new SimSettings(
                Silence.DEFAULTS, SimSettings.DEFAULTS.mexc(), SimSettings.DEFAULTS.futures(), spot, 64 << 20);
        try (SimStage stage = new SimStage(strict)) {
            SimVisitor first = stage.enter(SimVenue.BINANCE_SPOT, "/ws");
            first.say(
                    "{\"method\":\"SUBSCRIBE\",\"params\":[\"a@depth\",\"b@depth\",\"c@depth\",\"d@depth\"],\"id\":1}");
            assertTrue(first.take().contains("too many streams"));
            SimVisitor second = stage.enter(SimVenue.BINANCE_SPOT, "/ws");
            SimVisitor third = new SimVisitor(stage.loop, stage.ws(SimVenue.BINANCE_SPOT, "/ws"), Heartbeat.PING_FRAME);
            assertTrue(third.take().endsWith(" 429"));
            third.close();
            second.close();
        }
    }
}
