package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Trading;
import ebb.engine.order.Order;
import ebb.engine.order.Orders;
import ebb.engine.risk.Limit;
import ebb.engine.risk.TradingState;

/** Moves the trading state with what it does to orders and positions, and emits each move. Keeps nothing itself. */
final class TradingSteps {
    private final Core core;
    private final TradingState trading;
    private final Orders orders;

    TradingSteps(Core core, TradingState trading, Orders orders) {
        this.core = core;
        this.trading = trading;
        this.orders = orders;
    }

    /** A kill of level 1 to 4 (DESIGN Kill): cancels what could open or add; from level 3 flattens. */
    void kill(int level) {
        Trading before = trading.state();
        trading.kill(level);
        if (level >= 2) {
            orders.cancelEntries(CancelWhy.KILL);
        }
        if (level == 3) {
            orders.protection().exitAll(ExitWhy.KILL);
        }
        emitTrading(before);
        settleFlattening();
    }

    /** The process lags behind its streams, or does no longer: only what reduces passes meanwhile. */
    void lag(boolean isSo) {
        Trading before = trading.state();
        trading.lag(isSo);
        emitTrading(before);
    }

    /** Steps out of a kill; anything else is not for here. */
    void resume(Cmd step) {
        Trading before = trading.state();
        if (step == Cmd.ARM) {
            trading.arm(core.timers.nowNs());
        } else if (step == Cmd.RESUME) {
            trading.resume(core.timers.nowNs());
        }
        emitTrading(before);
    }

    /** A new run goes on from the state in hand: what could open or add is cancelled, trading waits as after any boot. */
    void restart() {
        Trading before = trading.state();
        orders.cancelEntries(CancelWhy.SHUTDOWN);
        trading.begin();
        emitTrading(before);
    }

    void reconciled() {
        Trading before = trading.state();
        trading.reconciled();
        emitTrading(before);
    }

    /** A flattening that has nothing left to close ends in HALTED. */
    void settleFlattening() {
        if (trading.state() == Trading.FLATTENING && orders.positions().openCount() == 0) {
            Trading before = trading.state();
            trading.flat();
            emitTrading(before);
        }
    }

    private void emitTrading(Trading before) {
        if (trading.state() == before) {
            return;
        }
        core.decisions.riskEvent(
                RiskKind.TRADING_STATE,
                verdict(trading.state()),
                Limit.TRADING_STATE.code(),
                trading.level(),
                0,
                Nulls.LONG,
                before.value(),
                trading.state().value(),
                Order.NO_ID,
                Out.NO_INSTRUMENT,
                Out.NO_INDEX,
                Out.NO_INDEX);
    }

    private static RiskVerdict verdict(Trading state) {
        return switch (state) {
            case NORMAL -> RiskVerdict.PASS;
            case REDUCE_ONLY -> RiskVerdict.REDUCE_ONLY;
            case HALTED -> RiskVerdict.HALT;
            default -> RiskVerdict.KILL;
        };
    }
}
