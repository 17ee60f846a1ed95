package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * All books of the engine and what they share: timers, the pool of buffered levels, the connections, the message in
 * hand. Before each message is handed to a book, engine time has been set ({@link Timers#fireUntil}) and the connection
 * that carried it has been told ({@link #alive}).
 */
public final class Books implements Digested, Snapshotted {
    // What is set aside for messages in pieces, beside what waits: a quarter, 16,384 by default, holds a deep snapshot.
    private static final int PIECES_SHARE = 4;

    private final BookSettings settings;
    private final Timers timers;
    private final BookListener listener;
    private final LevelPool pool;
    private final LevelStage stage = new LevelStage();
    private final OrderBook spare;
    private BookBuilder[] books = new BookBuilder[16];
    private int size;
    // By connection number, which the head holds in 16 bits; absent where nothing came yet.
    private ConnectionWatch[] watches = new ConnectionWatch[16];

    /**
     * No book yet.
     *
     * @param settings shared by all
     * @param timers engine time
     * @param listener hears status changes, requests and alerts
     */
    public Books(BookSettings settings, Timers timers, BookListener listener) {
        this.settings = settings;
        this.timers = timers;
        this.listener = listener;
        pool = new LevelPool(settings.poolLevels(), settings.poolLevels() / PIECES_SHARE + 1);
        spare = new OrderBook(1);
    }

    /**
     * Makes a book, STALE(NO_SNAPSHOT) and empty.
     *
     * @param instrument dense id (INST-1)
     * @param model how its deltas are numbered (BOOK-4): NONE, RANGE, PREV or STEP
     * @param tick price mantissa, at least 1
     * @param maxLevels capacity of a side, e.g. {@link BookSettings#maxLevelsA()}
     * @return the book
     * @throws IllegalArgumentException for a model without sequence rules here, a tick or a capacity below 1
     */
    public BookBuilder open(int instrument, SeqModel model, long tick, int maxLevels) {
        BookBuilder book = new BookBuilder(instrument, model, tick, maxLevels, this);
        if (size == books.length) {
            books = Arrays.copyOf(books, size * 2);
        }
        books[size] = book;
        size++;
        return book;
    }

    /**
     * A message, any message, came over a connection (BOOK-10); to be said before the message is applied.
     *
     * @param connection header field {@code conn}; {@link BookBuilder#NO_CONNECTION} has no effect
     */
    public void alive(int connection) {
        if (connection != BookBuilder.NO_CONNECTION) {
            watch(connection).alive();
        }
    }

    /**
     * The watch over a connection.
     *
     * @param connection header field {@code conn}, 0 to 65,534
     * @return always the same object for the same number
     */
    public ConnectionWatch watch(int connection) {
        if (connection >= watches.length) {
            watches = Arrays.copyOf(watches, Math.max(connection + 1, watches.length * 2));
        }
        ConnectionWatch watch = watches[connection];
        if (watch == null) {
            watch = new ConnectionWatch(connection, timers, settings.staleNs());
            watches[connection] = watch;
        }
        return watch;
    }

    BookSettings settings() {
        return settings;
    }

    Timers timers() {
        return timers;
    }

    BookListener listener() {
        return listener;
    }

    LevelPool pool() {
        return pool;
    }

    LevelStage stage() {
        return stage;
    }

    OrderBook spare() {
        return spare;
    }

    /** Connections, then books. Reading finds each instrument's book open, as its definition opens it, in any order. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("connections");
        int known = 0;
        for (ConnectionWatch watch : watches) {
            known += watch == null ? 0 : 1;
        }
        out.putInt(known);
        for (ConnectionWatch watch : watches) {
            if (watch != null) {
                out.putInt(watch.connection());
                watch.writeTo(out);
            }
        }
        out.mark("books");
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putInt(books[i].instrument());
            books[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("connections");
        for (int left = in.readCount(BookBuilder.NO_CONNECTION); left > 0; left--) {
            watch(in.readCount(BookBuilder.NO_CONNECTION - 1)).readFrom(in);
        }
        in.mark("books");
        int written = in.readInt();
        if (written != size) {
            throw new SnapshotException(written + " books in the snapshot, " + size + " by the definitions");
        }
        for (int i = 0; i < size; i++) {
            book(in.readInt()).readFrom(in);
        }
    }

    private BookBuilder book(int instrument) {
        for (int i = 0; i < size; i++) {
            if (books[i].instrument() == instrument) {
                return books[i];
            }
        }
        throw new SnapshotException("instrument " + instrument + " of the snapshot has no book");
    }

    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += books[i].digest();
        }
        return sum + watchSum();
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += books[i].digestAnew();
        }
        return sum + watchSum();
    }

    private long watchSum() {
        long sum = 0;
        for (ConnectionWatch watch : watches) {
            if (watch != null) {
                sum += Digest.mix(watch.digest());
            }
        }
        return sum;
    }
}
