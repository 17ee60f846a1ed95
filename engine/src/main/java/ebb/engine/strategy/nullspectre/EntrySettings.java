package ebb.engine.strategy.nullspectre;

/**
 * How a position is entered (keys {@code ns.ent.*}).
 *
 * @param style crossing or joining ({@code ns.ent.style})
 * @param ticks most ticks below the best bid ({@code ns.ent.ticks})
 * @param timeoutNs how long an order rests ({@code ns.ent.timeout}), ns
 * @param reprices how often a joining order is priced anew ({@code ns.ent.reprice})
 * @param chaseAtr furthest below the deciding close, in ATR ({@code ns.ent.chase})
 * @param lifeNs how long a signal lives ({@code ns.ent.life}), ns
 */
public record EntrySettings(Style style, int ticks, long timeoutNs, int reprices, double chaseAtr, long lifeNs) {
    /** NS-ENT-1: no entry crosses by more than this share of the mid, micro-units. */
    public static final long MOST_CROSS_MICRO = 5_000;

    /** NS-ENT-1, NS-ENT-2. */
    public static final EntrySettings DEFAULT =
            new EntrySettings(Style.CROSS, 2, 30_000_000_000L, 3, 0.25, 300_000_000_000L);

    /** How the limit is set. */
    public enum Style {
        /** Through the best bid: filled at once, at a bounded price. */
        CROSS,
        /** At the best ask: cheaper, filled when it is wrong. */
        JOIN
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public EntrySettings {
        if (ticks < 0 || timeoutNs <= 0 || reprices < 0 || !(chaseAtr >= 0) || lifeNs <= 0) {
            throw new IllegalArgumentException("ns.ent: ticks " + ticks + ", timeout " + timeoutNs + ", reprice "
                    + reprices + ", chase " + chaseAtr + ", life " + lifeNs);
        }
    }
}
