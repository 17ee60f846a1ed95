package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RiskKind;
import ebb.codecs.sbe.RiskVerdict;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.risk.Limit;

/** Emits what became of orders, and counts what went wrong with them (law 8). Keeps nothing itself. */
final class OrderEvents {
    private final Core core;
    private final int retryRule;

    OrderEvents(Core core) {
        this.core = core;
        retryRule = core.rules.code("NS-EXE-2");
    }

    /** An order took a step. */
    void moved(Order order, OrdState from, OrdState to) {
        step(order, from, to, Nulls.CODE);
    }

    /** What was refused for now goes out once more: its state stays, the cause is the rule. */
    void again(Order order) {
        core.counters.add(Counters.Cause.ORDER_RETRIED);
        step(order, order.state(), order.state(), retryRule);
    }

    private void step(Order order, OrdState from, OrdState to, int cause) {
        core.decisions.stateChange(
                Machine.ORDER,
                order.clOrd(),
                order.cum(),
                from.value(),
                to.value(),
                cause,
                order.instrument(),
                core.venueOf(order.instrument()),
                order.strategy());
    }

    /** Something went wrong; the order is null if none is known. */
    void failed(OrderFault fault, Order order, long clOrd) {
        core.counters.add(Counters.Cause.UNKNOWN_ORDER);
        core.decisions.riskEvent(
                RiskKind.INVARIANT,
                RiskVerdict.DENY,
                Limit.VALIDITY.code(),
                fault.ordinal(),
                0,
                Nulls.LONG,
                0,
                0,
                clOrd,
                order == null ? Out.NO_INSTRUMENT : order.instrument(),
                order == null ? Out.NO_INDEX : core.venueOf(order.instrument()),
                order == null ? Out.NO_INDEX : order.strategy());
    }

    /** A control said no; value and threshold in the control's unit. */
    void denied(Order order, Limit limit, long value, long threshold) {
        core.decisions.riskEvent(
                RiskKind.LIMIT,
                RiskVerdict.DENY,
                limit.code(),
                value,
                threshold,
                Nulls.LONG,
                0,
                0,
                order.clOrd(),
                order.instrument(),
                core.venueOf(order.instrument()),
                order.strategy());
    }
}
