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

    /** Fact: what a rig had to keep and did not, or that it could not measure. */
    public static final String FAILED = "failed";

    /** A fact in words. */
    public static Row fact(String name, String value) {
        return new Row(MACHINE, name, value, Kind.FACT, "", Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    }

    /** A fact in figures. */
    public static Row fact(String name, String unit, double value) {
        return new Row(MACHINE, name, "", Kind.FACT, unit, value, value, Double.NaN, Double.NaN, 0);
    }

    /** A count or a size that was taken once. */
    public static Row once(String workload, String testCase, String subject, String unit, double value) {
        return new Row(workload, testCase, subject, Kind.EBB, unit, value, value, Double.NaN, Double.NaN, 1);
    }

    /** Whether it says that something failed. */
    public boolean isFailure() {
        return kind == Kind.FACT && testCase.equals(FAILED);
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
