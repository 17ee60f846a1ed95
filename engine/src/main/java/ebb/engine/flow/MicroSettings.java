package ebb.engine.flow;

/**
 * Settings of {@link MicroScore} (core.md §18, `micro.*`). The band of the depth (`micro.band`) is asked of the book by the
 * caller.
 *
 * @param groups taker groups in the window, 1…10,000
 * @param maxAgeNs age the oldest of them must stay below, ns
 * @param confirmMicro score above which the picture is confirmed, micro-units
 * @param depthWeight most the depth part can give
 * @param sideWeight most the trade side part can give
 * @param largeWeight most the large orders can give
 * @param fullRatio depth ratio that gives the whole depth part
 * @param largeTimes a large order is more than so many times the mean
 * @param fullCount large orders that give the whole part
 */
public record MicroSettings(
        int groups,
        long maxAgeNs,
        long confirmMicro,
        int depthWeight,
        int sideWeight,
        int largeWeight,
        double fullRatio,
        int largeTimes,
        int fullCount) {
    /** `micro.band`: 100 bp; for whoever asks the book. */
    public static final int BAND_BP = 100;

    /** `micro.trades`. */
    public static final int GROUPS = 100;

    /** `micro.max-age`: 30 min. */
    public static final long MAX_AGE_NS = 1_800_000_000_000L;

    /** `micro.confirm`: 70. */
    public static final long CONFIRM_MICRO = 70_000_000;

    /** `micro.w`, first of three. */
    public static final int DEPTH_WEIGHT = 30;

    /** `micro.w`, second of three. */
    public static final int SIDE_WEIGHT = 40;

    /** `micro.w`, third of three. */
    public static final int LARGE_WEIGHT = 30;

    /** `micro.ratio`: 1.5. */
    public static final double FULL_RATIO = 1.5;

    /** `micro.large`: 2x. */
    public static final int LARGE_TIMES = 2;

    /** `micro.count`: 3. */
    public static final int FULL_COUNT = 3;

    /** What core.md gives. */
    public static final MicroSettings DEFAULTS = new MicroSettings(
            GROUPS,
            MAX_AGE_NS,
            CONFIRM_MICRO,
            DEPTH_WEIGHT,
            SIDE_WEIGHT,
            LARGE_WEIGHT,
            FULL_RATIO,
            LARGE_TIMES,
            FULL_COUNT);

    /** Checks the ranges. */
    public MicroSettings {
        if (groups < 1 || groups > 10_000) {
            throw new IllegalArgumentException("micro.trades " + groups + " is not in 1..10000");
        }
        if (maxAgeNs <= 0) {
            throw new IllegalArgumentException("micro.max-age " + maxAgeNs + " ns is not above 0");
        }
        if (depthWeight < 0 || sideWeight < 0 || largeWeight < 0) {
            throw new IllegalArgumentException(
                    "micro.w " + depthWeight + "/" + sideWeight + "/" + largeWeight + " has a negative weight");
        }
        if (!(fullRatio > 0) || largeTimes < 1 || fullCount < 1) {
            throw new IllegalArgumentException("micro.ratio " + fullRatio + ", micro.large " + largeTimes
                    + ", micro.count " + fullCount + ": each must be above 0");
        }
    }
}
