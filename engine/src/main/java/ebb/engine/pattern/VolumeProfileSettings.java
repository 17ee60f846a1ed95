package ebb.engine.pattern;

/**
 * How volume is laid out over price (keys {@code vp.*}, core.md §18).
 *
 * @param days most days of bars used, at least {@code minDays}
 * @param minDays fewer days of bars are WARMING, at least 1
 * @param buckets price buckets, 1…1,000
 * @param nodes most high-volume nodes, 1…32
 * @param separation buckets between two nodes, at least 1
 * @param spread where a bar's volume goes
 */
public record VolumeProfileSettings(int days, int minDays, int buckets, int nodes, int separation, Spread spread) {
    /** Core's defaults. */
    public static final VolumeProfileSettings DEFAULT = new VolumeProfileSettings(30, 7, 100, 5, 3, Spread.RANGE);

    /** Where a bar's volume goes (VP-2). */
    public enum Spread {
        /** Evenly over the ticks between low and high. */
        RANGE,
        /** All of it to the close. */
        CLOSE
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public VolumeProfileSettings {
        if (minDays < 1
                || days < minDays
                || buckets < 1
                || buckets > 1_000
                || nodes < 1
                || nodes > 32
                || separation < 1) {
            throw new IllegalArgumentException("vp: days " + days + ", min-days " + minDays + ", buckets " + buckets
                    + ", nodes " + nodes + ", sep " + separation);
        }
    }
}
