package ebb.engine.paper;

/**
 * The simulated exchange's figures (core §21).
 *
 * @param equity money the account starts with, 1e-8 quote; key {@code paper.equity}
 * @param latencyNs one way, 0 or more; key {@code paper.latency}
 * @param slipMicro what taking costs beyond the bar's open, 1e-6, candles only; key {@code paper.slip}
 * @param barShareMicro most of a bar's volume that fills us, 1e-6, candles only; key {@code paper.bar-share}
 * @param keepsPlace true if the venue lets an order keep its place when its quantity is made smaller
 * @param isCandlesOnly true if the source has neither book nor trades (PAPER-7)
 * @param capacity orders remembered, live and ended
 * @param faults what it gets wrong on purpose
 */
public record PaperSettings(
        long equity,
        long latencyNs,
        long slipMicro,
        long barShareMicro,
        boolean keepsPlace,
        boolean isCandlesOnly,
        int capacity,
        FaultSettings faults) {
    /** {@code paper.equity}: 5000. */
    public static final long EQUITY = 500_000_000_000L;
    /** {@code paper.latency}: 20 ms. */
    public static final long LATENCY_NS = 20_000_000L;
    /** {@code paper.slip}: 20 bp. */
    public static final long SLIP_MICRO = 2_000;
    /** {@code paper.bar-share}: 10 %. */
    public static final long BAR_SHARE_MICRO = 100_000;
    /** Orders remembered. */
    public static final int CAPACITY = 4_096;

    /** Without faults on purpose. */
    public PaperSettings(
            long equity,
            long latencyNs,
            long slipMicro,
            long barShareMicro,
            boolean keepsPlace,
            boolean isCandlesOnly,
            int capacity) {
        this(equity, latencyNs, slipMicro, barShareMicro, keepsPlace, isCandlesOnly, capacity, FaultSettings.NONE);
    }

    /** The defaults, against a live book. */
    public static PaperSettings defaults() {
        return new PaperSettings(EQUITY, LATENCY_NS, SLIP_MICRO, BAR_SHARE_MICRO, true, false, CAPACITY);
    }

    /** The defaults, against candles. */
    public static PaperSettings candles() {
        return new PaperSettings(EQUITY, LATENCY_NS, SLIP_MICRO, BAR_SHARE_MICRO, true, true, CAPACITY);
    }
}
