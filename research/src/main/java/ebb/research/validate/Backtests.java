package ebb.research.validate;

import ebb.config.EbbConfig;
import ebb.journal.Run;
import ebb.research.data.Dataset;
import java.nio.file.Path;
import java.util.List;

/** How a variant is run: the port to the machinery of {@code ebb backtest}. */
public interface Backtests {
    /**
     * Reads the configuration of a run.
     *
     * @param data what it will be played
     * @param settings {@code key=value}, over the profile
     * @return what they say
     */
    EbbConfig config(Dataset data, List<String> settings);

    /**
     * Plays a data set through an engine and journals it.
     *
     * @param config what the engine runs with
     * @param data what it is played
     * @param journal a directory without a run in it
     * @return the run
     */
    Played play(EbbConfig config, Dataset data, Path journal);

    /**
     * A run that was made.
     *
     * @param run its journal
     * @param isProved whether a replay gave the same bytes again
     */
    record Played(Run run, boolean isProved) {}
}
