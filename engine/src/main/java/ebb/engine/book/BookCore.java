package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/**
 * What the parts of one book share: its levels, the sequence they stand at, the deltas that wait, the counters. Knows
 * how to apply an update; not whether it may.
 *
 * <p>One object with the book's health and its intake of deltas, extended by {@link BookBuilder} instead of held by it:
 * with hundreds of books each cache line that a message touches comes from far memory.
 */
abstract sealed class BookCore permits BookHealth {
    /** Room above the capacity within one message (BOOK-8), and the longest side that is applied without a look at it. */
    static final int SURPLUS = 1_024;

    SeqModel model;
    final int maxLevels;
    final OrderBook book;
    final LevelPool pool;
    final LevelStage stage;
    final DeltaBuffer buffer;
    // The two that each delta may move have fields of their own; their places here are for snapshots.
    private final long[] counts = new long[BookCount.SIZE];
    private long applied;
    private long absentDeletes;

    /** The last applied sequence. */
    long lastSequence = BookBuilder.ABSENT;

    /** No delta has been applied since the snapshot. */
    boolean awaitsFirst;

    /** The highest sequence that was received but could not be kept; a snapshot must reach it. */
    long lostSequence = BookBuilder.ABSENT;

    /** A snapshot is wanted and has not come ({@link ResyncPace}). */
    boolean awaitsSnapshot;

    /** A snapshot in pieces has begun and not ended ({@link SnapshotIntake}). */
    boolean hasSnapshotOpen;

    /** Where {@link #replay} ended. */
    long replayedSequence = BookBuilder.ABSENT;

    BookCore(SeqModel model, long tick, int maxLevels, Books books) {
        this.model = model;
        this.maxLevels = maxLevels;
        book = new OrderBook(tick);
        pool = books.pool();
        stage = books.stage();
        buffer = new DeltaBuffer(pool);
    }

    /** The deltas are numbered otherwise from now on: the old numbers say nothing about the new ones. */
    final void renumber(SeqModel next) {
        model = next;
        lastSequence = BookBuilder.ABSENT;
        awaitsFirst = false;
    }

    /** Counts any but the two that have fields of their own. */
    final void tally(BookCount kind) {
        counts[kind.ordinal()]++;
    }

    final void tallyApplied() {
        applied++;
    }

    final long tallied(BookCount kind) {
        return switch (kind) {
            case APPLIED -> applied;
            case ABSENT_DELETE -> absentDeletes;
            default -> counts[kind.ordinal()];
        };
    }

    final void lost(long sequence) {
        lostSequence = Math.max(lostSequence, sequence);
    }

    /** Forgets all deltas and what was lost: the numbering starts anew. */
    final void forget() {
        buffer.clear();
        lostSequence = BookBuilder.ABSENT;
    }

    /**
     * Applies the message in hand to the book.
     *
     * @return false if a side outgrew its room; the book is of no use then
     */
    final boolean apply() {
        StagedSide bids = stage.bids;
        StagedSide asks = stage.asks;
        if (bids.size > SURPLUS || asks.size > SURPLUS) {
            return applyBounded(book.bids(), bids) && applyBounded(book.asks(), asks);
        }
        if (stage.isFar()) {
            book.bids().ask(bids);
            book.asks().ask(asks);
        }
        absentDeletes += book.bids().apply(bids) + book.asks().apply(asks);
        return true;
    }

    /**
     * Applies the groups of the message in hand from where they lie.
     *
     * @return false if a level is off the grid or negative; the book is as it was then
     */
    final boolean applyUnread() {
        StagedSide bids = stage.bids;
        StagedSide asks = stage.asks;
        if (stage.isFar()) {
            book.bids().askGroup(bids, book);
            book.asks().askGroup(asks, book);
        }
        int absentBids = book.bids().applyGroup(bids, book);
        if (absentBids == Levels.BAD) {
            return false;
        }
        int absentAsks = book.asks().applyGroup(asks, book);
        if (absentAsks == Levels.BAD) {
            book.bids().undo(bids, bids.count(), book);
            return false;
        }
        absentDeletes += absentBids + absentAsks;
        return true;
    }

