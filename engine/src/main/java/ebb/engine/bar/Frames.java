package ebb.engine.bar;

import java.util.Arrays;

/**
 * The frames of an instrument's bars (BAR-1), shortest first; index 0 is the base frame. Periods start at multiples of
 * their length since the epoch, the day's at `time.day-start`.
 */
public final class Frames {
    /** One second. */
    public static final long SECOND_NS = 1_000_000_000L;

    /** One minute. */
    public static final long MINUTE_NS = 60 * SECOND_NS;

    /** One hour. */
    public static final long HOUR_NS = 60 * MINUTE_NS;

    /** One day, the longest frame. */
    public static final long DAY_NS = 24 * HOUR_NS;

    private final long dayStartNs;
    private final long[] lengthNs;

    /**
     * Creates a set of frames.
     *
     * @param dayStartNs `time.day-start`, offset from 00:00 UTC, a multiple of the shortest frame
     * @param lengthsNs lengths in any order; the shortest is the base, each other a multiple of it that divides a day
     * @throws IllegalArgumentException if they break BAR-1
     */
    public Frames(long dayStartNs, long... lengthsNs) {
        this.dayStartNs = dayStartNs;
        lengthNs = Arrays.stream(lengthsNs).sorted().distinct().toArray();
        if (lengthNs.length == 0 || lengthNs[0] <= 0 || lengthNs.length > 30) {
            throw new IllegalArgumentException("bar.frames " + Arrays.toString(lengthsNs) + " ns: 1 to 30 lengths");
        }
        for (long length : lengthNs) {
            if (length % lengthNs[0] != 0 || DAY_NS % length != 0) {
                throw new IllegalArgumentException("bar.frames: " + length + " ns is no multiple of bar.base "
                        + lengthNs[0] + " ns that divides a day (BAR-1)");
            }
        }
        if (dayStartNs < 0 || dayStartNs >= DAY_NS || dayStartNs % lengthNs[0] != 0) {
            throw new IllegalArgumentException(
                    "time.day-start " + dayStartNs + " ns is no multiple of bar.base within a day");
        }
    }

    /**
     * The frames core.md gives: 1m, 5m, 15m, 1h, 4h, 1d.
     *
     * @return a new set
     */
    public static Frames defaults() {
        return new Frames(0, MINUTE_NS, 5 * MINUTE_NS, 15 * MINUTE_NS, HOUR_NS, 4 * HOUR_NS, DAY_NS);
    }

    /**
     * How many frames there are.
     *
     * @return ≥ 1
     */
    public int size() {
        return lengthNs.length;
    }

    /**
     * Length of a frame.
     *
     * @param frame index, 0 = base
     * @return ns
     */
    public long lengthNs(int frame) {
        return lengthNs[frame];
    }

    /**
     * The frame of a length.
     *
     * @param length ns
     * @return its index, −1 if there is none
     */
    public int indexOf(long length) {
        return Math.max(-1, Arrays.binarySearch(lengthNs, length));
    }

    /**
     * Start of the period that holds an instant.
     *
     * @param frame index
     * @param atNs ns since epoch
     * @return ns since epoch
     */
    public long startOf(int frame, long atNs) {
        long length = lengthNs[frame];
        long shift = length == DAY_NS ? dayStartNs : 0;
        return Math.floorDiv(atNs - shift, length) * length + shift;
    }

    /**
     * End of the period that holds an instant: the first instant of the next one.
     *
     * @param frame index
     * @param atNs ns since epoch
     * @return ns since epoch
     */
    public long endOf(int frame, long atNs) {
        return startOf(frame, atNs) + lengthNs[frame];
    }
}
