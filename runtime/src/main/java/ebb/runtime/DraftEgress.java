package ebb.runtime;

import ebb.codecs.Egress;
import ebb.codecs.Slots;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An egress of one message at a time, handed on in the commit. */
abstract class DraftEgress implements Egress {
    private final UnsafeBuffer draft =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(Slots.SLOT_BYTES, 64), 0, Slots.SLOT_BYTES);

    @Override
    public final void claim(int maxLength) {
        if (maxLength > Slots.SLOT_BYTES) {
            throw new IllegalArgumentException("an outbound message has at most 1,024 bytes: " + maxLength);
        }
    }

    @Override
    public final MutableDirectBuffer buffer() {
        return draft;
    }

    @Override
    public final int offset() {
        return 0;
    }

    @Override
    public final void commit(int length) {
        onMessage(Slots.templateId(draft, 0), draft, length);
    }

    /** A message is complete; it stands at the beginning of the buffer. */
    abstract void onMessage(int templateId, MutableDirectBuffer message, int length);
}
