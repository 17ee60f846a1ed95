package ebb.adapters.venue;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookDeltaEncoder;
import ebb.codecs.sbe.BookFlagEncoder;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.Stream;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;
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
    private static final int BLOCK = BookDeltaEncoder.BLOCK_LENGTH;
    private static final int BIDS = Slots.HEADER_BYTES + BLOCK + GROUP_HEADER;
    private static final int DIGIT_GROUP = 2;

    private static final long DELTA = Blocks.header(BLOCK, BookDeltaEncoder.TEMPLATE_ID);
    private static final long SNAPSHOT =
            Blocks.header(BookSnapshotEncoder.BLOCK_LENGTH, BookSnapshotEncoder.TEMPLATE_ID);
    private static final int CONFLATED = BookFlagEncoder.cONFLATED((short) 0, true);
    private static final int TX = Slots.HEADER_BYTES + BookDeltaEncoder.txEncodingOffset();
    private static final int FIRST = Slots.HEADER_BYTES + BookDeltaEncoder.firstEncodingOffset();
    private static final int LAST = Slots.HEADER_BYTES + BookDeltaEncoder.lastEncodingOffset();
    private static final int PREV = Slots.HEADER_BYTES + BookDeltaEncoder.prevEncodingOffset();
    private static final int CHECKSUM = Slots.HEADER_BYTES + BookDeltaEncoder.checksumEncodingOffset();
    private static final int S_TX = Slots.HEADER_BYTES + BookSnapshotEncoder.txEncodingOffset();
    private static final int S_LAST = Slots.HEADER_BYTES + BookSnapshotEncoder.lastEncodingOffset();
    private static final int S_REQUEST = Slots.HEADER_BYTES + BookSnapshotEncoder.requestIdEncodingOffset();
    private static final int S_CHECKSUM = Slots.HEADER_BYTES + BookSnapshotEncoder.checksumEncodingOffset();
    private static final int S_FLAGS = Slots.HEADER_BYTES + BookSnapshotEncoder.flagsEncodingOffset();
    private static final int UNASKED = BookFlagEncoder.uNASKED((short) 0, true);

    private final Publisher publisher;
    private final Outbox outbox;
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
    private byte[] into;
    private long put;
    private long full;
    private long sideFrom;
    private boolean bid;
    private int bids;
    private int asks;
    private int staged;
    private int end;

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
        spilled = !openChunk(Traffic.FEED, false);
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
        if (put == full) {
            roll();
        }
        // Past the buffer, whose checks would be two a level: the slot was checked whole when it was claimed.
        long at = put;
        UnsafeApi.putLongUnaligned(into, at, price, false);
        UnsafeApi.putLongUnaligned(into, at + 8, quantity, false);
        put = at + LEVEL;
    }

    /** Whether the slot has no room: it is closed by {@link #level}, once the level behind it was read and is sound. */
    boolean isFull() {
        return put == full;
    }

    /** The array that takes levels written directly, pairs of little-endian longs; null if it is not on the heap. */
    byte[] target() {
        return into;
    }

    /** Where in {@link #target()}, or in memory, the next level goes. */
    long position() {
        return put;
    }

    /** Where no more level goes. */
    long full() {
        return full;
    }

    /** Levels were written directly, up to here. */
    void written(long to) {
        put = to;
    }

    private void roll() {
        boolean side = bid;
        closeChunk(false);
        publishChunk();
        chunk++;
        bid = true;
        if (!openChunk(Traffic.CONTINUED, spilled) && !spilled) {
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
            outbox.commit(end);
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
    private boolean openChunk(Traffic traffic, boolean spill) {
        boolean claimed = publisher.claim(traffic, spill);
        buffer = outbox.buffer();
        start = outbox.offset();
        bids = 0;
        asks = 0;
        staged = 0;
        openSide(bid);
        return claimed;
    }

    private void openSide(boolean bid) {
        this.bid = bid;
        if (bid && asks > 0) {
            into = stage.byteArray();
            put = stage.addressOffset() + (long) staged * LEVEL;
        } else {
            into = outbox.array();
            put = outbox.address() + BIDS + (long) bids * LEVEL + (bid ? 0 : GROUP_HEADER + (long) asks * LEVEL);
        }
        sideFrom = put;
        full = put + (long) (Slots.MAX_LEVELS - bids - asks - staged) * LEVEL;
    }

    private void closeSide() {
        int count = (int) (put - sideFrom) / LEVEL;
        sideFrom = put;
        if (!bid) {
            asks += count;
        } else if (asks == 0) {
            bids += count;
        } else {
            staged += count;
        }
    }

    /** Puts the groups in order and writes their headers. */
    private void closeChunk(boolean isLast) {
        closeSide();
        int asksAt = BIDS + bids * LEVEL + GROUP_HEADER;
        if (staged > 0) {
            int from = start + asksAt;
            buffer.putBytes(from + staged * LEVEL, buffer, from, asks * LEVEL);
            buffer.putBytes(from - GROUP_HEADER, stage, 0, staged * LEVEL);
            bids += staged;
            asksAt += staged * LEVEL;
            staged = 0;
        }
        int digitsAt = asksAt + asks * LEVEL;
        outbox.group(BIDS - GROUP_HEADER, LEVEL, bids);
        outbox.group(asksAt - GROUP_HEADER, LEVEL, asks);
        outbox.group(digitsAt, DIGIT_GROUP, 0);
        end = digitsAt + GROUP_HEADER;
        block((chunk == 0 ? InHead.FIRST : 0) | (isLast ? InHead.LAST : 0));
    }

    /** Header, head and block, word by word. */
    private void block(int flags) {
        if (isSnapshot) {
            publisher.open(slot, SNAPSHOT, flags);
            outbox.word(S_TX, tx);
            outbox.word(S_LAST, last);
            outbox.word(S_REQUEST, requestId);
            outbox.word(S_CHECKSUM, Nulls.U32 | (limit & 0xFFFFL) << 32 | (long) limit << 48);
            outbox.word(S_FLAGS, requestId == SnapshotRequest.UNASKED ? UNASKED : 0);
        } else {
            publisher.open(slot, DELTA, flags);
            outbox.word(TX, tx);
            outbox.word(FIRST, first);
            outbox.word(LAST, last);
            outbox.word(PREV, prev);
            outbox.word(CHECKSUM, Nulls.U32 | (publisher.isConflated() ? (long) CONFLATED << 32 : 0));
        }
    }
}
