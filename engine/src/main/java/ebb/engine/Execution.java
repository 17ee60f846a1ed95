package ebb.engine;

import ebb.codecs.KillLevel;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Side;
import ebb.engine.context.MarketCaps;
import ebb.engine.flow.Aggressor;
import ebb.engine.order.FillReport;
import ebb.engine.order.Order;
import ebb.engine.order.OrderFault;
import ebb.engine.order.OrderGateway;
import ebb.engine.order.OrderListener;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.paper.PaperExchange;
import ebb.engine.risk.Account;
import ebb.engine.risk.Limit;
import ebb.engine.risk.RiskGate;
import ebb.engine.risk.StrategyKills;
import ebb.engine.risk.TradingState;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;

/**
 * From intent to fill: orders behind the risk gate, out through egress and, where the run is simulated, to the exchange
 * inside the engine; what came of them emitted with its causes (law 8).
 */
final class Execution implements OrderGateway, OrderListener, RiskGate.Listener, Digested, Snapshotted {
    private final Core core;
    private final OrderWriter writer;
    private final OrderEvents events;
    private final PositionWriter positions;
    private final TradingState trading = new TradingState();
    private final StrategyKills kills = new StrategyKills();
    private final SimulatedReports reports;
    private final Orders orders;
    private final RiskGate gate;
    private final Account account;
    private final PaperExchange paper;
    private final AlertWatch watch;
    private final TradingSteps steps;
    private final OrderSessions sessions;
    private StrategyHost strategies;

    Execution(Core core, MarketCaps caps, int epoch) {
        this.core = core;
        writer = new OrderWriter(core);
        positions = new PositionWriter(core, caps);
        BookView view = new BookView(core);
        EngineSettings settings = core.settings;
        events = new OrderEvents(core);
        gate = new RiskGate(settings.risk(), core.instruments, view, trading, kills, this);
        orders = new Orders(settings.orders(), epoch, core.instruments, core.timers, this, gate, this);
        account = new Account(settings.paper().equity(), orders.positions());
        gate.bind(orders, account);
        watch = new AlertWatch(core, orders, account);
        steps = new TradingSteps(core, trading, kills, orders);
        sessions = new OrderSessions(core, orders);
        view.bind(sessions);
        reports = new SimulatedReports(core);
        reports.bind(orders);
        paper = settings.isSimulated()
                ? new PaperExchange(settings.paper(), core.instruments, core.timers, view, reports)
                : null;
    }

    void bind(StrategyHost host) {
        strategies = host;
    }

    Orders orders() {
        return orders;
    }

    Account account() {
        return account;
    }

    long openRisk() {
        return gate.openRisk();
    }

    long openRisk(int instrument) {
        return gate.openRisk(instrument);
    }

    TradingState trading() {
        return trading;
    }

    /** Kills of one strategy alone. */
    StrategyKills kills() {
        return kills;
    }

    AlertWatch watch() {
        return watch;
    }

    PaperExchange paper() {
        return paper;
    }

    // The market moved: the simulated exchange reacts before strategies do.

    void onBook(Market market) {
        if (paper != null) {
            paper.onBookChanged(market.instrument().id());
        }
    }

    void onBookReplaced(Market market) {
        if (paper != null) {
            paper.onBookReplaced(market.instrument().id());
        }
    }

    boolean watchesLevels(Market market) {
        return paper != null && paper.watchesLevels(market.instrument().id());
    }

    void onLevelReported(Market market, Side side, long price, long qty) {
        paper.onLevelReported(market.instrument().id(), side, price, qty);
    }

    void onTrade(Market market, long price, long qty, int sign) {
        orders.positions().onTrade(market.instrument().id(), price);
        if (paper != null) {
            paper.onTrade(market.instrument().id(), price, qty, Aggressor.side(sign));
        }
    }

    void onMark(Market market, long mark, long index) {
        orders.positions().onMark(market.instrument().id(), mark);
        watch.onMark(market.instrument().id());
        orders.protection().onMark(market.instrument().id());
        if (paper != null) {
            paper.onMark(market.instrument().id(), mark, index);
        }
    }

    void onFundingSettled(Market market, long rate) {
        long mark = market.perp().mark();
        if (mark == Nulls.LONG) {
            return;
        }
        orders.positions().onFunding(market.instrument().id(), rate, mark, this);
        if (paper != null) {
            paper.onFunding(market.instrument().id(), rate, mark);
        }
    }

    void onCandle(Market market, long endNs, long open, long high, long low, long close, long volume) {
        if (paper != null && core.settings.paper().isCandlesOnly()) {
            orders.positions().onMark(market.instrument().id(), close);
            watch.onMark(market.instrument().id());
            orders.protection().onMark(market.instrument().id());
            paper.onBar(market.instrument().id(), endNs, open, high, low, close, volume);
        }
    }

    void onStatus(int instrument) {
        if (paper != null) {
            paper.onStatus(instrument);
        }
    }

    void onDayRoll() {
        account.onDayRoll();
        watch.onDayRoll();
    }

    // Trading state.

    /** A kill of level 1 to 4 (DESIGN Kill): cancels what could open or add; from level 3 flattens. */
    void kill(int level) {
        steps.kill(level);
        strategies.onKill(level);
    }

