package ebb.engine.risk;

/**
 * Limits of the account (core §21, risk; profile strict takes the strictest of the systems).
 *
 * @param orderNotional {@code risk.order-notional}, money 1e-8
 * @param grossNotional {@code risk.gross-notional}, money 1e-8
 * @param positions {@code risk.positions}
 * @param symbolMarginMicro {@code risk.symbol-margin}, share of equity 1e-6
 * @param stopMaxMicro {@code risk.stop-max}, distance 1e-6; equality denies
 * @param collarMajorMicro {@code risk.collar} of BTC and ETH, 1e-6
 * @param collarMicro {@code risk.collar} of all others, 1e-6
 * @param leverage {@code risk.leverage}
 * @param dailyLossMicro {@code risk.daily-loss}, share of the day's first equity 1e-6
 * @param losingRun {@code risk.losing-run}
 * @param reserveMicro {@code risk.reserve}, share of equity 1e-6
 * @param openOrdersInstrument {@code risk.open-orders} of one instrument
 * @param openOrders {@code risk.open-orders} in all
 */
public record RiskSettings(
        long orderNotional,
        long grossNotional,
        int positions,
        long symbolMarginMicro,
        long stopMaxMicro,
        long collarMajorMicro,
        long collarMicro,
        int leverage,
        long dailyLossMicro,
        int losingRun,
        long reserveMicro,
        int openOrdersInstrument,
        int openOrders) {
    /** {@code risk.positions}. */
    public static final int POSITIONS = 3;

    /** {@code risk.symbol-margin}: 15 %. */
    public static final long SYMBOL_MARGIN_MICRO = 150_000;

    /** {@code risk.stop-max}: 20 %. */
    public static final long STOP_MAX_MICRO = 200_000;

    /** {@code risk.collar} of BTC and ETH: 2 %. */
    public static final long COLLAR_MAJOR_MICRO = 20_000;

    /** {@code risk.collar} of all others: 5 %. */
    public static final long COLLAR_MICRO = 50_000;

    /** {@code risk.leverage}. */
    public static final int LEVERAGE = 3;

    /** {@code risk.daily-loss}: 5 %. */
    public static final long DAILY_LOSS_MICRO = 50_000;

    /** {@code risk.losing-run}. */
    public static final int LOSING_RUN = 3;

    /** {@code risk.reserve}: 20 %. */
    public static final long RESERVE_MICRO = 200_000;

    /** {@code risk.open-orders} of one instrument. */
    public static final int OPEN_ORDERS_INSTRUMENT = 20;

    /** {@code risk.open-orders} in all. */
    public static final int OPEN_ORDERS = 100;

    /**
     * The strict profile with the two limits that have no default.
     *
     * @param orderNotional money 1e-8, above 0
     * @param grossNotional money 1e-8, at least the former
     * @return the settings
     */
    public static RiskSettings strict(long orderNotional, long grossNotional) {
        return new RiskSettings(
                orderNotional,
                grossNotional,
                POSITIONS,
                SYMBOL_MARGIN_MICRO,
                STOP_MAX_MICRO,
                COLLAR_MAJOR_MICRO,
                COLLAR_MICRO,
                LEVERAGE,
                DAILY_LOSS_MICRO,
                LOSING_RUN,
                RESERVE_MICRO,
                OPEN_ORDERS_INSTRUMENT,
                OPEN_ORDERS);
    }

    /** Refuses what would mean "unlimited". */
    public RiskSettings {
        if (orderNotional <= 0 || grossNotional < orderNotional) {
            throw new IllegalArgumentException("risk.order-notional must be above 0 and risk.gross-notional not below"
                    + " it: " + orderNotional + ", " + grossNotional);
        }
        if (positions < 1 || leverage < 1 || losingRun < 1 || openOrdersInstrument < 1 || openOrders < 1) {
            throw new IllegalArgumentException(
                    "risk.positions, risk.leverage, risk.losing-run and risk.open-orders" + " must be at least 1");
        }
        if (stopMaxMicro <= 0 || stopMaxMicro > STOP_MAX_MICRO) {
            throw new IllegalArgumentException("risk.stop-max must be above 0 and at most 20 %: " + stopMaxMicro);
        }
        if (reserveMicro < 0 || reserveMicro >= 1_000_000 || symbolMarginMicro <= 0 || dailyLossMicro <= 0) {
            throw new IllegalArgumentException(
                    "risk.reserve must be 0 % to below 100 %, risk.symbol-margin and" + " risk.daily-loss above 0");
        }
    }
}
