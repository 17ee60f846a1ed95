package ebb.engine.risk;

import ebb.codecs.KillLevel;
import ebb.codecs.sbe.Trading;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Whether and how trading goes on (DESIGN Kill). Boots HALTED until reconciled. A kill latches: it never falls by
 * itself, and a person resumes in two steps, arm and resume, within {@link #ARM_NS}. A lag of the process is no kill: it
 * bounds trading as one of level 1 does, for as long as the process says so (RELIABILITY 3a).
 */
public final class TradingState implements Digested, Snapshotted {
    /** Time between the two steps of a resume. */
    public static final long ARM_NS = 30_000_000_000L;

    private static final int NO_KILL = 0;

    private Trading state = Trading.HALTED;
    private boolean isReconciled;
    private int killLevel = NO_KILL;
    private long armedUntilNs = Long.MIN_VALUE;
    private boolean lags;

    /** What is in force. */
    public Trading state() {
        return state;
    }

    /** Latched kill level, 0 for none. */
    public int killLevel() {
        return killLevel;
    }

    /** Whether the process lags behind its streams. */
    public boolean lags() {
        return lags;
    }

    /** What bounds trading, by a kill or by a lag: 0 for nothing, else 1 to 4. */
    public int level() {
        return Math.max(killLevel, lags ? KillLevel.REDUCE_ONLY.level() : NO_KILL);
    }

    /**
     * The process lags behind its streams, or does no longer; a latched kill stays what it is.
     *
     * @param isSo whether it does
     * @return whether the state changed
     */
    public boolean lag(boolean isSo) {
        lags = isSo;
        return settle();
    }

    /** Whether the venue's view has been compared with ours since boot. */
    public boolean isReconciled() {
        return isReconciled;
    }

    /**
     * Raises the kill level; a lower one than that in force changes nothing.
     *
     * @param level 1 reduce-only, 2 cancel-and-halt, 3 flatten, 4 sever
     * @return whether the state changed
     */
    public boolean kill(int level) {
        armedUntilNs = Long.MIN_VALUE;
        if (level <= killLevel) {
            return false;
        }
        killLevel = level;
        return settle();
    }

    /**
     * A flattening kill has nothing left to flatten: trading is halted from here on.
     *
     * @return whether the state changed
     */
    public boolean flat() {
        if (state != Trading.FLATTENING) {
            return false;
        }
        state = Trading.HALTED;
        return true;
    }

    /**
     * Reconciliation ended: the boot state ends, unless a kill is latched.
     *
     * @return whether the state changed
     */
    public boolean reconciled() {
        isReconciled = true;
        return settle();
    }

    /**
     * A process begins with a state that an earlier one left: HALTED until reconciled, as every boot. A kill that is to
     * last comes again from whoever latched it.
     *
     * @return whether the state changed
     */
    public boolean begin() {
        isReconciled = false;
        killLevel = NO_KILL;
        lags = false;
        armedUntilNs = Long.MIN_VALUE;
        return settle();
    }

    /**
     * First step of a resume.
     *
     * @param nowNs engine time
     */
    public void arm(long nowNs) {
        armedUntilNs = nowNs + ARM_NS;
    }

    /**
     * Second step of a resume.
     *
     * @param nowNs engine time
     * @return whether the state changed; false when it was not armed in time
     */
    public boolean resume(long nowNs) {
        if (nowNs > armedUntilNs) {
            return false;
        }
        armedUntilNs = Long.MIN_VALUE;
        killLevel = NO_KILL;
        // A person's word goes; if the process still lags it says so again.
        lags = false;
        return settle();
    }

    private boolean settle() {
        Trading before = state;
        int level = level();
        if (level != NO_KILL) {
            state = switch (level) {
                case 1 -> isReconciled ? Trading.REDUCE_ONLY : Trading.HALTED;
                case 2 -> Trading.HALTED;
                case 3 -> Trading.FLATTENING;
                default -> Trading.SEVERED;
            };
        } else {
            state = isReconciled ? Trading.NORMAL : Trading.HALTED;
        }
        return state != before;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("trading state");
        out.putEnum(state);
        out.putBoolean(isReconciled);
        out.putInt(killLevel);
        out.putLong(armedUntilNs);
        out.putBoolean(lags);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("trading state");
        state = in.readEnum(Trading.values());
        isReconciled = in.readBoolean();
        killLevel = in.readInt();
        armedUntilNs = in.readLong();
        lags = in.readBoolean();
    }

    @Override
    public long digest() {
        // Without a lag what it always was: journals of before keep their hashes.
        return Digest.mix(1, state.value(), isReconciled ? 1 : 0)
                + Digest.mix(2, killLevel, armedUntilNs)
                + (lags ? Digest.mix(3, 1) : 0);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
