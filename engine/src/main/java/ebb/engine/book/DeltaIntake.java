package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Judges deltas by their sequence (BOOK-4, 5) and puts together those that come in pieces (BOOK-3). */
final class DeltaIntake implements Digested, Snapshotted {
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;

    private final BookCore core;
    private final BookHealth health;
    private final ResyncPace pace;

    // The delta in hand.
    private int flags;
    private long first;
    private long last;
    private long previous;
    private boolean isReset;
    private boolean hasBadLevel;

    // The delta in pieces that has begun; the reset flag and the verdict on its levels hold for all pieces.
    private int open = LevelPool.NONE;
    private boolean isOpenBad;

    DeltaIntake(BookCore core, BookHealth health, ResyncPace pace) {
        this.core = core;
        this.health = health;
        this.pace = pace;
    }

    void begin(int chunk, long firstId, long lastId, long previousId, boolean reset) {
        flags = chunk;
        first = firstId;
        last = lastId;
        previous = previousId;
        isReset = reset;
        core.stage.clear();
        core.approach();
    }

    /** Whether a delta has begun and not ended. */
    boolean isOpen() {
        return open != LevelPool.NONE;
    }

    BookVerdict end() {
        hasBadLevel = core.stage.isFlawed();
        if ((flags & WHOLE) == WHOLE && open == LevelPool.NONE) {
            return judge();
        }
        return piece();
    }

    private BookVerdict piece() {
        if (isOpen() && !continues()) {
            breakOff();
        }
        if ((flags & WHOLE) == WHOLE) {
            return judge();
        }
        if ((flags & BookBuilder.FIRST) != 0) {
            open = core.pool.open(first, last, previous);
            isOpenBad = false;
        }
        if (!isOpen()) {
            // Its beginning is missing, or found no place.
            return lose();
        }
        isOpenBad |= hasBadLevel;
        if (!core.pool.hasRoom(core.stage)) {
            abandon();
            core.tally(BookCount.POOL_FULL);
            return lose();
        }
        if ((flags & BookBuilder.LAST) == 0) {
            core.pool.append(open, core.stage);
            return BookVerdict.IN_UPDATE;
        }
        // All of it is in hand from here on, as if it had come in one message.
        core.pool.join(open, core.stage);
        abandon();
        hasBadLevel = isOpenBad;
        return judge();
    }

    private boolean continues() {
        return (flags & BookBuilder.FIRST) == 0
                && first == core.pool.first(open)
                && last == core.pool.last(open)
                && previous == core.pool.previous(open);
    }

    /** The delta in pieces will not be completed; what it said is lost (BOOK-3). */
    void breakOff() {
        if (isOpen()) {
            core.lost(core.pool.last(open));
            abandon();
            loseSequence();
        }
    }

    /** Forgets the delta in pieces without a word. */
    void abandon() {
        core.release(open);
        open = LevelPool.NONE;
    }

    private BookVerdict lose() {
        core.lost(last);
        if (health.isFollowing()) {
            loseSequence();
            return BookVerdict.GAP;
        }
        core.buffer.clear();
        core.tally(BookCount.IGNORED);
        if (!health.isOff()) {
            pace.want();
        }
        return BookVerdict.IGNORED;
    }

    /** STALE(GAP) with an empty buffer. */
    private void loseSequence() {
        core.tally(BookCount.GAP);
        core.buffer.clear();
        if (!health.isOff()) {
            health.stale(StaleWhy.GAP);
            pace.want();
        }
    }

    /** BOOK-4, in its order. */
    private BookVerdict judge() {
        if (hasBadLevel || SequenceRule.lacksIds(core.model, first, last, previous)) {
            return refuse();
        }
        if (!health.isFollowing()) {
            return setAside();
        }
        long sequence = core.lastSequence;
        if (SequenceRule.isKeepAlive(core.model, sequence, last, previous)) {
            health.news();
            core.tally(BookCount.KEEPALIVE);
            return BookVerdict.KEEPALIVE;
        }
        if (startsAnew()) {
            boolean isUnbroken = core.model == SeqModel.PREV && previous == sequence && !core.awaitsFirst;
            return isUnbroken && !pace.isPending() ? accept() : dropAsGap();
        }
        if (last <= sequence && core.model != SeqModel.NONE) {
            core.tally(BookCount.OLD);
            return BookVerdict.OLD;
        }
        if (SequenceRule.accepts(core.model, sequence, core.awaitsFirst, first, last, previous)) {
            return accept();
        }
        core.tally(BookCount.GAP);
        core.buffer.clear();
        core.keep(first, last, previous);
        health.stale(StaleWhy.GAP);
        pace.want();
        return BookVerdict.GAP;
    }

    private boolean startsAnew() {
        return isReset && (core.model != SeqModel.PREV || last < previous);
    }

    private BookVerdict accept() {
        if (core.model == SeqModel.RANGE && first <= core.lastSequence) {
            core.tally(BookCount.OVERLAP);
        }
        if (core.model != SeqModel.NONE) {
            core.lastSequence = last;
        }
        core.awaitsFirst = false;
        health.news();
        core.tally(BookCount.APPLIED);
        boolean fits = core.apply();
        // Only a request of BOOK-8 is out while the book follows: the delta is applied and buffered.
        if (pace.isPending()) {
            core.keep(first, last, previous);
        }
        if (!fits) {
            core.lost(last);
            loseSequence();
            return BookVerdict.GAP;
        }
        core.book.cut(core.maxLevels);
        health.settle();
        return BookVerdict.ACCEPT;
    }

    /** Not in sequence: the delta waits for a snapshot (BOOK-5). */
    private BookVerdict setAside() {
        if (health.isOff() || core.model == SeqModel.NONE) {
            core.tally(BookCount.IGNORED);
            return BookVerdict.IGNORED;
        }
        if (startsAnew()) {
            return dropAsGap();
        }
        boolean isKept = core.keep(first, last, previous);
        pace.want();
        return isKept ? BookVerdict.BUFFERED : BookVerdict.IGNORED;
    }

    /** The venue counts anew and the chain is broken: what waits, or was lost, carries numbers of another count. */
    private BookVerdict dropAsGap() {
        core.forget();
        loseSequence();
        return BookVerdict.GAP;
    }

    private BookVerdict refuse() {
        core.lost(last);
        core.tally(BookCount.REFUSED);
        core.buffer.clear();
        if (!health.isOff()) {
            health.stale(hasBadLevel ? StaleWhy.PRECISION : StaleWhy.REFUSED);
            pace.want();
        }
        return BookVerdict.REFUSED;
    }

    /** The delta in pieces alone: between two messages there is none in hand. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("delta intake");
        out.putBoolean(isOpen());
        if (isOpen()) {
            core.pool.writeTo(out, open);
            out.putBoolean(isOpenBad);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("delta intake");
        abandon();
        if (in.readBoolean()) {
            open = core.pool.readFrom(in);
            isOpenBad = in.readBoolean();
        }
    }

    @Override
    public long digest() {
        return open == LevelPool.NONE ? 0 : Fold.of(core.pool.sum(open), isOpenBad);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
