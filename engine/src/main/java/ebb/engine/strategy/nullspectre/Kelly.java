package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.sbe.Tier;

/**
 * Share of equity to put at risk (NS-RSK-1, NS-RSK-2): Kelly from the strategy's own closed trades with a prior, then the
 * chain of fraction, conviction, losing run, tier, cap and budget. Each step can be read afterwards. Reused; allocates
 * nothing.
 */
public final class Kelly {
    private static final double NEUTRAL = 50;
    private static final double MOST_CONVICTION = 2;
    private static final double MICRO = 1e-6;

    private final KellySettings settings;
    private double p;
    private double b;
    private double full;
    private double fraction;
    private double convinced;
    private double afterLosses;
    private double tiered;
    private double capped;
    private double share;

    /**
     * Nothing measured yet.
     *
     * @param settings figures
     */
    public Kelly(KellySettings settings) {
        this.settings = settings;
    }

    /**
     * Kelly's share of the trades so far (NS-RSK-1).
     *
     * @param record of the strategy
     */
    public void measure(TrackRecord record) {
        measure(record.wins(), record.losses(), record.hasPayoff(), record.payoff());
    }

    /**
     * The same from the counts.
     *
     * @param wins trades won
     * @param losses trades lost; breakevens count in neither
     * @param hasPayoff whether there were both
     * @param payoff mean win over mean loss, R
     */
    public void measure(int wins, int losses, boolean hasPayoff, double payoff) {
        int n = wins + losses;
        int all = n + settings.priorTrades();
        p = (wins + settings.priorTrades() * settings.priorWin()) / all;
        double observed = hasPayoff ? payoff : settings.priorPayoff();
        b = (settings.priorTrades() * settings.priorPayoff() + n * observed) / all;
        full = (p * b - (1 - p)) / b;
        clear();
    }

    private void clear() {
        fraction = 0;
        convinced = 0;
        afterLosses = 0;
        tiered = 0;
        capped = 0;
        share = 0;
    }

    /**
     * The chain (NS-RSK-2), after {@link #measure}.
     *
     * @param conviction K, 0…100
     * @param tier its tier
     * @param losingRun losses in a row
     * @param budget share of equity that may still be put at risk (NS-RSK-4), 1 for no bound
     */
    public void chain(double conviction, Tier tier, int losingRun, double budget) {
        clear();
        if (settings.usesKelly()) {
            if (Micro.of(full) <= 0) {
                return;
            }
            fraction = full * settings.fraction();
            convinced = fraction * Math.max(0, Math.min(conviction / NEUTRAL, MOST_CONVICTION));
        } else {
            fraction = settings.fixedMicro() * MICRO;
            convinced = fraction;
        }
        afterLosses = losingRun >= settings.cutAfter() ? convinced * settings.cut() : convinced;
        if (losingRun >= settings.cutAgainAfter()) {
            afterLosses *= settings.cut();
        }
        tiered = Math.min(afterLosses, settings.tierCaps().of(tier) * MICRO);
        capped = Math.min(tiered, settings.capMicro() * MICRO);
        share = Math.max(0, Math.min(capped, budget));
    }

    /**
     * Win rate with the prior.
     *
     * @return 0…1
     */
    public double winRate() {
        return p;
    }

    /**
     * Payoff with the prior.
     *
     * @return mean win over mean loss
     */
    public double payoff() {
        return b;
    }

    /**
     * Kelly's share f*.
     *
     * @return share of equity; not above 0 where the edge is gone
     */
    public double full() {
        return full;
    }

    /**
     * After the fraction.
     *
     * @return share of equity
     */
    public double fraction() {
        return fraction;
    }

    /**
     * After conviction.
     *
     * @return share of equity
     */
    public double convinced() {
        return convinced;
    }

    /**
     * After the losing run.
     *
     * @return share of equity
     */
    public double afterLosses() {
        return afterLosses;
    }

    /**
     * After the tier's cap.
     *
     * @return share of equity
     */
    public double tiered() {
        return tiered;
    }

    /**
     * After the cap of all.
     *
     * @return share of equity
     */
    public double capped() {
        return capped;
    }

    /**
     * After the budget: what is put at risk.
     *
     * @return share of equity
     */
    public double share() {
        return share;
    }

    /**
     * The same as it is emitted and compared.
     *
     * @return micro-units (NUM-8)
     */
    public long shareMicro() {
        return Micro.of(share);
    }

    /**
     * Whether it is worth the fees.
     *
     * @return false below {@code ns.kelly.min}
     */
    public boolean isTrade() {
        return shareMicro() >= settings.minMicro();
    }
}
