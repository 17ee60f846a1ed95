package ebb.engine.bar;

import java.util.Arrays;

/**
 * Settings of {@link Bars} (core.md §18, `bar.*`).
 *
 * @param frames which there are
 * @param feed where base bars come from
 * @param graceNs `bar.grace`: how long after its end a bar waits for its last trades, ns
 * @param lateMicro `bar.late`: late share of a bar's volume above which it is AMENDED, micro-units
 * @param differMicro `bar.differ`: share of a complete bar's volume above which a candle differs, micro-units
 * @param differDayMicro `bar.differ`: share of a day's candles that may differ before it alerts, micro-units
 * @param rings bars kept of each frame, by frame index; at least 2
 */
public record BarSettings(
        Frames frames, BarFeed feed, long graceNs, int lateMicro, int differMicro, int differDayMicro, int[] rings) {
    /** `bar.grace`: 500 ms. */
    public static final long GRACE_NS = 500_000_000L;

    /** `bar.late`: 1 %. */
    public static final int LATE_MICRO = 10_000;

    /** `bar.differ`, first of two: 1 %. */
    public static final int DIFFER_MICRO = 10_000;

    /** `bar.differ`, second of two: 5 % a day. */
    public static final int DIFFER_DAY_MICRO = 50_000;

    /** `bar.ring` of a frame of 1m and longer that somebody declared. */
    public static final int RING = 3_000;

    /** `bar.ring` of a declared frame below 1m. */
    public static final int RING_BELOW_MINUTE = 5_000;

    /** Ring of a frame nobody declared: enough to merge the open bars of longer frames again. */
    public static final int RING_UNDECLARED = 64;

    /** Checks the ranges. */
    public BarSettings {
        if (graceNs < 0) {
            throw new IllegalArgumentException("bar.grace " + graceNs + " ns is negative");
        }
        if (lateMicro < 0 || differMicro < 0 || differDayMicro < 0) {
            throw new IllegalArgumentException("bar.late " + lateMicro + "e-6, bar.differ " + differMicro + "e-6, "
                    + differDayMicro + "e-6: none may be negative");
        }
        if (rings.length != frames.size() || Arrays.stream(rings).anyMatch(ring -> ring < 2)) {
            throw new IllegalArgumentException("bar.ring " + Arrays.toString(rings) + ": one of at least 2 for each of "
                    + frames.size() + " frames");
        }
        rings = rings.clone();
    }

    /**
     * What core.md gives for a set of frames, each declared.
     *
     * @param frames which there are
     * @return bars from trades
     */
    public static BarSettings of(Frames frames) {
        return new BarSettings(
                frames, BarFeed.TRADES, GRACE_NS, LATE_MICRO, DIFFER_MICRO, DIFFER_DAY_MICRO, rings(frames, -1));
    }

    /**
     * Ring sizes where only some frames are declared.
     *
     * @param frames which there are
     * @param declared bit f = somebody asked for frame f
     * @return bars kept, by frame index
     */
    public static int[] rings(Frames frames, int declared) {
        int[] rings = new int[frames.size()];
        for (int frame = 0; frame < rings.length; frame++) {
            int asked = frames.lengthNs(frame) < Frames.MINUTE_NS ? RING_BELOW_MINUTE : RING;
            rings[frame] = (declared >> frame & 1) != 0 ? asked : RING_UNDECLARED;
        }
        return rings;
    }

    /**
     * The same from another source.
     *
     * @param source where base bars come from
     * @return changed settings
     */
    public BarSettings withFeed(BarFeed source) {
        return new BarSettings(frames, source, graceNs, lateMicro, differMicro, differDayMicro, rings);
    }

    /**
     * The same with other rings.
     *
     * @param sizes bars kept, by frame index
     * @return changed settings
     */
    public BarSettings withRings(int... sizes) {
        return new BarSettings(frames, feed, graceNs, lateMicro, differMicro, differDayMicro, sizes);
    }

    /**
     * The same with another grace, for a venue whose tape is late.
     *
     * @param ns how long after its end a bar waits
     * @return changed settings
     */
    public BarSettings withGrace(long ns) {
        return new BarSettings(frames, feed, ns, lateMicro, differMicro, differDayMicro, rings);
    }
}
