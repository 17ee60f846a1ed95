package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.ConnectionListener.Transition;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket client makes of a server that does not behave: it says why, and comes back. */
class WebSocketFaultTest extends WebSocketLoopback {
    @ParameterizedTest
    @CsvSource({
        "81 81 01 02 03 04 41, masked, 3ea",
        "83 00, reserved opcode, 3ea",
        "C1 00, reserved bit, 3ea",
        "09 00, fragmented control, 3ea",
        "81 7F 00 00 00 00 00 10 00 01, net.frame-max, 3f1",
    })
    void shouldEndAConnectionThatBreaksTheProtocolAndTryAgain(String hex, String detail, String code) throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() == 1) {
                peer.say(bytes(hex));
                heard.add(peer.readFrame());
            } else {
                peer.say(TestServer.text("again"));
            }
            peer.awaitEnd();
        });
        connect(QUICK);
        assertEquals(
                List.of(
                        "CONNECTING ASKED",
                        "LIVE ESTABLISHED",
                        "DOWN PROTOCOL_ERROR",
                        "CONNECTING ASKED",
                        "LIVE ESTABLISHED",
                        "text again"),
                recorder.awaitLine("text again"));
        assertTrue(recorder.transitions().get(2).detail().contains(detail), recorder.transitions()::toString);
        String close = take();
        assertEquals("88 ", close.substring(0, 3));
        assertEquals(code, Integer.toHexString(close.charAt(3) << 8 | close.charAt(4)));
    }

    @Test
    void shouldAnswerAndReportTheServersClose() throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() == 1) {
                // 1012, "service restart", with a reason.
                peer.say(bytes("88 06 03 F4 62 79 65 21"));
                heard.add(peer.readFrame());
            }
            peer.awaitEnd();
        });
        connect(QUICK);
        List<String> lines = recorder.awaitCount("LIVE ESTABLISHED", 2);
        assertEquals("DOWN CLOSED_BY_PEER 1012", lines.get(2));
        assertEquals("close 1012 bye!", recorder.transitions().get(2).detail());
        assertEquals("88 \u0003\u00f4", take());
    }

    @Test
    void shouldReportAHangUpWithoutAClose() throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() > 1) {
                peer.awaitEnd();
            }
        });
        connect(QUICK);
        assertEquals(
                "DOWN CLOSED_BY_PEER",
                recorder.awaitCount("LIVE ESTABLISHED", 2).get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno', HANDSHAKE_REFUSED 403",
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', HANDSHAKE_REFUSED 200",
        "'HTTP/1.1 429 Slow\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n', RATE_LIMITED 429",
        "'HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n', RATE_LIMITED 418",
        "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: bm90IHRoZSByaWdodCBvbmU=\r\n\r\n', HANDSHAKE_REFUSED",
        "'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n', HANDSHAKE_REFUSED",
        "'what is it you want?\r\n\r\n', HANDSHAKE_REFUSED",
    })
    void shouldNotTakeAnythingElseForAHandshake(String answer, String down) throws Exception {
        serve(peer -> {
            String head = peer.readHead();
            peer.say(peer.number() == 1 ? answer : TestServer.Peer.switching(head));
            peer.awaitEnd();
        });
        connect(QUICK);
        List<String> lines = recorder.awaitLine("LIVE ESTABLISHED");
        assertTrue(lines.get(1).startsWith("DOWN " + down), lines::toString);
        assertEquals(2, client.attempts());
    }

    @Test
    void shouldReportAHangUpDuringTheHandshake() throws Exception {
        serve(peer -> {
            String head = peer.readHead();
            if (peer.number() > 1) {
                peer.say(TestServer.Peer.switching(head));
                peer.awaitEnd();
            }
        });
        connect(QUICK);
        assertEquals(
                "DOWN CLOSED_BY_PEER", recorder.awaitLine("LIVE ESTABLISHED").get(1));
        assertEquals(
                "the peer hung up while waiting for the WebSocket handshake",
                recorder.transitions().get(1).detail());
    }

    @Test
    void shouldGiveUpAHandshakeThatIsNeverAnswered() throws Exception {
        serve(peer -> {
            String head = peer.readHead();
            if (peer.number() > 1) {
                peer.say(TestServer.Peer.switching(head));
            }
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, 300 * MS, LONG_NS)));
        assertEquals(
                "DOWN CONNECT_TIMEOUT", recorder.awaitLine("LIVE ESTABLISHED").get(1));
        assertEquals(
                "timed out while waiting for the WebSocket handshake",
                recorder.transitions().get(1).detail());
    }

    @Test
    void shouldNoticeThatAHalfOpenConnectionIsDead() throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() == 1) {
                peer.say(TestServer.text("last words"));
            } else {
                // From here on every ping is answered, so that the second connection stays.
                while (true) {
                    peer.pong();
                }
            }
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(20 * MS, 400 * MS, 0, LONG_NS, LONG_NS)));
        List<String> lines = recorder.awaitCount("LIVE ESTABLISHED", 2);
        assertEquals(List.of("text last words", "DOWN PONG_MISSED"), lines.subList(2, 4));
        assertEquals(
                "no frame within 400 ms of a ping",
                recorder.transitions().get(2).detail());
    }

    /** Bytes that never become a frame are no sign of life. */
    @Test
    void shouldNotTakeATrickleForLife() throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() == 1) {
                peer.say(bytes("81 7E 03 E8"));
                while (true) {
                    peer.readFrame();
                    peer.say(" ");
                }
            }
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(20 * MS, 200 * MS, 0, LONG_NS, LONG_NS)));
        assertEquals(
                "DOWN PONG_MISSED", recorder.awaitCount("LIVE ESTABLISHED", 2).get(2));
    }

    @Test
    void shouldEndAConnectionThatPongsButSaysNothing() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.say(TestServer.text("once"));
            while (true) {
                peer.pong();
            }
        });
        connect(QUICK.with(new NetSettings.Liveness(20 * MS, LONG_NS, 150 * MS, LONG_NS, LONG_NS)));
        List<String> lines = recorder.awaitLine("DOWN IDLE");
        assertTrue(lines.contains("pong 8"), lines::toString);
    }

    @Test
    void shouldForgetHalfAFrameWhenTheConnectionIsReset() throws Exception {
        serve(peer -> {
            peer.upgrade();
            if (peer.number() == 1) {
                peer.say(TestServer.text("whole"));
                peer.say(Arrays.copyOf(TestServer.text("x".repeat(5_000)), 2_000));
                heard.add(peer.readFrame());
                peer.reset();
            } else {
                peer.say(TestServer.text("afresh"));
                peer.awaitEnd();
            }
        });
        connect(QUICK);
        recorder.awaitLine("text whole");
        client.sendText("cut me off");
        assertEquals(
                List.of(
                        "CONNECTING ASKED",
                        "LIVE ESTABLISHED",
                        "text whole",
                        "DOWN RESET",
                        "CONNECTING ASKED",
                        "LIVE ESTABLISHED",
                        "text afresh"),
                recorder.awaitLine("text afresh"));
    }

    @Test
    void shouldNotSendOnTheNextConnectionWhatWasMeantForTheLast() throws Exception {
        AtomicLong now = new AtomicLong(1_000_000 * MS);
        clock = now::get;
        outgoing = Optional.of(new RateLimiter(1, 1, LONG_NS, 0));
        serve(peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            if (peer.number() == 1) {
                peer.reset();
            } else {
                heard.add(peer.readFrame());
                peer.awaitEnd();
            }
        });
        connect(QUICK);
        recorder.awaitLine("LIVE ESTABLISHED");
        assertTrue(client.sendText("old"));
        assertTrue(client.sendText("stale order"));
        recorder.awaitCount("LIVE ESTABLISHED", 2);
        assertTrue(client.sendText("new"));
        now.addAndGet(10 * LONG_NS);
        assertTrue(client.sendText("newer"));
        assertEquals("81 old", take());
        assertEquals("81 new", take());
        now.addAndGet(10 * LONG_NS);
        client.sendText("wake");
        assertEquals("81 newer", take());
    }

    @Test
    void shouldGiveUpTheConnectionWhenItsHandlerThrows() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.say(TestServer.text(peer.number() == 1 ? "poison" : "fine"));
            peer.awaitEnd();
        });
        Recorder picky = new Recorder() {
            @Override
            public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
                super.onText(buffer, offset, length, receiveNs);
                if (length == "poison".length()) {
                    throw new IllegalStateException("I cannot stand this");
                }
            }
        };
        loop = new NetLoop("net-test", QUICK, clock);
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/");
        client = new WebSocketClient(loop, WebSocketEndpoint.of(uri, heartbeat), picky, picky);
        client.connect();
        List<String> lines = picky.awaitLine("text fine");
        assertEquals("DOWN HANDLER_FAILED", lines.get(3));
    }

    @Test
    void shouldKeepTryingWhereNobodyListensUntilSomebodyDoes() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        connect(QUICK, URI.create("ws://127.0.0.1:" + port));
        recorder.awaitCount("DOWN REFUSED", 4);
        List<Transition> all = recorder.transitions();
        for (int i = 2; i < 8; i += 2) {
            long waitNs = all.get(i).timeNs() - all.get(i - 2).timeNs();
            assertTrue(waitNs >= 18 * MS, "attempts closer together than net.reconnect: " + all);
        }
        assertTrue(client.attempts() >= 4);
    }

    /** Whether a name server answers here or not: the loop goes on, and the client says that it is about the name. */
    @Test
    void shouldNotStopTheLoopOverANameNobodyHas() {
        NetSettings impatient = QUICK.with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, 200 * MS, LONG_NS));
        connect(impatient, URI.create("wss://no-such-host.invalid/ws"));
        recorder.awaitLine("CONNECTING ASKED");
        loop.execute(() -> recorder.add("the loop goes on"));
        recorder.await(all -> all.contains("DOWN NAME_UNKNOWN") || all.contains("DOWN CONNECT_TIMEOUT"));
        List<String> lines = recorder.awaitLine("the loop goes on");
        boolean isAnswered = lines.contains("DOWN NAME_UNKNOWN");
        String detail = recorder.transitions().get(1).detail();
        assertTrue(isAnswered || detail.equals("timed out while looking up the name and connecting"), detail);
    }

    private static byte[] bytes(String hex) {
        String[] parts = hex.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }
}
