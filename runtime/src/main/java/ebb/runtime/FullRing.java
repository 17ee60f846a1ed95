package ebb.runtime;

/**
 * How long the ring has been refusing feeds (RELIABILITY P9): beyond {@code ring.full-reduce} trading goes REDUCE_ONLY,
 * beyond {@code ring.full-halt} it halts. Producers report, the ticker judges, and says when it is over: nothing refused
 * and half of the ring free for {@code ring.full-lift} (RELIABILITY 3a, hysteresis).
 */
public final class FullRing {
    private static final long NOT_FULL = Long.MIN_VALUE;

    private final long reduceNs;
    private final long haltNs;
    private final long liftNs;
    private final int calmSlots;
    // Written by producers (first refused claim, next granted one), read by the ticker; volatile order. A race between
    // two producers moves the start by one claim, which the thresholds do not feel.
    private volatile long fullSinceNanos = NOT_FULL;

    // Written by producers at each refusal, read by the ticker; volatile order.
    private volatile long refusedNanos = NOT_FULL;
    // The ticker's own: since when each look found the ring at most half full.
    private long calmSinceNanos = NOT_FULL;

    FullRing(RingSettings settings) {
        reduceNs = settings.fullReduceNs();
        haltNs = settings.fullHaltNs();
        liftNs = settings.fullLiftNs();
        calmSlots = settings.slots() / 2;
    }

    void refused(long nanoTime) {
        refusedNanos = nanoTime;
        if (fullSinceNanos == NOT_FULL) {
            fullSinceNanos = nanoTime;
        }
    }

    void granted() {
        if (fullSinceNanos != NOT_FULL) {
            fullSinceNanos = NOT_FULL;
        }
    }

    /**
     * Whether the lag is over; asked by the ticker at each look.
     *
     * @param nanoTime the monotonic clock, ns
     * @param free slots that nobody waits for now
     * @return whether it has been for long enough
     */
    boolean isOver(long nanoTime, long free) {
        if (fullSinceNanos != NOT_FULL || free < calmSlots) {
            calmSinceNanos = NOT_FULL;
            return false;
        }
        if (calmSinceNanos == NOT_FULL) {
            calmSinceNanos = nanoTime;
        }
        long refused = refusedNanos;
        boolean isUndisturbed = refused == NOT_FULL || nanoTime - refused >= liftNs;
        return isUndisturbed && nanoTime - calmSinceNanos >= liftNs;
    }

    /**
     * The kill level that the ring asks for now.
     *
     * @param nanoTime the monotonic clock, ns
     * @return {@link KillGate#OPEN}, {@link KillGate#REDUCE_ONLY} or {@link KillGate#CANCEL_AND_HALT}
     */
    public int wantedLevel(long nanoTime) {
        long since = fullSinceNanos;
        if (since == NOT_FULL) {
            return KillGate.OPEN;
        }
        long full = nanoTime - since;
        if (full > haltNs) {
            return KillGate.CANCEL_AND_HALT;
        }
        return full > reduceNs ? KillGate.REDUCE_ONLY : KillGate.OPEN;
    }
}
