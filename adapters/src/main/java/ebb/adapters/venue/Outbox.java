package ebb.adapters.venue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the next message is encoded: a slot of the ring, or a scratch slot of the same size while the ring is full, so
 * that whoever encodes need not care. What lies in the scratch slot is conflated or counted as lost at the end.
 */
final class Outbox {
    private final Ingress ingress;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private MutableDirectBuffer buffer = scratch;
    private int offset;
    /** The array below the slot, null if it is not on the heap; {@link #buffer} keeps either alive. */
    private byte[] array;

    private long address;
    private boolean claimed;

    Outbox(Ingress ingress) {
        this.ingress = ingress;
    }

    /**
     * Opens a place for one message. A slot that is already claimed is kept: a ring cannot take it back.
     *
     * @param traffic what it is for
     * @param spill whether to use the scratch slot in any case, because older messages still wait for room
     * @return whether it is a slot of the ring
     */
    boolean claim(Traffic traffic, boolean spill) {
        if (claimed) {
            return true;
        }
        claimed = !spill && ingress.tryClaim(traffic);
        buffer = claimed ? ingress.buffer() : scratch;
        offset = claimed ? ingress.offset() : 0;
        // Checked once for all words of the message, which are then written past the buffer.
        buffer.boundsCheck(offset, Slots.SLOT_BYTES);
        array = buffer.byteArray();
        address = buffer.addressOffset() + offset;
        return claimed;
    }

    /** Whether the place in hand is a slot of the ring. */
    boolean isClaimed() {
        return claimed;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    /** The array below the slot, null if it is not on the heap. */
    byte[] array() {
        return array;
    }

    /** Where in {@link #array()}, or in memory, the message begins. */
    long address() {
        return address;
    }

    /**
     * Writes eight bytes of neighbouring fields at once, pads included: what is written whole needs no zeroing first.
     *
     * @param at in the message, its SBE header counted; eight bytes before the end of the slot at most
     * @param word the first field lowest
     */
    void word(int at, long word) {
        UnsafeApi.putLongUnaligned(array, address + at, word, false);
    }

    /** Writes the header of a group of entries. */
    void group(int at, int block, int entries) {
        UnsafeApi.putIntUnaligned(array, address + at, block | entries << 16, false);
    }

    /**
     * Writes header and head, but not the rest of the block, which the caller then writes whole.
     *
     * @param header from {@link Blocks#header}
     * @param receiveNs when the socket gave the bytes
     * @param way from {@link InHead#way}
     */
    void open(long header, long receiveNs, long way) {
        word(0, header);
        word(Slots.HEAD_OFFSET, 0);
        word(Slots.HEAD_OFFSET + 8, receiveNs);
        word(Slots.HEAD_OFFSET + 16, 0);
        word(Slots.HEAD_OFFSET + 24, way);
    }

    /** Publishes the claimed slot. */
    void commit(int length) {
        claimed = false;
        ingress.commit(length);
    }
}
