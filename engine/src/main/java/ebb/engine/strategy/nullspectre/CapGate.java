package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.engine.context.CapClass;
import ebb.engine.context.MarketCaps;
import ebb.engine.signal.Reasons;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/**
 * The market-cap gate (NS-CAP-1, NS-CAP-2, NS-CON-4): a coin that is too large, whose cap nobody knows or whose newest value
 * is too old is not traded. A class that passes is frozen while the coin is in setup or in a trade, so that the pump itself
 * does not throw it out; one that does not pass is asked again each time, for such a coin is no setup yet. Holds no state:
 * what is frozen stands in {@link MarketCaps}.
 */
final class CapGate {
    private static final long NANO_TO_MICRO = 1_000;

    private final boolean isAsked;
    private final NullSpectreRules rules;
    private Outlet outlet;

    CapGate(boolean isAsked, NullSpectreRules rules) {
        this.isAsked = isAsked;
        this.rules = rules;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** Freezes or releases the coin's class by where its setup stands. */
    void follow(Coin coin) {
        int id = coin.market.instrument().id();
        MarketCaps caps = outlet.caps();
        State state = coin.life.state();
        boolean holds =
                state == State.SETUP || state == State.PROPOSED || state == State.ENTERING || coin.life.isOpen();
        if (!holds) {
            if (caps.isFrozen(id)) {
                caps.release(id);
            }
        } else if (!caps.isFrozen(id) && caps.classOf(id, outlet.nowNs()).passes()) {
            caps.freeze(id, outlet.nowNs());
        }
    }

    /**
     * Asks: the age of the newest value in seconds against {@code ns.cap.stale}, and the lowest cap of the last days in USD
     * against {@code ns.cap.max}. While the class is frozen neither can deny any more, and both are told for the journal.
     */
    void ask(Reasons reasons, Coin coin) {
        if (!isAsked) {
            reasons.add(
                    rules.cap,
                    Verdict.NOT_ASKED,
                    Validity.NOT_ASKED,
                    Reasons.NO_VALUE,
                    Reasons.NO_VALUE,
                    Reasons.NO_POINTS);
            return;
        }
        follow(coin);
        int id = coin.market.instrument().id();
        MarketCaps caps = outlet.caps();
        boolean isFrozen = caps.isFrozen(id);
        long age = caps.ageNs(id, outlet.nowNs());
        Validity known = age == MarketCaps.NO_AGE ? Validity.UNDEFINED : Validity.VALID;
        long limit = caps.settings().staleNs() / NANO_TO_MICRO;
        if (isFrozen) {
            reasons.info(rules.capAge, known, age / NANO_TO_MICRO, Reasons.NO_POINTS);
        } else {
            reasons.gate(rules.capAge, known, ceil(age), false, limit);
        }
        judge(reasons, caps, id);
    }

    private void judge(Reasons reasons, MarketCaps caps, int id) {
        CapClass of = caps.classOf(id, outlet.nowNs());
        long lowest = caps.lowestMicro(id, outlet.nowNs());
        Verdict verdict = of.passes() ? Verdict.PASS : of == CapClass.OUT ? Verdict.FAIL : Verdict.UNKNOWN;
        reasons.add(
                rules.cap,
                verdict,
                lowest > 0 ? Validity.VALID : Validity.UNDEFINED,
                lowest > 0 ? lowest : Reasons.NO_VALUE,
                caps.settings().maxMicro(),
                Reasons.NO_POINTS);
    }

    /** Rounded up, so that what is a nanosecond too old does not look young enough. */
    private static long ceil(long ageNs) {
        return Math.floorDiv(ageNs + NANO_TO_MICRO - 1, NANO_TO_MICRO);
    }
}
