package ebb.engine.indicator;

/**
 * The last few values of an average true range: patterns judge a bar by the range of the bars before it, because a wide
 * bar must not widen its own threshold (REJ). A constant range stands in for it in scenarios.
 */
public interface AtrTrail {
    /** How many bars back a trail can be read: {@code back} is 0…{@value}. */
    int MAX_BACK = 15;

    /**
     * The average true range as it was some bars ago.
     *
     * @param back 0 for the bar taken last, 1 for the one before it, at most {@link #MAX_BACK}
     * @return the range in price mantissa units; 0 where there was none yet
     */
    double atr(int back);

    /**
     * Whether gates could use the range of that bar (ATR-2): settled, few enough empty bars, above zero.
     *
     * @param back as for {@link #atr(int)}
     * @return whether it may carry a verdict
     */
    boolean isReady(int back);
}
