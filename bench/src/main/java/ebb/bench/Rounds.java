package ebb.bench;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Histograms of interleaved rounds as rows: minimum is the best round's p50, since a neighbour only adds, median that of
 * the rounds' p50, p99 the best round's.
 */
final class Rounds {
    private static final String UNIT = "ns, p50";

    private final String workload;
    private final String testCase;
    private final Map<String, Series> series = new LinkedHashMap<>();

    /** What was found of one contender. */
    private static final class Series {
        private final Kind kind;
        private final int units;
        private final List<Histogram> rounds = new ArrayList<>();
        private double bytes = Double.NaN;

        Series(Kind kind, int units) {
            this.kind = kind;
            this.units = units;
        }
    }

    /** Rows of one case. */
    Rounds(String workload, String testCase) {
        this.workload = workload;
        this.testCase = testCase;
    }

    /**
     * Takes a round.
     *
     * @param name of the contender
     * @param kind whose it is
     * @param units what one call is made of: a round trip is two hops
     * @param times ns a call
     * @param bytes allocated a call, {@code NaN} if that was not looked at
     */
    void add(String name, Kind kind, int units, Histogram times, double bytes) {
        Series found = series.computeIfAbsent(name, key -> new Series(kind, units));
        found.rounds.add(times);
        if (!Double.isNaN(bytes)) {
            found.bytes = Double.isNaN(found.bytes) ? bytes : Math.min(found.bytes, bytes);
        }
    }

    /** A row a contender, in the order in which they came. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        series.forEach((name, found) -> {
            double[] middles = found.rounds.stream()
                    .mapToDouble(each -> each.getValueAtPercentile(50) / (double) found.units)
                    .sorted()
                    .toArray();
            double p99 = found.rounds.stream()
                    .mapToDouble(each -> each.getValueAtPercentile(99) / (double) found.units)
                    .min()
                    .orElseThrow();
            int half = middles.length / 2;
            double median = middles.length % 2 == 1 ? middles[half] : (middles[half - 1] + middles[half]) / 2;
            rows.add(new Row(
                    workload,
                    testCase,
                    name,
                    found.kind,
                    UNIT,
                    middles[0],
                    median,
                    p99,
                    found.bytes,
                    found.rounds.size()));
        });
        return rows;
    }
}
