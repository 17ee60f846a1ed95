package ebb.engine.bar;

/** Who wants closed bars of an instrument. The order within one instant is that of BAR-6. */
public interface BarListener {
    /**
     * A bar closed: age 0 of its ring. All frames that end at this instant are in their rings already; this is called
     * for each, shortest first. Indicators of the frame are updated here.
     *
     * @param frame index of the frame
     * @param ring its closed bars
     */
    void onBar(int frame, BarRing ring);

    /**
     * The last {@link #onBar} of an instant has returned: levels, patterns, then strategies.
     *
     * @param endNs end of the bars, ns since epoch
     * @param frames bit f = a bar of frame f closed
     */
    void onBarsDone(long endNs, int frames);

    /**
     * Candles changed a ring elsewhere than at its end (BAR-7): what rests on this frame is computed anew from the ring.
     * Absolute indices of the frame's bars may have moved.
     *
     * @param frame index of the frame
     * @param ring its closed bars
     */
    void onHistory(int frame, BarRing ring);

    /**
     * An outage is over whose bars are PARTIAL (BAR-5): their candles are to be asked for.
     *
     * @param fromNs start of the first such base bar
     * @param toNs engine time now
     */
    void onMissing(long fromNs, long toNs);
}
