package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import org.agrona.DirectBuffer;

/**
 * Builds one instrument's book from its depth stream (BOOK-1 to 10, 12, 13). The engine decodes; here a message is its
 * fields: {@link #beginDelta}, its levels by {@link #bid} and {@link #ask}, {@link #endDelta}; likewise for snapshots.
 * Each chunk of a logical message is a message. Time is that of {@link ebb.engine.time.Timers}, set before.
 */
public final class BookBuilder extends DeltaIntake implements Digested, Snapshotted {
    /** A sequence field that the message does not have; SBE's null. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** No connection; SBE's null of the head's field {@code conn}. */
    public static final int NO_CONNECTION = 65_535;

    /** Flag of the head: first chunk of a logical message. */
    public static final int FIRST = 1;

    /** Flag of the head: last chunk of a logical message. */
    public static final int LAST = 2;

    private final int instrument;
    private final SnapshotIntake snapshots;
    private int connection = NO_CONNECTION;

    BookBuilder(int instrument, SeqModel model, long tick, int maxLevels, Books books) {
        super(SequenceRule.check(instrument, model), tick, checkedCapacity(maxLevels), books);
        this.instrument = instrument;
        snapshots = new SnapshotIntake(this, books);
    }

    private static int checkedCapacity(int maxLevels) {
        if (maxLevels < 1) {
            throw new IllegalArgumentException("book.max-levels " + maxLevels + ": at least 1");
        }
        return maxLevels;
    }

    @Override
    BookBuilder builder() {
        return this;
    }

    /** The instrument, a dense id. */
    public int instrument() {
        return instrument;
    }

    /** How its deltas are numbered: NONE, RANGE, PREV or STEP. */
    public SeqModel model() {
        return model;
    }

    /** The levels. Always the same object; what it holds is right only while the status is LIVE. */
    public OrderBook book() {
        return book;
    }

    /** Whether the book may be traded on. */
    public boolean isLive() {
        return status() == BookStatus.LIVE;
    }

    /** The venue's sequence that the levels stand at, or {@link #ABSENT}. */
    public long lastSequence() {
        return lastSequence;
    }

    /** How many deltas wait for a snapshot: logical messages, not levels. */
    public int buffered() {
        return buffer.size();
    }

    /** Whether a snapshot is awaited; the book may be LIVE meanwhile (BOOK-8). */
    public boolean isResyncing() {
        return awaitsSnapshot;
    }

    /** Between the first and the last chunk of a delta: no analytic runs (BOOK-3). */
    public boolean isInUpdate() {
        return isOpen();
    }

    /** How often something happened since the book was made. */
    public long count(BookCount kind) {
        return tallied(kind);
    }

    /**
     * Begins a message of deltas.
     *
     * @param conn the head's {@code conn}, or {@link #NO_CONNECTION}
     * @param flags the head's {@link #FIRST} and {@link #LAST}; other bits are not looked at
     * @param first U, or {@link #ABSENT}
     * @param last u, or {@link #ABSENT}
     * @param previous p, or {@link #ABSENT}
     * @param isReset whether the adapter saw the venue's sequence start again (BOOK-4)
     */
    public void beginDelta(int conn, int flags, long first, long last, long previous, boolean isReset) {
        if (conn != connection) {
            follow(conn);
        }
        if (hasSnapshotOpen && snapshots.isOn(conn)) {
            snapshots.breakOff();
        }
        begin(flags, first, last, previous, isReset);
    }

    /**
     * Begins a message of a snapshot.
     *
     * @param conn the head's {@code conn}, or {@link #NO_CONNECTION}
     * @param flags the head's {@link #FIRST} and {@link #LAST}; other bits are not looked at
     * @param last s, or {@link #ABSENT}
     * @param limitBid levels that the whole snapshot can hold at most on the bid side; 0 if it is complete
     * @param limitAsk the same of the asks
     */
    public void beginSnapshot(int conn, int flags, long last, int limitBid, int limitAsk) {
        if (model == SeqModel.NONE && conn != connection) {
            follow(conn);
        }
        if (conn == connection && conn != NO_CONNECTION) {
            breakOffDelta();
        }
        snapshots.begin(conn, flags, last, limitBid, limitAsk);
    }

    /**
     * A bid level of the message in hand.
     *
     * @param price mantissa; off the grid or not positive refuses the message
     * @param quantity mantissa, absolute; 0 deletes, negative refuses the message
     */
    public void bid(long price, long quantity) {
        stage.bid(book, price, quantity);
    }

    /**
     * An ask level of the message in hand.
     *
     * @param price mantissa; off the grid or not positive refuses the message
     * @param quantity mantissa, absolute; 0 deletes, negative refuses the message
     */
    public void ask(long price, long quantity) {
        stage.ask(book, price, quantity);
    }

    /**
     * The levels of the message in hand as its SBE groups have them, each as by {@link #bid} and {@link #ask}; none may
     * follow.
     *
     * @param buffer holds the message, and is to hold it until the message's end
     * @param offset of the group of bids; that of asks follows
     * @throws IndexOutOfBoundsException if they reach beyond the buffer
     * @throws IllegalStateException if the message had groups already
     */
    public void levels(DirectBuffer buffer, int offset) {
        stage.groups(book, buffer, offset);
    }

    /**
     * Greatest quantity among {@link #levels} of a delta that has ended, whatever became of it.
     *
     * @return quantity mantissa, also of a level that is refused; 0 if there is none
     */
    public long greatest() {
        return stage.greatest();
    }

