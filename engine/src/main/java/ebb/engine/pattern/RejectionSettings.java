package ebb.engine.pattern;

/**
 * How rejections are told apart from noise (keys {@code rej.*} and {@code swing.*}, core.md §18). Multiples of the average
 * true range are plain numbers, shares of a price basis points.
 *
 * @param zone the zone around a level
 * @param push what makes a push of its own
 * @param minimum rejections that qualify a level ({@code rej.min})
 * @param birthAtr rise of the swing that founds a level, in ATR
 * @param levels most levels at a time, 1…64
 * @param life how long rejections and levels last
 * @param swing how swings are recognised
 */
public record RejectionSettings(
        Zone zone, Push push, int minimum, double birthAtr, int levels, Life life, SwingSettings swing) {
    /** Default of {@code rej.min}. */
    public static final int DEFAULT_MINIMUM = 3;
    /** Default of {@code rej.birth-atr}. */
    public static final double DEFAULT_BIRTH_ATR = 4;
    /** Default of {@code rej.levels}. */
    public static final int DEFAULT_LEVELS = 4;
    /** Core's defaults. */
    public static final RejectionSettings DEFAULT = new RejectionSettings(
            Zone.DEFAULT,
            Push.DEFAULT,
            DEFAULT_MINIMUM,
            DEFAULT_BIRTH_ATR,
            DEFAULT_LEVELS,
            Life.DEFAULT,
            SwingSettings.DEFAULT);

    /**
     * The zone (REJ-1): each edge is the farther of a multiple of ATR and a share of the level.
     *
     * @param belowAtr ATR below the level
     * @param belowBp share of the level below it, basis points
     * @param aboveAtr ATR above the level
     * @param aboveBp share of the level above it, basis points
     */
    public record Zone(double belowAtr, double belowBp, double aboveAtr, double aboveBp) {
        /** Defaults of {@code rej.below-*} and {@code rej.above-*}. */
        public static final Zone DEFAULT = new Zone(1.0, 50, 0.25, 30);
    }

    /**
     * What separates one push from the next (REJ-3).
     *
     * @param confirmAtr ATR that the close must stand below the peak
     * @param retreatAtr ATR that the price must retreat from the peak
     * @param pushAtr ATR that the next push must climb from the trough
     * @param gap bars between a peak and the arming of the next push
     * @param maxBars bars after which an attempt stalls
     */
    public record Push(double confirmAtr, double retreatAtr, double pushAtr, int gap, int maxBars) {
        /** Defaults of {@code rej.confirm-atr} … {@code rej.max-bars}. */
        public static final Push DEFAULT = new Push(0.5, 2.0, 1.5, 2, 8);
    }

    /**
     * How long things count (REJ-5) and which (REJ-2, REJ-7).
     *
     * @param windowNs age at which a rejection leaves the list, ns
     * @param deadNs time without a touch after which a level without rejections is removed, ns
     * @param countFirst whether the push that founds a level may be its first rejection
     * @param allowPartial whether rejections on PARTIAL peak bars count
     */
    public record Life(long windowNs, long deadNs, boolean countFirst, boolean allowPartial) {
        private static final long HOUR_NS = 3_600_000_000_000L;

        /** Defaults: 48 h, 24 h, true, false. */
        public static final Life DEFAULT = new Life(48 * HOUR_NS, 24 * HOUR_NS, true, false);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public RejectionSettings {
        if (levels < 1 || levels > 64) {
            throw new IllegalArgumentException("rej.levels must be 1…64, was " + levels);
        }
        if (minimum < 1 || minimum > RejectionLevel.MAX_REJECTIONS) {
            throw new IllegalArgumentException(
                    "rej.min must be 1…" + RejectionLevel.MAX_REJECTIONS + ", was " + minimum);
        }
        if (!(birthAtr >= 0) || push.gap() < 0 || push.maxBars() < 0 || life.windowNs() <= 0 || life.deadNs() <= 0) {
            throw new IllegalArgumentException("rej: " + birthAtr + " " + push + " " + life);
        }
    }
}
