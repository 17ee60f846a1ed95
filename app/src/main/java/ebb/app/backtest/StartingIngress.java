package ebb.app.backtest;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import java.util.function.LongConsumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Starts a run with the time of its first message: a recording tells its beginning only by its first line, and the run's
 * first records must stand before that.
 */
final class StartingIngress implements Ingress {
    private final Ingress target;
    private final LongConsumer start;
    private final UnsafeBuffer first = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private boolean hasStarted;

    StartingIngress(Ingress target, LongConsumer start) {
        this.target = target;
        this.start = start;
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        return !hasStarted || target.tryClaim(traffic);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return hasStarted ? target.buffer() : first;
    }

    @Override
    public int offset() {
        return hasStarted ? target.offset() : 0;
    }

    @Override
    public void commit(int length) {
        if (hasStarted) {
            target.commit(length);
            return;
        }
        hasStarted = true;
        start.accept(InHead.ingress(first, 0));
        if (!target.tryClaim(Traffic.FEED)) {
            throw new IllegalStateException("the straight loop has always room");
        }
        target.buffer().putBytes(target.offset(), first, 0, length);
        target.commit(length);
    }

    @Override
    public long capacityLeft() {
        return target.capacityLeft();
    }
}
