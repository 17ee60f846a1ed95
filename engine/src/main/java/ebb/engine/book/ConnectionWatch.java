package ebb.engine.book;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Judges one connection for all books whose depth it carries (BOOK-10): a quiet coin is silent for minutes with nothing
 * wrong, a connection is not.
 */
public final class ConnectionWatch implements Digested, TimerHandler, Snapshotted {
    private final int connection;
    private final Timers timers;
    private final long staleNs;
    private BookBuilder[] books = new BookBuilder[4];
    private int size;
    private long lastMessageNs = BookBuilder.ABSENT;
    private boolean isSilent;
    private int timer = Timers.NONE;

    ConnectionWatch(int connection, Timers timers, long staleNs) {
        this.connection = connection;
        this.timers = timers;
        this.staleNs = staleNs;
    }

    /**
     * The connection's number.
     *
     * @return header field {@code conn}
     */
    public int connection() {
        return connection;
    }

    /**
     * Whether the connection has been silent for {@code book.stale}.
     *
     * @return true until its next message
     */
    public boolean isSilent() {
        return isSilent;
    }

    /**
     * A message, any message, came over this connection; to be said before the message is applied. Ends the timeout of
     * its books.
     */
    public void alive() {
        lastMessageNs = timers.nowNs();
        if (timer == Timers.NONE) {
            timer = timers.schedule(lastMessageNs + staleNs, this, tag());
            if (isSilent) {
                isSilent = false;
                for (int i = 0; i < size; i++) {
                    books[i].connectionSpoke();
                }
            }
        }
    }

    /** The deadline of an earlier message; a later one moves it on, instead of each message moving the timer. */
    @Override
    public void onTimer(long deadlineNs, long tag) {
        long due = lastMessageNs + staleNs;
        if (due > deadlineNs) {
            timer = timers.schedule(due, this, tag());
            return;
        }
        timer = Timers.NONE;
        isSilent = true;
        for (int i = 0; i < size; i++) {
            books[i].connectionFellSilent();
        }
    }

    /** Books stand in the order of their instruments, so that the order of their events shows no history. */
    void attach(BookBuilder book) {
        if (size == books.length) {
            books = Arrays.copyOf(books, size * 2);
        }
        int at = size;
        while (at > 0 && books[at - 1].instrument() > book.instrument()) {
            books[at] = books[at - 1];
            at--;
        }
        books[at] = book;
        size++;
    }

    void detach(BookBuilder book) {
        int at = 0;
        while (books[at] != book) {
            at++;
        }
        size--;
        System.arraycopy(books, at + 1, books, at, size - at);
        books[size] = null;
    }

    private long tag() {
        return connection;
    }

    /** Without the books that follow it: they say so themselves. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(lastMessageNs);
        out.putBoolean(isSilent);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        lastMessageNs = in.readLong();
        isSilent = in.readBoolean();
        timer = in.readInt();
        timers.claim(timer, this);
    }

    @Override
    public long digest() {
        return Digest.mix(connection, lastMessageNs, isSilent ? 1 : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
