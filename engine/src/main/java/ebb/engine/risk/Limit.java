package ebb.engine.risk;

/**
 * The controls in the order in which they are asked. The code stands in {@code RiskEvent}; its name is in the run's
 * table of codes.
 */
public enum Limit {
    /** Trading state: halted, reduce-only, flattening, severed. */
    TRADING_STATE("trading.state"),
    /** The venue's status of the instrument (INST-6). */
    INSTRUMENT_STATUS("instrument.status"),
    /** Price and quantity on the grid, minimum and maximum size, notional (TICK-1, TICK-2). */
    VALIDITY("order.validity"),
    /** An entry's book must be LIVE (law 9). */
    BOOK("book.live"),
    /** A reference price must be there and fresh (MARK-1). */
    REFERENCE("mark.stale"),
    /** Distance of the limit price from the reference. */
    COLLAR("risk.collar"),
    /** An entry has a stop on its losing side. */
    STOP("risk.stop"),
    /** The stop is nearer than this; equality denies. */
    STOP_DISTANCE("risk.stop-max"),
    /** Notional of one order. */
    ORDER_NOTIONAL("risk.order-notional"),
    /** Worst-case notional of all positions and working orders. */
    GROSS_NOTIONAL("risk.gross-notional"),
    /** Positions open or about to be, unknown orders included. */
    POSITIONS("risk.positions"),
    /** Leverage asked. */
    LEVERAGE("risk.leverage"),
    /** Initial margin of one symbol as share of equity. */
    SYMBOL_MARGIN("risk.symbol-margin"),
    /** Equity that stays free of margin. */
    RESERVE("risk.reserve"),
    /** Live orders of one instrument. */
    OPEN_ORDERS_INSTRUMENT("risk.open-orders.instrument"),
    /** Live orders in all. */
    OPEN_ORDERS("risk.open-orders"),
    /** Loss of equity since the day roll. */
    DAILY_LOSS("risk.daily-loss"),
    /** Losing trades in a row. */
    LOSING_RUN("risk.losing-run"),
    /** The session that carries orders is lost, or its stops have not been found again yet (NS-EXE-3). */
    SESSION("order.session"),
    /** A kill of the strategy alone is in force (NS-LIV-5). */
    STRATEGY_KILL("strategy.kill");

    /** Codes of limits begin here; rule codes end below. */
    public static final int FIRST_CODE = 50_000;

    private final String key;

    Limit(String key) {
        this.key = key;
    }

    /** Name in configuration, status and reports. */
    public String key() {
        return key;
    }

    /** Number in messages. */
    public int code() {
        return FIRST_CODE + ordinal();
    }
}
