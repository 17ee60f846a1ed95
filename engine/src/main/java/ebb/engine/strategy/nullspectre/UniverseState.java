package ebb.engine.strategy.nullspectre;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * How closely one instrument is followed (NS-UNI-2): at most one step up an evaluation, any number down; what is in a trade
 * stays. Numbers of the stages stand in the journal and never change. Allocates nothing.
 */
public final class UniverseState implements Digested, Snapshotted {
    /** How closely. */
    public enum Stage {
        /** Not followed; the reason stands beside it. */
        EXCLUDED,
        /** Listed. */
        SEEN,
        /** Of the right size, volume and age. */
        ELIGIBLE,
        /** Ranked high, with a LIVE book. */
        WATCH,
        /** Two rejections of a live level. */
        ARMED,
        /** Qualified at the top of a pump. */
        SETUP,
        /** An order or a position. */
        IN_TRADE
    }

    /** Rejections of a live level that arm. */
    public static final int ARMING = 2;

    private static final Stage[] STAGES = Stage.values();

    private Stage stage = Stage.SEEN;
    private boolean isExcluded;
    private boolean isEligible;
    private boolean isRanked;
    private boolean isLive;
    private int rejections;
    private boolean isQualified;
    private boolean isEngaged;

    /** Just listed. */
    public UniverseState() {}

    /**
     * What the catalog, the filters and the rank say.
     *
     * @param excluded whether it is to be left alone: delisted, halted, out of class
     * @param eligible NS-CAP, volume and age
     * @param ranked whether its rank is watched, hysteresis included
     * @return this
     */
    public UniverseState listed(boolean excluded, boolean eligible, boolean ranked) {
        isExcluded = excluded;
        isEligible = eligible;
        isRanked = ranked;
        return this;
    }

    /**
     * What its market says.
     *
     * @param live whether its book is LIVE (NS-UNI-6)
     * @param count rejections of its best level
     * @param qualified NS-REJ-1
     * @param engaged whether there is an order or a position
     * @return this
     */
    public UniverseState observed(boolean live, int count, boolean qualified, boolean engaged) {
        isLive = live;
        rejections = count;
        isQualified = qualified;
        isEngaged = engaged;
        return this;
    }

    /**
     * Evaluates what was said.
     *
     * @return whether the stage changed
     */
    public boolean evaluate() {
        Stage reachable = reachable();
        Stage next = reachable.ordinal() > stage.ordinal() ? STAGES[stage.ordinal() + 1] : reachable;
        if (isEngaged) {
            next = Stage.IN_TRADE;
        }
        boolean isMoved = next != stage;
        stage = next;
        return isMoved;
    }

    private Stage reachable() {
        if (isEngaged) {
            return Stage.IN_TRADE;
        }
        if (isExcluded) {
            return Stage.EXCLUDED;
        }
        if (!isEligible) {
            return Stage.SEEN;
        }
        // A book that went STALE keeps its place; only the way up needs it (NS-UNI-6).
        boolean isWatched = isRanked && (isLive || stage.ordinal() >= Stage.WATCH.ordinal());
        if (!isWatched) {
            return Stage.ELIGIBLE;
        }
        if (rejections < ARMING) {
            return Stage.WATCH;
        }
        return isQualified ? Stage.SETUP : Stage.ARMED;
    }

    /**
     * How closely it is followed.
     *
     * @return the stage
     */
    public Stage stage() {
        return stage;
    }

    /**
     * Whether trades and books are wanted.
     *
     * @return from WATCH up
     */
    public boolean isSubscribed() {
        return isRanked && isEligible && !isExcluded || stage.ordinal() >= Stage.WATCH.ordinal();
    }

    /**
     * Whether its microstructure is sampled (NS-MIC-2).
     *
     * @return from ARMED up
     */
    public boolean isSampled() {
        return stage.ordinal() >= Stage.ARMED.ordinal();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putEnum(stage);
        out.putBoolean(isExcluded);
        out.putBoolean(isEligible);
        out.putBoolean(isRanked);
        out.putBoolean(isLive);
        out.putInt(rejections);
        out.putBoolean(isQualified);
        out.putBoolean(isEngaged);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        stage = in.readEnum(STAGES);
        isExcluded = in.readBoolean();
        isEligible = in.readBoolean();
        isRanked = in.readBoolean();
        isLive = in.readBoolean();
        rejections = in.readInt();
        isQualified = in.readBoolean();
        isEngaged = in.readBoolean();
    }

    @Override
    public long digest() {
        int flags = (isExcluded ? 1 : 0) | (isEligible ? 2 : 0) | (isRanked ? 4 : 0);
        flags |= (isLive ? 8 : 0) | (isQualified ? 16 : 0) | (isEngaged ? 32 : 0);
        return Digest.mix(stage.ordinal(), flags, rejections);
    }

    @Override
    public long digestAnew() {
        return digest();
    }
}
