package ebb.bench.jmh;

import ebb.bench.BookWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.SortedBook;
import ebb.bench.floor.TickRing;
import ebb.bench.floor.TreeBook;
import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
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

/**
 * One level change, the best prices read every 32; the stream is played forwards and backwards, so that no book is ever
 * rebuilt. Peers: {@code TreeMap} and a sorted array; floor: a plain ring of 8,192 ticks, a table beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookBench {
    private static final int CHANGES = 1 << 19;
    private static final int BATCH = 1_024;
    private static final int READ_EVERY = 31;

    /** How many symbols. */
    @Param({"1", "512"})
    public int symbols;

    private int[] book;
    private byte[] side;
    private long[] tick;
    private long[] after;
    private long[] before;
    private int at;
    private boolean isForward = true;

    private BookWorkload[] ebb;
    private TickRing[] ring;
    private TreeBook[] tree;
    private SortedBook[] sorted;

    /** Draws the stream, fills all books and compares best prices along the way. */
    @Setup
    public void setUp() {
        LevelStream stream = new LevelStream(Shape.of(symbols), CHANGES, 13);
        ebb = new BookWorkload[symbols];
        ring = new TickRing[symbols];
        tree = new TreeBook[symbols];
        sorted = new SortedBook[symbols];
        for (int i = 0; i < symbols; i++) {
            ebb[i] = Workloads.book();
            ring[i] = new TickRing();
            tree[i] = new TreeBook();
            sorted[i] = new SortedBook();
        }
        copy(stream);
        for (int i = 0; i < stream.size(); i++) {
            set(stream.book(i), stream.side(i), stream.tick(i), stream.quantity(i));
            if (i == stream.size() - 1 || i >= stream.initial() && stream.book(i) != stream.book(i + 1)) {
                compare(stream.book(i));
            }
        }
        for (int i = stream.size() - 1; i >= stream.initial(); i--) {
            set(stream.book(i), stream.side(i), stream.tick(i), stream.before(i));
        }
        for (int i = 0; i < symbols; i++) {
            compare(i);
        }
    }

    private void copy(LevelStream stream) {
        int from = stream.initial();
        book = new int[CHANGES];
        side = new byte[CHANGES];
        tick = new long[CHANGES];
        after = new long[CHANGES];
        before = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            book[i] = stream.book(from + i);
            side[i] = (byte) stream.side(from + i);
            tick[i] = stream.tick(from + i);
            after[i] = stream.quantity(from + i);
            before[i] = stream.before(from + i);
        }
    }

    private void set(int of, int which, long price, long quantity) {
        ebb[of].level(which, price, quantity);
        tree[of].level(which, price, quantity);
        sorted[of].level(which, price, quantity);
        ring[of].level(which, price, quantity);
    }

    private void compare(int of) {
        for (int which = 0; which < 2; which++) {
            long best = tree[of].best(which);
            boolean isSame =
                    ebb[of].best(which) == best && sorted[of].best(which) == best && ring[of].best(which) == best;
            if (!isSame || ebb[of].count(which) != tree[of].count(which) || !ebb[of].isLive()) {
                throw new IllegalStateException(
                        "book " + of + " side " + which + ": " + ebb[of].best(which) + ", " + sorted[of].best(which)
                                + ", " + ring[of].best(which) + ", wanted " + best + ", live " + ebb[of].isLive());
            }
        }
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

    /** Ours, with all that the engine keeps around a level. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long ebb() {
        int from = batch();
        long sum = 0;
        for (int k = 0; k < BATCH; k++) {
            int i = isForward ? from + k : from - 1 - k;
            ebb[book[i]].level(side[i], tick[i], isForward ? after[i] : before[i]);
            if ((k & READ_EVERY) == READ_EVERY) {
                sum += ebb[book[i]].best(0) + ebb[book[i]].best(1);
            }
        }
        return sum;
    }

    /** A plain array indexed by tick. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long floorTickRing() {
        int from = batch();
        long sum = 0;
        for (int k = 0; k < BATCH; k++) {
            int i = isForward ? from + k : from - 1 - k;
            ring[book[i]].level(side[i], tick[i], isForward ? after[i] : before[i]);
            if ((k & READ_EVERY) == READ_EVERY) {
                sum += ring[book[i]].best(0) + ring[book[i]].best(1);
            }
        }
        return sum;
    }

    /** The usual way. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long treeMap() {
        int from = batch();
        long sum = 0;
        for (int k = 0; k < BATCH; k++) {
            int i = isForward ? from + k : from - 1 - k;
            tree[book[i]].level(side[i], tick[i], isForward ? after[i] : before[i]);
            if ((k & READ_EVERY) == READ_EVERY) {
                sum += tree[book[i]].best(0) + tree[book[i]].best(1);
            }
        }
        return sum;
    }

    /** A sorted array with binary search. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long sortedArray() {
        int from = batch();
        long sum = 0;
        for (int k = 0; k < BATCH; k++) {
            int i = isForward ? from + k : from - 1 - k;
            sorted[book[i]].level(side[i], tick[i], isForward ? after[i] : before[i]);
            if ((k & READ_EVERY) == READ_EVERY) {
                sum += sorted[book[i]].best(0) + sorted[book[i]].best(1);
            }
        }
        return sum;
    }
}
