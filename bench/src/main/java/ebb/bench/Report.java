package ebb.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Plays JMH classes in rounds, every contender once, then all again, and prints minimum and median over all iterations
 * of all rounds, bytes per operation, and the ratio of minima to the floor of the same run (PERF §0, §12). A row whose
 * median is far above its minimum was disturbed and is marked with a tilde.
 */
public final class Report {
    private static final String FLOOR = "floor";
    private static final double DISTURBED = 1.5;
    // More than PERF's three: with a neighbour on the core the compiler takes its time.
    private static final int WARM_UPS = 5;
    private static final int ITERATIONS = 4;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private final String group;
        private final String parameters;
        private final String method;
        private final List<Double> times = new ArrayList<>();
        private double bytes = Double.MAX_VALUE;

        Row(String group, String parameters, String method) {
            this.group = group;
            this.parameters = parameters;
            this.method = method;
        }

        double least() {
            return times.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        }

        double median() {
            double[] sorted =
                    times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        boolean isFloor() {
            return method.startsWith(FLOOR);
        }

        /** Encode is held against encode, decode against decode; anything else against the class's only floor. */
        boolean isAgainst(Row floor) {
            boolean isSame = group.equals(floor.group) && parameters.equals(floor.parameters) && floor.isFloor();
            String task = floor.method.startsWith("floorEncode")
                    ? "Encode"
                    : floor.method.startsWith("floorDecode") ? "Decode" : "";
            return isSame && method.contains(task);
        }
    }

    private Report() {}

    /**
     * Runs benchmarks and prints the table.
     *
     * @param args regular expressions of JMH class names; {@code --quick} for fewer rounds, {@code --rounds=N}
     * @throws RunnerException if a benchmark fails: nothing is quoted then
     */
    public static void main(String[] args) throws RunnerException {
        int rounds = 5;
        List<String> includes = new ArrayList<>();
        for (String each : args) {
            if (each.equals("--quick")) {
                rounds = 2;
            } else if (each.startsWith("--rounds=")) {
                rounds = Integer.parseInt(each.substring("--rounds=".length()));
            } else {
                includes.add(each);
            }
        }
        Report report = new Report();
        for (int i = 1; i <= rounds; i++) {
            System.err.println("round " + i + " of " + rounds);
            report.add(new Runner(options(includes)).run());
        }
        report.print(System.out, rounds);
    }

    private static Options options(List<String> includes) {
        OptionsBuilder options = new OptionsBuilder();
        includes.forEach(options::include);
        return options.forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private void add(Collection<RunResult> results) {
        for (RunResult each : results) {
            Row row = row(each.getParams());
            for (BenchmarkResult fork : each.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    row.times.add(iteration.getPrimaryResult().getScore());
                }
            }
            each.getSecondaryResults().forEach((key, extra) -> {
                if (key.endsWith("gc.alloc.rate.norm")) {
                    row.bytes = Math.min(row.bytes, extra.getScore());
                }
            });
        }
    }

    private Row row(BenchmarkParams params) {
        String[] name = params.getBenchmark().split("\\.");
        String group = name[name.length - 2].replace("Bench", "").toLowerCase(Locale.ROOT);
        List<String> values = new ArrayList<>();
        for (String key : params.getParamsKeys()) {
            values.add(params.getParam(key).toLowerCase(Locale.ROOT));
        }
        String parameters = String.join(" ", values);
        String method = name[name.length - 1];
        return rows.computeIfAbsent(group + '/' + parameters + '/' + method, key -> new Row(group, parameters, method));
    }

    private void print(PrintStream out, int rounds) {
        out.printf(
                "%nJava %s, %d rounds of one fork, %d x %s each after %d x %s; ns an operation%n",
                System.getProperty("java.version"), rounds, ITERATIONS, ITERATION, WARM_UPS, ITERATION);
        String line = "%-8s %-12s %-18s %10s %10s %10s %10s %7s%n";
        out.printf(line, "bench", "case", "contender", "min", "med", "B/op", "floor", "ratio");
        Row[] sorted = rows.values().toArray(new Row[0]);
        Arrays.sort(sorted, (a, b) -> (a.group + '/' + a.parameters).compareTo(b.group + '/' + b.parameters));
        for (Row row : sorted) {
            double floor = floor(row);
            boolean isDisturbed = row.median() > DISTURBED * row.least();
            out.printf(
                    line,
                    row.group,
                    row.parameters,
                    row.method,
                    figure(row.least()),
                    figure(row.median()) + (isDisturbed ? "~" : ""),
                    row.bytes == Double.MAX_VALUE ? "" : String.format(Locale.ROOT, "%.3f", row.bytes),
                    Double.isNaN(floor) ? "" : figure(floor),
                    Double.isNaN(floor) ? "" : String.format(Locale.ROOT, "%.2f", row.least() / floor));
        }
    }

    private double floor(Row row) {
        double least = Double.NaN;
        for (Row each : rows.values()) {
            if (row.isAgainst(each)) {
                least = each.least();
            }
        }
        return least;
    }

    private static String figure(double ns) {
        return String.format(Locale.ROOT, ns < 100 ? "%.1f" : "%.0f", ns);
    }
}
