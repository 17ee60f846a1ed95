package ebb.runtime;

import ebb.engine.Engine;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.journal.Run;
import java.util.List;

/**
 * The state that a run ended in, as far as it could be brought up again.
 *
 * @param run which
 * @param engine in that state, emitting to nobody; null when there is none: the run never had its configuration, or see
 *     {@code fault}
 * @param basis what it was brought up from, for people
 * @param tail inbound messages that were applied after that
 * @param unusable snapshots that were passed over, a sentence each
 * @param fault why no state can be relied on, or null
 */
public record Recovered(Run run, Engine engine, String basis, long tail, List<String> unusable, String fault) {
    /** Keeps its own list. */
    public Recovered {
        unusable = List.copyOf(unusable);
    }

    /** Whether another run can begin from it. */
    public boolean hasState() {
        return engine != null && fault == null;
    }

    /** Sequence of the newest message it knows; only where there is a state. */
    public long sequence() {
        return engine.lastSequence();
    }

    /** The state, written down; only where there is one. */
    public SnapshotWriter written() {
        SnapshotWriter out = new SnapshotWriter();
        engine.writeTo(out);
        return out;
    }

    SnapshotReader reader() {
        SnapshotWriter out = written();
        return new SnapshotReader(out.buffer(), 0, out.length());
    }
}
