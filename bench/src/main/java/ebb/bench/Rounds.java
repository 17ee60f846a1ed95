package ebb.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Histograms of interleaved rounds as a table: of each percentile the best round, since a neighbour only adds, the median
 * of the rounds' p50 beside it, and the ratios of the best p50 and p99 to those of the first row, the floor.
 */
final class Rounds {
    private static final String LINE = "%-30s %9s %9s %9s %9s %9s %9s %9s%n";

    private final Map<String, List<Histogram>> rows = new LinkedHashMap<>();
    private final Map<String, Integer> units = new LinkedHashMap<>();

    /**
     * Takes a round.
     *
     * @param name of the row
     * @param unitsPerCall what one call is made of: a round trip is two hops
     * @param times ns
     */
    void add(String name, int unitsPerCall, Histogram times) {
        rows.computeIfAbsent(name, key -> new ArrayList<>()).add(times);
        units.put(name, unitsPerCall);
    }

    void print(PrintStream out, String title) {
        String floor = rows.keySet().iterator().next();
        out.printf("%n%s: ns, best of %d rounds%n", title, rows.get(floor).size());
        out.printf(LINE, "", "p50", "med p50", "p99", "p99.9", "mean", "p50 ratio", "p99 ratio");
        for (String name : rows.keySet()) {
            double mean = rows.get(name).stream()
                            .mapToDouble(Histogram::getMean)
                            .min()
                            .orElseThrow()
                    / units.get(name);
            out.printf(
                    LINE,
                    name,
                    figure(best(name, 50)),
                    figure(median(name)),
                    figure(best(name, 99)),
                    figure(best(name, 99.9)),
                    figure(mean),
                    ratio(best(name, 50), best(floor, 50)),
                    ratio(best(name, 99), best(floor, 99)));
        }
    }

    private double best(String name, double percentile) {
        return rows.get(name).stream()
                        .mapToLong(each -> each.getValueAtPercentile(percentile))
                        .min()
                        .orElseThrow()
                / (double) units.get(name);
    }

    private double median(String name) {
        long[] sorted = rows.get(name).stream()
                .mapToLong(each -> each.getValueAtPercentile(50))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2] / (double) units.get(name);
    }

    private static String figure(double ns) {
        return String.format(Locale.ROOT, "%.0f", ns);
    }

    private static String ratio(double of, double to) {
        return String.format(Locale.ROOT, "%.2f", of / to);
    }
}
