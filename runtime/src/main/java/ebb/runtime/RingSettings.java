package ebb.runtime;

/**
 * Size and policy of the ring (core §21, ring).
 *
 * @param slots number of slots, a power of two; 1,024 B and a cache line each
 * @param reserve slots that only orders and commands may claim
 * @param fullReduceNs a feed that found the ring full for this long puts trading into REDUCE_ONLY
 * @param fullHaltNs a feed that found the ring full for this long halts trading
 * @param fullLiftNs a ring that refused nothing and was at most half full for this long lets trading go on after
 *     {@code fullReduceNs}
 * @param waiting how consumers wait
 * @param topology which thread does what
 */
public record RingSettings(
        int slots,
        int reserve,
        long fullReduceNs,
        long fullHaltNs,
        long fullLiftNs,
        Waiting waiting,
        Topology topology) {
    /** {@code ring.slots}: 17 MiB, stays in L3; 50 ms at 300 k messages a second. */
    public static final int SLOTS = 16_384;

    /** {@code ring.reserve}. */
    public static final int RESERVE = 1_024;

    /** {@code ring.full-reduce}. */
    public static final long FULL_REDUCE_NS = 50_000_000L;

    /** {@code ring.full-halt}. */
    public static final long FULL_HALT_NS = 500_000_000L;

    /** {@code ring.full-lift}. */
    public static final long FULL_LIFT_NS = 5_000_000_000L;

    /** The defaults of core §21 for a machine of this many cores. */
    public static RingSettings defaults(int cores) {
        return new RingSettings(
                SLOTS, RESERVE, FULL_REDUCE_NS, FULL_HALT_NS, FULL_LIFT_NS, Waiting.SLEEPING, Topology.forCores(cores));
    }

    /** Checks what no later code checks again. */
    public RingSettings {
        if (Integer.bitCount(slots) != 1 || slots < 64) {
            throw new IllegalArgumentException("ring.slots must be a power of two of at least 64: " + slots);
        }
        if (reserve < 1 || reserve >= slots / 2) {
            throw new IllegalArgumentException("ring.reserve must be between 1 and half of ring.slots: " + reserve);
        }
        if (fullReduceNs <= 0 || fullHaltNs < fullReduceNs) {
            throw new IllegalArgumentException("ring.full-halt must not be below ring.full-reduce");
        }
        if (fullLiftNs <= 0) {
            throw new IllegalArgumentException("ring.full-lift must be positive: " + fullLiftNs + " ns");
        }
    }
}
