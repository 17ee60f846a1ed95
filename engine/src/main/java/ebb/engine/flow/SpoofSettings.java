package ebb.engine.flow;

/**
 * What looks like a spoofed level (PAT-4, keys {@code pat.spoof*}).
 *
 * @param times a level is large from so many times the median of its side's best levels, 2 to 1,000 ({@code pat.spoof-times})
 * @param levels best levels of a side that make the median, 3 to 100 ({@code pat.spoof-levels})
 * @param bandBp distance from the mid within which a large level is watched, 1 to 10,000 bp ({@code pat.spoof-band})
 * @param livedNs how long it has to have been large ({@code pat.spoof-lived}), ns
 * @param cutMicro share of it that has to go ({@code pat.spoof-cut}), micro-units, above 0
 * @param withinNs in which time that has to go ({@code pat.spoof-within}), ns
 * @param tradedMicro share of what went that trades at its price must not reach ({@code pat.spoof-traded}), micro-units,
 *     above 0
 * @param count suspicions that flag the instrument, 1 to 100 ({@code pat.spoof-count})
 * @param perNs time within which they count together ({@code pat.spoof-per}), ns
 * @param sampleNs least time between two looks at a book ({@code pat.spoof-sample}), ns
 */
public record SpoofSettings(
        int times,
        int levels,
        int bandBp,
        long livedNs,
        long cutMicro,
        long withinNs,
        long tradedMicro,
        int count,
        long perNs,
        long sampleNs) {
    /** Looks that are kept of a level at most. */
    public static final int MOST_LOOKS = 1_000;

    private static final long MS = 1_000_000L;

    /** core.md §18; a look each 100 ms at most, for books come no finer from most venues. */
    public static final SpoofSettings DEFAULTS =
            new SpoofSettings(5, 20, 100, 500 * MS, 800_000, 3_000 * MS, 100_000, 3, 600_000 * MS, 100 * MS);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public SpoofSettings {
        if (times < 2 || times > 1_000 || levels < 3 || levels > 100 || bandBp < 1 || bandBp > 10_000) {
            throw new IllegalArgumentException("pat.spoof: times " + times + " is not in 2..1000, or levels " + levels
                    + " not in 3..100, or band " + bandBp + " bp not in 1..10000");
        }
        boolean isShare = cutMicro > 0 && cutMicro <= 1_000_000 && tradedMicro > 0 && tradedMicro <= 1_000_000;
        if (!isShare || livedNs < 0 || count < 1 || count > 100 || perNs < 0) {
            throw new IllegalArgumentException("pat.spoof: cut " + cutMicro + "e-6, traded " + tradedMicro
                    + "e-6, lived " + livedNs + " ns, count " + count + ", per " + perNs + " ns");
        }
        if (sampleNs < 1 || withinNs < sampleNs || withinNs / sampleNs >= MOST_LOOKS) {
            throw new IllegalArgumentException("pat.spoof-within " + withinNs + " ns must be 1 to " + MOST_LOOKS
                    + " times pat.spoof-sample " + sampleNs + " ns");
        }
    }

    /** Looks within {@link #withinNs}, the one that judges included. */
    int looks() {
        return (int) (withinNs / sampleNs) + 1;
    }
}
