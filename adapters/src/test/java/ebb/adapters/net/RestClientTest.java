package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST client against a server of raw sockets on loopback. */
class RestClientTest extends RestRig {
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
}
