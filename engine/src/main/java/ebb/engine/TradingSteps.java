package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Trading;
import ebb.engine.order.Order;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;
import ebb.engine.risk.Limit;
import ebb.engine.risk.StrategyKills;
import ebb.engine.risk.TradingState;

/** Moves the trading state with what it does to orders and positions, and emits each move. Keeps nothing itself. */
final class TradingSteps {
    private static final long MICRO = 1_000_000;

    private final Core core;
    private final int killRule;
    private final TradingState trading;
    private final StrategyKills kills;
    private final Orders orders;

    TradingSteps(Core core, TradingState trading, StrategyKills kills, Orders orders) {
        this.core = core;
        killRule = core.rules.code("NS-LIV-5");
        this.trading = trading;
        this.kills = kills;
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

    /**
     * A kill of one strategy (NS-LIV-5): its entries are cancelled, its stops stay; at level 3 its positions are closed.
     *
     * @param strategy its index
     * @param level 1 to {@link StrategyKills#MOST}
     */
    void kill(int strategy, int level) {
        int before = kills.level(strategy);
        kills.kill(strategy, level);
        orders.cancelEntries(strategy, CancelWhy.KILL);
        if (level == StrategyKills.MOST) {
            Positions positions = orders.positions();
            for (int i = 0; i < positions.count(); i++) {
                if (positions.at(i).strategy() == strategy) {
                    orders.protection().exit(positions.at(i), ExitWhy.KILL);
                }
            }
        }
        emitKill(strategy, before);
    }

    /**
     * NS-LIV-5: each position that a killed strategy leaves behind its stop is told by its id, so that people choose: flatten it,
     * or hold it by acknowledging.
     *
     * @param strategy its index
     * @param level of the kill
     */
    void ask(int strategy, int level) {
        Positions positions = orders.positions();
        int left = 0;
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat() && each.strategy() == strategy) {
                left++;
                tell(each.id(), each.instrument().id(), each.id(), strategy, level);
            }
        }
        if (left == 0) {
            tell(Alerts.PLAIN, Out.NO_INSTRUMENT, Nulls.LONG, strategy, level);
        }
    }

    private void tell(long what, int instrument, long value, int strategy, int level) {
        core.alert(Severity.CRITICAL, killRule, what, instrument, value, level * MICRO, strategy);
    }

    /** The first of two steps that let a strategy enter again. */
    void arm(int strategy) {
        kills.arm(strategy, core.timers.nowNs());
    }

    /**
     * The second of them.
     *
     * @return whether it may enter again; false if it was not armed in time
     */
    boolean resume(int strategy) {
        int before = kills.level(strategy);
        boolean isResumed = kills.resume(strategy, core.timers.nowNs());
        emitKill(strategy, before);
        return isResumed;
    }

    private void emitKill(int strategy, int before) {
        int after = kills.level(strategy);
        if (after != before) {
            core.decisions.riskEvent(
                    RiskKind.KILL,
                    after == 0 ? RiskVerdict.PASS : RiskVerdict.KILL,
                    Limit.STRATEGY_KILL.code(),
                    after,
                    0,
                    Nulls.LONG,
                    before,
                    after,
                    Order.NO_ID,
                    Out.NO_INSTRUMENT,
                    Out.NO_INDEX,
                    strategy);
        }
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
