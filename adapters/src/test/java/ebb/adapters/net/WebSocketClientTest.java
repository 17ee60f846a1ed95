package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The WebSocket client against a server of raw sockets on loopback. */
class WebSocketClientTest {
    private static final long MS = 1_000_000L;
    private static final long LONG_NS = 60_000 * MS;
    private static final NetSettings QUICK = NetSettings.DEFAULTS
            .with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, LONG_NS, LONG_NS))
            .with(new NetSettings.Reconnect(20 * MS, 100 * MS, 20, LONG_NS, 7));

    private final Recorder recorder = new Recorder();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private TestServer server;
    private NetLoop loop;
    private WebSocketClient client;

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
    void shouldConnectSubscribeReceiveAndCloseInOrder(NetSettings.Transport transport) throws Exception {
        server = new TestServer(peer -> {
            heard.add(peer.upgrade());
            heard.add(peer.readFrame());
            peer.say(TestServer.text("{\"one\":1}"));
            peer.say(TestServer.text(""));
            peer.say(TestServer.text("é".repeat(40_000)));
            heard.add(peer.readFrame());
            peer.say(TestServer.frame(0x88, new byte[] {3, (byte) 0xE8}));
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Loop(transport, false)), "/ws?streams=a@b/c@d");
        recorder.awaitLine("LIVE ESTABLISHED");
        assertTrue(client.sendText("{\"method\":\"SUBSCRIBE\"}"));
        recorder.awaitLine("text " + "é".repeat(40_000));
        client.close();
        assertEquals(
                List.of(
                        "CONNECTING ASKED",
                        "LIVE ESTABLISHED",
                        "text {\"one\":1}",
                        "text ",
                        "text " + "é".repeat(40_000),
                        "DOWN CLOSED_BY_US"),
                recorder.awaitLine("DOWN CLOSED_BY_US"));
        String head = take();
        assertTrue(head.startsWith("GET /ws?streams=a@b/c@d HTTP/1.1\r\n"), head);
        assertEquals("ebb/0.1", TestServer.Peer.header(head, "User-Agent"));
        assertEquals("yes", TestServer.Peer.header(head, "X-Test"));
        assertEquals("127.0.0.1:" + server.port(), TestServer.Peer.header(head, "Host"));
        assertEquals(null, TestServer.Peer.header(head, "Sec-WebSocket-Extensions"));
        assertEquals("81 {\"method\":\"SUBSCRIBE\"}", take());
        assertEquals("88 \u0003\u00e8", take());
        assertFalse(client.sendText("too late"));
    }

    private void connect(NetSettings settings, String path) {
        connect(settings, path, Heartbeat.PING_FRAME, Optional.empty());
    }

    private void connect(NetSettings settings, String path, Heartbeat heartbeat, Optional<RateLimiter> outgoing) {
        loop = new NetLoop("net-test", settings, WebSocketClientTest::wall);
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
        client = new WebSocketClient(
                loop, new WebSocketEndpoint(uri, Map.of("X-Test", "yes"), heartbeat, outgoing), recorder, recorder);
        client.connect();
    }

    private String take() throws InterruptedException {
        String line = heard.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the server heard nothing more");
        }
        return line;
    }

    private static long wall() {
        return System.currentTimeMillis() * MS;
    }
}
