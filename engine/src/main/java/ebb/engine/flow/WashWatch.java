package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Wash suspicion (PAT-5): closed taker groups of equal quantity whose sides alternate, so many in a row. A group of unknown
 * side, and one before which the tape lost something, begins anew: nobody knows what stood between. Allocates nothing.
 */
public final class WashWatch implements Digested, Snapshotted {
    /** {@code pat.wash}. */
    public static final int RUN = 10;

    private static final long NEVER = Long.MIN_VALUE;

    private final int least;
    private int run;
    private int side;
    private long qty;
    private long losses;
    private long flaggedNs = NEVER;
    private long flags;

    /**
     * Nothing seen yet.
     *
     * @param least groups in a row that are suspicious ({@code pat.wash}), at least 2
     */
    public WashWatch(int least) {
        if (least < 2) {
            throw new IllegalArgumentException("pat.wash " + least + ": at least 2");
        }
        this.least = least;
    }

    /**
     * A taker group closed.
     *
     * @param nowNs engine time
     * @param group read during the call
     * @return whether it made a run suspicious that was not before
     */
    public boolean onGroup(long nowNs, TakerGroups group) {
        return onGroup(nowNs, group.side(), group.qty(), group.lossesAtOpen());
    }

    boolean onGroup(long nowNs, int groupSide, long groupQty, long groupLosses) {
        boolean isNext = run > 0 && groupSide == -side && groupQty == qty && groupLosses == losses;
        // Counted no further than tells a run from one that was suspicious before.
        run = groupSide == Aggressor.UNKNOWN ? 0 : isNext ? Math.min(run, least) + 1 : 1;
        side = groupSide;
        qty = groupQty;
        losses = groupLosses;
        if (run < least) {
            return false;
        }
        flaggedNs = nowNs;
        if (run > least) {
            return false;
        }
        flags++;
        return true;
    }

    /**
     * Whether the instrument is suspected.
     *
     * @param nowNs engine time
     * @param withinNs how far back a suspicion counts, ns
     * @return whether the newest suspicious group closed no longer ago
     */
    public boolean isFlagged(long nowNs, long withinNs) {
        return flaggedNs != NEVER && nowNs - flaggedNs <= withinNs;
    }

    /**
     * Runs that became suspicious.
     *
     * @return a count
     */
    public long flags() {
        return flags;
    }

    /** The definition changed so that quantities mean something else (INST-5): the run is forgotten, the suspicion stays. */
    public void reset() {
        run = 0;
        side = 0;
        qty = 0;
        losses = 0;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("wash watch");
        out.putInt(run);
        out.putInt(side);
        out.putLong(qty);
        out.putLong(losses);
        out.putLong(flaggedNs);
        out.putLong(flags);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("wash watch");
        run = in.readInt();
        side = in.readInt();
        qty = in.readLong();
        losses = in.readLong();
        flaggedNs = in.readLong();
        flags = in.readLong();
    }

    @Override
    public long digest() {
        return Digest.mix(Digest.mix(1, run, side), qty, losses) + Digest.mix(2, flaggedNs, flags);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
