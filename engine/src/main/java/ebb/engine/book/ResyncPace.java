package ebb.engine.book;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * When a book asks for a snapshot (BOOK-7): at once if it has not just done so, then again after {@code book.resync-min},
 * doubling to {@code book.resync-max}, until one succeeds.
 */
final class ResyncPace implements TimerHandler, Digested, Snapshotted {
    private final BookBuilder book;
    private final Timers timers;
    private final BookListener listener;
    private final BookSettings settings;
    private int attempt;
    private long interval;
    private long lastSentNs = BookBuilder.ABSENT;
    private long earliestNs = BookBuilder.ABSENT;
    private int timer = Timers.NONE;

    ResyncPace(BookBuilder book, Books books) {
        this.book = book;
        timers = books.timers();
        listener = books.listener();
        settings = books.settings();
        interval = settings.resyncMinNs();
    }

    /** A snapshot is needed; no effect while one is awaited. */
    void want() {
        if (book.awaitsSnapshot) {
            return;
        }
        book.awaitsSnapshot = true;
        book.tally(BookCount.SNAPSHOT_WANTED);
        if (timer != Timers.NONE) {
            return;
        }
        if (timers.nowNs() >= earliestNs) {
            send();
        } else {
            arm(earliestNs);
        }
    }

    /** A snapshot has begun to arrive that nobody had asked for; it is asked for if it does not end. */
    void expect() {
        if (!book.awaitsSnapshot) {
            book.awaitsSnapshot = true;
            if (timer == Timers.NONE) {
                arm(timers.nowNs() + settings.resyncMinNs());
            }
        }
    }

    /** A snapshot came; whether it helped is not said yet. */
    void answered() {
        book.awaitsSnapshot = false;
    }

    /** The book follows the stream again, or there is nobody to ask. */
    void reset() {
        book.awaitsSnapshot = false;
        timer = timers.cancel(timer);
        attempt = 0;
        interval = settings.resyncMinNs();
        earliestNs = lastSentNs == BookBuilder.ABSENT ? BookBuilder.ABSENT : lastSentNs + interval;
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        if (!book.awaitsSnapshot) {
            return;
        }
        if (attempt == settings.resyncAlert()) {
            listener.onAlert(book, BookAlert.RESYNC_FAILING);
        }
        send();
    }

    private void send() {
        attempt++;
        lastSentNs = timers.nowNs();
        earliestNs = timers.next(lastSentNs + interval, interval);
        interval = Math.min(interval * 2, settings.resyncMaxNs());
        arm(earliestNs);
        book.tally(BookCount.RESYNC);
        book.emitResync(attempt);
    }

    private void arm(long deadlineNs) {
        timer = timers.schedule(deadlineNs, this, book.instrument());
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("resync");
        out.putBoolean(book.awaitsSnapshot);
        out.putInt(attempt);
        out.putLong(interval);
        out.putLong(lastSentNs);
        out.putLong(earliestNs);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("resync");
        book.awaitsSnapshot = in.readBoolean();
        attempt = in.readInt();
        interval = in.readLong();
        lastSentNs = in.readLong();
        earliestNs = in.readLong();
        timer = in.readInt();
        timers.claim(timer, this);
    }

    @Override
    public long digest() {
        long sum = Fold.of(attempt, book.awaitsSnapshot);
        sum = Fold.of(sum, interval);
        sum = Fold.of(sum, lastSentNs);
        return Fold.of(sum, earliestNs);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
