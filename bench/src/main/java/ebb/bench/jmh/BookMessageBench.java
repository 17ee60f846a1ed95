package ebb.bench.jmh;

import static ebb.bench.market.MessageStream.count;
import static ebb.bench.market.MessageStream.price;
import static ebb.bench.market.MessageStream.quantity;

import ebb.bench.BookWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.SortedBook;
import ebb.bench.floor.TickRing;
import ebb.bench.floor.TreeBook;
import ebb.bench.market.LevelStream;
import ebb.bench.market.MessageStream;
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
 * One level change of the stream of {@link BookBench} in messages that lie ready, as the engine finds them, the best
 * prices read after each message. Peers: {@code TreeMap} and a sorted array; floor: a plain ring of 8,192 ticks, a table
 * beside it; they take the same messages level by level, no bounds checked.
 *
 * <p>An invocation plays all messages, forwards and the next time backwards. The last one may make a hundred changes more
 * than are counted, of half a million.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookMessageBench {
    private static final int CHANGES = 1 << 19;

    /** How many symbols. */
    @Param({"1", "512"})
    public int symbols;

    private MessageStream stream;
    private boolean isForward = true;

    private BookWorkload[] ebb;
    private TickRing[] ring;
    private TreeBook[] tree;
    private SortedBook[] sorted;

    /** Draws the stream, fills all books and compares best prices after each message, forwards and backwards. */
    @Setup
    public void setUp() {
        LevelStream levels = new LevelStream(Shape.of(symbols), CHANGES, 13);
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
        for (int i = 0; i < levels.initial(); i++) {
            int of = levels.book(i);
            ebb[of].level(levels.side(i), levels.tick(i), levels.quantity(i));
            ring[of].level(levels.side(i), levels.tick(i), levels.quantity(i));
            tree[of].level(levels.side(i), levels.tick(i), levels.quantity(i));
            sorted[of].level(levels.side(i), levels.tick(i), levels.quantity(i));
        }
        stream = new MessageStream(levels);
        for (int m = 0; m < stream.size(); m++) {
            compare(m, true);
        }
        for (int m = stream.size() - 1; m >= 0; m--) {
            compare(m, false);
        }
    }

    private void compare(int message, boolean forward) {
        byte[] messages = stream.bytes(forward);
        long best = intoTree(messages, message);
        int of = stream.book(message);
        boolean isSame = intoEbb(messages, message) == best
                && intoRing(messages, message) == best
                && intoSorted(messages, message) == best
                && ebb[of].best(0) == tree[of].best(0);
        boolean isWhole =
                ebb[of].isLive() && ebb[of].count(0) == tree[of].count(0) && ebb[of].count(1) == tree[of].count(1);
        if (!isSame || !isWhole) {
            throw new IllegalStateException("book " + of + " after message " + message + ": " + ebb[of].best(0) + ", "
                    + ring[of].best(0) + ", " + sorted[of].best(0) + ", wanted " + tree[of].best(0) + ", live "
                    + ebb[of].isLive());
        }
    }

    private long intoEbb(byte[] messages, int message) {
        BookWorkload book = ebb[stream.book(message)];
        book.message(messages, stream.at(message));
        return book.best(0) + book.best(1);
    }

    private long intoRing(byte[] messages, int message) {
        TickRing book = ring[stream.book(message)];
        int at = stream.at(message);
        for (int side = 0; side < 2; side++) {
            int end = at + MessageStream.HEAD + count(messages, at) * MessageStream.LEVEL;
            for (at += MessageStream.HEAD; at < end; at += MessageStream.LEVEL) {
                book.level(side, price(messages, at), quantity(messages, at));
            }
        }
        return book.best(0) + book.best(1);
    }

    private long intoTree(byte[] messages, int message) {
        TreeBook book = tree[stream.book(message)];
        int at = stream.at(message);
        for (int side = 0; side < 2; side++) {
            int end = at + MessageStream.HEAD + count(messages, at) * MessageStream.LEVEL;
            for (at += MessageStream.HEAD; at < end; at += MessageStream.LEVEL) {
                book.level(side, price(messages, at), quantity(messages, at));
            }
        }
        return book.best(0) + book.best(1);
    }

    private long intoSorted(byte[] messages, int message) {
        SortedBook book = sorted[stream.book(message)];
        int at = stream.at(message);
        for (int side = 0; side < 2; side++) {
            int end = at + MessageStream.HEAD + count(messages, at) * MessageStream.LEVEL;
            for (at += MessageStream.HEAD; at < end; at += MessageStream.LEVEL) {
                book.level(side, price(messages, at), quantity(messages, at));
            }
        }
        return book.best(0) + book.best(1);
    }

    /** Turns round. */
    private boolean turn() {
        isForward = !isForward;
        return !isForward;
    }

    private int message(int step, boolean forward) {
        return forward ? step : stream.size() - 1 - step;
    }

    /** Ours, with all that the engine keeps around a message. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public long ebb() {
        boolean forward = turn();
        byte[] messages = stream.bytes(forward);
        long sum = 0;
        for (int i = 0; i < stream.size(); i++) {
            sum += intoEbb(messages, message(i, forward));
        }
        return sum;
    }

    /** A plain array indexed by tick. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public long floorTickRing() {
        boolean forward = turn();
        byte[] messages = stream.bytes(forward);
        long sum = 0;
        for (int i = 0; i < stream.size(); i++) {
            sum += intoRing(messages, message(i, forward));
        }
        return sum;
    }

    /** The usual way. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public long treeMap() {
        boolean forward = turn();
        byte[] messages = stream.bytes(forward);
        long sum = 0;
        for (int i = 0; i < stream.size(); i++) {
            sum += intoTree(messages, message(i, forward));
        }
        return sum;
    }

    /** A sorted array with binary search. */
    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public long sortedArray() {
        boolean forward = turn();
        byte[] messages = stream.bytes(forward);
        long sum = 0;
        for (int i = 0; i < stream.size(); i++) {
            sum += intoSorted(messages, message(i, forward));
        }
        return sum;
    }
}
