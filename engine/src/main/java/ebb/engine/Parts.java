package ebb.engine;

import ebb.engine.book.Books;
import ebb.engine.context.MarketCaps;
import ebb.engine.context.SlowSeries;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.ArrayList;
import java.util.List;

/** What a configuration brings to life: books, slow series, execution, strategies and the dispatch over them. */
final class Parts implements Snapshotted {
    private final Core core;
    final Books books;
    final SlowSeries series = new SlowSeries();
    final MarketCaps caps;
    final Execution execution;
    final Scan scan;
    final StrategyHost strategies;
    final Refusals refusals;
    final CapWatch capWatch;
    final Dispatch dispatch;
    final CapReport capReport;
    final Restart restart;

    Parts(Core core, EngineSetup setup, int epoch) {
        this.core = core;
        books = new Books(core.settings.books(), core.timers, new BookEvents(core));
        caps = new MarketCaps(core.settings.caps(), core.settings.time().dayStartNs());
        execution = new Execution(core, caps, epoch);
        scan = new Scan(core, execution);
        strategies = new StrategyHost(core, execution, caps, scan, setup.strategies());
        execution.bind(strategies);
        refusals = new Refusals(core, strategies);
        capWatch = new CapWatch(core, caps);
        dispatch = new Dispatch(core, this);
        capReport = new CapReport(core, series, caps);
        restart = new Restart(core, this);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        books.writeTo(out);
        core.writeMarkets(out);
        series.writeTo(out);
        caps.writeTo(out);
        execution.writeTo(out);
        scan.writeTo(out);
        strategies.writeTo(out);
        refusals.writeTo(out);
        capWatch.writeTo(out);
        core.alerts.writeTo(out);
    }

    /** After every market was made and the timers were read. */
    @Override
    public void readFrom(SnapshotReader in) {
        books.readFrom(in);
        core.readMarkets(in);
        series.readFrom(in);
        caps.readFrom(in);
        execution.readFrom(in);
        scan.readFrom(in);
        strategies.readFrom(in);
        refusals.readFrom(in);
        capWatch.readFrom(in);
        core.alerts.readFrom(in);
    }

    /** Names of the strategies in the order of their indices. */
    List<String> strategyNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < strategies.size(); i++) {
            names.add(strategies.at(i).name());
        }
        return names;
    }
}
