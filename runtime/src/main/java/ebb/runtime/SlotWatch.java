package ebb.runtime;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * Waits with its eyes on the very slot that comes next. The library's own strategies look at the claimed sequence, which
 * several producers share: each claim would have to fetch its cache line back from the consumer first, and from the claim
 * to the publication, while a frame is decoded, a consumer would go through its whole loop in vain.
 */
final class SlotWatch implements WaitStrategy {
    private final int spins;
    // Set before the consumers start.
    private RingBuffer<?> ring;

    /**
     * A watch.
     *
     * @param spins looks before it yields at each further one; {@code Integer.MAX_VALUE} never yields
     */
    SlotWatch(int spins) {
        this.spins = spins;
    }

    /** The ring whose slots are looked at. */
    void over(RingBuffer<?> watched) {
        ring = watched;
    }

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException {
        int left = spins;
        if (dependent != cursor) {
            long reached = dependent.get();
            while (reached < sequence) {
                left = pause(barrier, left);
                reached = dependent.get();
            }
            return reached;
        }
        while (!ring.isAvailable(sequence)) {
            left = pause(barrier, left);
        }
        // The barrier asks each slot of the batch itself, and ends it before the first that is not published.
        return sequence + ring.getBufferSize() - 1;
    }

    private int pause(SequenceBarrier barrier, int left) throws AlertException {
        barrier.checkAlert();
        if (left == 0) {
            Thread.yield();
            return 0;
        }
        Thread.onSpinWait();
        return spins == Integer.MAX_VALUE ? left : left - 1;
    }

    /** Nobody sleeps here. */
    @Override
    public void signalAllWhenBlocking() {}
}
