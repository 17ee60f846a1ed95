package ebb.engine;

import ebb.engine.book.Books;
import ebb.engine.context.MarketCaps;
import ebb.engine.context.SlowSeries;

/** What a configuration brings to life: books, slow series, execution, strategies and the dispatch over them. */
final class Parts {
    final Books books;
    final SlowSeries series = new SlowSeries();
    final MarketCaps caps;
    final Execution execution;
    final StrategyHost strategies;
    final Refusals refusals;
    final Dispatch dispatch;

    Parts(Core core, EngineSetup setup, int epoch) {
        books = new Books(core.settings.books(), core.timers, new BookEvents(core));
        caps = new MarketCaps(core.settings.caps(), core.settings.time().dayStartNs());
        execution = new Execution(core, epoch);
        strategies = new StrategyHost(core, execution, caps, setup.strategies());
        execution.bind(strategies);
        refusals = new Refusals(core, strategies);
        dispatch = new Dispatch(core, this);
    }
}
