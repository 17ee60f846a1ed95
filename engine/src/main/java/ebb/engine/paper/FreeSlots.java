package ebb.engine.paper;

import ebb.engine.state.SnapshotException;

/** Which slots are free, by slot. */
final class FreeSlots {
    private FreeSlots() {}

    /**
     * From the list of free ones.
     *
     * @param free has room for all slots there are
     * @param count how many of them are free
     * @return true at each free one
     * @throws SnapshotException if one is listed twice, or beyond the last; only a snapshot can say so
     */
    static boolean[] of(int[] free, int count) {
        boolean[] isFree = new boolean[free.length];
        for (int i = 0; i < count; i++) {
            int slot = free[i];
            if (slot < 0 || slot >= isFree.length || isFree[slot]) {
                throw new SnapshotException(
                        "the snapshot has slot " + slot + " of " + isFree.length + " twice free, or beyond the last");
            }
            isFree[slot] = true;
        }
        return isFree;
    }
}
