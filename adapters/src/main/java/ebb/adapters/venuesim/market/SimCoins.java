package ebb.adapters.venuesim.market;

import java.util.Map;

/** The coins that simulated contracts are about: what all of them that exist would cost before the market moves. */
public final class SimCoins {
    /** Coins in circulation, as many as there are of the large ones by and large. */
    private static final Map<String, Long> LARGE = Map.of("BTC", 20_000_000L, "ETH", 120_000_000L);

    /** USD: what a coin without a supply of its own is worth, between the two edges of NS-CAP-1. */
    private static final long SMALL_USD = 24_000_000L;

    private SimCoins() {}

    /**
     * The market cap of an instrument's coin at the start price.
     *
     * @param spec the instrument
     * @return USD, above 0
     */
    public static long capUsd(InstrumentSpec spec) {
        Long coins = LARGE.get(spec.base());
        if (coins == null) {
            return SMALL_USD;
        }
        long units = spec.priceUnits(spec.grid().startTick());
        for (int digit = 0; digit < spec.grid().priceDigits(); digit++) {
            units /= 10;
        }
        return units * coins;
    }
}
