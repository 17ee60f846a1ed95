package ebb.engine;

import ebb.engine.book.Books;

/** What a configuration brings to life: books, execution, strategies and the dispatch over them. */
final class Parts {
    final Books books;
    final Execution execution;
    final StrategyHost strategies;
    final Refusals refusals;
    final Dispatch dispatch;

    Parts(Core core, EngineSetup setup, int epoch) {
        books = new Books(core.settings.books(), core.timers, new BookEvents(core));
        execution = new Execution(core, epoch);
        strategies = new StrategyHost(core, execution, setup.strategies());
        execution.bind(strategies);
        refusals = new Refusals(core, strategies);
        dispatch = new Dispatch(core, this);
    }
}
