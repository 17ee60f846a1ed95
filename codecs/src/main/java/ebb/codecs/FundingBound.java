package ebb.codecs;

/** What can be a funding rate at all (EVT-5), for those who read a venue's answer and for the engine alike. */
public final class FundingBound {
    /** 100 % an interval, 1e-9: a whole notional is no rate, and no venue's bounds are a twentieth as wide. */
    private static final long MOST = 1_000_000_000L;

    private FundingBound() {}

    /**
     * Whether a rate lies within 100 % on either side.
     *
     * @param rate per interval, 1e-9
     */
    public static boolean holds(long rate) {
        return rate >= -MOST && rate <= MOST;
    }
}
