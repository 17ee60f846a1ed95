package ebb.adapters.testing;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring for tests: keeps each committed message, in order. It is full when it holds as many as it was made for; made
 * endless it forgets them and only counts, so that millions pass without memory.
 */
public final class Recorder implements Ingress {
    private final UnsafeBuffer slots;
    private final int[] lengths;
    private final boolean endless;
    private final int reserve;
    private int size;
    private boolean claimed;
    private long committed;
    private long digest;

    private Recorder(ByteBuffer memory, int reserve, boolean endless) {
        int capacity = memory.capacity() / Slots.SLOT_BYTES;
        this.slots = new UnsafeBuffer(memory);
        this.lengths = new int[capacity];
        this.endless = endless;
        this.reserve = reserve;
        // A slot is never clean: whoever forgets a field shows.
        slots.setMemory(0, slots.capacity(), (byte) 0xA5);
    }

    /** Holds this many messages, then it is full. */
    public static Recorder of(int capacity) {
        return new Recorder(memory(capacity), 0, false);
    }

    /** The same; so many of them are not for what a message begins with (messages.md §5). */
    public static Recorder of(int capacity, int reserve) {
        return new Recorder(memory(capacity), reserve, false);
    }

    /** Is never full and keeps nothing but counts and a digest. */
    public static Recorder endless() {
        return new Recorder(memory(1), 0, true);
    }

    /** Holds this many messages on the heap, where no ring is: what writes past buffers goes another way there. */
    public static Recorder onHeap(int capacity) {
        return new Recorder(ByteBuffer.allocate(capacity * Slots.SLOT_BYTES), 0, false);
    }

    private static ByteBuffer memory(int capacity) {
        return ByteBuffer.allocateDirect(capacity * Slots.SLOT_BYTES);
    }

    @Override
    public boolean tryClaim(Traffic traffic) {
        if (claimed) {
            throw new IllegalStateException("claimed twice");
        }
        if (size == lengths.length || traffic == Traffic.FEED && size >= lengths.length - reserve) {
            return false;
        }
        claimed = true;
        return true;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return slots;
    }

    @Override
    public int offset() {
        return size * Slots.SLOT_BYTES;
    }

    @Override
    public void commit(int length) {
        if (!claimed || length < 40 || length > Slots.SLOT_BYTES) {
            throw new IllegalStateException("commit of " + length + ", claimed " + claimed);
        }
        InHead.stamp(slots, offset(), committed, InHead.ingress(slots, offset()));
        claimed = false;
        committed++;
        digest = digest * 31 + length;
        if (!endless) {
            lengths[size++] = length;
        }
    }

    @Override
    public long capacityLeft() {
        return lengths.length - size;
    }

    /** Messages held. */
    public int size() {
        return size;
    }

    /** Messages committed since the beginning. */
    public long committed() {
        return committed;
    }

    /** Over the lengths of all messages. */
    public long digest() {
        return digest;
    }

    /** Whether a slot was claimed and never committed. */
    public boolean isClaimed() {
        return claimed;
    }

    /** Where message {@code i} begins in {@link #buffer()}. */
    public int at(int i) {
        return i * Slots.SLOT_BYTES;
    }

    /** Its length. */
    public int length(int i) {
        return lengths[i];
    }

    /** Its template. */
    public int template(int i) {
        return Slots.templateId(slots, at(i));
    }

    /** Forgets what it holds. */
    public void clear() {
        size = 0;
        claimed = false;
    }
}
