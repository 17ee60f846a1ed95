package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** The REST client and a server of raw sockets on loopback. */
abstract class RestRig {
    static final long MS = 1_000_000L;
    static final long LONG_NS = 60_000 * MS;

    static final NetSettings.Rest PATIENT = new NetSettings.Rest(100_000, LONG_NS, 1, 4, LONG_NS, 700 * MS, 900 * MS);

    /** What a test keeps of a reply: the reply itself is gone after the callback. */
    record Outcome(String line, String body, long retryAfterNs, Cause cause, String detail) {}

    final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final AtomicLong now = new AtomicLong(1_700_000_000_000L * MS);
    TestServer server;
    NetLoop loop;
    RestClient client;

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

    static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    void serve(TestServer.Script script) throws IOException {
        server = new TestServer(script);
    }

    void open(NetSettings.Rest rest) {
        open(rest, NetSettings.Transport.AUTO, Optional.empty());
    }

    void open(NetSettings.Rest rest, NetSettings.Transport transport, Optional<RateLimiter> limiter) {
        NetSettings settings = NetSettings.DEFAULTS.with(rest).with(new NetSettings.Loop(transport, false));
        loop = new NetLoop("net-test", settings, now::get);
        client = new RestClient(loop, base(), limiter);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void get(String target) {
        send(RestRequest.get(target, 1));
    }

    void send(RestRequest request) {
        client.send(request, this::keep);
    }

    void keep(RestReply reply) {
        String body = reply.body().getStringWithoutLengthUtf8(0, reply.body().capacity());
        String line = reply.outcome() + (reply.status() == 0 ? "" : " " + reply.status());
        outcomes.add(new Outcome(line, body, reply.retryAfterNs(), reply.cause(), reply.detail()));
    }

    Outcome take() throws InterruptedException {
        Outcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("no further reply");
        }
        return outcome;
    }
}
