package ebb.engine.context;

/**
 * Figures of the market-cap filter (NS-CAP).
 *
 * @param highMicro {@code ns.cap.high}: below it HIGH, micro-USD, default 2.7M
 * @param maxMicro {@code ns.cap.max}: above it OUT, micro-USD, default 60M
 * @param staleNs {@code ns.cap.stale}: an older value is none, default 48 h
 * @param lookbackDays {@code ns.cap.lookback}: days whose lowest value counts, today included, 1 to 60, default 7
 */
public record CapSettings(long highMicro, long maxMicro, long staleNs, int lookbackDays) {
    /** Most days that are kept. */
    public static final int MOST_DAYS = 60;

    /** 2.7M, 60M, 48 h, 7 days. */
    public static final CapSettings DEFAULTS =
            new CapSettings(2_700_000_000_000L, 60_000_000_000_000L, 172_800_000_000_000L, 7);

    /** Refuses what cannot work. */
    public CapSettings {
        if (highMicro <= 0 || maxMicro < highMicro) {
            throw new IllegalArgumentException(
                    "ns.cap.high must be above 0 and at most ns.cap.max, is " + highMicro + " of " + maxMicro);
        }
        if (staleNs <= 0) {
            throw new IllegalArgumentException("ns.cap.stale must be above 0, is " + staleNs);
        }
        if (lookbackDays < 1 || lookbackDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "ns.cap.lookback must be 1 to " + MOST_DAYS + " days, is " + lookbackDays);
        }
    }
}
