package ebb.engine;

import ebb.engine.strategy.Strategy;
import java.util.List;

/**
 * What a configuration says to the engine.
 *
 * @param settings figures of all parts
 * @param strategies in the order in which they are called
 */
public record EngineSetup(EngineSettings settings, List<Strategy> strategies) {
    /** Keeps its own copy of the list. */
    public EngineSetup {
        strategies = List.copyOf(strategies);
    }
}
