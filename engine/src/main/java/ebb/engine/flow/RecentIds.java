package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import java.util.Arrays;

/**
 * The last so many distinct 64-bit ids, each found in O(1): a ring for their age and an open-addressing table over it.
 * Deleting shifts the rest of a run back, so that the table never fills with marks of what was there.
 */
final class RecentIds implements Digested, Snapshotted {
    private static final int NONE = -1;

    private final long[] ring;
    private final int[] table;
    private final int mask;
    private long added;
    private long entries;

    RecentIds(int capacity) {
        ring = new long[capacity];
        table = new int[Integer.highestOneBit(capacity) * 4];
        mask = table.length - 1;
        Arrays.fill(table, NONE);
    }

    /** Remembers an id; false if it is among those remembered already. */
    boolean add(long id) {
        int at = find(id);
        if (table[at] != NONE) {
            return false;
        }
        int slot = (int) (added % ring.length);
        if (added >= ring.length) {
            entries -= Digest.mix(added - ring.length, ring[slot]);
            delete(find(ring[slot]));
            at = find(id);
        }
        ring[slot] = id;
        table[at] = slot;
        entries += Digest.mix(added, id);
        added++;
        return true;
    }

    void reset() {
        Arrays.fill(table, NONE);
        added = 0;
        entries = 0;
    }

    /** The ring alone: the table finds the same, whatever the order it was filled in. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("recent ids");
        out.putLong(added);
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            out.putLong(ring[(int) (i % ring.length)]);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("recent ids");
        long all = in.readTotal();
        reset();
        added = Math.max(0, all - ring.length);
        while (added < all) {
            long id = in.readLong();
            int slot = (int) (added % ring.length);
            ring[slot] = id;
            table[find(id)] = slot;
            entries += Digest.mix(added, id);
            added++;
        }
    }

    @Override
    public long digest() {
        return entries + added;
    }

    @Override
    public long digestAnew() {
        long sum = added;
        for (long i = Math.max(0, added - ring.length); i < added; i++) {
            sum += Digest.mix(i, ring[(int) (i % ring.length)]);
        }
        return sum;
    }

    /** Where the id stands in the table, else the free place it would take. */
    private int find(long id) {
        int at = home(id);
        while (table[at] != NONE && ring[table[at]] != id) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void delete(int hole) {
        int at = hole;
        int free = hole;
        while (true) {
            at = (at + 1) & mask;
            if (table[at] == NONE) {
                break;
            }
            int home = home(ring[table[at]]);
            // Moves back only what would otherwise no longer be reached from its home.
            if (((at - home) & mask) >= ((at - free) & mask)) {
                table[free] = table[at];
                free = at;
            }
        }
        table[free] = NONE;
    }

    private int home(long id) {
        return (int) Digest.mix(id) & mask;
    }
}
