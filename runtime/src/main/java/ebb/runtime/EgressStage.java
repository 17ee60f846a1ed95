package ebb.runtime;

import ebb.codecs.InHead;
import ebb.codecs.Slots;
import ebb.journal.Durability;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Drains what the engine emitted once its cause is journaled: appends it to {@code out} and hands it on to gateways and
 * feeds. Writes the run's measured latencies to {@code lat}.
 *
 * <p>Under {@code sync-before-egress} the journal syncs once a batch, at its end. Where it shares the thread with this
 * stage (compact), nothing of the batch may go out before that, so this stage lets a batch go when it ends.
 */
public final class EgressStage implements RingStage {
    private static final long NONE = -1;

    private final LiveRun run;
    private final boolean sendsWholeBatches;
    private final Latencies latencies;
    private final OutboundListener listener;
    private final OutboundBuffer outbound;
    private final UnsafeBuffer latency = new UnsafeBuffer(ByteBuffer.allocateDirect(LatencyRecord.BYTES));
    private StreamWriter out;
    private StreamWriter lat;
    private long handled;
    // First sequence of the batch in hand whose turn has not come, or NONE.
    private long waiting = NONE;
    // Written by the egress thread, read by status; volatile order.
    private volatile long sent;

    /**
     * Creates the stage; the streams are begun on the stage's own thread.
     *
     * @param run where to append
     * @param latencies where the other stages noted when they began and ended
     * @param listener gateways and feeds, behind the last look at the kill gate
     * @param capacity bytes of the outbound buffer, a power of two
     */
    public EgressStage(LiveRun run, Latencies latencies, OutboundListener listener, int capacity) {
        this.run = run;
        sendsWholeBatches = run.settings().durability() == Durability.SYNC_BEFORE_EGRESS;
        this.latencies = latencies;
        this.listener = listener;
        this.outbound = new OutboundBuffer(capacity, this::send);
    }

    /**
     * Where the engine emits.
     *
     * @return the buffer between the logic thread and this stage
     */
    public OutboundBuffer outbound() {
        return outbound;
    }

    @Override
    public void onStart() {
        out = run.writer(JournalStream.OUT, 1);
        lat = run.writer(JournalStream.LAT, 1);
    }

    @Override
    public void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch) {
        long sequence = InHead.seq(buffer, offset);
        if (waiting == NONE) {
            waiting = sequence;
        }
        if (endOfBatch || !sendsWholeBatches) {
            for (long each = waiting; each <= sequence; each++) {
                pass(each);
            }
            waiting = NONE;
        }
        if (endOfBatch) {
            listener.onBatchEnd();
            run.rest();
        }
    }

    private void pass(long sequence) {
        int drained = outbound.drain(sequence);
        if (drained > 0 || handled % LatencyRecord.SAMPLE == 0) {
            measure(sequence);
        }
        handled++;
    }

    private void send(MutableDirectBuffer buffer, int offset, int length) {
        out.append(buffer, offset, length);
        listener.onOutbound(Slots.templateId(buffer, offset), buffer, offset, length);
        sent++;
    }

    private void measure(long sequence) {
        put(LatencyRecord.SEQUENCE, sequence);
        put(LatencyRecord.READ, latencies.read(handled));
        put(LatencyRecord.IN_HAND, latencies.inHand(handled));
        put(LatencyRecord.PUBLISHED, latencies.published(handled));
        put(LatencyRecord.JOURNAL_BEGUN, latencies.journalBegun(handled));
        put(LatencyRecord.JOURNAL_ENDED, latencies.journalEnded(handled));
        put(LatencyRecord.LOGIC_BEGUN, latencies.logicBegun(handled));
        put(LatencyRecord.LOGIC_ENDED, latencies.logicEnded(handled));
        put(LatencyRecord.SENT, latencies.now());
        lat.append(latency, 0, LatencyRecord.BYTES);
    }

    private void put(int word, long value) {
        latency.putLong(word * Long.BYTES, value, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void onStop() {
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            if (lat != null) {
                lat.close();
            }
        }
    }

    /**
     * Outbound messages written so far.
     *
     * @return a running count
     */
    public long sent() {
        return sent;
    }
}
