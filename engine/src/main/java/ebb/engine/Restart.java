package ebb.engine;

import ebb.codecs.sbe.Stream;
import ebb.engine.book.BookBuilder;
import ebb.engine.strategy.Market;

/**
 * What it means to the state in hand that another process goes on with it (DESIGN Recovery): nothing was seen in between,
 * so every stream is lost, every session of orders down and nothing has been asked of any venue; entries end, and trading
 * waits for the reconciliation. Positions, their stops and all that was learned stay. Keeps nothing itself.
 */
final class Restart {
    private final Core core;
    private final Parts parts;

    Restart(Core core, Parts parts) {
        this.core = core;
        this.parts = parts;
    }

    /** At the end of the run before, while engine time is still its own. */
    void end() {
        for (int id = 0; id < core.limit(); id++) {
            if (core.market(id) != null) {
                lose(core.market(id));
            }
        }
        parts.strategies.restart();
        parts.scan.subscriptions.lapse();
        parts.execution.endRun();
    }

    /** As a lost session does (BOOK-7, EVT-3, BAR-5). */
    private void lose(Market market) {
        for (Stream each : Stream.values()) {
            if (each != Stream.SBE_UNKNOWN && each != Stream.NULL_VAL) {
                parts.refusals.onSessionDown(market, each);
            }
        }
        market.book().session(BookBuilder.NO_CONNECTION, false);
        market.tape().onDown(core.timers.nowNs());
        // What has never begun has nothing to miss.
        if (market.bars().isOpen()) {
            market.bars().onDown(core.timers.nowNs());
        }
    }

    /** Once engine time is the new run's. */
    void begin(int epoch) {
        parts.execution.beginRun(epoch);
    }
}
