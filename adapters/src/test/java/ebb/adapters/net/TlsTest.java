package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom we believe: the certificate matrix, for both clients. Nothing is said to a server that is not believed. */
class TlsTest extends WebSocketLoopback {
    @TempDir
    static Path directory;

    private static TestCertificates authority;
    private static Path trust;

    private enum Wrong {
        OTHER_NAME(Cause.TLS_WRONG_HOST),
        OTHER_ADDRESS(Cause.TLS_WRONG_HOST),
        SELF_SIGNED(Cause.TLS_UNTRUSTED),
        OTHER_AUTHORITY(Cause.TLS_UNTRUSTED),
        EXPIRED(Cause.TLS_EXPIRED),
        NOT_YET_VALID(Cause.TLS_EXPIRED);

        private final Cause cause;

        Wrong(Cause cause) {
            this.cause = cause;
        }

        SSLContext server() throws Exception {
            Instant now = Instant.now();
            Instant from = now.minus(1, ChronoUnit.HOURS);
            Instant until = now.plus(1, ChronoUnit.HOURS);
            switch (this) {
                case OTHER_NAME:
                    return authority.server("venue.example", true, from, until);
                case OTHER_ADDRESS:
                    return authority.server("localhost", false, from, until);
                case SELF_SIGNED:
                    return TestCertificates.selfSigned();
                case OTHER_AUTHORITY:
                    return TestCertificates.authority("ebb test").server("localhost", true, from, until);
                case EXPIRED:
                    return authority.server("localhost", true, from, now.minusSeconds(1));
                default:
                    return authority.server("localhost", true, now.plusSeconds(600), until);
            }
        }

        /** OTHER_ADDRESS is right for the name and wrong for the address. */
        String host() {
            return this == OTHER_ADDRESS ? "127.0.0.1" : "localhost";
        }
    }

    @BeforeAll
    static void foundAuthority() throws Exception {
        authority = TestCertificates.authority("ebb test");
        trust = authority.pem(directory.resolve("trust.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void shouldBelieveTheRightCertificate(String host) throws Exception {
        server = new TestServer(right(), peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            peer.say(TestServer.text("x".repeat(100_000)));
            peer.awaitEnd();
        });
        connect(settings(QUICK), URI.create("wss://" + host + ":" + server.port() + "/ws"));
        recorder.awaitLine("LIVE ESTABLISHED");
        client.sendText("over TLS");
        assertEquals("81 over TLS", take());
        recorder.awaitLine("text " + "x".repeat(100_000));
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void shouldRefuseTheWrongCertificateForFrames(Wrong wrong) throws Exception {
        server = new TestServer(wrong.server(), peer -> heard.add(peer.upgrade()));
        connect(settings(QUICK), URI.create("wss://" + wrong.host() + ":" + server.port() + "/ws"));
        recorder.awaitCount("DOWN " + wrong.cause, 2);
        assertEquals(
                List.of("CONNECTING ASKED", "DOWN " + wrong.cause),
                recorder.lines().subList(0, 2));
        assertTrue(heard.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void shouldRefuseTheWrongCertificateForRequests(Wrong wrong) throws Exception {
        server = new TestServer(wrong.server(), peer -> heard.add(peer.readHead()));
        assertEquals("NOT_CONNECTED " + wrong.cause, ask(settings(QUICK), wrong.host()));
        assertTrue(heard.isEmpty());
    }

    @Test
    void shouldNotBelieveATestAuthorityUnlessToldTo() throws Exception {
        server = new TestServer(right(), peer -> heard.add(peer.readHead()));
        assertEquals("NOT_CONNECTED TLS_UNTRUSTED", ask(QUICK, "localhost"));
        assertTrue(heard.isEmpty());
    }

    @Test
    void shouldAskOverTls() throws Exception {
        server = new TestServer(right(), peer -> {
            peer.readHead();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.awaitEnd();
        });
        assertEquals("OK ASKED", ask(settings(QUICK), "localhost"));
    }

    @Test
    void shouldNotTakePlainTextForTls() throws Exception {
        serve(peer -> {
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.awaitEnd();
        });
        connect(settings(QUICK), URI.create("wss://localhost:" + server.port() + "/ws"));
        recorder.awaitLine("DOWN TLS_FAILED");
    }

    @Test
    void shouldReportAConnectionCutDuringTheTlsHandshake() throws Exception {
        serve(TestServer.Peer::reset);
        connect(settings(QUICK), URI.create("wss://localhost:" + server.port() + "/ws"));
        List<String> lines = recorder.await(all -> all.size() >= 2);
        assertTrue(
                List.of("DOWN RESET", "DOWN TLS_FAILED", "DOWN CLOSED_BY_PEER").contains(lines.get(1)),
                lines::toString);
    }

    @Test
    void shouldGiveUpATlsHandshakeThatIsNeverAnswered() throws Exception {
        serve(TestServer.Peer::awaitEnd);
        NetSettings impatient = QUICK.with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, 100 * MS, LONG_NS));
        connect(settings(impatient), URI.create("wss://localhost:" + server.port() + "/ws"));
        recorder.awaitLine("DOWN CONNECT_TIMEOUT");
        assertEquals(
                "timed out while waiting for the TLS handshake",
                recorder.transitions().get(1).detail());
    }

    @Test
    void shouldRefuseATrustFileThatHoldsNoCertificate() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing here\n");
        for (Path file : List.of(empty, directory.resolve("absent.pem"))) {
            loop = new NetLoop("net-test", settings(QUICK, file), clock);
            WebSocketEndpoint endpoint = WebSocketEndpoint.of(URI.create("wss://localhost:1/"), heartbeat);
            IllegalArgumentException thrown = assertThrows(
                    IllegalArgumentException.class, () -> new WebSocketClient(loop, endpoint, recorder, recorder));
            assertTrue(thrown.getMessage().contains(file.getFileName().toString()), thrown::getMessage);
            loop.close();
        }
    }

    private String ask(NetSettings settings, String host) throws Exception {
        BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
        loop = new NetLoop("net-test", settings, clock);
        URI base = URI.create("https://" + host + ":" + server.port());
        try (RestClient rest = new RestClient(loop, base, Optional.empty())) {
            RestRequest order = new RestRequest("POST", "/order", Map.of(), new byte[0], 1, false);
            rest.send(order, reply -> {
                assertFalse(reply.outcome() == RestOutcome.NOT_CONNECTED && reply.sentNs() != 0);
                outcome.add(reply.outcome() + " " + reply.cause());
            });
            return outcome.poll(20, TimeUnit.SECONDS);
        }
    }

    private static SSLContext right() throws Exception {
        Instant now = Instant.now();
        return authority.server("localhost", true, now.minusSeconds(60), now.plusSeconds(3_600));
    }

    private static NetSettings settings(NetSettings base) {
        return settings(base, trust);
    }

    private static NetSettings settings(NetSettings base, Path trust) {
        return base.with(new NetSettings.Peer("ebb/0.1", Optional.of(trust)));
    }
}
