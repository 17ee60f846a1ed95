package ebb.engine.perp;

import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The order of values keyed by (instrument, {@code tx}) (EVT-4): older than the stored one is dropped, equal time with
 * another value replaces and is counted as amended.
 */
final class Keyed implements Snapshotted {
    private static final long NEVER = Long.MIN_VALUE;

    private long txNs = NEVER;
    private long dropped;
    private long amended;

    /**
     * Asks whether a value may be stored.
     *
     * @param at its exchange time, ns, or {@code Long.MIN_VALUE} when absent (then engine time stands for it)
     * @param nowNs engine time
     * @param isSame whether the value equals the stored one
     * @return whether it is to be stored
     */
    boolean admits(long at, long nowNs, boolean isSame) {
        long stamp = at == NEVER ? nowNs : at;
        if (stamp < txNs) {
            dropped++;
            return false;
        }
        if (stamp == txNs && !isSame) {
            amended++;
        }
        txNs = stamp;
        return true;
    }

    long txNs() {
        return txNs;
    }

    long dropped() {
        return dropped;
    }

    long amended() {
        return amended;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(txNs);
        out.putLong(dropped);
        out.putLong(amended);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        txNs = in.readLong();
        dropped = in.readLong();
        amended = in.readLong();
    }
}
