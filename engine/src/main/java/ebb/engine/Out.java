package ebb.engine;

import ebb.codecs.Blocks;
import ebb.codecs.Egress;
import ebb.codecs.InHead;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;
import org.agrona.MutableDirectBuffer;

/**
 * The engine's side of {@link Egress}: opens a zeroed block with its head filled in, and counts. Every outbound message
 * of the engine begins here, so that no byte of a reused buffer shows (messages.md §2). Its time is engine time, within a
 * timer the timer's deadline (TIME-3).
 *
 * <p>Simulated executions are inbound templates written to {@code out}; their head differs
 * ({@link #beginSimulated}).
 */
final class Out implements Snapshotted {
    /** Head value for "no instrument". */
    static final int NO_INSTRUMENT = -1;

    /** Head value for "no venue" and "no strategy". */
    static final int NO_INDEX = 255;

    private static final int NO_CONN = 65_535;

    private final Egress egress;
    private final Timers timers;
    private MutableDirectBuffer buffer;
    private int offset;
    private long cause;
    private long emitted;
    private int emit;

    Out(Egress egress, Timers timers) {
        this.egress = egress;
        this.timers = timers;
    }

    /** A message was taken in hand: what is emitted from now on was caused by it. */
    void cause(long sequence) {
        cause = sequence;
        emit = 0;
    }

    long cause() {
        return cause;
    }

    long emitted() {
        return emitted;
    }

    /** The running number goes on; cause and place within it begin anew with the next message. */
    @Override
    public void writeTo(SnapshotWriter to) {
        to.putLong(emitted);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        emitted = in.readLong();
    }

    /**
     * Opens a message: header, zeroed block, head.
     *
     * @return the buffer to wrap the encoder over, at {@link #body()}
     */
    MutableDirectBuffer begin(int templateId, int blockLength, int instrument, int venue, int strategy) {
        open(templateId, blockLength);
        OutHead.stamp(buffer, offset, cause, timers.nowNs(), emitted, emit);
        OutHead.route(buffer, offset, instrument, venue, strategy, OutHead.WHOLE);
        return buffer;
    }

    /** Opens an inbound template that the simulated exchange answers with (messages.md §2). */
    MutableDirectBuffer beginSimulated(int templateId, int blockLength, int instrument, int venue) {
        open(templateId, blockLength);
        long nowNs = timers.nowNs();
        InHead.route(buffer, offset, nowNs, instrument, venue, InHead.WHOLE | InHead.SIMULATED, NO_CONN);
        InHead.stamp(buffer, offset, cause, nowNs);
        return buffer;
    }

    private void open(int templateId, int blockLength) {
        egress.claim(Slots.SLOT_BYTES);
        buffer = egress.buffer();
        offset = egress.offset();
        Blocks.open(buffer, offset, blockLength, templateId);
    }

    /** Where the block begins. */
    int body() {
        return offset + Slots.HEADER_BYTES;
    }

    /**
     * Closes the message.
     *
     * @param limit where the encoder stopped
     */
    void end(int limit) {
        egress.commit(limit - offset);
        emitted++;
        emit++;
    }
}
