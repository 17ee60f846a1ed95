package ebb.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Supplier;

/** What the snapshot tests of all parts ask alike. */
public final class Snapshots {
    private static final int MOST_CUTS = 120;

    private Snapshots() {}

    /**
     * Writes one part and reads it into another, which must have the same digest, also computed anew.
     *
     * @param from the part
     * @param to the same part, made with the same settings
     * @param where for the failure message
     */
    public static <T extends Digested & Snapshotted> void copy(T from, T to, String where) {
        SnapshotWriter out = new SnapshotWriter();
        from.writeTo(out);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        to.readFrom(in);
        in.finish();
        assertSame(from, to, where);
    }

    /**
     * Two parts are in the same state, and know it.
     *
     * @param one the one
     * @param other the other
     * @param where for the failure message
     */
    public static void assertSame(Digested one, Digested other, String where) {
        assertEquals(one.digest(), other.digest(), where);
        assertEquals(one.digestAnew(), other.digestAnew(), where);
        assertEquals(other.digestAnew(), other.digest(), where);
    }

    /**
     * A snapshot that lacks its end is refused, wherever it was cut.
     *
     * @param from the part
     * @param fresh makes parts to read into
     */
    public static void assertRefusedWhenCut(Snapshotted from, Supplier<? extends Snapshotted> fresh) {
        SnapshotWriter out = new SnapshotWriter();
        from.writeTo(out);
        int step = out.length() / MOST_CUTS + 1;
        for (int length = out.length() - 1; length >= 0; length -= step) {
            SnapshotReader in = new SnapshotReader(out.buffer(), 0, length);
            Snapshotted part = fresh.get();
            assertThrows(SnapshotException.class, () -> part.readFrom(in), "cut at " + length + " of " + out.length());
        }
    }
}
