package ebb.runtime;

import ebb.codecs.EpochClock;
import ebb.codecs.InHead;
import ebb.codecs.Slots;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Drains what the engine emitted once its cause is journaled: appends it to {@code out} and hands it on to gateways and
 * feeds. Writes the run's measured latencies to {@code lat}.
 */
public final class EgressStage implements RingStage {
    /** Layout of a {@code lat} record: sequence, ingress, publish, logic begin, logic end, egress end; ns of the clock. */
    public static final int LATENCY_BYTES = 48;

    /** Every n-th message is measured whether or not it caused something. */
    public static final int LATENCY_SAMPLE = 64;

    private final LiveRun run;
    private final EpochClock clock;
    private final Latencies latencies;
    private final OutboundListener listener;
    private final OutboundBuffer outbound;
    private final UnsafeBuffer latency = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(LATENCY_BYTES));
    private StreamWriter out;
    private StreamWriter lat;
    private long handled;
    // Written by the egress thread, read by status; volatile order.
    private volatile long sent;

    /**
     * Creates the stage; the streams are begun on the stage's own thread.
     *
     * @param run where to append
     * @param clock stamps the end of egress
     * @param latencies where the logic thread noted when it began and ended
     * @param listener gateways and feeds, behind the last look at the kill gate
     * @param capacity bytes of the outbound buffer, a power of two
     */
    public EgressStage(LiveRun run, EpochClock clock, Latencies latencies, OutboundListener listener, int capacity) {
        this.run = run;
        this.clock = clock;
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
        int drained = outbound.drain(sequence);
        if (drained > 0 || handled % LATENCY_SAMPLE == 0) {
            measure(buffer, offset, sequence);
        }
        handled++;
    }

    private void send(MutableDirectBuffer buffer, int offset, int length) {
        out.append(buffer, offset, length);
        listener.onOutbound(Slots.templateId(buffer, offset), buffer, offset, length);
        sent++;
    }

    private void measure(MutableDirectBuffer buffer, int offset, long sequence) {
        latency.putLong(0, sequence);
        latency.putLong(8, InHead.ingress(buffer, offset));
        latency.putLong(16, InHead.publish(buffer, offset));
        latency.putLong(24, latencies.begun(handled));
        latency.putLong(32, latencies.ended(handled));
        latency.putLong(40, clock.nanos());
        lat.append(latency, 0, LATENCY_BYTES);
    }

    @Override
    public void onStop() {
        if (out != null) {
            out.close();
        }
        if (lat != null) {
            lat.close();
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
