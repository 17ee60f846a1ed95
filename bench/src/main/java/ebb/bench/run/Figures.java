package ebb.bench.run;

import java.util.Locale;

/** Figures in text, and the middle one of many. */
final class Figures {
    private Figures() {}

    /** Middle of sorted values, the mean of the middle two of an even number. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three or four digits that count; nothing for what was not measured. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    /** Bytes: none are 0, not 0.00. */
    static String bytes(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value < 0.05 ? "0" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
