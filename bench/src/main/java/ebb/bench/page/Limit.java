package ebb.bench.page;

import ebb.bench.row.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One condition of a goal: Ebb's figure is at most so many times another row's, or at most an absolute one; or another
 * condition holds instead.
 *
 * @param figure which of Ebb's figures
 * @param against subject in the same case, or null for an absolute limit
 * @param most factor of the other's figure, or the figure itself
 * @param asRate whether the goal is told the other way round: so many times quicker, or events a second
 * @param instead what may hold in its place, or null
 */
record Limit(Figure figure, String against, double most, boolean asRate, Limit instead) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    /** A figure of a row. */
    enum Figure {
        /** The best of all, or the best round's p50. */
        MIN,
        /** The best round's p99. */
        P99,
        /** Bytes an operation. */
        BYTES;

        double of(Row row) {
            return switch (this) {
                case MIN -> row.min();
                case P99 -> row.p99();
                case BYTES -> row.bytesPerOp();
            };
        }
    }

    /** At most so many times the other's. */
    static Limit times(double most, String against) {
        return new Limit(Figure.MIN, against, most, false, null);
    }

    /** The same of the p99. */
    static Limit timesP99(double most, String against) {
        return new Limit(Figure.P99, against, most, false, null);
    }

    /** At least so many times as quick as the other. */
    static Limit quicker(double times, String against) {
        return new Limit(Figure.MIN, against, 1 / times, true, null);
    }

    /** At least so many million a second. */
    static Limit millions(double atLeast) {
        return new Limit(Figure.MIN, null, NS_PER_SECOND / MILLION / atLeast, true, null);
    }

    /** At most so many bytes an operation. */
    static Limit bytes(double most) {
        return new Limit(Figure.BYTES, null, most, false, null);
    }

    /** This one or another. */
    Limit or(Limit other) {
        return new Limit(figure, against, most, asRate, other);
    }

    /** What was found of a limit: whether it holds, and how the page says so. */
    record Verdict(boolean isKnown, boolean holds, String text) {}

    /**
     * Holds Ebb's row against it.
     *
     * @param others a subject's row in the same case
     */
    Verdict verdict(Row ebb, Function<String, Optional<Row>> others) {
        Verdict own = verdict(ebb, against == null ? Optional.empty() : others.apply(against));
        if (instead == null) {
            return own;
        }
        Verdict second = instead.verdict(ebb, others);
        boolean holds = own.holds() || second.holds();
        return new Verdict(holds || own.isKnown() && second.isKnown(), holds, own.text() + " or " + second.text());
    }

    private Verdict verdict(Row ebb, Optional<Row> other) {
        double mine = figure.of(ebb);
        double base = against == null ? 1 : other.map(figure::of).orElse(Double.NaN);
        if (Double.isNaN(mine) || Double.isNaN(base)) {
            return new Verdict(false, false, (against == null ? figure.name() : against) + " not measured");
        }
        double slack = figure == Figure.BYTES ? Text.NOTHING : 0;
        boolean holds = mine <= most * base + slack;
        return new Verdict(true, holds, text(mine, base));
    }

    private String text(double mine, double base) {
        if (figure == Figure.BYTES) {
            return Text.bytes(mine) + " B (≤ " + Text.figure(most) + ')';
        }
        if (against == null) {
            double goal = NS_PER_SECOND / MILLION / most;
            return String.format(Locale.ROOT, "%.2f M/s (≥ %s M/s)", NS_PER_SECOND / MILLION / mine, Text.figure(goal));
        }
        String p99 = figure == Figure.P99 ? "p99 " : "";
        return asRate
                ? String.format(
                        Locale.ROOT, "%.2f × as quick as %s (≥ %s)", base / mine, against, Text.figure(1 / most))
                : String.format(Locale.ROOT, "%s%.2f × %s (≤ %s)", p99, mine / base, against, Text.figure(most));
    }
}
