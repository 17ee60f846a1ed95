package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Machine;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.Event;
import ebb.engine.strategy.nullspectre.SetupLife.State;

/**
 * Moves the lives of setups and emits each move with its cause (NS-SM-1); the class of a coin is kept or let go with them
 * (NS-CAP-2). Keeps nothing itself.
 */
final class SetupMoves {
    private static final long NO_SUBJECT = 0;

    private final NullSpectreRules rules;
    private final CapGate caps;
    private Outlet outlet;

    SetupMoves(NullSpectreRules rules, CapGate caps) {
        this.rules = rules;
        this.caps = caps;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** An event of a setup; whether its state changed. */
    boolean apply(Coin coin, Event event) {
        State before = coin.life.state();
        boolean isMoved = coin.life.apply(event);
        if (isMoved) {
            tell(coin, before);
        }
        return isMoved;
    }

    /** The cool-down behind an entry or a trade (NS-CON-4), until then, engine time. */
    void cool(Coin coin, long untilNs) {
        if (coin.life.state() == State.ENTERING) {
            apply(coin, Event.NO_FILL);
        }
        State before = coin.life.state();
        if (coin.life.cool(untilNs)) {
            tell(coin, before);
        }
    }

    /** Ends a cool-down that is over. */
    void onTime(Coin coin, long nowNs) {
        if (coin.life.onTime(nowNs)) {
            tell(coin, State.COOLING);
        }
    }

    private void tell(Coin coin, State before) {
        caps.follow(coin);
        outlet.moved(
                Machine.SETUP,
                coin.market,
                NO_SUBJECT,
                before.ordinal(),
                coin.life.state().ordinal(),
                rules.life);
    }
}
