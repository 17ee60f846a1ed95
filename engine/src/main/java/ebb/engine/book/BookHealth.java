package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * A book's status and what moves it besides the sequence: horizon (BOOK-8), cross (BOOK-9), timeout and silence
 * (BOOK-10), empty side (BOOK-12).
 */
abstract sealed class BookHealth extends BookCore permits DeltaIntake {
    private static final int GRACE = 1;
    private static final int EMPTY = 2;

    final ResyncPace pace;
    final Books books;
    private final TimerHandler deadline = this::onDeadline;

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

    BookHealth(SeqModel model, long tick, int maxLevels, Books books) {
        super(model, tick, maxLevels, books);
        this.books = books;
        pace = new ResyncPace(builder(), books);
    }

    /** This object as those outside know it. */
    abstract BookBuilder builder();

    /** Whether the book may be used (BOOK-1). */
    public final BookStatus status() {
        return status;
    }

    /** Why the book is STALE; {@code NULL_VAL} if it is not. */
    public final StaleWhy reason() {
        return reason;
    }

    final boolean isFollowing() {
        return isFollowing;
    }

    final boolean isHeld() {
        return isHeld;
    }

    /** Nothing is taken from the stream and no snapshot asked for: its session is down, or it is held back. */
    final boolean isOff() {
        return isHeld || reason == StaleWhy.SESSION;
    }

    final void holdBack(boolean held) {
        isHeld = held;
    }

    /** Takes over the connection that carries the depth stream; a timeout on another one ends. */
    final void watch(ConnectionWatch next) {
        if (watch != null) {
            watch.detach(builder());
        }
        watch = next;
        next.attach(builder());
        connectionSpoke();
    }

    /** Known levels below which a side with a horizon asks for a snapshot (BOOK-8). */
    final void resume(ConnectionWatch known) {
        watch = known;
        known.attach(builder());
    }

    final void thinBelow(int bids, int asks) {
        minBids = bids;
        minAsks = asks;
    }

    /** The stream moved: T_last of BOOK-10. */
    final void news() {
        lastNews = books.timers().nowNs();
        prints = 0;
    }

    /** The book is in sequence after a complete update: its status follows from the sides. */
    final void settle() {
        settle(
                reason == StaleWhy.HORIZON
                        ? books.settings().sightedLevels()
                        : books.settings().blindLevels());
    }

    /** The same after a snapshot, which ends blindness. */
    final void settleAnew() {
        settle(books.settings().blindLevels());
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
            graceTimer = books.timers().cancel(graceTimer);
            if (watch != null && watch.isSilent()) {
                stale(StaleWhy.TIMEOUT);
                return;
            }
            become(BookStatus.LIVE, StaleWhy.NULL_VAL);
        }
        if (!book.hasBothSides() || hasEmptySide) {
            watchEmptySide();
        }
        if ((isBelow(book.bids(), minBids) || isBelow(book.asks(), minAsks)) && model != SeqModel.NONE) {
            pace.want();
        }
    }

    private static boolean isBelow(BookSide side, int needed) {
        return side.known() < needed && side.hasHorizon();
    }

    private void cross() {
        if (status != BookStatus.CROSSED) {
            tally(BookCount.CROSSED);
            graceTimer = books.timers()
                    .schedule(books.timers().nowNs() + books.settings().crossGraceNs(), deadline, tag(GRACE));
        }
        become(BookStatus.CROSSED, StaleWhy.NULL_VAL);
    }

    /** The book may not be traded on; HORIZON and TIMEOUT go on following the stream, the others do not. */
    final void stale(StaleWhy why) {
        isFollowing = why == StaleWhy.HORIZON || why == StaleWhy.TIMEOUT;
        graceTimer = books.timers().cancel(graceTimer);
        emptyTimer = books.timers().cancel(emptyTimer);
        hasEmptySide = false;
        if (status != BookStatus.STALE) {
            tally(BookCount.STALE);
        }
        become(BookStatus.STALE, why);
    }

    private void become(BookStatus newStatus, StaleWhy why) {
        if (status != newStatus || reason != why) {
            status = newStatus;
            reason = why;
            books.listener().onStatus(builder(), newStatus, why, lastSequence);
        }
    }

    private void watchEmptySide() {
        if (book.hasBothSides()) {
            hasEmptySide = false;
            emptyTimer = books.timers().cancel(emptyTimer);
        } else if (!hasEmptySide) {
            hasEmptySide = true;
            tally(BookCount.ONE_SIDED);
            emptyTimer = books.timers()
                    .schedule(books.timers().nowNs() + books.settings().emptyAlertNs(), deadline, tag(EMPTY));
        }
    }

    private void onDeadline(long deadlineNs, long tag) {
        if ((tag & 3) == GRACE) {
            graceTimer = Timers.NONE;
            stale(StaleWhy.CROSS_TIMEOUT);
            pace.want();
        } else {
            emptyTimer = Timers.NONE;
            books.listener().onAlert(builder(), BookAlert.EMPTY_SIDE);
        }
    }

    private long tag(int kind) {
        return (long) builder().instrument() << 2 | kind;
    }

    final void connectionFellSilent() {
        if (status == BookStatus.LIVE) {
            stale(StaleWhy.TIMEOUT);
        }
    }

    /** NONE waits for its next snapshot, the others are proved by their next delta. */
    final void connectionSpoke() {
        if (reason == StaleWhy.TIMEOUT && model != SeqModel.NONE) {
            settle();
        }
    }

    /**
     * A print that no depth message explains: one at or through the touch must move a level (BOOK-10).
     *
     * @param price of a print without the flags of TRD-1
     */
    final void printed(long price) {
        if (status != BookStatus.LIVE || books.timers().nowNs() <= lastNews) {
            return;
        }
        boolean isAtBid = !book.bids().isEmpty() && price <= book.bestBid();
        boolean isAtAsk = !book.asks().isEmpty() && price >= book.bestAsk();
        if (!isAtBid && !isAtAsk) {
            return;
        }
        if (prints == 0) {
            firstPrintNs = books.timers().nowNs();
        }
        prints++;
        if (prints >= books.settings().silentTrades()
                && books.timers().nowNs() - firstPrintNs >= books.settings().silentNs()) {
            prints = 0;
            stale(StaleWhy.SILENT);
            pace.want();
        }
    }

    /** Without the watch over its connection, which its builder names ({@link #resume}). */
    final void writeHealth(SnapshotWriter out) {
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

    final void readHealth(SnapshotReader in) {
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
        books.timers().claim(graceTimer, deadline);
        books.timers().claim(emptyTimer, deadline);
    }

    final long healthDigest() {
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
}
