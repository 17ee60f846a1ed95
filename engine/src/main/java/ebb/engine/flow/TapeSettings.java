package ebb.engine.flow;

/**
 * Settings of the tape itself (core.md §18, `trd.*`, `evt.*`).
 *
 * @param groupsJoin `trd.group`: true = same-stamp, false = none
 * @param groupFlushNs `trd.group-flush`, ns
 * @param inferMaxMicro `trd.infer-max`, micro-units
 * @param duplicates `evt.dup-ring`: ids or prints remembered, 2…65,536
 * @param gapFillNs `evt.gap-fill`, ns
 * @param replayNs `evt.replay`, ns
 */
public record TapeSettings(
        boolean groupsJoin, long groupFlushNs, int inferMaxMicro, int duplicates, long gapFillNs, long replayNs) {
    /** `trd.group-flush`: 50 ms. */
    public static final long GROUP_FLUSH_NS = 50_000_000L;

    /** `trd.infer-max`: 20 %. */
    public static final int INFER_MAX_MICRO = 200_000;

    /** `evt.dup-ring`. */
    public static final int DUPLICATES = 1_024;

    /** `evt.gap-fill`: 5 s. */
    public static final long GAP_FILL_NS = 5_000_000_000L;

    /** `evt.replay`: 5 s. */
    public static final long REPLAY_NS = 5_000_000_000L;

    /** What core.md gives. */
    public static final TapeSettings DEFAULTS =
            new TapeSettings(true, GROUP_FLUSH_NS, INFER_MAX_MICRO, DUPLICATES, GAP_FILL_NS, REPLAY_NS);

    /** Checks the ranges. */
    public TapeSettings {
        if (groupFlushNs < 1_000_000) {
            throw new IllegalArgumentException("trd.group-flush " + groupFlushNs + " ns is below 1 ms (TIME-3)");
        }
        if (inferMaxMicro < 0 || inferMaxMicro > 1_000_000) {
            throw new IllegalArgumentException("trd.infer-max " + inferMaxMicro + "e-6 is not in 0..1");
        }
        if (duplicates < 2 || duplicates > 65_536) {
            throw new IllegalArgumentException("evt.dup-ring " + duplicates + " is not in 2..65536");
        }
        if (gapFillNs < 0 || replayNs < 0) {
            throw new IllegalArgumentException(
                    "evt.gap-fill " + gapFillNs + " ns, evt.replay " + replayNs + " ns: neither may be negative");
        }
    }
}
