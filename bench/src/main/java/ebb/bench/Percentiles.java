package ebb.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Times contenders call by call, in interleaved rounds, and prints percentiles: of p50, p99 and mean the best round, since
 * a neighbour only adds, and the median of the rounds' p50 beside it. The pair of {@code nanoTime} calls (some 25 ns) is
 * not subtracted.
 */
final class Percentiles {
    private static final int WARM_UP = 20_000;
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final String LINE = "%-28s %10s %10s %10s %10s %10s %8s%n";

    private final List<Contender> contenders;
    private final List<List<Histogram>> rounds = new ArrayList<>();

    Percentiles(Contender... contenders) {
        this.contenders = Arrays.asList(contenders);
        for (int i = 0; i < contenders.length; i++) {
            rounds.add(new ArrayList<>());
        }
    }

    void run(int count) {
        for (int round = 0; round < count; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                rounds.get(i).add(round(contenders.get(i)));
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
        out.printf("%n%s: ns, best of %d rounds%n", title, rounds.get(0).size());
        out.printf(LINE, "contender", "p50", "med p50", "p99", "p99.9", "mean", "ratio");
        double floor = Double.NaN;
        for (int i = 0; i < contenders.size(); i++) {
            if (contenders.get(i).isFloor()) {
                floor = best(i, 50);
            }
        }
        for (int i = 0; i < contenders.size(); i++) {
            double mean =
                    rounds.get(i).stream().mapToDouble(Histogram::getMean).min().orElseThrow()
                            / contenders.get(i).units();
            out.printf(
                    LINE,
                    contenders.get(i).name(),
                    figure(best(i, 50)),
                    figure(median(i)),
                    figure(best(i, 99)),
                    figure(best(i, 99.9)),
                    figure(mean),
                    Double.isNaN(floor) ? "" : String.format(Locale.ROOT, "%.2f", best(i, 50) / floor));
        }
    }

    private double best(int i, double percentile) {
        return rounds.get(i).stream()
                        .mapToLong(each -> each.getValueAtPercentile(percentile))
                        .min()
                        .orElseThrow()
                / (double) contenders.get(i).units();
    }

    private double median(int i) {
        long[] sorted = rounds.get(i).stream()
                .mapToLong(each -> each.getValueAtPercentile(50))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2] / (double) contenders.get(i).units();
    }

    private static String figure(double ns) {
        return String.format(Locale.ROOT, "%.0f", ns);
    }
}
