package ebb.adapters.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.net.Cause;
import ebb.adapters.net.ConnectionListener.Transition;
import ebb.adapters.net.ConnectionState;
import ebb.adapters.testing.Recorder;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.InstrumentIds;
import ebb.adapters.venue.Venue;
import ebb.testing.Allocations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Law 5 between the scanner and the ring: a frame on its way through the feed allocates nothing. */
class FramePathAllocationTest extends FeedHarness {
    private static final int LONG_WARM_UP = 300_000;

    private byte[] waste;

    private static UnsafeBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    /** A connected socket, whose connection is a matter of words here. */
    private FeedSocket socket(Recorder ring) {
        open(Venue.MEXC, List.of(server.ws("/edge")), "BTC_USDT");
        FeedSettings settings = FeedSettings.of(Venue.MEXC, List.of("BTC_USDT"));
        FeedPorts ports = new FeedPorts(loop, ring, loop.clock(), new InstrumentIds(), connections, currency -> 0, tap);
        VenueProtocol protocol = VenueProtocol.of(Venue.MEXC);
        VenueFeed whole = new VenueFeed(settings, ports, protocol);
        Decoder decoder = protocol.decoder(ring, whole);
        decoder.define("BTC_USDT", 0, -1, 0);
        VenueFeed.Parts parts =
                new VenueFeed.Parts(settings, ports, protocol, decoder, new MessageWriter(Venue.MEXC, ring));
        FeedSocket socket = new FeedSocket(whole, parts, 0, 0, server.ws("/edge"));
        socket.onState(new Transition(ConnectionState.LIVE, Cause.ESTABLISHED, 0, "", 0));
        return socket;
    }

    /** A delta, a deal, a pong as text and one as a frame, in turn; a third of a second between. */
    private static Allocations.Step step(FeedSocket socket) {
        UnsafeBuffer depth = direct(MexcFeedTest.DEPTH);
        UnsafeBuffer deal = direct(MexcFeedTest.DEAL);
        UnsafeBuffer pong = direct("{\"channel\":\"pong\",\"data\":1770000000123,\"ts\":1770000000123}");
        return i -> {
            long nowNs = i * 250_000_000L;
            switch (i & 3) {
                case 0 -> socket.onText(depth, 0, depth.capacity(), nowNs);
                case 1 -> socket.onText(deal, 0, deal.capacity(), nowNs);
                case 2 -> socket.onText(pong, 0, pong.capacity(), nowNs);
                default -> socket.onPong(pong, 0, 8, nowNs);
            }
        };
    }

    @Test
    void shouldCarryFramesWithoutAllocating() {
        Recorder ring = Recorder.endless();
        int[] frames = new int[1];
        Allocations.Step step = step(socket(ring));
        // On a busy machine the compiler comes late, and what it spends then is not the path's.
        for (int i = 0; i < LONG_WARM_UP; i++) {
            step.run(i);
        }
        // Two frames an operation: a million of them are counted.
        Allocations.assertNone(i -> {
            step.run(LONG_WARM_UP + 2 * i);
            step.run(LONG_WARM_UP + 2 * i + 1);
            frames[0] = Math.max(frames[0], 2 * i + 2);
        });
        // A delta, a deal and one sign of life for each second of four frames.
        assertTrue(ring.committed() >= (LONG_WARM_UP + frames[0]) / 4 * 3L, ring.committed() + " of " + frames[0]);
    }

    @Test
    void shouldNoticeAllocations() {
        Allocations.Step step = step(socket(Recorder.endless()));
        long least = Allocations.leastWindow(i -> {
            step.run(i);
            waste = new byte[16];
        });
        assertEquals(32L * Allocations.WINDOW, least);
        assertEquals(16, waste.length);
    }
}
