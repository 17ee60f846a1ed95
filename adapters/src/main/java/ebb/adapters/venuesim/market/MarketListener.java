package ebb.adapters.venuesim.market;

/**
 * Hears what happens in the market, in the order of time. The instrument's accessors show the state after the event;
 * arguments are valid during the call.
 */
public interface MarketListener {
    /** The book changed. */
    void onDepth(Instrument instrument, DepthChanges changes);

    /** A print; the level it took from has shrunk by it. */
    void onTrade(Instrument instrument, Print print);

    /** Mark and index were computed anew. Perpetuals only. */
    void onMark(Instrument instrument, long timeNs);

    /** Rolling figures are due: ticker, running candle, open interest. */
    void onTicker(Instrument instrument, long timeNs);

    /** The predicted funding rate is due. Perpetuals only. */
    void onFunding(Instrument instrument, long timeNs);

    /**
     * A position was liquidated; its print was told before. Perpetuals only.
     *
     * @param print the last print of the forced order
     * @param lots of the whole forced order
     */
    void onLiquidation(Instrument instrument, Print print, long lots);
}
