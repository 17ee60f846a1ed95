package ebb.adapters.venuesim.market;

/** Hears nothing; for tests that look at the market alone. */
public class Deaf implements MarketListener {
    @Override
    public void onDepth(Instrument instrument, DepthChanges changes) {}

    @Override
    public void onTrade(Instrument instrument, Print print) {}

    @Override
    public void onMark(Instrument instrument, long timeNs) {}

    @Override
    public void onTicker(Instrument instrument, long timeNs) {}

    @Override
    public void onFunding(Instrument instrument, long timeNs) {}

    @Override
    public void onLiquidation(Instrument instrument, Print print, long lots) {}
}
