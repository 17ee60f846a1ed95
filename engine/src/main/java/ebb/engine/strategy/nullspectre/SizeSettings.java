package ebb.engine.strategy.nullspectre;

/**
 * How a share at risk becomes a quantity and a leverage (keys {@code ns.risk.*}).
 *
 * @param kappaMicro allowance for fees and slippage of the stop ({@code ns.risk.kappa}), share of the risk, micro-units
 * @param marginMicro most initial margin of a symbol ({@code ns.risk.symbol-margin}), share of equity, micro-units
 * @param leverages most of each tier ({@code ns.risk.lev})
 * @param liquidationBuffer distance of the liquidation price in stop distances ({@code ns.risk.liq-buffer})
 * @param budgetMicro most that is lost and may be lost in a day ({@code ns.risk.daily}), share of the day's first equity
 * @param house what the house allows besides
 */
public record SizeSettings(
        long kappaMicro, long marginMicro, PerTier leverages, double liquidationBuffer, long budgetMicro, House house) {
    /** NS-RSK-3 to 6; the house allows everything. */
    public static final SizeSettings DEFAULT =
            new SizeSettings(150_000, 150_000, new PerTier(100, 50, 20), 1.25, 200_000, House.OPEN);

    /**
     * Limits of the account (core §21, {@code risk.*}): what is asked for shrinks to them, else the gate would deny it.
     *
     * @param leverage most leverage
     * @param orderNotional most notional of an order, money 1e-8
     */
    public record House(int leverage, long orderNotional) {
        /** No limits. */
        public static final House OPEN = new House(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public SizeSettings {
        boolean isTiered = leverages.medium() >= 1 && leverages.high() >= 1 && leverages.max() >= 1;
        if (kappaMicro < 0 || marginMicro <= 0 || !isTiered || !(liquidationBuffer >= 1) || budgetMicro < 0) {
            throw new IllegalArgumentException("ns.risk: kappa " + kappaMicro + ", symbol-margin " + marginMicro
                    + ", lev " + leverages + ", liq-buffer " + liquidationBuffer + ", daily " + budgetMicro);
        }
        if (house.leverage() < 1) {
            throw new IllegalArgumentException("risk.leverage must be at least 1: " + house.leverage());
        }
    }
}
