package ebb.engine.indicator;

/**
 * A range that never moves, in place of {@link Atr}: for scenarios whose thresholds must be plain to read.
 *
 * @param value the range in price mantissa units, above 0
 */
public record FixedAtr(double value) implements AtrTrail {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public FixedAtr {
        if (!(value > 0)) {
            throw new IllegalArgumentException("a fixed ATR must be above 0, was " + value);
        }
    }

    @Override
    public double atr(int back) {
        return value;
    }

    @Override
    public boolean isReady(int back) {
        return true;
    }
}
