package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import ebb.adapters.net.frame.ControlHandler;
import ebb.adapters.net.frame.FrameHandler;
import ebb.adapters.net.frame.FrameScanner;
import ebb.adapters.net.frame.FrameWriter;
import ebb.adapters.net.frame.ServerFrames;
import ebb.adapters.net.frame.Violation;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Law 5 for the network layer: our scanner and writer allocate nothing, nor does what Netty adds to a read. */
class AllocationTest extends WebSocketLoopback {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WINDOWS = 6;
    private static final int FRAMES = 200_000;
    private static final int FRAMES_A_ROUND = 100;
    private static final int NOISE = 1_024;
    /** Bytes of the smallest object there is. */
    private static final int LEAST_OBJECT = 16;

    /** Counts, and allocates if told to: the negative control. */
    private static final class Counter implements FrameHandler, ControlHandler {
        private final boolean isWasteful;
        private long messages;
        private long bytes;
        private long pings;
        private byte[] waste;

        private Counter(boolean isWasteful) {
            this.isWasteful = isWasteful;
        }

        @Override
        public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
            messages++;
            bytes += length + buffer.getByte(offset);
            if (isWasteful) {
                waste = new byte[16];
            }
        }

        @Override
        public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
            throw new AssertionError("no binary frame was sent");
        }

        @Override
        public void onPing(DirectBuffer buffer, int offset, int length) {
            pings++;
        }

        @Override
        public void onClose(int code, DirectBuffer buffer, int offset, int length) {
            throw new AssertionError("no close was sent");
        }

        @Override
        public void onViolation(Violation violation, long seen) {
            throw new AssertionError(violation + " " + seen);
        }
    }

    @Test
    void shouldScanWithoutAllocating() {
        Counter counter = new Counter(false);
        long[] windows = scanWindows(counter);
        assertEquals(0, Arrays.stream(windows).min().orElseThrow(), () -> Arrays.toString(windows));
        assertTrue(Arrays.stream(windows).skip(1).max().orElseThrow() <= NOISE, () -> Arrays.toString(windows));
        // 100 frames a round: 98 whole texts, a text in two fragments, with a ping between.
        long rounds = (WINDOWS + 1L) * FRAMES / FRAMES_A_ROUND;
        assertEquals(rounds * 98, counter.messages);
        assertEquals(rounds, counter.pings);
        assertTrue(counter.bytes > rounds * 98 * 100);
    }

    @Test
    void shouldNoticeAHandlerThatAllocates() {
        Counter counter = new Counter(true);
        long[] windows = scanWindows(counter);
        long each = 32L * FRAMES / FRAMES_A_ROUND * 98;
        assertEquals(each, Arrays.stream(windows).min().orElseThrow(), () -> Arrays.toString(windows));
        assertEquals(16, counter.waste.length);
    }

    @Test
    void shouldWriteFramesWithoutAllocating() {
        FrameWriter writer = new FrameWriter(1);
        UnsafeBuffer source = new UnsafeBuffer(ByteBuffer.allocateDirect(300));
        UnsafeBuffer target = new UnsafeBuffer(ByteBuffer.allocateDirect(320));
        long[] windows = new long[WINDOWS + 1];
        long written = 0;
        for (int window = 0; window <= WINDOWS; window++) {
            long before = allocated();
            for (int i = 0; i < FRAMES; i++) {
                written += writer.text(target, 0, source, 0, 100 + i % 200);
            }
            windows[window] = allocated() - before;
        }
        assertEquals(0, Arrays.stream(windows).skip(1).min().orElseThrow(), () -> Arrays.toString(windows));
        assertTrue(written > (WINDOWS + 1L) * FRAMES * 100);
    }

    /** The whole way on a real socket, Netty's own part of a read included: it reads into the client's one memory. */
    @ParameterizedTest
    @EnumSource(
            value = NetSettings.Transport.class,
            names = {"EPOLL", "NIO"})
    void shouldAllocateNothingForAReadEither(NetSettings.Transport transport) throws Exception {
        int warmUp = 100_000;
        int measured = 300_000;
        AtomicLong reads = new AtomicLong();
        clock = reads::incrementAndGet;
        Meter meter = new Meter(warmUp, warmUp + measured, reads);
        byte[] frame = ServerFrames.frame(0x81, new byte[120]);
        serve(peer -> {
            peer.upgrade();
            byte[] burst = new byte[frame.length * 40];
            for (int i = 0; i < 40; i++) {
                System.arraycopy(frame, 0, burst, i * frame.length, frame.length);
            }
            for (int i = 0; i < (warmUp + measured) / 40; i++) {
                peer.say(burst);
            }
            peer.awaitEnd();
        });
        NetSettings settings = QUICK.with(new NetSettings.Loop(transport, false));
        loop = new NetLoop("net-test", settings, clock);
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/");
        client = new WebSocketClient(loop, WebSocketEndpoint.of(uri, heartbeat), meter, recorder);
        client.connect();
        assertTrue(
                meter.done.await(60, TimeUnit.SECONDS), () -> recorder.lines().toString());
        double perRead = (double) meter.bytes / meter.reads;
        double perFrame = (double) meter.bytes / measured;
        System.out.printf(
                Locale.ROOT,
                "%s: %d frames in %d reads, %.1f B a read, %.2f B a frame on the event loop%n",
                transport,
                measured,
                meter.reads,
                perRead,
                perFrame);
        assertTrue(perRead < LEAST_OBJECT, () -> perRead + " B a read");
        assertEquals(warmUp + measured, meter.messages);
    }

    /** Reads the loop's own allocation counter at two messages. */
    private static final class Meter implements FrameHandler {
        private final int from;
        private final int until;
        private final AtomicLong readCount;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile int messages;
        private volatile long bytes;
        private volatile long reads;

        private Meter(int from, int until, AtomicLong readCount) {
            this.from = from;
            this.until = until;
            this.readCount = readCount;
        }

        @Override
        public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
            int count = messages + 1;
            messages = count;
            if (count == from) {
                reads = -readCount.get();
                bytes = -allocated();
            } else if (count == until) {
                bytes += allocated();
                reads += readCount.get();
                done.countDown();
            }
        }

        @Override
        public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
            throw new AssertionError("no binary frame was sent");
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Bytes allocated in each window after the first, over a stream whose reads cut frames wherever they fall. */
    private static long[] scanWindows(Counter counter) {
        byte[] stream = stream();
        UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(stream.length));
        memory.putBytes(0, stream);
        UnsafeBuffer read = new UnsafeBuffer();
        FrameScanner scanner = new FrameScanner(1 << 20, 4 << 20, counter, counter);
        long[] windows = new long[WINDOWS];
        for (int window = -1; window < WINDOWS; window++) {
            long before = allocated();
            int cut = 1;
            for (int i = 0; i < FRAMES / FRAMES_A_ROUND; i++) {
                cut = cut % 4_000 + 37;
                for (int at = 0; at < stream.length; at += cut) {
                    int length = Math.min(cut, stream.length - at);
                    read.wrap(memory.addressOffset() + at, length);
                    scanner.scan(read, 0, length, i);
                }
            }
            if (window >= 0) {
                windows[window] = allocated() - before;
            }
        }
        scanner.close();
        return windows;
    }

    private static byte[] stream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 97; i++) {
            out.writeBytes(ServerFrames.frame(0x81, new byte[100 + i * 5]));
        }
        out.writeBytes(ServerFrames.frame(0x01, new byte[500]));
        out.writeBytes(ServerFrames.frame(0x89, new byte[8]));
        out.writeBytes(ServerFrames.frame(0x80, new byte[500]));
        return out.toByteArray();
    }
}
