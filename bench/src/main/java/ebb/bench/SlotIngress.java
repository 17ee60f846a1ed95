package ebb.bench;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Slots of the ring without the ring: what is committed stays readable until {@link #rewind}. As in the ring, a slot
 * holds what an earlier message left.
 */
final class SlotIngress implements Ingress {
    private final UnsafeBuffer[] slots;
    private final int[] lengths;
    private int count;

    SlotIngress(int capacity) {
        slots = new UnsafeBuffer[capacity];
        lengths = new int[capacity];
        var memory = BufferUtil.allocateDirectAligned(capacity * Slots.SLOT_BYTES, 4_096);
        for (int i = 0; i < capacity; i++) {
            slots[i] = new UnsafeBuffer(memory, i * Slots.SLOT_BYTES, Slots.SLOT_BYTES);
        }
    }

    void rewind() {
        count = 0;
    }

    int count() {
        return count;
    }

    UnsafeBuffer slot(int i) {
        return slots[i];
    }

    int length(int i) {
        return lengths[i];
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        return count < slots.length;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slots[count];
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit(int length) {
        InHead.stamp(slots[count], 0, count + 1, 0);
        lengths[count] = length;
        count++;
    }

    @Override
    public long capacityLeft() {
        return slots.length - count;
    }
}
