package ebb.adapters.venue;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookDeltaEncoder;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.Stream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one logical {@code BookDelta} or {@code BookSnapshot} level by level, straight into the claimed slot; goes on
 * to the next slot where one is full (BOOK-3). Levels come in any order of sides: bids that follow asks are staged and
 * moved before them when the chunk is closed.
 *
 * <p>Use: {@link #delta} or {@link #snapshot}, then {@link #side} and {@link #level} as they come, then
 * {@link #finish} or {@link #abandon}.
 */
public final class DepthWriter {
    /** More levels than any venue's whole book answer has; beyond it a frame is refused. */
    public static final int MAX_LEVELS = 20_000;

    private static final int LEVEL = 16;
    private static final int GROUP_HEADER = 4;
    private static final int BIDS = Slots.HEADER_BYTES + BookDeltaEncoder.BLOCK_LENGTH + GROUP_HEADER;
    private static final int DIGIT_GROUP = 2;

    private final Publisher publisher;
    private final Outbox outbox;
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final UnsafeBuffer stage = new UnsafeBuffer(new byte[Slots.MAX_LEVELS * LEVEL]);

    private int slot;
    private boolean isSnapshot;
    private long tx;
    private long first;
    private long last;
    private long prev;
    private long requestId;
    private int limit;

    private int chunk;
    private boolean open;
    private boolean spilled;
    private boolean conflating;

    private MutableDirectBuffer buffer;
    private int start;
    private MutableDirectBuffer into;
    private int at;
    private int left;
    private boolean bid;
    private int bids;
    private int asks;
    private int staged;
    private int sideStart;

    DepthWriter(Publisher publisher, Outbox outbox) {
        this.publisher = publisher;
        this.outbox = outbox;
    }

    /**
     * Begins a delta whose {@link #sequence} is told before it is finished, and before it has more levels than a slot.
     *
     * @param slot of the instrument
     */
    public void delta(int slot) {
        this.slot = slot;
        this.isSnapshot = false;
        begin();
    }

    /**
     * Tells the place of a delta in its stream.
     *
     * @param tx venue time, ns, or null
     * @param first first update in it, or null
     * @param last last update in it
     * @param prev last update of the message before it, or null
     */
    public void sequence(long tx, long first, long last, long prev) {
        this.tx = tx;
        this.first = first;
        this.last = last;
        this.prev = prev;
    }

    /**
     * Begins a whole book.
     *
     * @param slot of the instrument
     * @param tx venue time, ns, or null
     * @param last the update it stands at
     * @param requestId of the request it answers, or {@link SnapshotRequest#UNASKED}
     * @param limit levels a side that were asked for, 0 if it is complete
     */
    public void snapshot(int slot, long tx, long last, long requestId, int limit) {
        this.slot = slot;
        this.isSnapshot = true;
        this.tx = tx;
        this.last = last;
        this.requestId = requestId;
        this.limit = limit;
        begin();
    }

    private void begin() {
        chunk = 0;
        open = true;
        bid = true;
        conflating = false;
        spilled = !openChunk(false);
    }

    /** Whether a message was begun and not yet finished. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a slot of the message is out already, and what it says cannot be changed. */
    public boolean isChunked() {
        return chunk > 0;
    }

    /**
     * Levels that follow are of this side.
     *
     * @param bid true for bids
     */
    public void side(boolean bid) {
        closeSide();
        openSide(bid);
    }

    /**
     * One level.
     *
     * @param price above zero
     * @param quantity zero or more
     */
    public void level(long price, long quantity) {
        if (left == 0) {
            roll();
        }
        into.putLong(at, price, LITTLE_ENDIAN);
        into.putLong(at + 8, quantity, LITTLE_ENDIAN);
        at += LEVEL;
        left--;
    }

    /**
     * Levels that can be written at {@link #position()} before the next slot is needed. None if the slot is full: it is
     * closed by {@link #level}, once the level behind it has been read and is sound.
     */
    int room() {
        return left;
    }

    /** Takes levels written directly, pairs of little-endian longs. */
    MutableDirectBuffer target() {
        return into;
    }

    /** Where in {@link #target()} the next level goes. */
    int position() {
        return at;
    }

    /** Levels were written directly. */
    void written(int levels) {
        at += levels * LEVEL;
        left -= levels;
    }

    private void roll() {
        boolean side = bid;
        closeChunk(false);
        publishChunk();
        chunk++;
        bid = true;
        if (!openChunk(spilled) && !spilled) {
            // The ring filled up between two chunks: the book drops what it has of this message (BOOK-3).
            spilled = true;
            publisher.hole(slot);
        }
        openSide(side);
    }

    /** Ends the message: its last chunk is published. */
    public void finish() {
        open = false;
        closeChunk(true);
        publishChunk();
        if (conflating) {
            publisher.conflated(slot, tx);
        } else if (spilled && isSnapshot) {
            publisher.dropped();
        }
    }

    /**
     * Ends a message that cannot be completed: the slot in hand becomes the news of the hole (EVT-5). Chunks already
     * published are dropped by the book (BOOK-3).
     *
     * @param reason why
     */
    public void abandon(Rejection reason) {
        open = false;
        publisher.gap(slot, Stream.BOOK, reason);
    }

    private void publishChunk() {
        if (!spilled) {
            outbox.commit(at - start);
            return;
        }
        if (chunk == 0 && !isSnapshot) {
            conflating = publisher.conflate(slot, first, last, prev);
        }
        if (conflating) {
            keep();
        }
    }

    /** Hands a chunk that found no room to the conflator. */
    private void keep() {
        int p = start + BIDS;
        for (int i = 0; i < bids + asks; i++, p += LEVEL) {
            if (i == bids) {
                p += GROUP_HEADER;
            }
            long price = buffer.getLong(p, LITTLE_ENDIAN);
            conflating = conflating && publisher.keep(slot, i < bids, price, buffer.getLong(p + 8, LITTLE_ENDIAN));
        }
    }

    /** Whether the chunk stands in a slot of the ring. */
    private boolean openChunk(boolean spill) {
        boolean claimed = publisher.claim(spill);
        buffer = outbox.buffer();
        start = outbox.offset();
        left = Slots.MAX_LEVELS;
        bids = 0;
        asks = 0;
        staged = 0;
        openSide(bid);
        return claimed;
    }

    private void openSide(boolean bid) {
        this.bid = bid;
        sideStart = left;
        if (!bid) {
            into = buffer;
            at = start + BIDS + bids * LEVEL + GROUP_HEADER + asks * LEVEL;
        } else if (asks == 0) {
            into = buffer;
            at = start + BIDS + bids * LEVEL;
        } else {
            into = stage;
            at = staged * LEVEL;
        }
    }

    private void closeSide() {
        int count = sideStart - left;
        if (!bid) {
            asks += count;
        } else if (asks == 0) {
            bids += count;
        } else {
            staged += count;
        }
    }

    /** Puts the groups in order and writes their headers; {@code at} is then behind the message. */
    private void closeChunk(boolean isLast) {
        closeSide();
        int asksAt = start + BIDS + bids * LEVEL + GROUP_HEADER;
        if (staged > 0) {
            buffer.putBytes(asksAt + staged * LEVEL, buffer, asksAt, asks * LEVEL);
            buffer.putBytes(asksAt - GROUP_HEADER, stage, 0, staged * LEVEL);
            bids += staged;
            asksAt += staged * LEVEL;
            staged = 0;
        }
        at = asksAt + asks * LEVEL;
        group(start + BIDS - GROUP_HEADER, LEVEL, bids);
        group(asksAt - GROUP_HEADER, LEVEL, asks);
        group(at, DIGIT_GROUP, 0);
        at += GROUP_HEADER;
        header((chunk == 0 ? InHead.FIRST : 0) | (isLast ? InHead.LAST : 0));
    }

    private void header(int flags) {
        if (isSnapshot) {
            publisher.open(slot, BookSnapshotEncoder.BLOCK_LENGTH, BookSnapshotEncoder.TEMPLATE_ID);
            snapshot.wrap(buffer, start + Slots.HEADER_BYTES);
            snapshot.tx(tx).last(last).requestId(requestId).checksum(Nulls.U32);
            snapshot.limitBid(limit).limitAsk(limit);
            snapshot.flags().clear().uNASKED(requestId == SnapshotRequest.UNASKED);
        } else {
            publisher.open(slot, BookDeltaEncoder.BLOCK_LENGTH, BookDeltaEncoder.TEMPLATE_ID);
            delta.wrap(buffer, start + Slots.HEADER_BYTES);
            delta.tx(tx).first(first).last(last).prev(prev).checksum(Nulls.U32);
            delta.flags().clear().cONFLATED(publisher.isConflated());
        }
        InHead.flags(buffer, start, flags);
    }

    private void group(int p, int block, int count) {
        buffer.putInt(p, block | count << 16, LITTLE_ENDIAN);
    }
}
