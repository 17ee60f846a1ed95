package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Samples;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** From the frame in the read buffer to the committed slot nothing is allocated (law 5). */
class ZeroAllocationTest {
    private static final int WINDOW = 210_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Object escaped;

    @Test
    void shouldDecodeBinanceWithoutAllocating() {
        Recorder recorder = Recorder.endless();
        BinanceDecoder decoder = new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE);
        decoder.define("BTCUSDT", 0, -2, -3);
        decodes(decoder, recorder, frames(Samples.usdm()), 12);
    }

    @Test
    void shouldDecodeMexcWithoutAllocating() {
        Recorder recorder = Recorder.endless();
        MexcDecoder decoder = new MexcDecoder(recorder, ControlListener.NONE);
        decoder.define("BTC_USDT", 0, -1, 0);
        decodes(decoder, recorder, frames(Samples.mexc()), 13);
    }

    private void decodes(Decoder decoder, Recorder recorder, UnsafeBuffer[] frames, int messagesPerRound) {
        SnapshotRequest request = new SnapshotRequest(0, 1, 4, 1000);
        UnsafeBuffer body = frames[frames.length - 1];
        int markets = frames.length - 1;
        IntConsumer step = i -> {
            int k = i % frames.length;
            if (k == markets) {
                decoder.decodeSnapshot(request, body, 0, body.capacity(), i);
            } else {
                decoder.decode(frames[k], 0, frames[k].capacity(), i, 1);
            }
        };
        assertEquals(0, leastAllocated(step));
        long rounds = decoder.counters().frames() / frames.length;
        assertTrue(recorder.committed() > rounds * messagesPerRound, "messages came out: " + recorder.committed());
        assertEquals(0, decoder.counters().rejected());
    }

    @Test
    void shouldConflateWithoutAllocating() {
        Recorder recorder = Recorder.of(8);
        BinanceDecoder decoder = new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE);
        decoder.define("BTCUSDT", 0, -2, -3);
        UnsafeBuffer[] frames = frames(Samples.usdm());
        assertEquals(0, leastAllocated(i -> {
            int k = i % (frames.length - 1);
            decoder.decode(frames[k], 0, frames[k].capacity(), i, 1);
            if (i % 40 == 0) {
                recorder.clear();
            }
        }));
        assertTrue(decoder.counters().gaps() > 1_000 && decoder.counters().lostTrades() > 1_000);
    }

    @Test
    void shouldNoticeAnAllocation() {
        assertEquals(32L * WINDOW, leastAllocated(i -> escaped = new byte[16]));
        assertTrue(escaped != null);
    }

    private static UnsafeBuffer[] frames(String[] samples) {
        UnsafeBuffer[] frames = new UnsafeBuffer[samples.length];
        for (int i = 0; i < frames.length; i++) {
            byte[] bytes = samples[i].getBytes(StandardCharsets.UTF_8);
            frames[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes));
        }
        return frames;
    }

    private long leastAllocated(IntConsumer step) {
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < 60_000; i++) {
            step.accept(i);
        }
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 5; window++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < WINDOW; i++) {
                step.accept(i);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
