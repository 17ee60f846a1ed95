package ebb.engine.risk;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Kills of one strategy alone (NS-LIV-5): nothing of it enters while one is in force; its stops, targets and exits go on, and so do
 * other strategies. A kill latches, and a person resumes in two steps within {@link TradingState#ARM_NS}, as with the house's.
 */
public final class StrategyKills implements Digested, Snapshotted {
    /** Highest level: 1 nothing new, 2 the same, 3 its positions are closed, too. What severs is of a session, not of a strategy. */
    public static final int MOST = 3;

    private static final int STRATEGIES = 256;

    private final int[] levels = new int[STRATEGIES];
    private final long[] armedUntilNs = new long[STRATEGIES];

    /**
     * Level in force for a strategy.
     *
     * @param strategy its index; one out of range has none
     * @return 1 to {@link #MOST}, 0 for none
     */
    public int level(int strategy) {
        return strategy >= 0 && strategy < STRATEGIES ? levels[strategy] : 0;
    }

    /**
     * Raises the level of a strategy; a lower one than that in force changes nothing, but takes back an arming.
     *
     * @param strategy its index, 0 to 255
     * @param level 1 to {@link #MOST}
     */
    public void kill(int strategy, int level) {
        levels[strategy] = Math.max(levels[strategy], level);
        armedUntilNs[strategy] = 0;
    }

    /**
     * First step of a resume.
     *
     * @param strategy its index, 0 to 255
     * @param nowNs engine time
     */
    public void arm(int strategy, long nowNs) {
        armedUntilNs[strategy] = nowNs + TradingState.ARM_NS;
    }

    /**
     * Second step of a resume.
     *
     * @param strategy its index, 0 to 255
     * @param nowNs engine time
     * @return whether it may enter again; false if it was not armed in time
     */
    public boolean resume(int strategy, long nowNs) {
        if (nowNs > armedUntilNs[strategy]) {
            return false;
        }
        levels[strategy] = 0;
        armedUntilNs[strategy] = 0;
        return true;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("strategy kills");
        out.putInts(levels, STRATEGIES);
        out.putLongs(armedUntilNs, STRATEGIES);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("strategy kills");
        in.readInts(levels);
        in.readLongs(armedUntilNs);
    }

    /** Nothing for strategies that nobody killed. */
    @Override
    public long digest() {
        long sum = 0;
        for (int i = 0; i < STRATEGIES; i++) {
            sum += levels[i] == 0 && armedUntilNs[i] == 0 ? 0 : Digest.mix(i, levels[i], armedUntilNs[i]);
        }
        return sum;
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
