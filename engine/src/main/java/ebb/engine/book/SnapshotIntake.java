package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Takes snapshots (BOOK-6) and the tops of book that stand in for them (BOOK-4, NONE). A book out of sequence is emptied
 * and loaded; one that follows the stream and asked for a fresh horizon (BOOK-8) is rebuilt beside and swapped.
 */
final class SnapshotIntake implements Digested, Snapshotted {
    /** What happens to the snapshot whose pieces are coming in. */
    private enum Use {
        NONE,
        SKIP,
        LOAD,
        BESIDE
    }

    private final BookBuilder builder;
    private final BookListener listener;
    private final OrderBook spare;
    private final SnapshotLoad load;

    private Use use = Use.NONE;
    private BookVerdict skipped = BookVerdict.IGNORED;
    private int connection;
    private int flags;
    private long sequence;
    private int limitBid;
    private int limitAsk;
    // The pieces of a snapshot that is rebuilt beside; NONE if it is whole in hand.
    private int pieces = LevelPool.NONE;
    private long topSequence = BookBuilder.ABSENT;

    SnapshotIntake(BookBuilder builder, Books books) {
        this.builder = builder;
        listener = books.listener();
        spare = books.spare();
        load = new SnapshotLoad(builder.maxLevels, books.settings().minLevels());
    }

    void begin(int conn, int chunk, long last, int bids, int asks) {
        boolean isNext = use != Use.NONE && conn == connection && last == sequence;
        flags = chunk;
        builder.stage.clear();
        if ((chunk & BookBuilder.FIRST) != 0) {
            abandon();
            connection = conn;
            sequence = last;
            limitBid = bids;
            limitAsk = asks;
            use(useOf(last));
        } else if (!isNext) {
            breakOff();
        }
    }

    private void use(Use next) {
        use = next;
        builder.hasSnapshotOpen = next != Use.NONE;
    }

    /** Whether the snapshot that has begun came over this connection. */
    boolean isOn(int conn) {
        return connection == conn && conn != BookBuilder.NO_CONNECTION;
    }

    private Use useOf(long last) {
        skipped = BookVerdict.IGNORED;
        if (builder.isHeld()) {
            return Use.SKIP;
        }
        if (builder.model == SeqModel.NONE) {
            boolean isKnown = builder.lastSequence != BookBuilder.ABSENT && last != BookBuilder.ABSENT;
            if (isKnown
                    && last == builder.lastSequence
                    && builder.isFollowing()
                    && builder.reason() != StaleWhy.TIMEOUT) {
                builder.news();
                skipped = BookVerdict.KEEPALIVE;
                return Use.SKIP;
            }
            return isKnown && last < builder.lastSequence ? Use.SKIP : Use.LOAD;
        }
        if (!builder.isFollowing()) {
            return Use.LOAD;
        }
        if (builder.awaitsSnapshot) {
            return Use.BESIDE;
        }
        return last < builder.lastSequence ? Use.SKIP : Use.LOAD;
    }

    BookVerdict end() {
        boolean isLast = (flags & BookBuilder.LAST) != 0;
        BookVerdict verdict = switch (use) {
            case NONE -> ignore();
            case SKIP -> isLast ? skip() : BookVerdict.IN_UPDATE;
            case LOAD -> canBeUsed() ? load(isLast) : refuse();
            case BESIDE -> canBeUsed() ? beside(isLast) : refuse();
        };
        if (isLast) {
            abandon();
        }
        return verdict;
    }

    private boolean canBeUsed() {
        return !builder.stage.isFlawed() && (sequence != BookBuilder.ABSENT || builder.model == SeqModel.NONE);
    }

    private BookVerdict ignore() {
        builder.tally(BookCount.IGNORED);
        return BookVerdict.IGNORED;
    }

    private BookVerdict skip() {
        builder.tally(skipped == BookVerdict.KEEPALIVE ? BookCount.KEEPALIVE : BookCount.IGNORED);
        return skipped;
    }

    /** A hole in the stream of snapshots; what is left of this one is skipped. */
    private BookVerdict refuse() {
        builder.tally(BookCount.REFUSED);
        builder.buffer.clear();
        abandonPieces();
        use(Use.SKIP);
        skipped = BookVerdict.REFUSED;
        builder.pace.answered();
        builder.stale(builder.stage.isFlawed() ? StaleWhy.PRECISION : StaleWhy.REFUSED);
        builder.pace.want();
        return BookVerdict.REFUSED;
    }

