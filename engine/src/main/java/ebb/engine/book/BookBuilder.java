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
public final class BookBuilder implements Digested, Snapshotted {
    /** A sequence field that the message does not have; SBE's null. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** No connection; SBE's null of the head's field {@code conn}. */
    public static final int NO_CONNECTION = 65_535;

    /** Flag of the head: first chunk of a logical message. */
    public static final int FIRST = 1;

    /** Flag of the head: last chunk of a logical message. */
    public static final int LAST = 2;

    private final int instrument;
    private final Books books;
    private final BookCore core;
    private final TickGrid grid;
    private final LevelStage stage;
    private final BookListener listener;
    private final ResyncPace pace;
    private final BookHealth health;
    private final DeltaIntake deltas;
    private final SnapshotIntake snapshots;
    private int connection = NO_CONNECTION;

    BookBuilder(int instrument, SeqModel model, long tick, int maxLevels, Books books) {
        SequenceRule.check(instrument, model);
        if (maxLevels < 1) {
            throw new IllegalArgumentException("book.max-levels " + maxLevels + ": at least 1");
        }
        this.instrument = instrument;
        this.books = books;
        listener = books.listener();
        stage = books.stage();
        core = new BookCore(model, tick, maxLevels, books);
        grid = core.book.grid();
        pace = new ResyncPace(this, books);
        health = new BookHealth(this, core.book, books, pace);
        deltas = new DeltaIntake(core, health, pace);
        snapshots = new SnapshotIntake(this, core, health, pace, books);
    }

    /** The instrument, a dense id. */
    public int instrument() {
        return instrument;
    }

    /** How its deltas are numbered: NONE, RANGE, PREV or STEP. */
    public SeqModel model() {
        return core.model;
    }

    /** The levels. Always the same object; what it holds is right only while the status is LIVE. */
    public OrderBook book() {
        return core.book;
    }

    /** Whether the book may be used (BOOK-1). */
    public BookStatus status() {
        return health.status();
    }

    /** Whether the book may be traded on. */
    public boolean isLive() {
        return health.status() == BookStatus.LIVE;
    }

    /** Why the book is STALE; {@code NULL_VAL} if it is not. */
    public StaleWhy reason() {
        return health.reason();
    }

    /** The venue's sequence that the levels stand at, or {@link #ABSENT}. */
    public long lastSequence() {
        return core.lastSequence;
    }

    /** How many deltas wait for a snapshot: logical messages, not levels. */
    public int buffered() {
        return core.buffer.size();
    }

    /** Whether a snapshot is awaited; the book may be LIVE meanwhile (BOOK-8). */
    public boolean isResyncing() {
        return pace.isPending();
    }

    /** Between the first and the last chunk of a delta: no analytic runs (BOOK-3). */
    public boolean isInUpdate() {
        return deltas.isOpen();
    }

