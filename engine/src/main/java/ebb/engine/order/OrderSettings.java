package ebb.engine.order;

import java.util.List;

/**
 * Times and sizes of the order room (core §21).
 *
 * @param ackNs no answer for this long: UNKNOWN and asked for; key {@code order.ack}
 * @param stopAckNs a stop not acknowledged for this long is sent again; key {@code order.stop-ack}
 * @param nakedNs a position unprotected for this long is closed; key {@code order.naked}
 * @param queries how often an order is asked for before it is given up
 * @param stopMaxMicro distance of the stop from the fill at which the position is closed, 1e-6; key {@code
 *     risk.stop-max}
 * @param capacity orders remembered, live and ended
 * @param executions executions remembered against duplicates
 * @param retryNs waits before what a venue refused for now is sent again, ns, each at least 1 (NS-EXE-2); none: such a refusal
 *     is final; key {@code order.retry}
 */
public record OrderSettings(
        long ackNs,
        long stopAckNs,
        long nakedNs,
        int queries,
        long stopMaxMicro,
        int capacity,
        int executions,
        List<Long> retryNs) {
    /** {@code order.ack}: 3 s. */
    public static final long ACK_NS = 3_000_000_000L;
    /** {@code order.stop-ack}: 2 s. */
    public static final long STOP_ACK_NS = 2_000_000_000L;
    /** {@code order.naked}: 5 s. */
    public static final long NAKED_NS = 5_000_000_000L;
    /** Queries before an order is given up; the pauses double, so that five of them span half a minute and more. */
    public static final int QUERIES = 5;
    /** {@code risk.stop-max}: 20 %, equality denies. */
    public static final long STOP_MAX_MICRO = 200_000;
    /** Orders remembered: far above {@code risk.open-orders}, so that late fills find their order. */
    public static final int CAPACITY = 4_096;
    /** Executions remembered against duplicates. */
    public static final int EXECUTIONS = 16_384;

    /** {@code order.retry}: a quarter of a second, one, four. */
    public static final List<Long> RETRY_NS = List.of(250_000_000L, 1_000_000_000L, 4_000_000_000L);

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if a wait is below 1 ns
     */
    public OrderSettings {
        retryNs = List.copyOf(retryNs);
        for (long each : retryNs) {
            if (each < 1) {
                throw new IllegalArgumentException("order.retry: a wait of " + each + " ns");
            }
        }
    }

    /** With the usual waits before refused orders are sent again. */
    public OrderSettings(
            long ackNs, long stopAckNs, long nakedNs, int queries, long stopMaxMicro, int capacity, int executions) {
        this(ackNs, stopAckNs, nakedNs, queries, stopMaxMicro, capacity, executions, RETRY_NS);
    }

    /** The defaults. */
    public static OrderSettings defaults() {
        return new OrderSettings(ACK_NS, STOP_ACK_NS, NAKED_NS, QUERIES, STOP_MAX_MICRO, CAPACITY, EXECUTIONS);
    }
}
