package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * A book's status and what moves it besides the sequence: horizon (BOOK-8), cross (BOOK-9), timeout and silence
 * (BOOK-10), empty side (BOOK-12).
 */
final class BookHealth implements TimerHandler, Digested, Snapshotted {
    private static final int GRACE = 1;
    private static final int EMPTY = 2;

    private final BookBuilder builder;
    private final OrderBook book;
    private final Timers timers;
    private final BookListener listener;
    private final BookSettings settings;
    private final ResyncPace pace;

    private BookStatus status = BookStatus.STALE;
    private StaleWhy reason = StaleWhy.NO_SNAPSHOT;
    // Deltas are applied as they come: LIVE, CROSSED, STALE(HORIZON), STALE(TIMEOUT).
    private boolean isFollowing;
    // The stream was refused too often: what comes over it is not taken (EVT-5).
    private boolean isHeld;
    private ConnectionWatch watch;
    private int minBids;
    private int minAsks;
    private int graceTimer = Timers.NONE;
    private int emptyTimer = Timers.NONE;
    private boolean hasEmptySide;
    private long lastNews = BookBuilder.ABSENT;
    private int prints;
    private long firstPrintNs;

    BookHealth(BookBuilder builder, OrderBook book, Books books, ResyncPace pace) {
        this.builder = builder;
        this.book = book;
        this.pace = pace;
        timers = books.timers();
        listener = books.listener();
        settings = books.settings();
    }

    BookStatus status() {
        return status;
    }

    StaleWhy reason() {
        return reason;
    }

    boolean isFollowing() {
        return isFollowing;
    }

    boolean isHeld() {
        return isHeld;
    }

    /** Nothing is taken from the stream and no snapshot asked for: its session is down, or it is held back. */
    boolean isOff() {
        return isHeld || reason == StaleWhy.SESSION;
    }

    void hold(boolean held) {
        isHeld = held;
    }

    /** Takes over the connection that carries the depth stream; a timeout on another one ends. */
    void watch(ConnectionWatch next) {
        if (watch != null) {
            watch.detach(builder);
        }
        watch = next;
        next.attach(builder);
        connectionSpoke();
    }

    /** Known levels below which a side with a horizon asks for a snapshot (BOOK-8). */
    void resume(ConnectionWatch known) {
        watch = known;
        known.attach(builder);
    }

    void thinBelow(int bids, int asks) {
        minBids = bids;
        minAsks = asks;
    }

    /** The stream moved: T_last of BOOK-10. */
    void news() {
        lastNews = timers.nowNs();
        prints = 0;
    }

    /** The book is in sequence after a complete update: its status follows from the sides. */
    void settle() {
        settle(reason == StaleWhy.HORIZON ? settings.sightedLevels() : settings.blindLevels());
    }

    /** The same after a snapshot, which ends blindness. */
    void settleAnew() {
        settle(settings.blindLevels());
    }

    private void settle(int needed) {
        isFollowing = true;
        if (isBelow(book.bids(), needed) || isBelow(book.asks(), needed)) {
            stale(StaleWhy.HORIZON);
            pace.want();
            return;
        }
        if (book.isCrossed()) {
            cross();
        } else {
            graceTimer = timers.cancel(graceTimer);
            if (watch != null && watch.isSilent()) {
                stale(StaleWhy.TIMEOUT);
                return;
            }
            become(BookStatus.LIVE, StaleWhy.NULL_VAL);
        }
        if (!book.hasBothSides() || hasEmptySide) {
            watchEmptySide();
        }
        if ((isBelow(book.bids(), minBids) || isBelow(book.asks(), minAsks)) && builder.model() != SeqModel.NONE) {
            pace.want();
        }
    }

    private static boolean isBelow(BookSide side, int needed) {
        return side.known() < needed && side.hasHorizon();
    }

    private void cross() {
        if (status != BookStatus.CROSSED) {
            builder.tally(BookCount.CROSSED);
            graceTimer = timers.schedule(timers.nowNs() + settings.crossGraceNs(), this, tag(GRACE));
        }
        become(BookStatus.CROSSED, StaleWhy.NULL_VAL);
    }