    // -------------------------------------------------------------------------------------------- out of sequence

    private BookVerdict load(boolean isLast) {
        if ((flags & BookBuilder.FIRST) != 0) {
            load.begin(builder.book, limitBid, limitAsk);
        }
        load.add(builder.stage);
        if (!isLast) {
            builder.stale(StaleWhy.PARTIAL);
            builder.pace.expect();
            return BookVerdict.IN_UPDATE;
        }
        return stand();
    }

    /** All levels are loaded: the buffer is played onto them. */
    private BookVerdict stand() {
        load.finish();
        builder.thinBelow(load.minBids(), load.minAsks());
        builder.tally(BookCount.SNAPSHOT);
        BookVerdict verdict = builder.replay(builder.book, sequence);
        builder.lastSequence = builder.replayedSequence;
        builder.awaitsFirst = builder.replayedSequence == sequence;
        return seat(verdict);
    }

    /** The book stands where snapshot and buffer led it. */
    private BookVerdict seat(BookVerdict replayed) {
        BookVerdict verdict = replayed;
        builder.pace.answered();
        if (verdict == BookVerdict.LIVE && builder.lastSequence < builder.lostSequence) {
            verdict = BookVerdict.TOO_OLD;
        }
        if (verdict == BookVerdict.TOO_OLD) {
            builder.tally(BookCount.TOO_OLD);
        }
        if (verdict == BookVerdict.LIVE) {
            builder.forget();
            builder.pace.reset();
            builder.news();
            builder.settleAnew();
        } else {
            builder.stale(StaleWhy.GAP);
            builder.pace.want();
        }
        return verdict;
    }

    // --------------------------------------------------------------------------------------------------- beside

    private BookVerdict beside(boolean isLast) {
        boolean isWhole = isLast && pieces == LevelPool.NONE;
        if (!isWhole && !collect()) {
            builder.tally(BookCount.POOL_FULL);
            use(Use.SKIP);
            skipped = BookVerdict.ASK_AGAIN;
            return askAgain();
        }
        if (!isLast) {
            return BookVerdict.IN_UPDATE;
        }
        boolean isFollowing = builder.isFollowing();
        spare.reset(builder.book.tick());
        load.begin(isFollowing ? spare : builder.book, limitBid, limitAsk);
        if (isWhole) {
            load.add(builder.stage);
        } else {
            load.add(builder.pool, pieces);
        }
        if (!isFollowing) {
            // A gap came between its pieces.
            return stand();
        }
        load.finish();
        BookVerdict replayed = builder.replay(spare, sequence);
        long reached = builder.replayedSequence;
        if (replayed != BookVerdict.LIVE || reached < builder.lastSequence || reached < builder.lostSequence) {
            return askAgain();
        }
        return swap(reached);
    }

    private boolean collect() {
        if (pieces == LevelPool.NONE) {
            pieces = builder.pool.open(BookBuilder.ABSENT, sequence, BookBuilder.ABSENT);
        }
        return pieces != LevelPool.NONE && builder.pool.append(pieces, builder.stage);
    }

    private BookVerdict askAgain() {
        abandonPieces();
        builder.pace.answered();
        builder.pace.want();
        return BookVerdict.ASK_AGAIN;
    }

    private BookVerdict swap(long reached) {
        // Further on than the book: the difference would be the venue's, not ours.
        boolean differs = reached == builder.lastSequence && !builder.book.agreesWith(spare);
        builder.book.assign(spare);
        builder.lastSequence = reached;
        builder.awaitsFirst = reached == sequence;
        builder.thinBelow(load.minBids(), load.minAsks());
        builder.tally(BookCount.SNAPSHOT);
        BookVerdict verdict = seat(BookVerdict.LIVE);
        if (differs) {
            builder.tally(BookCount.MISMATCH);
            listener.onAlert(builder, BookAlert.MISMATCH);
        }
        return verdict;
    }

    // ------------------------------------------------------------------------------------------------ top of book

