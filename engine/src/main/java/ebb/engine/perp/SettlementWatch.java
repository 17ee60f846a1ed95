package ebb.engine.perp;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Whether the settlements of one instrument come as they are due (FUND-4). Venues push predictions only; what was settled is
 * asked for, a minute after it was due and two minutes later again, and is missed after five.
 */
public final class SettlementWatch implements Snapshotted {
    /** Later than this after it was due a settlement is missed, and books nothing any more (FUND-4). */
    public static final long MISSED_NS = 300_000_000_000L;

    private static final long ABSENT = Long.MIN_VALUE;
    private static final long MINUTE_NS = 60_000_000_000L;
    /** How late each step is due: asked, asked again, missed. */
    private static final long[] STEPS_NS = {MINUTE_NS, 3 * MINUTE_NS, MISSED_NS};

    /** What is to be done. */
    public enum Step {
        /** Nothing. */
        NONE,
        /** The settlements since the last one are to be asked for. */
        ASK,
        /** It has not come. */
        MISSED
    }

    private long dueNs = ABSENT;
    private long settledNs = ABSENT;
    private int steps;

    SettlementWatch() {}

    /** A prediction is about to move the next settlement from one time to another, or not. */
    void onPredicted(long nowNs, long nextNs, long movedNs) {
        if (nextNs == ABSENT || nextNs == dueNs) {
            return;
        }
        // The venue's clock may be before ours.
        boolean isMoved = movedNs != ABSENT && movedNs > nextNs && nowNs >= nextNs - MINUTE_NS;
        if (isMoved || nowNs >= nextNs) {
            dueNs = nextNs;
            steps = 0;
        }
    }

    void onSettled(long atNs) {
        settledNs = atNs;
    }

    /** When the newest settlement was, ns, or {@link PerpState#ABSENT}. */
    public long settledNs() {
        return settledNs;
    }

    /**
     * The next step of the settlement that was due last; each is said once.
     *
     * @param nowNs engine time
     * @return NONE where it has come, or was never due
     */
    public Step next(long nowNs) {
        // Venues stamp settlements some milliseconds beside the hour.
        boolean isThere = dueNs == ABSENT || settledNs >= dueNs - MINUTE_NS;
        if (isThere || steps == STEPS_NS.length || nowNs - dueNs < STEPS_NS[steps]) {
            return Step.NONE;
        }
        steps++;
        return steps == STEPS_NS.length ? Step.MISSED : Step.ASK;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(dueNs);
        out.putLong(settledNs);
        out.putInt(steps);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        dueNs = in.readLong();
        settledNs = in.readLong();
        steps = in.readInt();
    }

    long digest() {
        return Digest.mix(dueNs, settledNs, steps);
    }
}
