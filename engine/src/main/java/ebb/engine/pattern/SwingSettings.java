package ebb.engine.pattern;

import ebb.engine.indicator.AtrTrail;

/**
 * How swings are recognised (keys {@code swing.*}, core.md §18).
 *
 * @param k bars on each side that a swing overtops, 1…14 (its ATR is read from {@link AtrTrail})
 * @param look bars before a swing that its rise is measured over, at least 1
 * @param minAtr rise in ATR below which a swing founds no level (SWING-2)
 */
public record SwingSettings(int k, int look, double minAtr) {
    /** Default of {@code swing.k}. */
    public static final int DEFAULT_K = 2;
    /** Default of {@code swing.look}. */
    public static final int DEFAULT_LOOK = 16;
    /** Default of {@code swing.min-atr}. */
    public static final double DEFAULT_MIN_ATR = 1.0;
    /** Core's defaults. */
    public static final SwingSettings DEFAULT = new SwingSettings(DEFAULT_K, DEFAULT_LOOK, DEFAULT_MIN_ATR);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public SwingSettings {
        if (k < 1 || k >= AtrTrail.MAX_BACK) {
            throw new IllegalArgumentException("swing.k must be 1…" + (AtrTrail.MAX_BACK - 1) + ", was " + k);
        }
        if (look < 1 || !(minAtr >= 0)) {
            throw new IllegalArgumentException(
                    "swing.look must be at least 1 and swing.min-atr not negative, were " + look + " and " + minAtr);
        }
    }
}
