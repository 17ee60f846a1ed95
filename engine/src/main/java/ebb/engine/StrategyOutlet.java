package ebb.engine;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Machine;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.SignalKind;
import ebb.codecs.sbe.SignalStatus;
import ebb.engine.context.MarketCaps;
import ebb.engine.order.Order;
import ebb.engine.order.OrderPlan;
import ebb.engine.order.Position;
import ebb.engine.signal.FeatureDraft;
import ebb.engine.signal.Reasons;
import ebb.engine.signal.SignalDraft;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Market;
import ebb.engine.strategy.Outlet;
import ebb.engine.strategy.Strategy;
import ebb.engine.time.TimerHandler;

/** The outlet of one strategy. */
final class StrategyOutlet implements Outlet, TimerHandler, Digested, Snapshotted {
    private static final int INDEX_SHIFT = 56;

    private final Core core;
    private final Execution execution;
    private final MarketCaps caps;
    private final Scan scan;
    private final Strategy strategy;
    private final int index;
    private final SignalDraft draft = new SignalDraft();
    private final FeatureDraft row = new FeatureDraft();
    private long signals;

    StrategyOutlet(Core core, Execution execution, MarketCaps caps, Scan scan, Strategy strategy, int index) {
        this.core = core;
        this.execution = execution;
        this.caps = caps;
        this.scan = scan;
        this.strategy = strategy;
        this.index = index;
    }

    @Override
    public SignalDraft signal(Market market) {
        draft.clear();
        draft.instrument = market.instrument().id();
        draft.strategy = index;
        return draft;
    }

    @Override
    public FeatureDraft features(Market market, int kind) {
        row.begin(market.instrument().id(), kind);
        return row;
    }

    @Override
    public void emit(FeatureDraft features) {
        core.decisions.features(features, core.timers.nowNs(), core.venueOf(features.instrument()), index);
    }

    @Override
    public long issue(SignalDraft signal) {
        // Unique over strategies: the strategy's index stands above its own count.
        long id = (long) index << INDEX_SHIFT | ++signals;
        core.decisions.signal(id, signal, core.venueOf(signal.instrument), core.configHash, 0);
        if (signal.kind == SignalKind.ENTRY && signal.status != SignalStatus.DECLINED) {
            core.alert(
                    Severity.INFO, core.rules.code("NS-SIG-1"), id, signal.instrument, signal.score, Nulls.LONG, index);
        }
        return id;
    }

    @Override
    public OrderPlan order(Market market, long signal) {
        OrderPlan plan = execution.orders().draft();
        return plan == null ? null : plan.by(market.instrument().id(), index, signal);
    }

    @Override
    public long submit(OrderPlan plan) {
        Order order = plan.order();
        return execution.orders().submit(order) ? order.clOrd() : 0;
    }

    @Override
    public void discard(OrderPlan plan) {
        execution.orders().discard(plan.order());
    }

    @Override
    public boolean cancel(long clOrd) {
        return cancel(clOrd, CancelWhy.SIGNAL_OVER);
    }

    @Override
    public boolean cancel(long clOrd, CancelWhy why) {
        Order order = execution.orders().find(clOrd);
        return order != null && order.strategy() == index && execution.orders().cancel(order, why);
    }

    @Override
    public long position(Market market) {
        Position position =
                execution.orders().positions().find(market.instrument().id(), index);
        return position == null ? 0 : position.signedQty();
    }

    @Override
    public Position open(Market market) {
        Position position =
                execution.orders().positions().find(market.instrument().id(), index);
        return position == null || position.isFlat() ? null : position;
    }

    @Override
    public boolean tighten(Market market, long price) {
        Position position = open(market);
        return position != null && execution.orders().protection().tighten(position, price);
    }

    @Override
    public boolean exit(Market market, ExitWhy why) {
        Position position = open(market);
        return position != null && execution.orders().protection().exit(position, why);
    }

    @Override
    public boolean isEngaged(Market market) {
        if (position(market) != 0) {
            return true;
        }
        for (Order each = execution.orders().first();
                each != null;
                each = execution.orders().after(each)) {
            if (each.strategy() == index
                    && each.instrument() == market.instrument().id()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long equity() {
        return execution.account().sizingEquity();
    }

    @Override
    public long dayStart() {
        return execution.account().dayStart();
    }

    @Override
    public long realisedLoss() {
        return execution.account().realisedLoss();
    }

    @Override
    public long openRisk() {
        return execution.openRisk();
    }

    @Override
    public long openRisk(Market market) {
        return execution.openRisk(market.instrument().id());
    }

    @Override
    public void moved(Machine machine, Market market, long subject, int from, int to, int cause) {
        int instrument = market.instrument().id();
        core.decisions.stateChange(
                machine, subject, Nulls.LONG, from, to, cause, instrument, core.venueOf(instrument), index);
    }

    /** Whether this strategy has given that id to a signal of the run. */
    boolean hasIssued(long signal) {
        long count = signal & (1L << INDEX_SHIFT) - 1;
        return signal >>> INDEX_SHIFT == index && count > 0 && count <= signals;
    }

    /** Index of the strategy that would have given an id. */
    static int indexOf(long signal) {
        return (int) (signal >>> INDEX_SHIFT);
    }

    @Override
    public void asked(Market market, long signal, Reasons reasons) {
        int instrument = market.instrument().id();
        core.decisions.again(signal, reasons, instrument, core.venueOf(instrument), index);
    }

    @Override
    public void figure(int code, Market market, long valueMicro, long n) {
        int instrument = market.instrument().id();
        core.telemetry.metric(code, valueMicro, n, instrument, core.venueOf(instrument));
    }

    @Override
    public int killLevel() {
        return Math.max(execution.trading().level(), execution.kills().level(index));
    }

    @Override
    public int schedule(long deadlineNs, long tag) {
        return core.timers.schedule(deadlineNs, this, tag);
    }

    @Override
    public long next(long deadlineNs, long periodNs) {
        return core.timers.next(deadlineNs, periodNs);
    }

    @Override
    public void cancelTimer(int handle) {
        core.timers.cancel(handle);
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        strategy.onTimer(deadlineNs, tag);
    }

    @Override
    public long nowNs() {
        return core.timers.nowNs();
    }

    @Override
    public MarketCaps caps() {
        return caps;
    }

    @Override
    public Market market(int instrument) {
        return core.market(instrument);
    }

    @Override
    public int instruments() {
        return core.limit();
    }

    @Override
    public void want(Market market, boolean isWanted, int rule) {
        scan.subscriptions.want(market.instrument().id(), index, isWanted, rule);
    }

    @Override
    public long quote24h(Market market) {
        return scan.tickers.quote24h(market.instrument().id(), core.timers.nowNs());
    }

    @Override
    public void alert(Severity severity, int code, int instrument, long valueMicro, long thresholdMicro) {
        core.alert(severity, code, instrument, valueMicro, thresholdMicro, index);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(signals);
        core.timers.writeHandlesOf(this, out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        signals = in.readLong();
        core.timers.claimFrom(this, in);
    }

    @Override
    public long digest() {
        return Digest.mix(index, signals);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
