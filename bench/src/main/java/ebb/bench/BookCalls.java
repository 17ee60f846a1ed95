package ebb.bench;

import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.engine.book.OrderBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the dearest single call into a book costs, and what memory its levels take. The stream of PERF workload 3 is
 * played forwards and backwards several times, and each message has the least of its times, so that what is left is the
 * book's doing and not a neighbour's: the messages at which a ring moves are among them. One thread.
 */
public final class BookCalls implements Rig {
    private static final String WORKLOAD = "book";
    private static final String EBB = "ebb";
    private static final int PASSES = 40;
    private static final int JUMPS_A_PASS = 20;
    private static final int CHANGES = 1 << 17;
    private static final int LEVELS = 40;
    private static final long HIGHEST_NS = 1_000_000_000L;
    private static final int DEEP = 1_500;
    private static final long START = 1_000_000;
    private static final long JUMP = 100_000;

    /** A rig. */
    public BookCalls() {}

    @Override
    public List<Row> run(Settings settings) {
        int passes = settings.calls(PASSES);
        List<Row> rows = new ArrayList<>();
        Histogram messages = messages(CHANGES, passes);
        double middle = messages.getValueAtPercentile(50);
        rows.add(new Row(
                WORKLOAD,
                "a message of " + LEVELS + " levels",
                EBB,
                Kind.EBB,
                "ns, p50",
                middle,
                middle,
                messages.getValueAtPercentile(99),
                Double.NaN,
                passes));
        rows.add(Row.once(WORKLOAD, "the dearest message of " + LEVELS + " levels", EBB, "ns", messages.getMaxValue()));
        rows.add(Row.once(
                WORKLOAD,
                "jump of the touch over " + DEEP + " levels",
                EBB,
                "ns",
                jumps(passes * JUMPS_A_PASS).getMaxValue()));
        rows.add(memory("memory of a thin book, 200 levels a side on 300 ticks", filled(200, 3, 2)));
        rows.add(memory("memory of a deep book, 1,500 levels a side on 3,000 ticks", filled(DEEP, 2, 1)));
        rows.add(memory("memory of a wide book, 1,500 levels a side, 500 ticks apart", filled(DEEP, 500, 1)));
        return rows;
    }

    private static Row memory(String what, OrderBook book) {
        return Row.once(WORKLOAD, what, EBB, "B", book.bytes());
    }

    /**
     * Times messages of one book.
     *
     * @param changes level changes of the stream
     * @param passes times it is played, forwards and backwards; at least 2, the first warms up
     * @return a time for each message and direction, ns: the least of all passes but the first
     */
    static Histogram messages(int changes, int passes) {
        LevelStream stream = new LevelStream(Shape.fixed(LEVELS), changes, 31);
        BookWorkload book = Workloads.book();
        for (int i = 0; i < stream.initial(); i++) {
            book.level(stream.side(i), stream.tick(i), stream.quantity(i));
        }
        int messages = stream.messages();
        long[] least = new long[2 * messages];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int pass = 0; pass < passes; pass++) {
            for (int m = 0; m < messages; m++) {
                long time = forwards(book, stream, m);
                least[m] = pass == 0 ? least[m] : Math.min(least[m], time);
            }
            for (int m = messages - 1; m >= 0; m--) {
                long time = backwards(book, stream, m);
                least[messages + m] = pass == 0 ? least[messages + m] : Math.min(least[messages + m], time);
            }
        }
        return histogram(least);
    }

    private static long forwards(BookWorkload book, LevelStream stream, int message) {
        long begin = System.nanoTime();
        for (int i = stream.begin(message); i < stream.end(message); i++) {
            book.level(stream.side(i), stream.tick(i), stream.quantity(i));
        }
        book.best(0);
        return System.nanoTime() - begin;
    }

    private static long backwards(BookWorkload book, LevelStream stream, int message) {
        long begin = System.nanoTime();
        for (int i = stream.end(message) - 1; i >= stream.begin(message); i--) {
            book.level(stream.side(i), stream.tick(i), stream.before(i));
        }
        book.best(0);
        return System.nanoTime() - begin;
    }

    /**
     * Times the dearest move there is: the touch of a deep side jumps so far that all its levels leave the ring, and back.
     *
     * @param passes how often; at least 2
     * @return two times, there and back, ns: the least of all passes but the first
     */
    static Histogram jumps(int passes) {
        OrderBook book = filled(DEEP, 2, 1);
        long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int pass = 0; pass < passes; pass++) {
            for (int way = 0; way < 2; way++) {
                long begin = System.nanoTime();
                book.set(true, START + JUMP, 1 - way);
                long time = System.nanoTime() - begin;
                least[way] = pass == 0 ? least[way] : Math.min(least[way], time);
            }
        }
        return histogram(least);
    }

    /** A book with so many levels a side, a level each {@code over / under} ticks. */
    static OrderBook filled(int levels, int over, int under) {
        OrderBook book = new OrderBook(1);
        for (int i = 0; i < levels; i++) {
            long distance = (long) i * over / under;
            book.set(true, START - distance, 7);
            book.set(false, START + 1 + distance, 7);
        }
        return book;
    }

    private static Histogram histogram(long[] times) {
        Histogram all = new Histogram(HIGHEST_NS, 3);
        for (long time : times) {
            all.recordValue(Math.min(time, HIGHEST_NS));
        }
        return all;
    }
}
