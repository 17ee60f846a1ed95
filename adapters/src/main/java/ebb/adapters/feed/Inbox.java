package ebb.adapters.feed;

import ebb.adapters.net.NetLoop;
import ebb.adapters.venue.Venue;
import ebb.codecs.OutHead;
import ebb.codecs.sbe.BookResyncDecoder;
import ebb.codecs.sbe.HistoryRequestDecoder;
import ebb.codecs.sbe.SubscriptionChangeDecoder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** The engine's requests on their way from the egress to the event loop: copied into a ring of fixed size. */
final class Inbox {
    /** Some thousand requests; the engine asks again for a book that found no room. */
    private static final int BYTES = 1 << 18;

    private final int venue;
    private final NetLoop loop;
    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(BYTES + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    private final MessageHandler handler;
    private final Runnable drain = this::drain;

    /** Set by the egress, cleared by the loop before it drains. */
    private final AtomicBoolean isDrainAsked = new AtomicBoolean();
    /** Written by the egress, read by any thread. */
    private final AtomicLong refused = new AtomicLong();

    /** What takes the requests, on the event loop. */
    interface Taker {
        /** A message of one of the three templates; its header is at the offset. */
        void onRequest(int templateId, DirectBuffer buffer, int offset);
    }

    Inbox(Venue venue, NetLoop loop, Taker taker) {
        this.venue = venue.code();
        this.loop = loop;
        handler = (int templateId, MutableDirectBuffer buffer, int index, int length) ->
                taker.onRequest(templateId, buffer, index);
    }

    void offer(int templateId, DirectBuffer buffer, int offset, int length) {
        boolean isOurs = templateId == BookResyncDecoder.TEMPLATE_ID
                || templateId == HistoryRequestDecoder.TEMPLATE_ID
                || templateId == SubscriptionChangeDecoder.TEMPLATE_ID;
        if (!isOurs || OutHead.venue(buffer, offset) != venue) {
            return;
        }
        if (!ring.write(templateId, buffer, offset, length)) {
            refused.incrementAndGet();
        }
        if (isDrainAsked.compareAndSet(false, true)) {
            loop.execute(drain);
        }
    }

    long refused() {
        return refused.get();
    }

    private void drain() {
        isDrainAsked.set(false);
        boolean isMore = true;
        while (isMore) {
            // 0 is padding at the ring's end, or a message still being put in, whose sender then asks for a drain.
            isMore = ring.read(handler) > 0 || ring.read(handler) > 0;
        }
    }
}
