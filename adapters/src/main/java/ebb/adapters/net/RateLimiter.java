package ebb.adapters.net;

/**
 * A token bucket on time handed in: keeps us below a venue's limit, with a reserve only urgent requests (cancels) may
 * touch. Exact: tokens are counted in units of one period's nanosecond, so nothing is lost to rounding.
 *
 * <p>Promise: the weight taken in any window of one period is at most {@code burst + refill} (a half of our share each,
 * by {@link #ofVenue}), however the calls fall; only {@link #spend} and a single weight beyond the bucket may exceed it,
 * and are paid back before anything else is given.
 *
 * <p>One thread: the event loop. Allocates nothing.
 */
public final class RateLimiter {
    private final long burst;
    private final long reserve;
    private final long refill;
    private final long periodNs;
    private final long full;
    private final long reserved;

    private long units;
    private long lastNs = Long.MIN_VALUE;
    private long heldUntilNs = Long.MIN_VALUE;

    /**
     * Creates a full bucket.
     *
     * @param burst weight that may go out at once, 1 to 1,000,000
     * @param refill weight that comes back in each period, 1 to 1,000,000
     * @param periodNs the period in ns, 1 to one day
     * @param reserve of the burst kept for urgent requests, 0 to burst - 1
     */
    public RateLimiter(int burst, int refill, long periodNs, int reserve) {
        Bounds.within("burst", burst, 1, 1_000_000);
        Bounds.within("refill", refill, 1, 1_000_000);
        Bounds.within("period", periodNs, 1, 86_400_000_000_000L / 10);
        Bounds.within("reserve", reserve, 0, burst - 1L);
        this.burst = burst;
        this.refill = refill;
        this.periodNs = periodNs;
        this.reserve = reserve;
        full = burst * periodNs;
        reserved = reserve * periodNs;
        units = full;
    }

    /**
     * A bucket for a venue's limit of so much weight in each period. Burst and refill are half our share each, so that
     * no window of a period, wherever it begins, carries more than the share.
     *
     * @param limit the venue's, weight in a period, 2 or more
     * @param periodNs the venue's period
     * @param rates our share and the cancels' part of it
     * @return a full bucket
     */
    public static RateLimiter ofVenue(int limit, long periodNs, NetSettings.Rates rates) {
        int share = (int) Math.max(2, (long) limit * rates.sharePercent() / 100);
        int burst = share - share / 2;
        int reserve = Math.min(burst - 1, (int) ((long) burst * rates.cancelPercent() / 100));
        return new RateLimiter(burst, share / 2, periodNs, reserve);
    }

    /**
     * Takes the weight if it is there, above the reserve.
     *
     * @param nowNs ns on any clock that does not go back (if it does, time stands still here)
     * @param weight 0 or more; one beyond the bucket is given from a full bucket, which then owes the rest
     * @return false: nothing was taken, ask again after {@link #waitNs}
     */
    public boolean tryTake(long nowNs, int weight) {
        return take(nowNs, weight, false);
    }

    /**
     * Takes the weight if it is there, the reserve included: for cancels.
     *
     * @param nowNs as in {@link #tryTake}
     * @param weight as in {@link #tryTake}
     * @return false: nothing was taken
     */
    public boolean tryTakeUrgent(long nowNs, int weight) {
        return take(nowNs, weight, true);
    }

    /**
     * Books what was sent without asking (a pong, a ping): the bucket may owe.
     *
     * @param nowNs as in {@link #tryTake}
     * @param weight 0 or more
     */
    public void spend(long nowNs, int weight) {
        refill(nowNs);
        units -= weight * periodNs;
    }

    /**
     * How long until the weight can be taken, if nothing else is.
     *
     * @param nowNs as in {@link #tryTake}
     * @param weight 0 or more
     * @param isUrgent whether the reserve may be used
     * @return ns, 0 if now
     */
    public long waitNs(long nowNs, int weight, boolean isUrgent) {
        refill(nowNs);
        long heldNs = heldUntilNs > lastNs ? heldUntilNs - lastNs : 0;
        long missing = needed(weight, isUrgent) - units;
        return missing <= 0 ? heldNs : Math.max(heldNs, (missing + refill - 1) / refill);
    }

    /**
     * How much may be taken now.
     *
     * @param nowNs as in {@link #tryTake}
     * @param isUrgent whether the reserve counts
     * @return whole weight, 0 or more
     */
    public int available(long nowNs, boolean isUrgent) {
        refill(nowNs);
        if (lastNs < heldUntilNs) {
            return 0;
        }
        return (int) Math.max(0, (units - (isUrgent ? 0 : reserved)) / periodNs);
    }

    /**
     * The venue told how much it has counted in its own window (others behind the same address included): what it
     * counted beyond our own book is taken from the bucket.
     *
     * @param nowNs as in {@link #tryTake}
     * @param used by the venue's count
     */
    public void observe(long nowNs, long used) {
        refill(nowNs);
        long left = Math.max(0, burst + refill - used) * periodNs;
        units = Math.min(units, left);
    }

    /**
     * Nothing is given before that time: the venue said 429.
     *
     * @param untilNs ns on the clock of the other calls; an earlier one than already set changes nothing
     */
    public void holdUntil(long untilNs) {
        heldUntilNs = Math.max(heldUntilNs, untilNs);
    }

    private boolean take(long nowNs, int weight, boolean isUrgent) {
        refill(nowNs);
        if (lastNs < heldUntilNs || units < needed(weight, isUrgent)) {
            return false;
        }
        units -= weight * periodNs;
        return true;
    }

    private long needed(int weight, boolean isUrgent) {
        long wanted = weight * periodNs + (isUrgent || weight == 0 ? 0 : reserved);
        return Math.min(full, wanted);
    }

    private void refill(long nowNs) {
        if (nowNs <= lastNs) {
            return;
        }
        long elapsedNs = lastNs == Long.MIN_VALUE ? 0 : nowNs - lastNs;
        lastNs = nowNs;
        long missing = full - units;
        units = elapsedNs > missing / refill ? full : units + elapsedNs * refill;
    }
}