    /** The book may not be traded on; HORIZON and TIMEOUT go on following the stream, the others do not. */
    void stale(StaleWhy why) {
        isFollowing = why == StaleWhy.HORIZON || why == StaleWhy.TIMEOUT;
        graceTimer = timers.cancel(graceTimer);
        emptyTimer = timers.cancel(emptyTimer);
        hasEmptySide = false;
        if (status != BookStatus.STALE) {
            builder.tally(BookCount.STALE);
        }
        become(BookStatus.STALE, why);
    }

    private void become(BookStatus newStatus, StaleWhy why) {
        if (status != newStatus || reason != why) {
            status = newStatus;
            reason = why;
            listener.onStatus(builder, newStatus, why, builder.lastSequence());
        }
    }

    private void watchEmptySide() {
        if (book.hasBothSides()) {
            hasEmptySide = false;
            emptyTimer = timers.cancel(emptyTimer);
        } else if (!hasEmptySide) {
            hasEmptySide = true;
            builder.tally(BookCount.ONE_SIDED);
            emptyTimer = timers.schedule(timers.nowNs() + settings.emptyAlertNs(), this, tag(EMPTY));
        }
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        if ((tag & 3) == GRACE) {
            graceTimer = Timers.NONE;
            stale(StaleWhy.CROSS_TIMEOUT);
            pace.want();
        } else {
            emptyTimer = Timers.NONE;
            listener.onAlert(builder, BookAlert.EMPTY_SIDE);
        }
    }

    private long tag(int kind) {
        return (long) builder.instrument() << 2 | kind;
    }

    void connectionFellSilent() {
        if (status == BookStatus.LIVE) {
            stale(StaleWhy.TIMEOUT);
        }
    }

    /** NONE waits for its next snapshot, the others are proved by their next delta. */
    void connectionSpoke() {
        if (reason == StaleWhy.TIMEOUT && builder.model() != SeqModel.NONE) {
            settle();
        }
    }

    /**
     * A print that no depth message explains: one at or through the touch must move a level (BOOK-10).
     *
     * @param price of a print without the flags of TRD-1
     */
    void print(long price) {
        if (status != BookStatus.LIVE || timers.nowNs() <= lastNews) {
            return;
        }
        boolean isAtBid = !book.bids().isEmpty() && price <= book.bestBid();
        boolean isAtAsk = !book.asks().isEmpty() && price >= book.bestAsk();
        if (!isAtBid && !isAtAsk) {
            return;
        }
        if (prints == 0) {
            firstPrintNs = timers.nowNs();
        }
        prints++;
        if (prints >= settings.silentTrades() && timers.nowNs() - firstPrintNs >= settings.silentNs()) {
            prints = 0;
            stale(StaleWhy.SILENT);
            pace.want();
        }
    }

    /** Without the watch over its connection, which its builder names ({@link #resume}). */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("book health");
        out.putEnum(status);
        out.putEnum(reason);
        out.putBoolean(isFollowing);
        out.putBoolean(isHeld);
        out.putInt(minBids);
        out.putInt(minAsks);
        out.putBoolean(hasEmptySide);
        out.putLong(lastNews);
        out.putInt(prints);
        out.putLong(firstPrintNs);
        out.putInt(graceTimer);
        out.putInt(emptyTimer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("book health");
        status = in.readEnum(BookStatus.values());
        reason = in.readEnum(StaleWhy.values());
        isFollowing = in.readBoolean();
        isHeld = in.readBoolean();
        minBids = in.readInt();
        minAsks = in.readInt();
        hasEmptySide = in.readBoolean();
        lastNews = in.readLong();
        prints = in.readInt();
        firstPrintNs = in.readLong();
        graceTimer = in.readInt();
        emptyTimer = in.readInt();
        timers.claim(graceTimer, this);
        timers.claim(emptyTimer, this);
    }

    @Override
    public long digest() {
        long sum = Fold.of(status.ordinal(), reason.value());
        sum = Fold.of(sum, isFollowing);
        sum = Fold.of(sum, hasEmptySide);
        sum = Fold.of(sum, isHeld);
        sum = Fold.of(sum, lastNews);
        sum = Fold.of(sum, prints);
        sum = Fold.of(sum, prints == 0 ? 0 : firstPrintNs);
        sum = Fold.of(sum, (long) minBids << 32 | minAsks);
        return Fold.of(sum, watch == null ? BookBuilder.NO_CONNECTION : watch.connection());
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
