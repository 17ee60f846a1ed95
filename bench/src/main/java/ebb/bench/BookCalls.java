package ebb.bench;

import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
import ebb.engine.book.OrderBook;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What the dearest single call into a book costs, and what memory its levels take. The stream of PERF workload 3 is
 * played forwards and backwards several times, and each message has the least of its times, so that what is left is the
 * book's doing and not a neighbour's: the messages at which a ring moves are among them. One thread.
 */
public final class BookCalls {
    private static final int LEVELS = 40;
    private static final long HIGHEST_NS = 1_000_000_000L;
    private static final int DEEP = 1_500;
    private static final long START = 1_000_000;
    private static final long JUMP = 100_000;

    private BookCalls() {}

    /**
     * Prints the figures.
     *
     * @param args passes, 40 unless said
     */
    public static void main(String[] args) {
        int passes = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        print(System.out, "message of " + LEVELS + " levels", messages(1 << 17, passes));
        print(System.out, "jump of the touch over " + DEEP + " levels", jumps(passes * 20));
        memory(System.out, "meme-like, 200 levels a side on 300 ticks", filled(200, 3, 2));
        memory(System.out, "BTC-like, 1,500 levels a side on 3,000 ticks", filled(DEEP, 2, 1));
        memory(System.out, "1,500 levels a side, 500 ticks apart", filled(DEEP, 500, 1));
    }

    private static void print(PrintStream out, String what, Histogram times) {
        out.printf(
                Locale.ROOT,
                "%s: median %d ns, p99 %d, p99.9 %d, worst %d of %d (%.1f x the median)%n",
                what,
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(99),
                times.getValueAtPercentile(99.9),
                times.getMaxValue(),
                times.getTotalCount(),
                (double) times.getMaxValue() / times.getValueAtPercentile(50));
    }

    private static void memory(PrintStream out, String what, OrderBook book) {
        out.printf(Locale.ROOT, "%s: %d B a book, %.1f MB for 512%n", what, book.bytes(), book.bytes() * 512 / 1e6);
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
        BookWorkload book = Workloads.books(1);
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
