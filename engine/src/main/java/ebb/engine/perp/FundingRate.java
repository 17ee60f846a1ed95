package ebb.engine.perp;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;

/** What makes funding rates of any interval comparable (FUND-1), and from where on their sign means something (FUND-3). */
public final class FundingRate {
    /** {@code fund.flip-min}: half a basis point per 8 hours, 1e-9; within it a sign means nothing (FUND-3). */
    public static final long FLIP_MIN = 50_000;

    private static final long EIGHT_HOURS_SEC = 28_800;

    private FundingRate() {}

    /**
     * A rate of any interval per 8 hours (FUND-1).
     *
     * @param rate per interval, 1e-9
     * @param intervalSec its interval, above 0
     * @return per 8 hours, 1e-9, HALF_EVEN
     */
    public static long per8h(long rate, long intervalSec) {
        return Scaled.mulDiv(rate, EIGHT_HOURS_SEC, intervalSec, Rounding.HALF_EVEN);
    }
}
