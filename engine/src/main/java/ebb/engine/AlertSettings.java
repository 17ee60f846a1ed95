package ebb.engine;

/**
 * How people are told (NS-ALR-1), and from when on something is told at all. Times are ns, shares micro-units.
 *
 * @param repeatNs the same key is told at most once in so long ({@code ns.alr.repeat}), at least 1 s
 * @param criticalNs what is CRITICAL is told again in this step until acknowledged ({@code ns.alr.critical}), at least 1 s
 * @param streak losses in a row from which on each further one is told ({@code ns.alr.streak}), at least 1
 * @param evenMicro R within which a trade is neither won nor lost ({@code ns.pos.even}), not negative
 */
public record AlertSettings(long repeatNs, long criticalNs, int streak, long evenMicro) {
    /** A mark beyond the stop is told when it has stayed there for longer. */
    public static final long BEYOND_NS = 2_000_000_000L;

    /** An order is told when its fate has been UNKNOWN for longer. */
    public static final long UNKNOWN_NS = 10_000_000_000L;

    /** First share of the daily limit that is told; the second is the whole of it. */
    public static final long LOSS_MICRO = 800_000;

    /** NS-ALR-1: five minutes, one minute, three losses. */
    public static final AlertSettings DEFAULTS = new AlertSettings(300_000_000_000L, 60_000_000_000L, 3, 50_000);

    private static final long LEAST_NS = 1_000_000_000L;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public AlertSettings {
        if (repeatNs < LEAST_NS || criticalNs < LEAST_NS || streak < 1 || evenMicro < 0) {
            throw new IllegalArgumentException("ns.alr: repeat " + repeatNs + " ns, critical " + criticalNs
                    + " ns (at least 1 s), streak " + streak + ", even " + evenMicro);
        }
    }
}
