package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST client against a server of raw sockets on loopback. */
class RestClientTest {
    private static final long MS = 1_000_000L;
    private static final long LONG_NS = 60_000 * MS;
    private static final NetSettings.Rest PATIENT =
            new NetSettings.Rest(100_000, LONG_NS, 1, 4, LONG_NS, 700 * MS, 900 * MS);

    /** What a test keeps of a reply: the reply itself is gone after the callback. */
    private record Outcome(String line, String body, long retryAfterNs, Cause cause, String detail) {}

    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L * MS);
    private TestServer server;
    private NetLoop loop;
    private RestClient client;

    @AfterEach
    void closeAll() throws Exception {
        if (client != null) {
            client.close();
        }
        if (loop != null) {
            loop.close();
        }
        if (server != null) {
            server.close();
            assertEquals(List.of(), server.troubles());
        }
    }

    @ParameterizedTest
    @EnumSource(NetSettings.Transport.class)
    void shouldAskOnOneKeptConnection(NetSettings.Transport transport) throws Exception {
        serve(peer -> {
            for (int i = 0; ; i++) {
                heard.add(peer.readHead());
                peer.say(answer("200 OK", "{\"n\":" + i + "}"));
            }
        });
        open(PATIENT, transport, Optional.empty());
        get("/fapi/v1/depth?symbol=BTCUSDT&limit=1000");
        get("/second");
        assertEquals("OK 200", take().line());
        Outcome second = take();
        assertEquals("OK 200", second.line());
        assertEquals("{\"n\":1}", second.body());
        String head = heard.take();
        assertTrue(head.startsWith("GET /fapi/v1/depth?symbol=BTCUSDT&limit=1000 HTTP/1.1\r\n"), head);
        assertEquals("ebb/0.1", TestServer.Peer.header(head, "User-Agent"));
        assertEquals("127.0.0.1:" + server.port(), TestServer.Peer.header(head, "Host"));
        assertNull(TestServer.Peer.header(head, "Accept-Encoding"));
        assertNull(TestServer.Peer.header(head, "Content-Length"));
        assertEquals(1, server.accepted());
    }

    @Test
    void shouldSendMethodHeadersAndBodyAsGiven() throws Exception {
        serve(peer -> {
            String head = peer.readHead();
            heard.add(head);
            heard.add(peer.readText(Integer.parseInt(TestServer.Peer.header(head, "Content-Length"))));
            peer.say(answer("200 OK", "{}"));
            head = peer.readHead();
            heard.add(head);
            peer.say(answer("200 OK", "{}"));
            peer.awaitEnd();
        });
        open(PATIENT);
        byte[] body = "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8);
        send(new RestRequest("POST", "/order", Map.of("X-MBX-APIKEY", "key"), body, 1, false));
        send(new RestRequest("DELETE", "/order?id=1", Map.of(), new byte[0], 1, true));
        take();
        take();
        String head = heard.take();
        assertTrue(head.startsWith("POST /order HTTP/1.1\r\n"), head);
        assertEquals("key", TestServer.Peer.header(head, "X-MBX-APIKEY"));
        assertEquals("{\"a\":\"é\"}", heard.take());
        String delete = heard.take();
        assertTrue(delete.startsWith("DELETE /order?id=1 HTTP/1.1\r\n"), delete);
        assertEquals("0", TestServer.Peer.header(delete, "Content-Length"));
    }

    @ParameterizedTest
    @CsvSource({
        "204 No Content, OK 204",
        "404 Not Found, CLIENT_ERROR 404",
        "400 Bad Request, CLIENT_ERROR 400",
        "500 Internal Server Error, SERVER_ERROR 500",
        "503 Unavailable, SERVER_ERROR 503",
        "302 Found, UNEXPECTED_STATUS 302",
        "999 What, UNEXPECTED_STATUS 999",
    })
    void shouldSortByStatusAndHandOverTheBody(String status, String line) throws Exception {
        String body = status.startsWith("204") ? "" : "{\"code\":-1121}";
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 " + status + "\r\n"
                    + (body.isEmpty() ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        Outcome outcome = take();
        assertEquals(line, outcome.line());
        assertEquals(body, outcome.body());
        assertEquals(0, outcome.retryAfterNs());
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After: 3, RATE_LIMITED 429, 3000",
        "429, X: y, RATE_LIMITED 429, 700",
        "429, 'Retry-After: Tue, 14 Nov 2023 22:14:20 GMT', RATE_LIMITED 429, 60000",
        "429, Retry-After: soon, RATE_LIMITED 429, 700",
        "418, Retry-After: 120, BANNED 418, 120000",
        "418, X: y, BANNED 418, 900",
    })
    void shouldFallSilentWhenToldTo(String status, String header, String line, long pauseMs) throws Exception {
        serve(peer -> {
            while (true) {
                heard.add(peer.readHead());
                boolean isFirst = heard.size() == 1;
                peer.say(
                        isFirst
                                ? "HTTP/1.1 " + status + " Slow\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}"
                                : answer("200 OK", "{}"));
            }
        });
        open(PATIENT);
        get("/a");
        get("/b");
        Outcome first = take();
        assertEquals(line, first.line());
        assertEquals(pauseMs * MS, first.retryAfterNs());
        Outcome waiting = take();
        assertEquals("PAUSED", waiting.line());
        now.addAndGet(pauseMs * MS - 1);
        get("/c");
        Outcome refused = take();
        assertEquals("PAUSED", refused.line());
        assertEquals(1, refused.retryAfterNs());
        assertFalse(RestOutcome.PAUSED.mayHaveArrived());
        now.addAndGet(1);
        get("/d");
        assertEquals("OK 200", take().line());
        assertEquals(2, heard.size());
    }

    @Test
    void shouldPutTogetherAChunkedBody() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 100 Continue\r\n\r\n");
            peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
            peer.say("2;x=y\r\n1}\r\n0\r\nTrailer: t\r\n\r\n");
            peer.readHead();
            peer.say(answer("200 OK", "next"));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        get("/y");
        assertEquals("{\"a\":1}", take().body());
        assertEquals("next", take().body());
    }

    @Test
    void shouldTakeABodyThatEndsWithTheConnection() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
        });
        open(PATIENT);
        get("/x");
        get("/y");
        assertEquals("all of it", take().body());
        assertEquals("all of it", take().body());
        assertEquals(2, server.accepted());
    }

    @Test
    void shouldTakeABodyAsLargeAsAllowed() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer("200 OK", "x".repeat(100_000)));
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/fits");
        assertEquals(100_000, take().body().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n"
            })
    void shouldRefuseABodyBeyondTheLimit(String head) throws Exception {
        boolean isChunked = head.contains("chunked");
        serve(peer -> {
            peer.readHead();
            peer.say(head);
            for (int i = 0; i < 101; i++) {
                peer.say((isChunked ? "3e8\r\n" : "") + "x".repeat(1_000) + (isChunked ? "\r\n" : ""));
            }
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/x");
        Outcome outcome = take();
        assertEquals("TOO_LARGE 200", outcome.line());
        assertTrue(outcome.detail().contains("net.rest-max is 100000"), outcome.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', TRUNCATED 200",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal', TRUNCATED 200",
        "'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\nabcd', ENCODED 200",
        "'<html>go away</html>\r\n\r\n', GARBAGE",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n\r\n', GARBAGE 200",
        "'', BROKEN",
        "'HTTP/1.1 200 O', BROKEN",
    })
    void shouldNameWhatIsWrongWithAnAnswer(String answer, String line) throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer);
        });
        open(PATIENT);
        get("/x");
        assertEquals(line, take().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"})
    void shouldGiveUpAnAnswerThatDoesNotComeInTime(String answer) throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer);
            peer.awaitEnd();
        });
        open(new NetSettings.Rest(100_000, 60 * MS, 1, 4, LONG_NS, MS, MS));
        get("/x");
        assertEquals(answer.isEmpty() ? "TIMEOUT" : "TIMEOUT 200", take().line());
        assertTrue(RestOutcome.TIMEOUT.mayHaveArrived());
    }

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            loop = new NetLoop("net-test", NetSettings.DEFAULTS, now::get);
            client = new RestClient(loop, URI.create("http://127.0.0.1:" + free.getLocalPort()), Optional.empty());
        }
        get("/x");
        Outcome outcome = take();
        assertEquals("NOT_CONNECTED", outcome.line());
        assertEquals(Cause.REFUSED, outcome.cause());
        assertFalse(RestOutcome.NOT_CONNECTED.mayHaveArrived());
    }

    /** The venue closes an idle connection just when the next request is written. */
    @Test
    void shouldRepeatAReadThatMetAClosedConnectionButNeverAnOrder() throws Exception {
        serve(peer -> {
            heard.add(peer.readHead().split("\r\n")[0]);
            peer.say(answer("200 OK", "{}"));
            if (peer.number() % 2 == 1) {
                heard.add(peer.readHead().split("\r\n")[0]);
                peer.reset();
            }
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/1");
        assertEquals("OK 200", take().line());
        get("/2");
        assertEquals("OK 200", take().line());
        assertEquals(List.of("GET /1 HTTP/1.1", "GET /2 HTTP/1.1", "GET /2 HTTP/1.1"), List.copyOf(heard));
        client.close();
        client = new RestClient(loop, base(), Optional.empty());
        get("/3");
        assertEquals("OK 200", take().line());
        send(new RestRequest("POST", "/order", Map.of(), new byte[0], 1, false));
        assertEquals("BROKEN", take().line());
        assertEquals("POST /order HTTP/1.1", List.copyOf(heard).get(4));
        assertEquals(5, heard.size());
    }

    @Test
    void shouldRefuseWhatTheQueueCannotHoldAndLetUrgentRequestsPass() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        serve(peer -> {
            while (true) {
                String line = peer.readHead().split("\r\n")[0];
                heard.add(line);
                allAsked.await();
                peer.say(answer("200 OK", line));
            }
        });
        open(PATIENT);
        get("/under-way");
        heard.take();
        for (int i = 0; i < 3; i++) {
            get("/" + i);
        }
        send(new RestRequest("DELETE", "/cancel", Map.of(), new byte[0], 1, true));
        get("/one-too-many");
        assertEquals("QUEUE_FULL", take().line());
        allAsked.countDown();
        List<String> order = List.of("GET /under-way", "DELETE /cancel", "GET /0", "GET /1", "GET /2");
        for (String each : order) {
            assertEquals(each + " HTTP/1.1", take().body());
        }
    }

    @Test
    void shouldStayBelowTheVenuesLimit() throws Exception {
        serve(peer -> {
            while (true) {
                heard.add(peer.readHead().split("\r\n")[0]);
                peer.say(answer("200 OK", "{}"));
            }
        });
        RateLimiter limiter = new RateLimiter(10, 1, 10 * MS, 4);
        open(PATIENT, NetSettings.Transport.AUTO, Optional.of(limiter));
        send(RestRequest.get("/six", 6));
        assertEquals("OK 200", take().line());
        send(RestRequest.get("/one", 1));
        send(new RestRequest("DELETE", "/cancel", Map.of(), new byte[0], 4, true));
        assertEquals("OK 200", take().line());
        assertEquals(List.of("GET /six HTTP/1.1", "DELETE /cancel HTTP/1.1"), List.copyOf(heard));
        now.addAndGet(50 * MS);
        assertEquals("OK 200", take().line());
        assertEquals(3, heard.size());
    }

    @Test
    void shouldEndEverythingWhenClosed() throws Exception {
        serve(peer -> {
            heard.add(peer.readHead());
            peer.awaitEnd();
        });
        open(PATIENT);
        get("/under-way");
        heard.take();
        get("/waiting");
        client.close();
        get("/late");
        for (int i = 0; i < 3; i++) {
            assertEquals("CLOSED", take().line());
        }
    }

    @Test
    void shouldGoOnAfterAHandlerThatThrows() throws Exception {
        serve(peer -> {
            while (true) {
                peer.readHead();
                peer.say(answer("200 OK", "{}"));
            }
        });
        open(PATIENT);
        client.send(RestRequest.get("/x", 1), reply -> {
            throw new IllegalStateException("cannot stand replies");
        });
        get("/y");
        assertEquals("OK 200", take().line());
        assertEquals(1, server.accepted());
    }

    @Test
    void shouldNotShowTheQueryInItsText() throws Exception {
        serve(peer -> {
            peer.readHead();
            peer.say(answer("404 Not Found", "{}"));
            peer.awaitEnd();
        });
        open(PATIENT);
        client.send(RestRequest.get("/order?signature=secret", 1), reply -> heard.add(reply.toString()));
        assertEquals("GET /order: CLIENT_ERROR 404, 127.0.0.1 answered", heard.take());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com", "ftp://127.0.0.1", "https://example.com/path", "https://u:p@example.com"})
    void shouldRefuseABaseThatIsNotSafeOrNotOurs(String base) {
        loop = new NetLoop("net-test", NetSettings.DEFAULTS, now::get);
        assertThrows(IllegalArgumentException.class, () -> new RestClient(loop, URI.create(base), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/a b", "/a\r\nX-Evil: 1", "/é"})
    void shouldRefuseATargetThatWouldBreakTheRequest(String target) {
        assertThrows(IllegalArgumentException.class, () -> RestRequest.get(target, 1));
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    private void serve(TestServer.Script script) throws IOException {
        server = new TestServer(script);
    }

    private void open(NetSettings.Rest rest) {
        open(rest, NetSettings.Transport.AUTO, Optional.empty());
    }

    private void open(NetSettings.Rest rest, NetSettings.Transport transport, Optional<RateLimiter> limiter) {
        NetSettings settings = NetSettings.DEFAULTS.with(rest).with(new NetSettings.Loop(transport, false));
        loop = new NetLoop("net-test", settings, now::get);
        client = new RestClient(loop, base(), limiter);
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private void get(String target) {
        send(RestRequest.get(target, 1));
    }

    private void send(RestRequest request) {
        client.send(request, this::keep);
    }

    private void keep(RestReply reply) {
        String body = reply.body().getStringWithoutLengthUtf8(0, reply.body().capacity());
        String line = reply.outcome() + (reply.status() == 0 ? "" : " " + reply.status());
        outcomes.add(new Outcome(line, body, reply.retryAfterNs(), reply.cause(), reply.detail()));
    }

    private Outcome take() throws InterruptedException {
        Outcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("no further reply");
        }
        return outcome;
    }
}
