package ebb.runtime;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.sbe.TickEncoder;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** A ring, what is published to it, and a directory for its journal. */
abstract class RingRig {
    static final long FULL_HALT_NS = 3_600_000_000_000L;

    @TempDir
    Path directory;

    static RingSettings settings(Topology topology, int slots) {
        // An hour between the two levels: no pause of a busy machine is as long.
        return new RingSettings(
                slots, 8, 1_000_000L, FULL_HALT_NS, RingSettings.FULL_LIFT_NS, Waiting.SLEEPING, topology);
    }

    static void publishTick(Ingress ingress, long time) {
        Blocks.open(ingress.buffer(), ingress.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
        InHead.route(ingress.buffer(), ingress.offset(), time, -1, 255, InHead.WHOLE, 65_535);
        ingress.commit(Slots.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
