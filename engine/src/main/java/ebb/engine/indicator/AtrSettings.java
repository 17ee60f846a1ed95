package ebb.engine.indicator;

/**
 * How an average true range is made (keys {@code atr.*}, core.md §18).
 *
 * @param n bars of the smoothing, at least 1
 * @param seed which true ranges the first value is the mean of
 * @param settle bars that gates wait for (ATR-2), at least 1
 * @param maxEmptyPpm largest share of EMPTY bars among the last {@code settle}, in millionths, 0…1,000,000
 */
public record AtrSettings(int n, Seed seed, int settle, int maxEmptyPpm) {
    /** Default of {@code atr.n}. */
    public static final int DEFAULT_N = 14;
    /** Default of {@code atr.settle}, twice {@link #DEFAULT_N}: under 36 % of the value is still seed. */
    public static final int DEFAULT_SETTLE = 28;
    /** Default of {@code atr.max-empty}: 25 %. */
    public static final int DEFAULT_MAX_EMPTY_PPM = 250_000;
    /** Core's defaults. */
    public static final AtrSettings DEFAULT =
            new AtrSettings(DEFAULT_N, Seed.WILDER, DEFAULT_SETTLE, DEFAULT_MAX_EMPTY_PPM);

    /** Which true ranges the first value rests on (ATR-1). */
    public enum Seed {
        /** The first n, that of the first bar (high − low) included. */
        WILDER,
        /** The n after the first bar, one bar later; for comparison with TA-Lib. */
        TALIB
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public AtrSettings {
        if (n < 1 || settle < 1 || maxEmptyPpm < 0 || maxEmptyPpm > 1_000_000) {
            throw new IllegalArgumentException(
                    "atr: n " + n + ", settle " + settle + ", max-empty " + maxEmptyPpm + " ppm");
        }
    }
}
