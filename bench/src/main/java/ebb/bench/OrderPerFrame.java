package ebb.bench;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.EngineSettings;
import ebb.engine.EngineSetup;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.strategy.Declaration;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.MarketSettings;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import java.util.List;

/**
 * Answers every complete book update with one immediate order at the best bid, through the risk gate like any other; or,
 * as a watcher, only has the book kept.
 */
final class OrderPerFrame implements Strategy {
    private static final long NO_SIGNAL = 1;
    private static final long LOTS = 1;
    /** The stop lies 5 % away. */
    private static final long STOP_DIVISOR = 20;

    private static final long NOTIONAL = 1_000_000_000_000L;

    private final boolean orders;
    private Outlet outlet;
    private long asked;
    private long submitted;

    OrderPerFrame(boolean orders) {
        this.orders = orders;
    }

    /** An engine with this strategy, whose orders go to a venue. */
    EngineSetup setup() {
        MarketSettings markets = new MarketSettings(
                FlowSettings.DEFAULTS,
                BarSettings.of(Frames.defaults()),
                AtrSettings.DEFAULT,
                DivergenceSettings.DEFAULT,
                RejectionSettings.DEFAULT,
                2,
                20,
                MarketSettings.MARK_STALE_NS);
        EngineSettings settings = new EngineSettings(
                TimeSettings.DEFAULTS,
                BookSettings.defaults(),
                markets,
                OrderSettings.defaults(),
                RiskSettings.strict(NOTIONAL, 2 * NOTIONAL),
                PaperSettings.defaults(),
                false);
        return new EngineSetup(settings, List.of(this));
    }

    @Override
    public String name() {
        return "order-per-frame";
    }

    @Override
    public void declare(Declaration declaration, Outlet to) {
        outlet = to;
        declaration.tierA(instrument -> true).books();
    }

    @Override
    public void onBook(Market market) {
        asked++;
        if (!orders || !market.book().isLive()) {
            return;
        }
        OrderPlan plan = outlet.order(market, NO_SIGNAL);
        if (plan == null) {
            return;
        }
        long price = market.book().book().bestBid();
        long tick = market.book().book().tick();
        long stop = (price - price / STOP_DIVISOR) / tick * tick;
        plan.role(Role.ENTRY).limit(Side.BUY, LOTS, price, Tif.IOC).leverage(1).protectedBy(stop, Trigger.MARK);
        if (outlet.submit(plan) != 0) {
            submitted++;
        }
    }

    /** Book updates seen; read between messages or after the run. */
    long asked() {
        return asked;
    }

    /** Orders that passed risk. */
    long submitted() {
        return submitted;
    }

    @Override
    public long digest() {
        return asked * 31 + submitted;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
