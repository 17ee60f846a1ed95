package ebb.engine.strategy.nullspectre;

/**
 * What share of equity is put at risk (keys {@code ns.kelly.*}, {@code ns.risk.*}). Shares are micro-units.
 *
 * @param fraction of the Kelly share that is used ({@code ns.kelly.fraction})
 * @param priorWin win rate before there are trades ({@code ns.kelly.p0}), 0…1
 * @param priorPayoff payoff before there are trades ({@code ns.kelly.b0}), above 0
 * @param priorTrades trades that the prior is worth ({@code ns.kelly.prior})
 * @param minMicro below this nothing is traded ({@code ns.kelly.min})
 * @param cutAfter losses in a row from which the share is cut ({@code ns.risk.cut-after})
 * @param cut what is left of it then ({@code ns.risk.cut})
 * @param cutAgainAfter losses in a row from which it is cut once more, {@link #NEVER} where the strategy pauses instead
 *     ({@code ns.risk.on-six})
 * @param tierCaps most of each tier ({@code ns.risk.tier})
 * @param capMicro most of all ({@code ns.risk.cap}), at most 12 %
 * @param fixedMicro the baseline's share ({@code ns.base.risk})
 * @param usesKelly whether Kelly decides; false is the baseline ({@code ns.use.kelly})
 */
public record KellySettings(
        double fraction,
        double priorWin,
        double priorPayoff,
        int priorTrades,
        long minMicro,
        int cutAfter,
        double cut,
        int cutAgainAfter,
        PerTier tierCaps,
        long capMicro,
        long fixedMicro,
        boolean usesKelly) {
    /** No trade risks more than this (NS-RSK-2). */
    public static final long MOST_MICRO = 120_000;

    /** No run of losses is so long. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** NS-RSK-1, NS-RSK-2. */
    public static final KellySettings DEFAULT = new KellySettings(
            0.25, 0.42, 3, 20, 2_500, 3, 0.5, NEVER, new PerTier(120_000, 80_000, 40_000), MOST_MICRO, 20_000, true);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public KellySettings {
        boolean isPrior = priorWin >= 0 && priorWin <= 1 && priorPayoff > 0 && priorTrades >= 1;
        if (!isPrior || !(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("ns.kelly: fraction " + fraction + ", p0 " + priorWin + ", b0 "
                    + priorPayoff + ", prior " + priorTrades);
        }
        if (capMicro <= 0 || capMicro > MOST_MICRO || fixedMicro <= 0 || fixedMicro > capMicro) {
            throw new IllegalArgumentException(
                    "ns.risk: cap " + capMicro + " (at most 12 %), fixed share " + fixedMicro + " (at most the cap)");
        }
        if (cutAfter < 1 || cutAgainAfter < cutAfter || !(cut >= 0 && cut <= 1)) {
            throw new IllegalArgumentException(
                    "ns.risk: cut-after " + cutAfter + ", cut " + cut + ", again after " + cutAgainAfter);
        }
    }
}
