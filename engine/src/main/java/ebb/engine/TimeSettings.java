package ebb.engine;

/**
 * Clock figures of the engine (core §18, time).
 *
 * @param maxSkewNs {@code time.max-skew}: exchange stamps further ahead are replaced by engine time (TIME-2)
 * @param maxJumpNs {@code time.max-jump}: a longer silence is an alert (TIME-5)
 * @param maxBackNs {@code time.max-back}: a longer backward step halts a live run (TIME-1)
 * @param dayStartNs {@code time.day-start}: offset of the day roll after 00:00 UTC (TIME-6)
 */
public record TimeSettings(long maxSkewNs, long maxJumpNs, long maxBackNs, long dayStartNs) {
    /** The defaults of core §18. */
    public static final TimeSettings DEFAULTS = new TimeSettings(2_000_000_000L, 60_000_000_000L, 1_000_000_000L, 0);
}
