package ebb.bench;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.TickEncoder;
import ebb.runtime.EngineRing;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.util.Locale;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * PERF workload 4: one hop over the real ring, multi-producer claim, slot prepared and stamped as any message, with one
 * of its wait strategies. {@link #send} and {@link #poll} belong to one thread; the consumer has its own.
 */
public final class HopWorkload implements AutoCloseable {
    private static final int SLOTS = 1_024;
    private static final int RESERVE = 64;
    private static final int LINE = 128;
    private static final int NO_INSTRUMENT = -1;
    private static final int NO_VENUE = 255;

    // Written by the consumer, read by the sender; release and acquire. On a line of its own.
    private final UnsafeBuffer seen = new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * LINE, LINE));
    private final EngineRing ring;
    private final Ingress ingress;

    HopWorkload(String waiting) {
        RingSettings settings = new RingSettings(
                SLOTS,
                RESERVE,
                RingSettings.FULL_REDUCE_NS,
                RingSettings.FULL_HALT_NS,
                RingSettings.FULL_LIFT_NS,
                Waiting.valueOf(waiting.toUpperCase(Locale.ROOT).replace('-', '_')),
                Topology.COMPACT);
        ring = new EngineRing(
                settings, System::nanoTime, 1, this::onMessage, (cause, sequence, buffer, offset, length) -> {
                    throw new IllegalStateException("the consumer failed at " + sequence, cause);
                });
        ring.start();
        ingress = ring.ingress();
    }

    private void onMessage(DirectBuffer buffer, int offset, int length) {
        seen.putLongRelease(0, InHead.ingress(buffer, offset));
    }

    /**
     * Publishes a message that carries a number.
     *
     * @param n what {@link #poll} is to show
     * @return false if the ring is full
     */
    public boolean send(long n) {
        if (!ingress.tryClaim(Traffic.FEED)) {
            return false;
        }
        Blocks.open(ingress.buffer(), ingress.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(ingress.buffer(), ingress.offset(), n, NO_INSTRUMENT, NO_VENUE, InHead.WHOLE, 0);
        ingress.commit(Slots.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
        return true;
    }

    /** The number that the consumer saw last; 0 before the first. */
    public long poll() {
        return seen.getLongAcquire(0);
    }

    @Override
    public void close() {
        ring.close();
    }
}