    /** How often something happened since the book was made. */
    public long count(BookCount kind) {
        return core.count(kind);
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
        if (snapshots.isOpenOn(conn)) {
            snapshots.breakOff();
        }
        deltas.begin(flags, first, last, previous, isReset);
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
        if (core.model == SeqModel.NONE && conn != connection) {
            follow(conn);
        }
        if (conn == connection && conn != NO_CONNECTION) {
            deltas.breakOff();
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
        stage.bid(grid, price, quantity);
    }

    /**
     * An ask level of the message in hand.
     *
     * @param price mantissa; off the grid or not positive refuses the message
     * @param quantity mantissa, absolute; 0 deletes, negative refuses the message
     */
    public void ask(long price, long quantity) {
        stage.ask(grid, price, quantity);
    }

    /**
     * The levels of the message in hand as its SBE groups have them, each as by {@link #bid} and {@link #ask}.
     *
     * @param buffer holds the message
     * @param offset of the group of bids; that of asks follows
     * @return the greatest quantity among them, also of a level that is refused; 0 if there is none
     * @throws IndexOutOfBoundsException if they reach beyond the buffer
     */
    public long levels(DirectBuffer buffer, int offset) {
        return stage.levels(grid, buffer, offset);
    }

    /** All levels of the delta message were given: what became of it. */
    public BookVerdict endDelta() {
        return deltas.end();
    }

    /** All levels of the snapshot message were given: what became of it. */
    public BookVerdict endSnapshot() {
        return snapshots.end();
    }

    /** The depth stream comes over another connection from now on. */
    private void follow(int conn) {
        if (conn != NO_CONNECTION) {
            deltas.breakOff();
            connection = conn;
            health.watch(books.watch(conn));
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
            health.print(price);
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
            deltas.abandon();
            snapshots.abandon();
            core.forget();
            pace.reset();
            health.hold(false);
            health.stale(StaleWhy.SESSION);
            return;
        }
        if (conn != connection) {
            follow(conn);
        }
        if (health.reason() == StaleWhy.SESSION) {
            health.stale(StaleWhy.NO_SNAPSHOT);
        }
        if (health.reason() == StaleWhy.NO_SNAPSHOT) {
            pace.want();
        }
    }

    /**
     * A message of the depth stream was refused before it reached the book, or lost by the adapter: a hole (EVT-5).
     *
     * @param why REFUSED; PRECISION for digits beyond the exponent (NUM-5); GAP if it was lost and not refused
     */
    public void refused(StaleWhy why) {
        core.tally(why == StaleWhy.GAP ? BookCount.GAP : BookCount.REFUSED);
        if (health.isOff()) {
            return;
        }
        deltas.abandon();
        core.buffer.clear();
        health.stale(why);
        pace.want();
    }

    /**
     * The depth stream was refused too often (EVT-5): the book is STALE(REFUSED), takes nothing and asks for nothing until
     * {@link #release}, or until its session is down.
     */
    public void hold() {
        deltas.abandon();
        snapshots.abandon();
        core.forget();
        pace.reset();
        health.stale(StaleWhy.REFUSED);
        health.hold(true);
    }

    /** The refusals are past: the book asks for a snapshot. */
    public void release() {
        if (health.isHeld()) {
            health.hold(false);
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
        deltas.abandon();
        snapshots.abandon();
        core.forget();
        core.book.reset(tick);
        if (model != core.model) {
            core.renumber(model);
            snapshots.renumber();
        }
        if (!health.isOff()) {
            health.stale(StaleWhy.DEFINITION);
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

    void tally(BookCount kind) {
        core.tally(kind);
    }

    void emitResync(int attempt) {
        boolean isLive = health.isFollowing();
        StaleWhy why = health.status() == BookStatus.STALE ? health.reason() : StaleWhy.HORIZON;
        listener.onResync(this, core.lastSequence, why, attempt, isLive);
    }

    void connectionFellSilent() {
        health.connectionFellSilent();
    }

    void connectionSpoke() {
        health.connectionSpoke();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("book");
        out.putEnum(core.model);
        out.putInt(connection);
        core.writeTo(out);
        health.writeTo(out);
        pace.writeTo(out);
        deltas.writeTo(out);
        snapshots.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("book");
        SeqModel written = in.readEnum(SeqModel.values());
        if (written != core.model) {
            throw new SnapshotException("instrument " + instrument + " is numbered " + written + " in the snapshot, "
                    + core.model + " by its definition");
        }
        connection = in.readCount(NO_CONNECTION);
        if (connection != NO_CONNECTION) {
            health.resume(books.watch(connection));
        }
        core.readFrom(in);
        health.readFrom(in);
        pace.readFrom(in);
        deltas.readFrom(in);
        snapshots.readFrom(in);
    }

    @Override
    public long digest() {
        return fold(core.digest());
    }

    @Override
    public long digestAnew() {
        return fold(core.digestAnew());
    }

    private long fold(long levels) {
        long sum = Fold.of(levels, health.digest());
        sum = Fold.of(sum, pace.digest());
        sum = Fold.of(sum, deltas.digest());
        sum = Fold.of(sum, snapshots.digest());
        return Digest.mix(instrument, sum);
    }
}
