package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.runtime.KillGate;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Many times the captures' peak rate, in small (RELIABILITY P9, P13). */
class PeakRigTest {
    private static final long MS = 1_000_000L;
    private static final int SLOTS = 256;
    private static final long PATIENCE_MS = 60_000;
    private static final long PATIENCE_NS = PATIENCE_MS * MS;

    @Test
    void shouldLoseNothingAtTenTimesThePeak() {
        long rate = 10L * PeakRun.PEAK;
        PeakOutcome found = PeakRun.run(PeakRun.ring(1 << 16, Topology.COMPACT), rate, 5_000, rate, new PeakRun.Pace());
        assertEquals(5_000 + rate, found.frames());
        assertTrue(found.isWhole(), found::toString);
        assertTrue(found.fullest() < 1 << 16, found::toString);
        assertEquals(0, found.lags() + found.kills());
    }

    /** A logic thread that is held up at twenty times the peak: merged, never lost; bounded, then lifted by itself. */
    @Test
    void shouldMergeAndBoundTradingWhileTheRingIsFullAndGoOnAfterwards() {
        RingSettings ring =
                new RingSettings(SLOTS, 64, 20 * MS, 60_000 * MS, 50 * MS, Waiting.SLEEPING, Topology.COMPACT);
        CountDownLatch hold = new CountDownLatch(1);
        PeakRun.Pace pace = new PeakRun.Pace() {
            @Override
            void before(long frame, BytePath path) {
                KillGate gate = path.live().gate();
                if (frame < 1_000 || frame > 3_000) {
                    // Outside the burst the ring is never full, however busy the machine is.
                    until(() -> path.live().ring().free() > SLOTS / 2);
                } else if (frame == 1_000) {
                    new Thread(() -> path.live().ask(() -> await(hold), PATIENCE_MS)).start();
                } else if (frame == 3_000) {
                    until(() -> gate.level() == KillGate.REDUCE_ONLY);
                    hold.countDown();
                    until(() -> gate.level() == KillGate.OPEN);
                }
            }
        };
        PeakOutcome found = PeakRun.run(ring, 20L * PeakRun.PEAK, 0, 6_000, pace);
        assertTrue(found.refused() > 0, found::toString);
        assertTrue(found.merged() > 0, found::toString);
        assertTrue(found.isContiguous(), () -> "depth was lost, not merged: " + found);
        assertEquals(1, found.lags(), found::toString);
        assertEquals(1, found.lifts(), found::toString);
        assertEquals(0, found.kills(), found::toString);
        assertEquals(found.stopped(), found.told(), found::toString);
        assertTrue(found.orders() > 3_000, () -> "orders went on: " + found);
    }

    @Test
    void shouldCountAFrameWithoutAnOrderAsSlowerThanAnyOther() {
        Histogram times = new Histogram(3);
        for (int i = 1; i <= 980; i++) {
            times.recordValue(i);
        }
        PeakOutcome found =
                new PeakOutcome(1_100, 1_080, 1_100, 0, true, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 1_000, times);
        assertEquals(20, found.unanswered());
        assertEquals(500, found.within(50));
        assertEquals(980, found.within(98));
        assertTrue(Double.isNaN(found.within(99)), "a fiftieth had no order");
    }

    private static boolean await(CountDownLatch hold) throws InterruptedException {
        hold.await();
        return true;
    }

    private static void until(java.util.function.BooleanSupplier claim) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!claim.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited too long");
            Thread.onSpinWait();
        }
    }
}
