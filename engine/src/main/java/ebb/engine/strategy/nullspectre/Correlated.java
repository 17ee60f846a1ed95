package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.bar.BarRing;
import ebb.engine.bar.Frames;
import ebb.engine.indicator.Correlation;
import ebb.engine.state.Validity;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;

/**
 * Which of the open shorts are the same bet as a new one (NS-RSK-8): those whose daily returns of the last 30 days run with
 * its own. A pair whose correlation is not VALID, too young or without enough days in common, counts as correlated: doubt
 * lowers the risk (law 9). Asked once a decision; reused, allocates nothing.
 */
final class Correlated {
    private final CorrelationSettings settings;
    private final Correlation pair;
    private int others;
    private int found;
    private long risk;
    private long highest;
    private Validity validity = Validity.NOT_ASKED;

    Correlated(CorrelationSettings settings) {
        this.settings = settings;
        pair = new Correlation(settings.days());
    }

    /** Compares a coin with each other one that this strategy has a position or a live order in. */
    void measure(Market market, Outlet outlet) {
        others = 0;
        found = 0;
        risk = 0;
        highest = Long.MIN_VALUE;
        validity = Validity.NOT_ASKED;
        for (int id = 0; id < outlet.instruments(); id++) {
            Market other = outlet.market(id);
            if (other != null && other != market && outlet.isEngaged(other)) {
                others++;
                take(other, measure(market, other, outlet.nowNs()), outlet);
            }
        }
    }

    private void take(Market other, Validity sound, Outlet outlet) {
        validity = Validity.worst(validity == Validity.NOT_ASKED ? Validity.VALID : validity, sound);
        long rho = sound.isValid() ? Micro.of(pair.value()) : Long.MAX_VALUE;
        highest = Math.max(highest, rho);
        if (rho > settings.aboveMicro()) {
            found++;
            risk = Scaled.addExact(risk, outlet.openRisk(other));
        }
    }

    /** The days that both have, oldest first; of what is no longer young nothing follows. */
    private Validity measure(Market market, Market other, long nowNs) {
        pair.reset();
        int frame = market.bars().frames().indexOf(Frames.DAY_NS);
        int theirs = other.bars().frames().indexOf(Frames.DAY_NS);
        if (frame < 0 || theirs < 0) {
            return Validity.UNDEFINED;
        }
        BarRing own = market.bars().ring(frame);
        BarRing ring = other.bars().ring(theirs);
        long newest = Long.MIN_VALUE;
        int at = ring.size() - 1;
        for (int age = own.size() - 1; age >= 0; age--) {
            while (at >= 0 && ring.startNs(at) < own.startNs(age)) {
                at--;
            }
            if (at >= 0 && ring.startNs(at) == own.startNs(age)) {
                boolean isUsable = isWhole(own, age) && isWhole(ring, at);
                newest = own.startNs(age);
                pair.onFrame(Math.floorDiv(newest, Frames.DAY_NS), own.close(age), ring.close(at), isUsable);
            }
        }
        boolean isYoung = newest != Long.MIN_VALUE && nowNs - newest <= (settings.days() / 2 + 2) * Frames.DAY_NS;
        return isYoung ? pair.validity() : Validity.WARMING;
    }

    private static boolean isWhole(BarRing ring, int age) {
        return !ring.isEmpty(age) && !ring.isPartial(age);
    }

    /** Whether there was anything to compare with. */
    boolean isAsked() {
        return others > 0;
    }

    /** Positions and orders that are the same bet. */
    int found() {
        return found;
    }

    /** The highest correlation where all were VALID, micro-units. */
    long highestMicro() {
        return highest;
    }

    /** The worst of all pairs; NOT_ASKED where there was none. */
    Validity validity() {
        return validity;
    }

    long aboveMicro() {
        return settings.aboveMicro();
    }

    /**
     * What of a budget is left for the new risk.
     *
     * @param left what NS-RSK-4 leaves, money 1e-8, not negative
     * @return the same where nothing is correlated; else what keeps the weighed sum within it, not negative
     */
    long budget(long left) {
        if (found == 0) {
            return left;
        }
        long extra = Scaled.mulDiv(risk, settings.weightMicro() - Micro.ONE, Micro.ONE, Rounding.CEIL);
        long rest = Math.max(0, Scaled.subtractExact(left, extra));
        return Scaled.mulDiv(rest, Micro.ONE, settings.weightMicro(), Rounding.FLOOR);
    }
}
