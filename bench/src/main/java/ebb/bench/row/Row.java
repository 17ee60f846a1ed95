package ebb.bench.row;

/**
 * One figure. Less is better in every unit; {@code NaN} stands for what was not measured and is {@code null} in the file.
 *
 * @param workload group of cases, e.g. {@code decode}
 * @param testCase what is done, the same for all that are compared; {@code case} in the file
 * @param subject who does it
 * @param kind whose that is
 * @param unit of min, median and p99, e.g. {@code ns/op}
 * @param min best of all iterations or rounds: a neighbour only adds
 * @param median of all iterations, or of the rounds' medians
 * @param p99 best 99th percentile of a round, where calls were timed one by one
 * @param bytesPerOp allocated by an operation, bytes
 * @param rounds interleaved rounds behind it
 */
public record Row(
        String workload,
        String testCase,
        String subject,
        Kind kind,
        String unit,
        double min,
        double median,
        double p99,
        double bytesPerOp,
        int rounds) {
    /** A median this many times the minimum was disturbed by a neighbour (PERF §12). */
    public static final double NOISY = 1.5;

    /** Workload of facts. */
    public static final String MACHINE = "machine";

    /** A fact in words. */
    public static Row fact(String name, String value) {
        return new Row(MACHINE, name, value, Kind.FACT, "", Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }

    /** A fact in figures. */
    public static Row fact(String name, String unit, double value) {
        return new Row(MACHINE, name, "", Kind.FACT, unit, value, value, Double.NaN, Double.NaN, 0);
    }

    /** Whether both name the same contender at the same task. */
    public boolean isSameAs(Row other) {
        return workload.equals(other.workload) && testCase.equals(other.testCase) && subject.equals(other.subject);
    }

    /** Median over minimum; 1 is a quiet machine. */
    public double noise() {
        return median / min;
    }

    /** Whether it was disturbed and has to be run again rather than quoted. */
    public boolean isNoisy() {
        return kind != Kind.FACT && noise() > NOISY;
    }
}
