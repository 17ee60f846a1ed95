package ebb.runtime;

/**
 * How long the ring has been refusing feeds (RELIABILITY P9): beyond {@code ring.full-reduce} trading goes REDUCE_ONLY,
 * beyond {@code ring.full-halt} it halts. Producers report, the ticker judges.
 */
public final class FullRing {
    private static final long NOT_FULL = Long.MIN_VALUE;

    private final long reduceNs;
    private final long haltNs;
    // Written by producers (first refused claim, next granted one), read by the ticker; volatile order. A race between
    // two producers moves the start by one claim, which the thresholds do not feel.
    private volatile long fullSinceNanos = NOT_FULL;

    FullRing(long reduceNs, long haltNs) {
        this.reduceNs = reduceNs;
        this.haltNs = haltNs;
    }

    void refused(long nanoTime) {
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
