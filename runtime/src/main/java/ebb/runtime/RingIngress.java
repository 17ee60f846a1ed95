package ebb.runtime;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import ebb.codecs.EpochClock;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Traffic;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/** One producer's way into the ring. Claims never block: a full ring says no. */
final class RingIngress implements Ingress {
    private static final long NOTHING = -1;

    private final RingBuffer<Slot> ring;
    private final int reserve;
    private final EpochClock clock;
    private final long firstSequence;
    private final AtomicLong refusedClaims;
    private final FullRing fullness;
    private final Latencies latencies;
    private final boolean isOneClock;
    private long readNs;
    private long inHandNs;
    private long claimed = NOTHING;
    private Slot slot;

    RingIngress(
            RingBuffer<Slot> ring,
            int reserve,
            EpochClock clock,
            long firstSequence,
            AtomicLong refusedClaims,
            FullRing fullness,
            Latencies latencies) {
        this.ring = ring;
        this.reserve = reserve;
        this.clock = clock;
        this.firstSequence = firstSequence;
        this.refusedClaims = refusedClaims;
        this.fullness = fullness;
        this.latencies = latencies;
        isOneClock = latencies.isBy(clock);
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        if (claimed != NOTHING) {
            throw new IllegalStateException("the last claim was not committed: sequence " + (firstSequence + claimed));
        }
        boolean feed = traffic == Traffic.FEED;
        if (feed && !ring.hasAvailableCapacity(reserve + 1)) {
            refuse();
            return false;
        }
        try {
            claimed = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            // The library's only way to say no: one preallocated instance without a stack trace.
            refuse();
            return false;
        }
        if (feed) {
            fullness.granted();
        }
        slot = ring.get(claimed);
        return true;
    }

    private void refuse() {
        refusedClaims.incrementAndGet();
        fullness.refused(System.nanoTime());
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slot.buffer;
    }

    @Override
    public int offset() {
        return Slot.MESSAGE;
    }

    @Override
    public void commit(int length) {
        if (claimed == NOTHING) {
            throw new IllegalStateException("nothing was claimed");
        }
        slot.length(length);
        long publishNs = clock.nanos();
        InHead.stamp(slot.buffer, Slot.MESSAGE, firstSequence + claimed, publishNs);
        latencies.published(claimed, readNs, inHandNs, isOneClock ? publishNs : latencies.now());
        ring.publish(claimed);
        claimed = NOTHING;
    }

    @Override
    public void received(long socketNs) {
        readNs = socketNs;
        inHandNs = socketNs == 0 ? 0 : latencies.now();
    }

    @Override
    public long capacityLeft() {
        return ring.remainingCapacity();
    }
}