    /** The process lags behind its streams, or does no longer (RELIABILITY 3a). */
    void lag(boolean isSo) {
        steps.lag(isSo);
        if (isSo) {
            strategies.onKill(KillLevel.REDUCE_ONLY.level());
        }
    }

    /** A kill of one strategy of level 1 to 3 (NS-LIV-5); people are asked whether to flatten or to hold. */
    void kill(int strategy, int level) {
        steps.kill(strategy, level);
        strategies.at(strategy).onKill(level);
        steps.ask(strategy, level);
    }

    /** The first of two steps that let a strategy enter again. */
    void arm(int strategy) {
        steps.arm(strategy);
    }

    /** The second of them; false if it was not armed in time. */
    boolean resume(int strategy) {
        return steps.resume(strategy);
    }

    /** Steps out of a kill; anything else is not for here. */
    void resume(Cmd step) {
        steps.resume(step);
    }

    void reconciled() {
        steps.reconciled();
        sessions.reconciled();
    }

    /** The run before is over: entries and what waits for a person end, as under the process's own kill (NS-SM-1). */
    void endRun() {
        steps.restart();
        strategies.onKill(KillLevel.CANCEL_AND_HALT.level());
    }

    /** The run that goes on has its own epoch, and no session that carries orders yet (NS-EXE-3). */
    void beginRun(int epoch) {
        orders.beginEpoch(epoch);
        sessions.restart();
    }

    /** The sessions that carry orders. */
    OrderSessions sessions() {
        return sessions;
    }

    // Orders on their way out.

    @Override
    public void newOrder(Order order) {
        writer.newOrder(order);
        if (paper != null) {
            paper.newOrder(order);
        }
    }

    @Override
    public void cancel(Order order, CancelWhy why) {
        writer.cancel(order, why);
        if (paper != null) {
            paper.cancel(order, why);
        }
    }

    @Override
    public void replace(Order order) {
        writer.replace(order);
        if (paper != null) {
            paper.replace(order);
        }
    }

    @Override
    public void query(Order order, int attempt) {
        writer.query(order, attempt);
        if (paper != null) {
            paper.query(order, attempt);
        }
    }

    // What became of them.

    @Override
    public void onOrderState(Order order, OrdState from, OrdState to) {
        events.moved(order, from, to);
        watch.onOrderState(order, to);
        strategies.onOrder(order);
    }

    @Override
    public void onOrderRetry(Order order, int attempt) {
        events.again(order);
    }

    @Override
    public void onFill(FillReport fill, Order order, Position position) {
        // The fill itself is on in or out already; what it did shows in the order's and the position's events.
    }

    @Override
    public void onPosition(Position position) {
        positions.event(position);
        watch.onPosition(position);
        steps.settleFlattening();
    }

    @Override
    public void onTradeClosed(Position position) {
        positions.closed(position, core.settings.isSimulated(), strategies.tagsNew(position));
        account.onTradeClosed(position.pnl(), position.fees());
        watch.onTradeClosed(position);
        strategies.onClosed(position);
    }

    @Override
    public void onOrderFault(OrderFault fault, Order order, long clOrd) {
        events.failed(fault, order, clOrd);
        watch.onFault(fault, order == null ? Out.NO_INSTRUMENT : order.instrument());
        judge(fault, order == null ? Out.NO_INSTRUMENT : order.instrument());
    }

    /**
     * What an order's fault means for trading (RELIABILITY §4): a fill beyond an order or two stories about one fill halt
     * it, an order whose fate nobody can tell leaves only reductions.
     */
    private void judge(OrderFault fault, int instrument) {
        boolean halts = fault == OrderFault.OVERFILL || fault == OrderFault.CONFLICTING_EXECUTION;
        if (halts || fault == OrderFault.UNRESOLVED) {
            core.alert(
                    Severity.CRITICAL,
                    core.rules.code("NS-EXE-1"),
                    fault.ordinal(),
                    instrument,
                    fault.ordinal(),
                    Nulls.LONG,
                    Out.NO_INDEX);
            kill(halts ? 2 : 1);
        }
    }

    /** Whether an instrument has a position or a live order. */
    boolean isEngaged(int instrument) {
        if (orders.positions().isHeld(instrument)) {
            return true;
        }
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (each.instrument() == instrument) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onDenied(Order order, Limit limit, long value, long threshold) {
        events.denied(order, limit, value, threshold);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        trading.writeTo(out);
        kills.writeTo(out);
        account.writeTo(out);
        orders.writeTo(out);
        watch.writeTo(out);
        sessions.writeTo(out);
        if (paper != null) {
            paper.writeTo(out);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        trading.readFrom(in);
        kills.readFrom(in);
        account.readFrom(in);
        orders.readFrom(in);
        watch.readFrom(in);
        sessions.readFrom(in);
        if (paper != null) {
            paper.readFrom(in);
        }
    }

    @Override
    public long digest() {
        return Digest.mix(orders.digest(), account.digest(), trading.digest())
                + kills.digest()
                + watch.digest()
                + sessions.digest()
                + (paper == null ? 0 : paper.digest());
    }

    @Override
    public long digestAnew() {
        return Digest.mix(orders.digestAnew(), account.digestAnew(), trading.digestAnew())
                + kills.digestAnew()
                + watch.digestAnew()
                + sessions.digestAnew()
                + (paper == null ? 0 : paper.digestAnew());
    }
}