    /** All levels of the delta message were given: what became of it. */
    public BookVerdict endDelta() {
        return end();
    }

    /** All levels of the snapshot message were given: what became of it. */
    public BookVerdict endSnapshot() {
        return snapshots.end();
    }

    /** The depth stream comes over another connection from now on. */
    private void follow(int conn) {
        if (conn != NO_CONNECTION) {
            breakOffDelta();
            connection = conn;
            watch(books.watch(conn));
        }
    }

    /**
     * A new touch; has an effect in model NONE only (BOOK-4).
     *
     * @param sequence tx, or {@link #ABSENT}
     * @param bid price mantissa; {@link BookSide#NO_PRICE} leaves the bid as it is
     * @param bidQuantity quantity mantissa
     * @param ask price mantissa; {@link BookSide#NO_PRICE} leaves the ask as it is
     * @param askQuantity quantity mantissa
     * @return true if the book changed
     */
    public boolean topOfBook(long sequence, long bid, long bidQuantity, long ask, long askQuantity) {
        return snapshots.topOfBook(sequence, bid, bidQuantity, ask, askQuantity);
    }

    /**
     * A trade was printed (BOOK-10, SILENT).
     *
     * @param price mantissa
     * @param isFlagged whether it carries a flag of TRD-1, which takes it out of the count
     */
    public void print(long price, boolean isFlagged) {
        if (!isFlagged) {
            printed(price);
        }
    }

    /**
     * The session of the depth stream changed (BOOK-7); a connection that was replaced is said to be down and live again.
     *
     * @param conn the connection it is about, or {@link #NO_CONNECTION}
     * @param isUp whether the subscription stands
     */
    public void session(int conn, boolean isUp) {
        if (!isUp) {
            abandonDelta();
            snapshots.abandon();
            forget();
            pace.reset();
            holdBack(false);
            stale(StaleWhy.SESSION);
            return;
        }
        if (conn != connection) {
            follow(conn);
        }
        if (reason() == StaleWhy.SESSION) {
            stale(StaleWhy.NO_SNAPSHOT);
        }
        if (reason() == StaleWhy.NO_SNAPSHOT) {
            pace.want();
        }
    }

    /**
     * A message of the depth stream was refused before it reached the book, or lost by the adapter: a hole (EVT-5).
     *
     * @param why REFUSED; PRECISION for digits beyond the exponent (NUM-5); GAP if it was lost and not refused
     */
    public void refused(StaleWhy why) {
        tally(why == StaleWhy.GAP ? BookCount.GAP : BookCount.REFUSED);
        if (isOff()) {
            return;
        }
        abandonDelta();
        buffer.clear();
        stale(why);
        pace.want();
    }

    /**
     * The depth stream was refused too often (EVT-5): the book is STALE(REFUSED), takes nothing and asks for nothing until
     * {@link #release}, or until its session is down.
     */
    public void hold() {
        abandonDelta();
        snapshots.abandon();
        forget();
        pace.reset();
        stale(StaleWhy.REFUSED);
        holdBack(true);
    }

    /** The refusals are past: the book asks for a snapshot. */
    public void release() {
        if (isHeld()) {
            holdBack(false);
            pace.want();
        }
    }

    /**
     * Exponents, contract size, tick or sequences changed (INST-5): what is held means nothing any more.
     *
     * @param model how its deltas are numbered from now on: NONE, RANGE, PREV or STEP
     * @param tick the new one, price mantissa, at least 1
     */
    public void definitionChanged(SeqModel model, long tick) {
        SequenceRule.check(instrument, model);
        abandonDelta();
        snapshots.abandon();
        forget();
        book.reset(tick);
        if (model != this.model) {
            renumber(model);
            snapshots.renumber();
        }
        if (!isOff()) {
            stale(StaleWhy.DEFINITION);
            pace.want();
        }
    }

    /**
     * The rule by which an instrument's book follows: NONE, RANGE, PREV or STEP. Row books come with the venue that sends
     * them; until then such a feed has whole snapshots only.
     */
    public static SeqModel modelOf(SeqModel announced) {
        return announced == SeqModel.ROWS ? SeqModel.NONE : announced;
    }

    void emitResync(int attempt) {
        boolean isLive = isFollowing();
        StaleWhy why = status() == BookStatus.STALE ? reason() : StaleWhy.HORIZON;
        books.listener().onResync(this, lastSequence, why, attempt, isLive);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("book");
        out.putEnum(model);
        out.putInt(connection);
        writeCore(out);
        writeHealth(out);
        pace.writeTo(out);
        writeDelta(out);
        snapshots.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("book");
        SeqModel written = in.readEnum(SeqModel.values());
        if (written != model) {
            throw new SnapshotException("instrument " + instrument + " is numbered " + written + " in the snapshot, "
                    + model + " by its definition");
        }
        connection = in.readCount(NO_CONNECTION);
        if (connection != NO_CONNECTION) {
            resume(books.watch(connection));
        }
        readCore(in);
        readHealth(in);
        pace.readFrom(in);
        readDelta(in);
        snapshots.readFrom(in);
    }

    @Override
    public long digest() {
        return fold(coreDigest());
    }

    @Override
    public long digestAnew() {
        return fold(coreDigestAnew());
    }

    private long fold(long levels) {
        long sum = Fold.of(levels, healthDigest());
        sum = Fold.of(sum, pace.digest());
        sum = Fold.of(sum, deltaDigest());
        sum = Fold.of(sum, snapshots.digest());
        return Digest.mix(instrument, sum);
    }
}
