package ebb.bench.run;

import ebb.bench.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Plays contests in rounds, every contender once, then all again: minimum and median over all iterations of all rounds,
 * the least bytes an operation (PERF §0, §12). A contender whose result differs from what it is held against throws in
 * its set-up, and nothing is quoted.
 */
final class JmhRounds {
    private static final int WARM_UPS = 4;
    private static final int ITERATIONS = 3;
    private static final TimeValue ITERATION = TimeValue.milliseconds(200);
    private static final TimeValue SHORT = TimeValue.milliseconds(100);
    private static final String UNIT = "ns/op";

    private final Map<String, Series> series = new LinkedHashMap<>();
    private final TimeValue iteration;
    private int rounds;

    /** What was found of one contender. */
    private static final class Series {
        private final Row name;
        private final List<Double> times = new ArrayList<>();
        private double bytes = Double.NaN;

        Series(Row name) {
            this.name = name;
        }

        Row row(int rounds) {
            double[] sorted =
                    times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Row(
                    name.workload(),
                    name.testCase(),
                    name.subject(),
                    name.kind(),
                    name.unit(),
                    sorted[0],
                    Figures.median(sorted),
                    Double.NaN,
                    bytes,
                    rounds);
        }
    }

    /** Short iterations for a look, longer ones to quote. */
    JmhRounds(boolean isQuick) {
        iteration = isQuick ? SHORT : ITERATION;
    }

    /**
     * Plays one round.
     *
     * @param contests who meets
     * @param progress told of each contest
     * @throws IllegalStateException if a contender fails
     */
    void play(List<Contest> contests, Progress progress) {
        for (Contest each : contests) {
            progress.next(
                    each.workload() + ", "
                            + String.join(" and ", each.subjects().values()).replace("$", "each "),
                    each.forks());
            OptionsBuilder options = new OptionsBuilder();
            each.into(options);
            options.jvmArgsAppend(heap(each.workload()))
                    .forks(1)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(iteration)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(iteration)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            try {
                for (RunResult result : new Runner(options.build()).run()) {
                    add(each, result);
                }
            } catch (RunnerException e) {
                throw new IllegalStateException(
                        each.workload() + ' ' + each.subjects() + " failed; its own words are above", e);
            }
        }
        rounds++;
    }

    /** The same for all who meet. What is touched before a fork begins is paid for in each: no more than the task fills. */
    static String[] heap(String workload) {
        String size = workload.equals(Plan.BOOK) ? "1g" : "512m";
        return new String[] {"-Xms" + size, "-Xmx" + size};
    }

    private void add(Contest contest, RunResult result) {
        Row name = contest.row(result.getParams(), UNIT);
        Series found = series.computeIfAbsent(
                name.workload() + '/' + name.testCase() + '/' + name.subject(), key -> new Series(name));
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult each : fork.getIterationResults()) {
                found.times.add(each.getPrimaryResult().getScore());
            }
        }
        result.getSecondaryResults().forEach((key, extra) -> {
            if (key.endsWith("gc.alloc.rate.norm")) {
                found.bytes = Double.isNaN(found.bytes) ? extra.getScore() : Math.min(found.bytes, extra.getScore());
            }
        });
    }

    /** Rows of all rounds so far, in the order in which contenders first met. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        series.values().forEach(each -> rows.add(each.row(rounds)));
        return rows;
    }
}
