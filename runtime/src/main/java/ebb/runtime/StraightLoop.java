package ebb.runtime;

import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine without a ring: what is committed is journaled, applied and emitted in the same call, on the caller's
 * thread, as fast as it goes. Backtest and simulation run on it; the engine cannot tell the difference.
 *
 * <p>Publish time is ingress time here, so that the same input gives the same bytes.
 */
public final class StraightLoop implements Ingress, AutoCloseable {
    private final UnsafeBuffer slot =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(Slots.SLOT_BYTES, 64), 0, Slots.SLOT_BYTES);
    private final Drafts drafts = new Drafts();
    private final StreamWriter in;
    private final StreamWriter out;
    private final OutboundListener listener;
    private EventSink engine;
    private long next;

    /**
     * Creates a loop that journals.
     *
     * @param run where to append, or null to journal nothing
     * @param firstSequence sequence of the first message
     * @param listener told of each outbound message
     */
    public StraightLoop(LiveRun run, long firstSequence, OutboundListener listener) {
        this.in = run == null ? null : run.writer(JournalStream.IN, firstSequence);
        this.out = run == null ? null : run.writer(JournalStream.OUT, 1);
        this.listener = listener;
        this.next = firstSequence;
    }

    /**
     * Where the engine emits.
     *
     * @return the port to build the engine with
     */
    public Egress egress() {
        return drafts;
    }

    /**
     * Sets the engine; before the first claim.
     *
     * @param sink takes each message
     */
    public void engine(EventSink sink) {
        engine = sink;
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        return true;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slot;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit(int length) {
        InHead.stamp(slot, 0, next++, InHead.ingress(slot, 0));
        if (in != null) {
            in.append(slot, 0, length);
        }
        engine.onMessage(slot, 0, length);
    }

    @Override
    public long capacityLeft() {
        return Long.MAX_VALUE;
    }

    /**
     * Sequence of the newest message.
     *
     * @return one below the first when there is none
     */
    public long last() {
        return next - 1;
    }

    @Override
    public void close() {
        if (in != null) {
            in.close();
            out.close();
        }
    }

    /** One outbound message at a time: appended and handed on as soon as it is complete. */
    private final class Drafts extends DraftEgress {
        @Override
        void onMessage(int templateId, MutableDirectBuffer message, int length) {
            if (out != null) {
                out.append(message, 0, length);
            }
            listener.onOutbound(templateId, message, 0, length);
        }
    }
}
