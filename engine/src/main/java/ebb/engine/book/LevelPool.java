package ebb.engine.book;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/**
 * Level updates that wait: buffered deltas (BOOK-6) and the pieces of a logical message before its last chunk (BOOK-3).
 * One pool of {@code book.pool-levels} for all books; nothing is allocated after construction. An <em>update</em> is a
 * header with its two lists of levels.
 */
final class LevelPool {
    /** No update, no level. */
    static final int NONE = -1;

    private final long[] key;
    private final long[] quantity;
    private final int[] nextLevel;
    private final int reserve;
    private int freeLevel;
    private int levelsLeft;

    private final long[] first;
    private final long[] last;
    private final long[] previous;
    private final int[] bids;
    private final int[] asks;
    private final int[] bidHead;
    private final int[] bidTail;
    private final int[] askHead;
    private final int[] askTail;
    // Links the free headers, or the updates of one buffer.
    private final int[] nextUpdate;
    private int freeUpdate;

    /**
     * A pool with everything free.
     *
     * @param waiting {@code book.pool-levels}: level updates that may wait in buffers; at least 1
     * @param reserve further ones that buffers may not take, for logical messages that come in pieces: a buffer that
     *     has filled the pool must not cost a book the message in hand
     */
    LevelPool(int waiting, int reserve) {
        if (waiting < 1) {
            throw new IllegalArgumentException("book.pool-levels " + waiting + ": at least 1 wanted");
        }
        int levels = Math.addExact(waiting, reserve);
        this.reserve = reserve;
        key = new long[levels];
        quantity = new long[levels];
        nextLevel = new int[levels];
        first = new long[levels];
        last = new long[levels];
        previous = new long[levels];
        bids = new int[levels];
        asks = new int[levels];
        bidHead = new int[levels];
        bidTail = new int[levels];
        askHead = new int[levels];
        askTail = new int[levels];
        nextUpdate = new int[levels];
        levelsLeft = levels;
        for (int i = 0; i < levels; i++) {
            nextLevel[i] = i + 1 < levels ? i + 1 : NONE;
            nextUpdate[i] = nextLevel[i];
        }
    }

    int levelsLeft() {
        return levelsLeft;
    }

    /** How many levels it has in all. */
    int size() {
        return key.length;
    }

    /** Whether buffers may hold so many levels more; what is collected in pieces has been taken already. */
    boolean hasRoomToWait(int levels) {
        return levelsLeft - levels >= reserve;
    }

    /** Whether the levels of the message in hand find a place. */
    boolean hasRoom(LevelStage stage) {
        return stage.size() <= levelsLeft;
    }

    /**
     * Opens an empty update.
     *
     * @return its handle, or {@link #NONE} if no header is left
     */
    int open(long firstId, long lastId, long previousId) {
        int update = freeUpdate;
        if (update == NONE) {
            return NONE;
        }
        freeUpdate = nextUpdate[update];
        nextUpdate[update] = NONE;
        first[update] = firstId;
        last[update] = lastId;
        previous[update] = previousId;
        bids[update] = 0;
        asks[update] = 0;
        bidHead[update] = NONE;
        bidTail[update] = NONE;
        askHead[update] = NONE;
        askTail[update] = NONE;
        return update;
    }

    /**
     * Adds the levels of the message in hand to an update, or none of them.
     *
     * @return false if they do not all find a place
     */
    boolean append(int update, LevelStage stage) {
        if (!hasRoom(stage)) {
            return false;
        }
        if (stage.bids.size > 0) {
            int begin = freeLevel;
            int end = fill(stage.bids);
            if (bidHead[update] == NONE) {
                bidHead[update] = begin;
            } else {
                nextLevel[bidTail[update]] = begin;
            }
            bidTail[update] = end;
            bids[update] += stage.bids.size;
        }
        if (stage.asks.size > 0) {
            int begin = freeLevel;
            int end = fill(stage.asks);
            if (askHead[update] == NONE) {
                askHead[update] = begin;
            } else {
                nextLevel[askTail[update]] = begin;
            }
            askTail[update] = end;
            asks[update] += stage.asks.size;
        }
        return true;
    }

