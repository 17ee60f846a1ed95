package ebb.bench.page;

import ebb.bench.row.Row;
import java.util.Locale;

/** Figures as the page spells them. */
final class Text {
    private static final double WHOLE = 1e-9;
    private static final double SMALL = 10;
    private static final double LARGE = 100;
    private static final double MICRO = 10_000;
    private static final double NS_PER_MICRO = 1_000;
    /** What JMH allocates itself, spread over its operations, stays below this; an object never does. */
    static final double NOTHING = 0.05;

    private Text() {}

    /** Three or four digits that count; a dash for what was not measured. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Math.abs(value - Math.rint(value)) < WHOLE && value < MICRO) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value < SMALL ? "%.2f" : value < LARGE ? "%.1f" : "%,.0f", value);
    }

    /** Nanoseconds, from 10 µs on in microseconds. */
    static String time(double ns) {
        return ns >= MICRO ? figure(ns / NS_PER_MICRO) + " µs" : figure(ns) + " ns";
    }

    /** Bytes: none are 0, not 0.00. */
    static String bytes(double value) {
        return value < NOTHING ? "0" : figure(value);
    }

    /** A row's minimum, marked when it was disturbed. */
    static String least(Row row) {
        return time(row.min()) + (row.isNoisy() ? " ~" : "");
    }

    /** Text as a cell of a table. */
    static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
