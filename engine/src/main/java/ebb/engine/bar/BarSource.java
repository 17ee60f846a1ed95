package ebb.engine.bar;

/**
 * Closed bars of one frame, newest first: all that studies and patterns ask of whoever keeps them. Age 0 is the newest closed bar.
 * Prices and volumes are mantissas of the instrument.
 */
public interface BarSource {
    /**
     * How many bars can be asked for.
     *
     * @return ages below this exist
     */
    int size();

    /**
     * Start of a bar.
     *
     * @param age 0 for the newest
     * @return ns since epoch
     */
    long startNs(int age);

    /**
     * First price.
     *
     * @param age 0 for the newest
     * @return price mantissa
     */
    long open(int age);

    /**
     * Highest price.
     *
     * @param age 0 for the newest
     * @return price mantissa
     */
    long high(int age);

    /**
     * Lowest price.
     *
     * @param age 0 for the newest
     * @return price mantissa
     */
    long low(int age);

    /**
     * Last price.
     *
     * @param age 0 for the newest
     * @return price mantissa
     */
    long close(int age);

    /**
     * Traded quantity.
     *
     * @param age 0 for the newest
     * @return quantity mantissa, 0 for an EMPTY bar
     */
    long volume(int age);

    /**
     * Cumulative volume delta at the bar's close (CVD-2).
     *
     * @param age 0 for the newest
     * @return quantity mantissa; 0 where {@link #hasCvd} is false
     */
    long cvdClose(int age);

    /**
     * Whether there is a volume delta at all: candles from a venue have none, which is not the same as 0 (BAR-8).
     *
     * @param age 0 for the newest
     * @return whether {@link #cvdClose} may be used
     */
    boolean hasCvd(int age);

    /**
     * Whether the bar saw no trade (BAR-5).
     *
     * @param age 0 for the newest
     * @return whether flag EMPTY is set
     */
    boolean isEmpty(int age);

    /**
     * Whether trades of the bar were lost (BAR-9).
     *
     * @param age 0 for the newest
     * @return whether flag PARTIAL is set
     */
    boolean isPartial(int age);
}
