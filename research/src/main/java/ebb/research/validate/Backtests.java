package ebb.research.validate;

import ebb.config.EbbConfig;
import ebb.research.data.Dataset;
import ebb.research.data.Tape;
import ebb.research.trade.RunFacts;
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
     * Plays a session of a data set through an engine, journals it, and replays the journal. Several threads may call it at
     * once.
     *
     * @param config what the engine runs with
     * @param session what it is played
     * @param fees of its instruments
     * @param journal a directory without a run in it
     * @return the run
     */
    Played play(EbbConfig config, Tape session, Tape.Fees fees, Path journal);

    /**
     * A run that was made.
     *
     * @param facts what it came to
     * @param isProved whether the replay gave the same bytes again
     */
    record Played(RunFacts facts, boolean isProved) {}
}
