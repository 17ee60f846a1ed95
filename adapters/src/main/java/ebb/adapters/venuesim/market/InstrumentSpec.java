package ebb.adapters.venuesim.market;

/**
 * What does not change about a simulated instrument.
 *
 * @param venue where it is traded
 * @param symbol as the venue spells it
 * @param base currency
 * @param quote currency, also of settlement
 * @param grid prices and quantities
 * @param shape of its resting orders
 * @param tape of its trades
 */
public record InstrumentSpec(
        SimVenue venue, String symbol, String base, String quote, Grid grid, Shape shape, Tape tape) {
    /**
     * Prices and quantities. A price is {@code tick·tickUnits·10^-priceDigits}, a quantity
     * {@code lots·lotUnits·10^-lotDigits}.
     *
     * @param startTick price at the market's start, in ticks
     * @param tickUnits of a tick, in units of the last digit
     * @param priceDigits behind the point
     * @param lotUnits of a lot, in units of the last digit
     * @param lotDigits behind the point
     * @param contractSize base per contract as decimal text, "1" where quantities are in base
     */
    public record Grid(
            long startTick, int tickUnits, int priceDigits, int lotUnits, int lotDigits, String contractSize) {}

    /**
     * Resting orders: every tick within {@code near} of the touch, every {@code farStep}-th beyond.
     *
     * @param near ticks each of which has orders
     * @param farStep ticks between levels farther out
     * @param farLevels number of those on a side
     * @param lots of a usual level
     */
    public record Shape(int near, int farStep, int farLevels, int lots) {
        /** Distance of the outermost level, ticks. */
        int reach() {
            return near + farStep * farLevels;
        }
    }

    /**
     * Trades.
     *
     * @param gapMs mean time between two takers in a calm market, ms
     * @param lots of a usual trade
     * @param historyShare trading before the start, in hundredths of a calm market's
     * @param fundingE9 usual funding rate of eight hours, 1e-9; 0 for spot
     * @param unrest amplitude of the touch's noise in a calm market, in 1024ths of a tick per depth update
     */
    public record Tape(int gapMs, int lots, int historyShare, int fundingE9, int unrest) {}

    /** Whether funding, mark, index and open interest exist. */
    public boolean isPerpetual() {
        return venue != SimVenue.BINANCE_SPOT;
    }

    /** Price of a tick in units of the last digit. */
    public long priceUnits(long tick) {
        return tick * grid.tickUnits();
    }

    /** Quantity in units of the last digit. */
    public long lotUnits(long lots) {
        return lots * grid.lotUnits();
    }
}
