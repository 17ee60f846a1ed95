package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/** Judges deltas by their sequence (BOOK-4, 5) and puts together those that come in pieces (BOOK-3). */
abstract sealed class DeltaIntake extends BookHealth permits BookBuilder {
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;

    // The delta in pieces that has begun; the reset flag and the verdict on its levels hold for all pieces.
    private int open = LevelPool.NONE;
    private boolean isOpenBad;

    DeltaIntake(SeqModel model, long tick, int maxLevels, Books books) {
        super(model, tick, maxLevels, books);
    }

    final void begin(int flags, long first, long last, long previous, boolean isReset) {
        stage.flags = flags;
        stage.first = first;
        stage.last = last;
        stage.previous = previous;
        stage.isReset = isReset;
        stage.begin(this);
    }

    /** Whether a delta has begun and not ended. */
    final boolean isOpen() {
        return open != LevelPool.NONE;
    }

    final BookVerdict end() {
        if ((stage.flags & WHOLE) == WHOLE && open == LevelPool.NONE) {
            // What comes next in order is applied where it lies, and looked at meanwhile.
            return stage.isUnread() && isNext() && applyUnread() ? accepted(true) : judge(stage.isFlawed());
        }
        return piece();
    }

    private BookVerdict piece() {
        if (isOpen() && !continues()) {
            breakOffDelta();
        }
        if ((stage.flags & WHOLE) == WHOLE) {
            return judge(stage.isFlawed());
        }
        if ((stage.flags & BookBuilder.FIRST) != 0) {
            open = pool.open(stage.first, stage.last, stage.previous);
            isOpenBad = false;
        }
        if (!isOpen()) {
            // Its beginning is missing, or found no place.
            return lose();
        }
        isOpenBad |= stage.isFlawed();
        if (!pool.hasRoom(stage)) {
            abandonDelta();
            tally(BookCount.POOL_FULL);
            return lose();
        }
        if ((stage.flags & BookBuilder.LAST) == 0) {
            pool.append(open, stage);
            return BookVerdict.IN_UPDATE;
        }
        // All of it is in hand from here on, as if it had come in one message.
        pool.join(open, stage);
        abandonDelta();
        return judge(isOpenBad);
    }

    private boolean continues() {
        return (stage.flags & BookBuilder.FIRST) == 0
                && stage.first == pool.first(open)
                && stage.last == pool.last(open)
                && stage.previous == pool.previous(open);
    }

    /** The delta in pieces will not be completed; what it said is lost (BOOK-3). */
    final void breakOffDelta() {
        if (isOpen()) {
            lost(pool.last(open));
            abandonDelta();
            loseSequence();
        }
    }

    /** Forgets the delta in pieces without a word. */
    final void abandonDelta() {
        drop(open);
        open = LevelPool.NONE;
    }

    private BookVerdict lose() {
        lost(stage.last);
        if (isFollowing()) {
            loseSequence();
            return BookVerdict.GAP;
        }
        buffer.clear();
        tally(BookCount.IGNORED);
        if (!isOff()) {
            pace.want();
        }
        return BookVerdict.IGNORED;
    }

    /** STALE(GAP) with an empty buffer. */
    private void loseSequence() {
        tally(BookCount.GAP);
        buffer.clear();
        if (!isOff()) {
            stale(StaleWhy.GAP);
            pace.want();
        }
    }

