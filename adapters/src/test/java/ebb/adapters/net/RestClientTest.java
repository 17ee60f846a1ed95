package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                peer.say(answer("200 OK", "X-MBX-USED-WEIGHT-1M: 2" + i + "\r\n", "{\"n\":" + i + "}"));
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
        assertEquals(null, TestServer.Peer.header(head, "Accept-Encoding"));
        assertEquals(1, server.accepted());
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private void serve(TestServer.Script script) throws IOException {
        server = new TestServer(script);
    }

    private void open(NetSettings.Rest rest, NetSettings.Transport transport, Optional<RateLimiter> limiter) {
        NetSettings settings = NetSettings.DEFAULTS.with(rest).with(new NetSettings.Loop(transport, false));
        loop = new NetLoop("net-test", settings, now::get);
        client = new RestClient(loop, URI.create("http://127.0.0.1:" + server.port()), limiter);
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
