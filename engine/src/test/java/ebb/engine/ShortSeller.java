package ebb.engine;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;

/** Sells a little on each print while it holds nothing. */
final class ShortSeller implements Strategy {
    private final String name;
    private Outlet outlet;

    ShortSeller(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void declare(Declaration declaration, Outlet to) {
        outlet = to;
        declaration.tierA(instrument -> true).trades();
    }

    @Override
    public void onTrade(Market market, long price, long size, Side aggressor) {
        if (outlet.isEngaged(market)) {
            return;
        }
        OrderPlan plan = outlet.order(market, 1);
        plan.role(Role.ENTRY)
                .limit(Side.SELL, 20, price - 2, Tif.GTC)
                .leverage(2)
                .protectedBy(10_500, Trigger.MARK)
                .target(9_000, OrderPlan.WHOLE_MICRO);
        outlet.submit(plan);
    }

    @Override
    public void writeTo(SnapshotWriter to) {}

    @Override
    public void readFrom(SnapshotReader in) {}

    @Override
    public long digest() {
        return 0;
    }

    @Override
    public long digestAnew() {
        return 0;
    }
}
