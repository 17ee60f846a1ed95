package ebb.engine.state;

/**
 * A part of the engine that can be written down and brought back (DESIGN Recovery). What comes back behaves like what was
 * written, bit for bit: the same digest, and the same answer to every message that follows.
 *
 * <p>A part is read into an object that was made with the same settings and has seen nothing. It writes its own state and
 * that of the parts it owns, in fixed order; what it can derive from its settings it leaves out.
 */
public interface Snapshotted {
    /**
     * Writes the state.
     *
     * @param out where to
     */
    void writeTo(SnapshotWriter out);

    /**
     * Takes the state from a snapshot; nothing of what the object held before remains.
     *
     * @param in where from, standing at what {@link #writeTo} wrote
     * @throws SnapshotException if something else stands there
     */
    void readFrom(SnapshotReader in);
}
