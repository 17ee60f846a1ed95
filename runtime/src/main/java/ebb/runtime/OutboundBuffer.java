package ebb.runtime;

import ebb.codecs.Egress;
import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What the engine emitted and egress has not yet sent: a one-to-one buffer from the logic thread to the egress thread.
 * Egress takes only messages whose cause it has seen pass on the ring, that is, whose cause is journaled (law 3).
 *
 * <p>The engine never waits for egress: a buffer that cannot take a message is a broken invariant (egress has stopped),
 * and the run halts.
 */
public final class OutboundBuffer implements Egress {
    /** Room for some 16,000 full slots; a sweep of timers over 512 instruments emits a few thousand small ones. */
    public static final int CAPACITY = 16 * 1024 * 1024;

    private static final int MESSAGE = 1;

    private final OneToOneRingBuffer ring;
    private final ControlledMessageHandler reader = this::read;
    private final Taker taker;
    private long passed;
    // Encoded here, then copied: the length is known only when the message is complete.
    private final UnsafeBuffer draft =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(Slots.SLOT_BYTES, 64), 0, Slots.SLOT_BYTES);

    /**
     * Creates the buffer.
     *
     * @param capacity bytes, a power of two
     * @param taker called by {@link #drain} for each message, in order, on the draining thread
     */
    OutboundBuffer(int capacity, Taker taker) {
        this.taker = taker;
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, 4_096)));
    }

    @Override
    public void claim(int maxLength) {
        if (maxLength > Slots.SLOT_BYTES) {
            throw new IllegalArgumentException("an outbound message has at most 1,024 bytes: " + maxLength);
        }
    }

    @Override
    public MutableDirectBuffer buffer() {
        return draft;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit(int length) {
        if (!ring.write(MESSAGE, draft, 0, length)) {
            throw new IllegalStateException("outbound buffer full: egress has stopped taking messages");
        }
    }

    /**
     * Hands on every message whose cause is at or below a sequence.
     *
     * @param upTo journal sequence up to which causes are journaled
     * @return how many messages were handed on
     */
    int drain(long upTo) {
        passed = upTo;
        return ring.controlledRead(reader);
    }

    private ControlledMessageHandler.Action read(int type, MutableDirectBuffer buffer, int index, int length) {
        if (OutHead.cause(buffer, index) > passed) {
            return ControlledMessageHandler.Action.ABORT;
        }
        taker.take(buffer, index, length);
        return ControlledMessageHandler.Action.CONTINUE;
    }

    /** Takes one outbound message. */
    interface Taker {
        /** The buffer is valid during the call only. */
        void take(MutableDirectBuffer buffer, int offset, int length);
    }
}
