package ebb.engine.strategy.nullspectre;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.Order;
import ebb.engine.order.OrderPlan;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.nullspectre.SetupLife.Event;

/** Sends what enters, with the stop and the targets its position is to get (NS-ENT-1, NS-PRT-1, NS-TAK-1). */
final class Entries {
    private final Management management;
    private final SetupMoves moves;
    private Outlet outlet;

    Entries(Management management, SetupMoves moves) {
        this.management = management;
        this.moves = moves;
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** Enters what was judged just now. */
    void enter(Coin coin, TradeIdea idea, long signal) {
        OrderPlan plan = outlet.order(coin.market, signal);
        if (plan == null) {
            return;
        }
        plan.role(Role.ENTRY)
                .limit(Side.SELL, idea.size.qty(), idea.limit, Tif.GTD)
                .until(outlet.nowNs() + idea.entrySettings().timeoutNs())
                .leverage(idea.size.leverage())
                .protectedBy(idea.stop, Trigger.MARK);
        for (int i = 0; i < idea.targets.count(); i++) {
            plan.target(idea.targets.limit(i), idea.targets.shareMicro(i));
        }
        if (idea.targets.count() == TargetPlan.TARGETS && !management.restsRunner()) {
            plan.watchingLast();
        }
        coin.trade.begin(idea.targets);
        moves.apply(coin, Event.ENTER);
        if (outlet.submit(plan) == 0) {
            moves.apply(coin, Event.NO_FILL);
        }
    }

    /** The entry changed its state or was filled. */
    void onOrder(Coin coin, Order order) {
        if (order.cum() > 0) {
            moves.apply(coin, Event.FILL);
        } else if (Order.isTerminal(order.state())) {
            moves.cool(coin, outlet.nowNs());
        }
    }
}
