package ebb.adapters.venue;

import ebb.codecs.sbe.Stream;
import java.util.Arrays;

/** What waits for room in the ring, per instrument, the longest waiting first. */
final class Backlog {
    private static final int NO_GAP = -1;

    private DepthConflator[] depths = new DepthConflator[0];
    private int[] bookGaps = new int[0];
    private int[] tradeGaps = new int[0];
    private boolean[] waiting = new boolean[0];
    private int[] queue = new int[0];
    private int head;
    private int size;

    /** Makes room for an instrument; at its definition, since nothing may be allocated later. */
    void define(int slot) {
        if (slot < depths.length) {
            return;
        }
        int old = depths.length;
        depths = Arrays.copyOf(depths, slot + 1);
        bookGaps = Arrays.copyOf(bookGaps, slot + 1);
        tradeGaps = Arrays.copyOf(tradeGaps, slot + 1);
        waiting = Arrays.copyOf(waiting, slot + 1);
        int[] longer = new int[slot + 1];
        for (int i = 0; i < size; i++) {
            longer[i] = queue[(head + i) % queue.length];
        }
        queue = longer;
        head = 0;
        for (int i = old; i <= slot; i++) {
            depths[i] = new DepthConflator();
            bookGaps[i] = NO_GAP;
            tradeGaps[i] = NO_GAP;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The instrument that waits longest; only when not empty. */
    int first() {
        return queue[head];
    }

    /** The first one waits for nothing any more. */
    void remove() {
        waiting[queue[head]] = false;
        head = (head + 1) % queue.length;
        size--;
    }

    private void enqueue(int slot) {
        if (!waiting[slot]) {
            waiting[slot] = true;
            queue[(head + size) % queue.length] = slot;
            size++;
        }
    }

    DepthConflator depth(int slot) {
        return depths[slot];
    }

    /**
     * Begins to take a depth message that found no room.
     *
     * @return whether its levels are to be put; if not, it is part of a hole that is noted already
     */
    boolean beginDepth(int slot, long first, long last, long prev) {
        if (bookGaps[slot] != NO_GAP) {
            return false;
        }
        enqueue(slot);
        if (!depths[slot].begin(first, last, prev)) {
            gap(slot, Stream.BOOK, Rejection.RING_FULL);
            return false;
        }
        return true;
    }

    /** Notes a hole in a stream; depth merged so far is worth nothing behind it. */
    void gap(int slot, Stream stream, Rejection reason) {
        enqueue(slot);
        int code = Publisher.reason(stream, reason);
        if (stream == Stream.BOOK) {
            bookGaps[slot] = code;
            depths[slot].clear();
        } else {
            tradeGaps[slot] = code;
        }
    }

    /** The reason of the hole in the book, which is noted no more. */
    int takeBookGap(int slot) {
        int code = bookGaps[slot];
        bookGaps[slot] = NO_GAP;
        return code;
    }

    /** The reason of the hole in the tape, which is noted no more. */
    int takeTradeGap(int slot) {
        int code = tradeGaps[slot];
        tradeGaps[slot] = NO_GAP;
        return code;
    }

    boolean hasBookGap(int slot) {
        return bookGaps[slot] != NO_GAP;
    }

    boolean hasTradeGap(int slot) {
        return tradeGaps[slot] != NO_GAP;
    }

    boolean hasGap(int slot) {
        return hasBookGap(slot) || hasTradeGap(slot);
    }
}
