package ebb.runtime;

import ebb.codecs.Slots;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One preallocated place of the ring: a part of one direct memory. The message's length stands right before the message:
 * with the head of the message on one cache line, so that a consumer fetches no other for it. What the object itself holds
 * never changes.
 */
final class Slot {
    /** Where in {@link #buffer} the message begins: the length, and to a multiple of eight. */
    static final int MESSAGE = 16;

    /** From slot to slot: whole cache lines, and not a power of two, which would put the heads of all in few sets. */
    static final int STRIDE = Slots.SLOT_BYTES + 64;

    final UnsafeBuffer buffer;

    /**
     * A place.
     *
     * @param memory of the ring, aligned to cache lines
     * @param index of the slot
     */
    Slot(ByteBuffer memory, int index) {
        buffer = new UnsafeBuffer(memory, index * STRIDE, MESSAGE + Slots.SLOT_BYTES);
    }

    /** Written by the producer before it publishes, read by consumers after; ordered by the ring's sequence. */
    void length(int bytes) {
        buffer.putInt(0, bytes);
    }

    int length() {
        return buffer.getInt(0);
    }
}
