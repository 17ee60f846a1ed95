package ebb.engine;

/**
 * Turns the run's configuration text into settings and strategies, on the logic thread, at the very message that
 * carries the text (law 1). Only {@code config} implements it: the engine parses nothing.
 */
@FunctionalInterface
public interface Configurator {
    /**
     * Reads a configuration.
     *
     * @param text canonical text as journaled
     * @return what it says
     */
    EngineSetup configure(String text);
}
