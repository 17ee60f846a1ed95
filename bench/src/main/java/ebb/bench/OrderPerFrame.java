package ebb.bench;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.EngineSettings;
import ebb.engine.EngineSetup;
import ebb.engine.RefusalSettings;
import ebb.engine.TimeSettings;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookSettings;
import ebb.engine.context.CapSettings;
import ebb.engine.flow.FlowSettings;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.OrderSettings;
import ebb.engine.paper.PaperSettings;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.risk.RiskSettings;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
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
    private static final long LOTS = 1;
    /** The stop lies 5 % away. */
    private static final long STOP_DIVISOR = 20;

    /** Ten million, 1e-8. */
    private static final long MONEY = 1_000_000_000_000_000L;

    private static final long WHOLE_MICRO = 1_000_000;

    private final boolean orders;
    private Outlet outlet;
    private long asked;
    private long submitted;

    OrderPerFrame(boolean orders) {
        this.orders = orders;
    }

    /** An engine with this strategy, whose orders go to a venue. */
    EngineSetup setup() {
        return setup(this);
    }

    /** The same engine with another strategy. */
    static EngineSetup setup(Strategy strategy) {
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
                RefusalSettings.DEFAULTS,
                BookSettings.defaults(),
                markets,
                OrderSettings.defaults(),
                risk(),
                account(),
                CapSettings.DEFAULTS,
                false);
        return new EngineSetup(settings, List.of(strategy));
    }

    /** Every control is asked, none says no: frames that pile up behind a stall leave many orders open at once. */
    private static RiskSettings risk() {
        return new RiskSettings(
                MONEY,
                MONEY,
                RiskSettings.POSITIONS,
                WHOLE_MICRO,
                RiskSettings.STOP_MAX_MICRO,
                RiskSettings.COLLAR_MAJOR_MICRO,
                RiskSettings.COLLAR_MICRO,
                RiskSettings.LEVERAGE,
                RiskSettings.DAILY_LOSS_MICRO,
                RiskSettings.LOSING_RUN,
                0,
                OrderSettings.CAPACITY,
                OrderSettings.CAPACITY);
    }

    private static PaperSettings account() {
        return new PaperSettings(
                MONEY,
                PaperSettings.LATENCY_NS,
                PaperSettings.SLIP_MICRO,
                PaperSettings.BAR_SHARE_MICRO,
                true,
                false,
                PaperSettings.CAPACITY);
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
        // The first update is the snapshot, which no frame brought.
        if (!orders
                || asked == 1
                || !market.book().isLive()
                || !market.book().book().hasBothSides()) {
            return;
        }
        // The causing signal tells whose answer an order is; some frames may have none.
        OrderPlan plan = outlet.order(market, asked - 1);
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
    public void writeTo(SnapshotWriter out) {
        out.putLong(asked);
        out.putLong(submitted);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        asked = in.readLong();
        submitted = in.readLong();
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
