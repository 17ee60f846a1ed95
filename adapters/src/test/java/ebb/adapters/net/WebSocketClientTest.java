package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.net.frame.ServerFrames;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a WebSocket client does while the server behaves. */
class WebSocketClientTest extends WebSocketLoopback {
    @ParameterizedTest
    @EnumSource(NetSettings.Transport.class)
    void shouldConnectSubscribeReceiveAndCloseInOrder(NetSettings.Transport transport) throws Exception {
        serve(peer -> {
            heard.add(peer.upgrade());
            heard.add(peer.readFrame());
            peer.say(TestServer.text("{\"one\":1}"));
            peer.say(TestServer.text(""));
            peer.say(TestServer.text("é".repeat(40_000)));
            heard.add(peer.readFrame());
            peer.say(ServerFrames.frame(0x88, new byte[] {3, (byte) 0xE8}));
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Loop(transport, false)));
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
        assertNull(TestServer.Peer.header(head, "Sec-WebSocket-Extensions"));
        assertEquals("81 {\"method\":\"SUBSCRIBE\"}", take());
        assertEquals("88 \u0003\u00e8", take());
        assertFalse(client.sendText("too late"));
    }

    @Test
    void shouldSpinOnABusyLoopAlike() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.say(TestServer.text("spun"));
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Loop(NetSettings.Transport.AUTO, true)));
        recorder.awaitLine("text spun");
    }

    @Test
    void shouldFindAServerByItsName() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.awaitEnd();
        });
        connect(QUICK, URI.create("ws://localhost:" + server.port()));
        recorder.awaitLine("LIVE ESTABLISHED");
    }

    /** Venues push the moment the socket is open: the first frames share a segment with the handshake's answer. */
    @Test
    void shouldKeepFramesThatCameWithTheHandshake() throws Exception {
        serve(peer -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(TestServer.Peer.switching(peer.readHead()).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(TestServer.text("first"));
            out.writeBytes(TestServer.text("second"));
            byte[] third = TestServer.text("third");
            out.write(third, 0, 4);
            peer.say(out.toByteArray());
            heard.add(peer.readFrame());
            peer.say(Arrays.copyOfRange(third, 4, third.length));
            peer.awaitEnd();
        });
        connect(QUICK);
        recorder.awaitLine("text second");
        client.sendText("go on");
        assertEquals(
                List.of("CONNECTING ASKED", "LIVE ESTABLISHED", "text first", "text second", "text third"),
                recorder.awaitLine("text third"));
    }

    @Test
    void shouldPutTogetherWhatArrivesByteByByte() throws Exception {
        serve(peer -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(TestServer.Peer.switching(peer.readHead()).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(TestServer.frame(0x01, "in "));
            out.writeBytes(TestServer.frame(0x89, "p"));
            out.writeBytes(TestServer.frame(0x80, "pieces"));
            out.writeBytes(TestServer.text("x".repeat(300)));
            for (byte each : out.toByteArray()) {
                peer.say(new byte[] {each});
            }
            heard.add(peer.readFrame());
            peer.awaitEnd();
        });
        connect(QUICK);
        assertEquals(
                List.of("CONNECTING ASKED", "LIVE ESTABLISHED", "text in pieces", "text " + "x".repeat(300)),
                recorder.awaitLine("text " + "x".repeat(300)));
        assertEquals("8a p", take());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "0123456789012345678901234567890123456789"})
    void shouldAnswerAPingWithItsPayload(String payload) throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.say(TestServer.frame(0x89, payload));
            heard.add(peer.readFrame());
            peer.awaitEnd();
        });
        connect(QUICK);
        assertEquals("8a " + payload, take());
    }

    @Test
    void shouldPingAndStayWhilePongsCome() throws Exception {
        serve(peer -> {
            peer.upgrade();
            for (int i = 0; i < 5; i++) {
                peer.pong();
            }
            peer.say(TestServer.text("enough"));
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(20 * MS, LONG_NS, 0, LONG_NS, LONG_NS)));
        List<String> lines = recorder.awaitLine("text enough");
        assertEquals(List.of("CONNECTING ASKED", "LIVE ESTABLISHED"), lines.subList(0, 2));
        assertEquals(5, lines.stream().filter("pong 8"::equals).count());
    }

    @Test
    void shouldPingInTheVenuesOwnWords() throws Exception {
        heartbeat = Heartbeat.text("{\"method\":\"ping\"}");
        serve(peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            peer.say(TestServer.text("{\"channel\":\"pong\"}"));
            heard.add(peer.readFrame());
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(20 * MS, LONG_NS, 0, LONG_NS, LONG_NS)));
        assertEquals("81 {\"method\":\"ping\"}", take());
        assertEquals("81 {\"method\":\"ping\"}", take());
        recorder.awaitLine("text {\"channel\":\"pong\"}");
    }

    @Test
    void shouldReportABinaryFrameAsSuch() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.say(TestServer.frame(0x82, "1234"));
            peer.awaitEnd();
        });
        connect(QUICK);
        recorder.awaitLine("binary 4");
    }

    @Test
    void shouldKeepEachThreadsOrderWhenManySend() throws Exception {
        int senders = 4;
        int each = 3_000;
        List<Integer> next = new ArrayList<>(List.of(0, 0, 0, 0));
        serve(peer -> {
            peer.upgrade();
            for (int i = 0; i < senders * each; i++) {
                String[] parts = peer.readFrame().split(" ");
                int sender = Integer.parseInt(parts[1]);
                if (Integer.parseInt(parts[2]) != next.get(sender)) {
                    throw new AssertionError("sender " + sender + " at " + parts[2] + " after " + next);
                }
                next.set(sender, next.get(sender) + 1);
            }
            peer.say(TestServer.text("all " + next));
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Limits(1 << 20, 4 << 20, 4096)));
        recorder.awaitLine("LIVE ESTABLISHED");
        for (int sender = 0; sender < senders; sender++) {
            int who = sender;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; ) {
                    // A full ring says so; the sender decides what that means. Here: again.
                    if (client.sendText(who + " " + i)) {
                        i++;
                    } else {
                        Thread.onSpinWait();
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        recorder.awaitLine("text all [3000, 3000, 3000, 3000]");
    }

    @Test
    void shouldHoldBackWhatTheVenuesLimitForbids() throws Exception {
        AtomicLong now = new AtomicLong(1_000_000 * MS);
        clock = now::get;
        outgoing = Optional.of(new RateLimiter(2, 1, 10 * MS, 0));
        serve(peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            heard.add(peer.readFrame());
            peer.say(TestServer.text("two"));
            while (true) {
                heard.add(peer.readFrame());
            }
        });
        connect(QUICK);
        recorder.awaitLine("LIVE ESTABLISHED");
        for (int i = 0; i < 5; i++) {
            assertTrue(client.sendText("m" + i));
        }
        recorder.awaitLine("text two");
        assertEquals("81 m0", take());
        assertEquals("81 m1", take());
        assertEquals(0, heard.size());
        now.addAndGet(10 * MS);
        assertEquals("81 m2", take());
        assertEquals(0, heard.size());
        now.addAndGet(20 * MS);
        assertEquals("81 m3", take());
        assertEquals("81 m4", take());
    }

    @Test
    void shouldRenewAtAnAdaptersWish() throws Exception {
        serve(peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            peer.awaitEnd();
        });
        connect(QUICK);
        recorder.awaitLine("LIVE ESTABLISHED");
        client.renew("rotation after 23 h");
        List<String> lines = recorder.awaitCount("LIVE ESTABLISHED", 2);
        assertEquals("DOWN RENEWED", lines.get(2));
        assertEquals("rotation after 23 h", recorder.transitions().get(2).detail());
        assertEquals("88 \u0003\u00e9", take());
        assertEquals(2, client.attempts());
    }

    @Test
    void shouldCloseAtOnceWhenThePeerDoesNotAnswerTheClose() throws Exception {
        serve(peer -> {
            peer.upgrade();
            heard.add(peer.readFrame());
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Liveness(LONG_NS, LONG_NS, 0, LONG_NS, 30 * MS)));
        recorder.awaitLine("LIVE ESTABLISHED");
        client.close();
        client.close();
        recorder.awaitLine("DOWN CLOSED_BY_US");
        assertEquals("88 \u0003\u00e8", take());
        client.connect();
        assertEquals(ConnectionState.DOWN, client.state());
    }

    @Test
    void shouldCloseWhileConnecting() throws Exception {
        serve(peer -> {
            heard.add(peer.readHead());
            peer.awaitEnd();
        });
        connect(QUICK);
        take();
        client.close();
        assertEquals(List.of("CONNECTING ASKED", "DOWN CLOSED_BY_US"), recorder.awaitLine("DOWN CLOSED_BY_US"));
    }

    @Test
    void shouldRefuseAMessageThatNeverFits() throws Exception {
        serve(peer -> {
            peer.upgrade();
            peer.awaitEnd();
        });
        connect(QUICK.with(new NetSettings.Limits(1 << 20, 4 << 20, 1024)));
        UnsafeBuffer message = new UnsafeBuffer(new byte[200]);
        recorder.awaitLine("LIVE ESTABLISHED");
        assertThrows(IllegalArgumentException.class, () -> client.sendText(message, 0, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://example.com/ws",
                "ws://127.0.0.1.example.com/ws",
                "wss://user:secret@example.com/ws",
                "https://example.com/ws",
                "wss:///ws",
                "example.com"
            })
    void shouldRefuseAddressesThatAreNotSafeOrNotOurs(String uri) {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> WebSocketEndpoint.of(URI.create(uri), Heartbeat.PING_FRAME));
        assertFalse(thrown.getMessage().contains("secret"));
    }
}