    /** A new touch as its message has it ({@link BookBuilder#topOfBook}). */
    boolean topOfBook(long sequenceOfTop, long bid, long bidQuantity, long ask, long askQuantity) {
        TickGrid grid = builder.book;
        long bidIndex = grid.index(bid);
        long askIndex = grid.index(ask);
        boolean isBad = (bidIndex == TickGrid.INVALID && bid != BookSide.NO_PRICE)
                || (askIndex == TickGrid.INVALID && ask != BookSide.NO_PRICE)
                || (bidQuantity | askQuantity) < 0;
        if (isBad) {
            builder.tally(BookCount.REFUSED);
            return false;
        }
        return top(
                sequenceOfTop,
                bidIndex == TickGrid.INVALID ? BookSide.NO_KEY : ~bidIndex,
                bidQuantity,
                askIndex == TickGrid.INVALID ? BookSide.NO_KEY : askIndex,
                askQuantity);
    }

    /**
     * The touch of a feed of whole snapshots (BOOK-4): what is better than it or crossed by it is hidden until the next
     * snapshot. A key of {@link BookSide#NO_KEY} leaves that side's touch as it is.
     */
    private boolean top(long sequenceOfTop, long bidKey, long bidQuantity, long askKey, long askQuantity) {
        boolean isLater = sequenceOfTop > builder.lastSequence && sequenceOfTop > topSequence;
        if (!isLater
                || builder.model != SeqModel.NONE
                || !builder.isFollowing()
                || builder.reason() == StaleWhy.TIMEOUT) {
            return false;
        }
        topSequence = sequenceOfTop;
        BookSide bids = builder.book.bids();
        BookSide asks = builder.book.asks();
        if (bidKey != BookSide.NO_KEY) {
            bids.hideBefore(bidKey);
            asks.hideBefore(-bidKey);
        }
        if (askKey != BookSide.NO_KEY) {
            asks.hideBefore(askKey);
            bids.hideBefore(-askKey);
        }
        if (bidKey != BookSide.NO_KEY) {
            bids.set(bidKey, bidQuantity);
        }
        if (askKey != BookSide.NO_KEY) {
            asks.set(askKey, askQuantity);
        }
        builder.book.cut(builder.maxLevels);
        builder.settle();
        return true;
    }

    // ------------------------------------------------------------------------------------------------- broken off

    /** A piece without its beginning, or of another snapshot: the one that had begun will not be completed. */
    void breakOff() {
        boolean wasUsed = use == Use.LOAD || use == Use.BESIDE;
        abandon();
        if (wasUsed) {
            builder.pace.answered();
            builder.pace.want();
        }
    }

    /** Forgets the snapshot in pieces without a word. */
    void abandon() {
        abandonPieces();
        use(Use.NONE);
    }

    /** The touch's numbers begin anew. */
    void renumber() {
        topSequence = BookBuilder.ABSENT;
    }

    private void abandonPieces() {
        builder.drop(pieces);
        pieces = LevelPool.NONE;
    }

    /** The snapshot in pieces alone: between two messages there is none in hand. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("snapshot intake");
        out.putEnum(use);
        out.putEnum(skipped);
        out.putInt(connection);
        out.putLong(sequence);
        out.putInt(limitBid);
        out.putInt(limitAsk);
        out.putLong(topSequence);
        out.putBoolean(pieces != LevelPool.NONE);
        if (pieces != LevelPool.NONE) {
            builder.pool.writeTo(out, pieces);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("snapshot intake");
        abandon();
        use(in.readEnum(Use.values()));
        skipped = in.readEnum(BookVerdict.values());
        connection = in.readInt();
        sequence = in.readLong();
        limitBid = in.readInt();
        limitAsk = in.readInt();
        topSequence = in.readLong();
        if (in.readBoolean()) {
            pieces = builder.pool.readFrom(in);
        }
        load.resume(builder.book, limitBid, limitAsk);
    }

    @Override
    public long digest() {
        if (use == Use.NONE) {
            return topSequence;
        }
        long sum = Fold.of(topSequence, use.ordinal());
        sum = Fold.of(sum, skipped.ordinal());
        sum = Fold.of(sum, connection);
        sum = Fold.of(sum, sequence);
        sum = Fold.of(sum, (long) limitBid << 32 | limitAsk);
        return Fold.of(sum, pieces == LevelPool.NONE ? 0 : builder.pool.sum(pieces));
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