    /** Takes the first free places, which are linked already, for levels; the last one taken. */
    private int fill(StagedSide side) {
        int end = NONE;
        int at = freeLevel;
        for (int i = 0; i < side.size; i++) {
            key[at] = side.keys[i];
            quantity[at] = side.quantities[i];
            end = at;
            at = nextLevel[at];
        }
        nextLevel[end] = NONE;
        freeLevel = at;
        levelsLeft -= side.size;
        return end;
    }

    /** Puts an update's levels before those of the message in hand. */
    void join(int update, LevelStage stage) {
        join(bidHead[update], bids[update], stage.bids);
        join(askHead[update], asks[update], stage.asks);
    }

    private void join(int head, int count, StagedSide side) {
        side.makeRoom(count);
        int i = 0;
        for (int at = head; at != NONE; at = nextLevel[at]) {
            side.keys[i] = key[at];
            side.quantities[i] = quantity[at];
            side.quantityBits |= quantity[at];
            i++;
        }
    }

    /** Gives an update and its levels back. */
    void release(int update) {
        giveBack(bidHead[update], bidTail[update]);
        giveBack(askHead[update], askTail[update]);
        levelsLeft += bids[update] + asks[update];
        nextUpdate[update] = freeUpdate;
        freeUpdate = update;
    }

    long first(int update) {
        return first[update];
    }

    long last(int update) {
        return last[update];
    }

    long previous(int update) {
        return previous[update];
    }

    int firstBid(int update) {
        return bidHead[update];
    }

    int firstAsk(int update) {
        return askHead[update];
    }

    int next(int level) {
        return nextLevel[level];
    }

    long key(int level) {
        return key[level];
    }

    long quantity(int level) {
        return quantity[level];
    }

    int nextUpdate(int update) {
        return nextUpdate[update];
    }

    void link(int update, int following) {
        nextUpdate[update] = following;
    }

    /** Digest of an update, by walking it; the order of its levels counts. */
    long sum(int update) {
        long sum = Digest.mix(first[update], last[update], previous[update]);
        for (int at = bidHead[update]; at != NONE; at = nextLevel[at]) {
            sum = Digest.mix(sum, key[at], quantity[at]);
        }
        for (int at = askHead[update]; at != NONE; at = nextLevel[at]) {
            sum = Digest.mix(sum, key[at], quantity[at]);
        }
        return sum;
    }

    void writeTo(SnapshotWriter out, int update) {
        out.putLong(first[update]);
        out.putLong(last[update]);
        out.putLong(previous[update]);
        writeLevels(out, bidHead[update]);
        writeLevels(out, askHead[update]);
    }

    private void writeLevels(SnapshotWriter out, int head) {
        int count = 0;
        for (int at = head; at != NONE; at = nextLevel[at]) {
            count++;
        }
        out.putInt(count);
        for (int at = head; at != NONE; at = nextLevel[at]) {
            out.putLong(key[at]);
            out.putLong(quantity[at]);
        }
    }

    /**
     * Takes an update from a snapshot. Which places it gets shows nowhere, so that books may be read in any order.
     *
     * @param in stands at what {@link #writeTo} wrote
     * @return the update
     * @throws SnapshotException if there is no room for it
     */
    int readFrom(SnapshotReader in) {
        int update = open(in.readLong(), in.readLong(), in.readLong());
        LevelStage levels = new LevelStage();
        for (int left = in.readCount(levelsLeft); left > 0; left--) {
            levels.bids.add(in.readLong(), in.readLong());
        }
        for (int left = in.readCount(levelsLeft); left > 0; left--) {
            levels.asks.add(in.readLong(), in.readLong());
        }
        if (update == NONE || !append(update, levels)) {
            throw new SnapshotException(
                    "the snapshot has more levels waiting than book.pool-levels, " + key.length + " with its reserve");
        }
        return update;
    }

    private void giveBack(int head, int tail) {
        if (head == NONE) {
            return;
        }
        nextLevel[tail] = freeLevel;
        freeLevel = head;
    }
}