    private boolean applyBounded(BookSide side, StagedSide levels) {
        boolean fits = true;
        for (int i = 0; i < levels.size && fits; i++) {
            fits = set(side, levels.keys[i], levels.quantities[i]);
        }
        return fits;
    }

    private boolean apply(OrderBook target, int update) {
        boolean fits = true;
        for (int at = pool.firstBid(update); at != LevelPool.NONE && fits; at = pool.next(at)) {
            fits = set(target.bids(), pool.key(at), pool.quantity(at));
        }
        for (int at = pool.firstAsk(update); at != LevelPool.NONE && fits; at = pool.next(at)) {
            fits = set(target.asks(), pool.key(at), pool.quantity(at));
        }
        return fits;
    }

    private boolean set(BookSide side, long key, long quantity) {
        boolean wasAbsent = (side.set(key, quantity) | quantity) == 0;
        // A book that is rebuilt beside has had its deltas counted when they came.
        if (wasAbsent && (side == book.bids() || side == book.asks())) {
            absentDeletes++;
        }
        return side.count() - SURPLUS <= maxLevels;
    }

    /**
     * Puts the message in hand into the buffer; a full pool costs the buffer, this message included (BOOK-6).
     *
     * @return false if the pool was full
     */
    final boolean keep(long first, long last, long previous) {
        if (!buffer.append(first, last, previous, stage)) {
            buffer.clear();
            lost(last);
            tally(BookCount.POOL_FULL);
            return false;
        }
        tally(BookCount.BUFFERED);
        return true;
    }

    final void drop(int update) {
        if (update != LevelPool.NONE) {
            pool.release(update);
        }
    }

    /**
     * Plays the buffer onto a book that stands at a snapshot (BOOK-6). What is discarded or applied leaves the buffer, a
     * misfit stays at its head. Where it ended is {@link #replayedSequence}.
     *
     * @return LIVE if all fitted, TOO_OLD if the first did not, GAP_IN_BUFFER if a later one did not
     */
    final BookVerdict replay(OrderBook target, long snapshot) {
        replayedSequence = snapshot;
        boolean isFirst = true;
        while (!buffer.isEmpty()) {
            int update = buffer.head();
            long first = pool.first(update);
            long last = pool.last(update);
            if (last > replayedSequence) {
                if (!SequenceRule.accepts(model, replayedSequence, isFirst, first, last, pool.previous(update))) {
                    return isFirst ? BookVerdict.TOO_OLD : BookVerdict.GAP_IN_BUFFER;
                }
                isFirst = false;
                replayedSequence = last;
                if (!apply(target, update)) {
                    lost(last);
                    buffer.dropHead();
                    return BookVerdict.GAP_IN_BUFFER;
                }
                target.cut(maxLevels);
                if (target == book) {
                    tally(BookCount.REPLAYED);
                }
            }
            buffer.dropHead();
        }
        return BookVerdict.LIVE;
    }

    final void writeCore(SnapshotWriter out) {
        counts[BookCount.APPLIED.ordinal()] = applied;
        counts[BookCount.ABSENT_DELETE.ordinal()] = absentDeletes;
        out.mark("book core");
        book.writeTo(out);
        buffer.writeTo(out);
        out.putLongs(counts, counts.length);
        out.putLong(lastSequence);
        out.putBoolean(awaitsFirst);
        out.putLong(lostSequence);
    }

    final void readCore(SnapshotReader in) {
        in.mark("book core");
        book.readFrom(in);
        buffer.readFrom(in);
        in.readLongs(counts);
        applied = counts[BookCount.APPLIED.ordinal()];
        absentDeletes = counts[BookCount.ABSENT_DELETE.ordinal()];
        lastSequence = in.readLong();
        awaitsFirst = in.readBoolean();
        lostSequence = in.readLong();
    }

    final long coreDigest() {
        return foldCore(book.digest(), buffer.digest());
    }

    final long coreDigestAnew() {
        return foldCore(book.digestAnew(), buffer.digestAnew());
    }

    private long foldCore(long levels, long waiting) {
        long sum = Fold.of(levels, waiting);
        sum = Fold.of(sum, lastSequence);
        sum = Fold.of(sum, awaitsFirst);
        return Fold.of(sum, lostSequence);
    }
}
