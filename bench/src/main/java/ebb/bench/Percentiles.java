package ebb.bench;

import java.io.PrintStream;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Times contenders call by call, in interleaved rounds, the floor first. The pair of {@code nanoTime} calls (some 25 ns)
 * is not subtracted.
 */
final class Percentiles {
    private static final int WARM_UP = 20_000;
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final List<Contender> contenders;
    private final Rounds rounds = new Rounds();

    /** Contenders in the order of the table; the first is what the others are held against. */
    Percentiles(Contender... contenders) {
        this.contenders = List.of(contenders);
    }

    void run(int count) {
        for (int round = 0; round < count; round++) {
            for (Contender each : contenders) {
                rounds.add(each.name(), each.units(), round(each));
            }
        }
    }

    private static Histogram round(Contender contender) {
        Histogram times = new Histogram(HIGHEST_NS, 3);
        contender.open();
        try {
            for (int i = 0; i < Math.min(WARM_UP, contender.calls()); i++) {
                contender.once();
            }
            for (int i = 0; i < contender.calls(); i++) {
                long begin = System.nanoTime();
                contender.once();
                times.recordValue(System.nanoTime() - begin);
            }
        } finally {
            contender.close();
        }
        return times;
    }

    void print(PrintStream out, String title) {
        rounds.print(out, title);
    }
}
