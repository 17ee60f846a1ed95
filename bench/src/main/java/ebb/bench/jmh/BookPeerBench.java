package ebb.bench.jmh;

import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
import ebb.bench.peer.PeerBook;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The stream of {@link BookBench} into other people's books, the best prices read every 32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookPeerBench {
    private static final int CHANGES = 1 << 19;
    private static final int BATCH = 1_024;
    private static final int READ_EVERY = 31;

    /** How many symbols. */
    @Param({"1", "512"})
    public int symbols;

    /** Whose book. */
    @Param({PeerBook.ECLIPSE, PeerBook.FASTUTIL, PeerBook.EXCHANGE_CORE, PeerBook.XCHANGE})
    public String peer;

    private LevelStream stream;
    private PeerBook[] books;
    private int at;
    private boolean isForward = true;

    /** Draws the stream, fills the books, plays it forwards and holds their tops against the generator's trees. */
    @Setup
    public void setUp() {
        stream = new LevelStream(Shape.of(symbols), CHANGES, 13);
        books = new PeerBook[symbols];
        for (int i = 0; i < symbols; i++) {
            books[i] = PeerBook.of(peer);
        }
        for (int i = 0; i < stream.size(); i++) {
            books[stream.book(i)].level(stream.side(i), stream.tick(i), stream.quantity(i));
        }
        for (int i = 0; i < symbols; i++) {
            for (int side = 0; side < 2; side++) {
                long best = books[i].best(side);
                int count = books[i].count(side);
                if (best != stream.lastBest(i, side) || count != stream.lastCount(i, side)) {
                    throw new IllegalStateException(peer + ", book " + i + " side " + side + ": " + best + " of "
                            + count + ", wanted " + stream.lastBest(i, side) + " of " + stream.lastCount(i, side));
                }
            }
        }
        isForward = false;
        at = CHANGES;
    }

    /** Where the next batch begins; turns round at the ends. */
    private int batch() {
        if (isForward && at == CHANGES) {
            isForward = false;
        } else if (!isForward && at == 0) {
            isForward = true;
        }
        int from = at;
        at += isForward ? BATCH : -BATCH;
        return from;
    }

    /** One change. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long peer() {
        int from = stream.initial() + batch();
        long sum = 0;
        for (int k = 0; k < BATCH; k++) {
            int i = isForward ? from + k : from - 1 - k;
            PeerBook book = books[stream.book(i)];
            book.level(stream.side(i), stream.tick(i), isForward ? stream.quantity(i) : stream.before(i));
            if ((k & READ_EVERY) == READ_EVERY) {
                sum += book.best(0) + book.best(1);
            }
        }
        return sum;
    }
}
