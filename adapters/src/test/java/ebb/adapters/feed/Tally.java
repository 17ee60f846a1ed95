package ebb.adapters.feed;

import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.XxHash64;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring for tests that keeps nothing but how many messages of each template came, and a digest of all bytes. */
final class Tally implements Ingress {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Slots.SLOT_BYTES]);
    private final AtomicLongArray counts = new AtomicLongArray(300);
    private volatile long digest;

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
        InHead.stamp(slot, 0, 0, 0);
        counts.incrementAndGet(Slots.templateId(slot, 0));
        digest = digest * 31 + XxHash64.hash(slot, 0, length);
    }

    @Override
    public long capacityLeft() {
        return Slots.SLOT_BYTES;
    }

    long count(int templateId) {
        return counts.get(templateId);
    }

    long digest() {
        return digest;
    }

    /** Templates seen and how often. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length(); i++) {
            text.append(counts.get(i) == 0 ? "" : i + ":" + counts.get(i) + " ");
        }
        return text.toString();
    }
}
