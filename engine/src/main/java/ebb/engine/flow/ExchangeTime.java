package ebb.engine.flow;

import ebb.codecs.Nulls;

/** The exchange time that selects bars and measures age (TIME-2); it orders nothing. */
public final class ExchangeTime {
    /** `time.max-skew`: 2 s. */
    public static final long MAX_SKEW_NS = 2_000_000_000L;

    private ExchangeTime() {}

    /**
     * The time to use for an event: what the venue gave, unless it gave none or one too far ahead.
     *
     * @param txNs as the venue gave it, or {@link Nulls#LONG}
     * @param nowNs engine time T
     * @param maxSkewNs how far ahead of T it may be, ns; exactly so far is kept
     * @return tx, or T in its place
     */
    public static long of(long txNs, long nowNs, long maxSkewNs) {
        return txNs == Nulls.LONG || txNs > nowNs + maxSkewNs ? nowNs : txNs;
    }

    /**
     * Whether an event is SKEWED: its exchange time and the time it came differ by more than the allowed skew.
     *
     * @param txNs as the venue gave it, or {@link Nulls#LONG}
     * @param ingressNs when it came
     * @param maxSkewNs allowed difference, ns
     * @return true if so; false without an exchange time
     */
    public static boolean isSkewed(long txNs, long ingressNs, long maxSkewNs) {
        return txNs != Nulls.LONG && Math.abs(ingressNs - txNs) > maxSkewNs;
    }
}
