package ebb.adapters.venue;

import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import org.agrona.MutableDirectBuffer;
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
    private boolean claimed;

    Outbox(Ingress ingress) {
        this.ingress = ingress;
    }

    /**
     * Opens a place for one message. A slot that is already claimed is kept: a ring cannot take it back.
     *
     * @param spill whether to use the scratch slot in any case, because older messages still wait for room
     * @return whether it is a slot of the ring
     */
    boolean claim(boolean spill) {
        if (claimed) {
            return true;
        }
        claimed = !spill && ingress.tryClaim(Traffic.FEED);
        buffer = claimed ? ingress.buffer() : scratch;
        offset = claimed ? ingress.offset() : 0;
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

    /** Publishes the claimed slot. */
    void commit(int length) {
        claimed = false;
        ingress.commit(length);
    }
}