    /** BOOK-4, in its order. */
    private BookVerdict judge(boolean hasBadLevel) {
        if (hasBadLevel || SequenceRule.lacksIds(model, stage.first, stage.last, stage.previous)) {
            return refuse(hasBadLevel);
        }
        if (!isFollowing()) {
            return setAside();
        }
        long sequence = lastSequence;
        if (SequenceRule.isKeepAlive(model, sequence, stage.last, stage.previous)) {
            news();
            tally(BookCount.KEEPALIVE);
            return BookVerdict.KEEPALIVE;
        }
        if (startsAnew()) {
            boolean isUnbroken = model == SeqModel.PREV && stage.previous == sequence && !awaitsFirst;
            return isUnbroken && !awaitsSnapshot ? accept() : dropAsGap();
        }
        if (stage.last <= sequence && model != SeqModel.NONE) {
            tally(BookCount.OLD);
            return BookVerdict.OLD;
        }
        if (SequenceRule.accepts(model, sequence, awaitsFirst, stage.first, stage.last, stage.previous)) {
            return accept();
        }
        tally(BookCount.GAP);
        buffer.clear();
        keep(stage.first, stage.last, stage.previous);
        stale(StaleWhy.GAP);
        pace.want();
        return BookVerdict.GAP;
    }

    /** Whether {@link #judge} has nothing to do but to accept the delta, unless one of its levels is bad. */
    private boolean isNext() {
        return isFollowing()
                && !awaitsSnapshot
                && !stage.isReset
                && stage.last > lastSequence
                && model != SeqModel.NONE
                && !SequenceRule.lacksIds(model, stage.first, stage.last, stage.previous)
                && SequenceRule.accepts(model, lastSequence, awaitsFirst, stage.first, stage.last, stage.previous);
    }

    private boolean startsAnew() {
        return stage.isReset && (model != SeqModel.PREV || stage.last < stage.previous);
    }

    private BookVerdict accept() {
        return accepted(apply());
    }

    /** The delta has been applied, or did not fit: then the book is of no use. */
    private BookVerdict accepted(boolean fits) {
        if (model == SeqModel.RANGE && stage.first <= lastSequence) {
            tally(BookCount.OVERLAP);
        }
        if (model != SeqModel.NONE) {
            lastSequence = stage.last;
        }
        awaitsFirst = false;
        news();
        tallyApplied();
        // Only a request of BOOK-8 is out while the book follows: the delta is applied and buffered.
        if (awaitsSnapshot) {
            keep(stage.first, stage.last, stage.previous);
        }
        if (!fits) {
            lost(stage.last);
            loseSequence();
            return BookVerdict.GAP;
        }
        book.cut(maxLevels);
        settle();
        return BookVerdict.ACCEPT;
    }

    /** Not in sequence: the delta waits for a snapshot (BOOK-5). */
    private BookVerdict setAside() {
        if (isOff() || model == SeqModel.NONE) {
            tally(BookCount.IGNORED);
            return BookVerdict.IGNORED;
        }
        if (startsAnew()) {
            return dropAsGap();
        }
        boolean isKept = keep(stage.first, stage.last, stage.previous);
        pace.want();
        return isKept ? BookVerdict.BUFFERED : BookVerdict.IGNORED;
    }

    /** The venue counts anew and the chain is broken: what waits, or was lost, carries numbers of another count. */
    private BookVerdict dropAsGap() {
        forget();
        loseSequence();
        return BookVerdict.GAP;
    }

    private BookVerdict refuse(boolean hasBadLevel) {
        lost(stage.last);
        tally(BookCount.REFUSED);
        buffer.clear();
        if (!isOff()) {
            stale(hasBadLevel ? StaleWhy.PRECISION : StaleWhy.REFUSED);
            pace.want();
        }
        return BookVerdict.REFUSED;
    }

    /** The delta in pieces alone: between two messages there is none in hand. */
    final void writeDelta(SnapshotWriter out) {
        out.mark("delta intake");
        out.putBoolean(isOpen());
        if (isOpen()) {
            pool.writeTo(out, open);
            out.putBoolean(isOpenBad);
        }
    }

    final void readDelta(SnapshotReader in) {
        in.mark("delta intake");
        abandonDelta();
        if (in.readBoolean()) {
            open = pool.readFrom(in);
            isOpenBad = in.readBoolean();
        }
    }

    final long deltaDigest() {
        return open == LevelPool.NONE ? 0 : Fold.of(pool.sum(open), isOpenBad);
    }
}
