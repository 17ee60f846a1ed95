package ebb.engine.paper;

import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;

/** Draws which requests the simulated exchange gets wrong: from the seed and how many were drawn, so that a replay agrees. */
final class Faults {
    private static final long ALL = 1_000_000;

    private final FaultSettings settings;
    private long drawn;

    Faults(FaultSettings settings) {
        this.settings = settings;
    }

    /** Whether the next new order or change is refused for now. */
    boolean refuses() {
        return isHit(settings.refuseMicro());
    }

    /** Whether nobody learns what became of the next new order. */
    boolean doubts() {
        return isHit(settings.doubtMicro());
    }

    /** Whether such an order was taken. */
    boolean takes() {
        return isHit(ALL / 2);
    }

    private boolean isHit(long shareMicro) {
        if (shareMicro == 0) {
            return false;
        }
        drawn++;
        return Long.remainderUnsigned(Digest.mix(settings.seed(), drawn), ALL) < shareMicro;
    }

    /** Mix of its state: nothing while it draws nothing. */
    long mix() {
        return drawn == 0 ? 0 : Digest.mix(3, drawn);
    }

    void writeTo(SnapshotWriter out) {
        out.putLong(drawn);
    }

    void readFrom(SnapshotReader in) {
        drawn = in.readLong();
    }
}
