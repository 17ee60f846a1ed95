package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** What looks as if somebody deceived the others in one instrument (PAT-4, PAT-5). */
public final class Suspicion implements Digested, Snapshotted {
    private final SpoofWatch spoof;
    private final WashWatch wash;

    /**
     * Nothing seen yet.
     *
     * @param settings figures
     */
    public Suspicion(SuspicionSettings settings) {
        spoof = new SpoofWatch(settings.spoof());
        wash = new WashWatch(settings.washRun());
    }

    /**
     * Levels that were shown and not meant (PAT-4).
     *
     * @return the watch
     */
    public SpoofWatch spoof() {
        return spoof;
    }

    /**
     * Takers who trade with themselves (PAT-5).
     *
     * @return the watch
     */
    public WashWatch wash() {
        return wash;
    }

    /** The definition changed so that the old mantissas mean nothing (INST-5). */
    public void reset() {
        spoof.forget();
        wash.reset();
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        spoof.writeTo(out);
        wash.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        spoof.readFrom(in);
        wash.readFrom(in);
    }

    @Override
    public long digest() {
        return Digest.mix(1, spoof.digest(), wash.digest());
    }

    @Override
    public long digestAnew() {
        return Digest.mix(1, spoof.digestAnew(), wash.digestAnew());
    }
}
