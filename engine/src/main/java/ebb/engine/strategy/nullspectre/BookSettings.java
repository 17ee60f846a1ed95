package ebb.engine.strategy.nullspectre;

/**
 * What the book is worth and what it must allow (keys {@code ns.bok.*}).
 *
 * @param fullImbalance imbalance towards the asks worth everything ({@code ns.bok.full}), above 0
 * @param maxSpreadMicro widest spread ({@code ns.bok.spread}), share of the mid, micro-units
 * @param maxExitMicro most slippage of buying the position back ({@code ns.bok.slip-out}), share of the mid, micro-units
 * @param maxEntryMicro most slippage of selling it ({@code ns.bok.slip-in}), share of the mid, micro-units
 * @param spoofNs how long a spoof flag makes the imbalance worthless ({@code ns.bok.spoof}), ns
 * @param washNs how long a wash flag denies setups ({@code ns.bok.wash}), ns
 */
public record BookSettings(
        double fullImbalance, long maxSpreadMicro, long maxExitMicro, long maxEntryMicro, long spoofNs, long washNs) {
    private static final long MINUTE_NS = 60_000_000_000L;

    /** NS-BOK-1 to 3. */
    public static final BookSettings DEFAULT =
            new BookSettings(0.5, 5_000, 10_000, 5_000, 10 * MINUTE_NS, 60 * MINUTE_NS);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public BookSettings {
        if (!(fullImbalance > 0)
                || maxSpreadMicro < 0
                || maxExitMicro < 0
                || maxEntryMicro < 0
                || spoofNs < 0
                || washNs < 0) {
            throw new IllegalArgumentException(
                    "ns.bok: full " + fullImbalance + ", spread " + maxSpreadMicro + ", slip-out " + maxExitMicro
                            + ", slip-in " + maxEntryMicro + ", spoof " + spoofNs + ", wash " + washNs);
        }
    }
}
