package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.EpochClock;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A WebSocket client against a server of raw sockets on loopback: what both tests of it share. */
abstract class WebSocketLoopback {
    static final long MS = 1_000_000L;
    /** Never reached in a test that passes. */
    static final long LONG_NS = 60_000 * MS;

    static final NetSettings.Liveness PATIENT = new NetSettings.Liveness(LONG_NS, LONG_NS, 0, LONG_NS, LONG_NS);
    static final NetSettings QUICK =
            NetSettings.DEFAULTS.with(PATIENT).with(new NetSettings.Reconnect(20 * MS, 100 * MS, 20, LONG_NS, 7));

    final Recorder recorder = new Recorder();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    EpochClock clock = () -> System.currentTimeMillis() * MS;
    Optional<RateLimiter> outgoing = Optional.empty();
    Heartbeat heartbeat = Heartbeat.PING_FRAME;
    TestServer server;
    NetLoop loop;
    WebSocketClient client;

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

    void serve(TestServer.Script script) throws IOException {
        server = new TestServer(script);
    }

    void connect(NetSettings settings) {
        connect(settings, URI.create("ws://127.0.0.1:" + server.port() + "/ws?streams=a@b/c@d"));
    }

    void connect(NetSettings settings, URI uri) {
        loop = new NetLoop("net-test", settings, clock);
        WebSocketEndpoint endpoint = new WebSocketEndpoint(uri, Map.of("X-Test", "yes"), heartbeat, outgoing);
        client = new WebSocketClient(loop, endpoint, recorder, recorder);
        client.connect();
    }

    /** The next thing the server heard. */
    String take() throws InterruptedException {
        String line = heard.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the server heard nothing more; the client: " + recorder.lines());
        }
        return line;
    }
}
