package ebb.engine.strategy.nullspectre;

/**
 * What the book is worth and what it must allow (keys {@code ns.bok.*}).
 *
 * @param fullImbalance imbalance towards the asks worth everything ({@code ns.bok.full}), above 0
 * @param maxSpreadMicro widest spread ({@code ns.bok.spread}), share of the mid, micro-units
 * @param maxExitMicro most slippage of buying the position back ({@code ns.bok.slip-out}), share of the mid, micro-units
 * @param maxEntryMicro most slippage of selling it ({@code ns.bok.slip-in}), share of the mid, micro-units
 */
public record BookSettings(double fullImbalance, long maxSpreadMicro, long maxExitMicro, long maxEntryMicro) {
    /** NS-BOK-1, NS-BOK-2. */
    public static final BookSettings DEFAULT = new BookSettings(0.5, 5_000, 10_000, 5_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public BookSettings {
        if (!(fullImbalance > 0) || maxSpreadMicro < 0 || maxExitMicro < 0 || maxEntryMicro < 0) {
            throw new IllegalArgumentException("ns.bok: full " + fullImbalance + ", spread " + maxSpreadMicro
                    + ", slip-out " + maxExitMicro + ", slip-in " + maxEntryMicro);
        }
    }
}
