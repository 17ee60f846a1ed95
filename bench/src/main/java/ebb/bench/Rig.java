package ebb.bench;

import ebb.bench.row.Row;
import java.util.List;

/** A measurement that needs threads, sockets or files of its own and is given a process of its own. */
public interface Rig {
    /**
     * Measures in interleaved rounds.
     *
     * @param settings how often, and against whom
     * @return a row a contender; the floors first, then peers, then ours; a fact {@link Row#FAILED} where what must hold
     *     did not
     */
    List<Row> run(Settings settings);

    /**
     * How to measure.
     *
     * @param rounds 1 or more
     * @param hasPeers whether peers take part
     * @param isQuick whether a look is enough: a fraction of the calls, to be read and not quoted
     * @param load of the long rigs
     */
    record Settings(int rounds, boolean hasPeers, boolean isQuick, Load load) {
        /** With the load that is meant. */
        public Settings(int rounds, boolean hasPeers, boolean isQuick) {
            this(rounds, hasPeers, isQuick, Load.DEFAULTS);
        }

        /** So many, or a tenth for a look. */
        int calls(int many) {
            return isQuick ? Math.max(1, many / 10) : many;
        }
    }
}
