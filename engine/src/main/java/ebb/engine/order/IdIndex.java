package ebb.engine.order;

import ebb.engine.state.Digest;
import java.util.Arrays;

/**
 * From ids to slots: open addressing with backward shift, so that removing leaves nothing behind and lookups never
 * allocate. Its order is never walked; capacity is fixed.
 */
public final class IdIndex {
    /** No slot. */
    public static final int ABSENT = -1;

    private final long[] keys;
    private final int[] slots;
    private final int mask;
    private int size;

    /**
     * Creates an empty index.
     *
     * @param capacity most ids at a time, at least 1; at most half of the places are used
     */
    public IdIndex(int capacity) {
        int places = Integer.highestOneBit(Math.max(4, capacity * 2 - 1)) << 1;
        keys = new long[places];
        slots = new int[places];
        mask = places - 1;
        Arrays.fill(slots, ABSENT);
    }

    /** Slot of an id or {@link #ABSENT}. */
    public int get(long id) {
        int at = place(id);
        while (slots[at] != ABSENT) {
            if (keys[at] == id) {
                return slots[at];
            }
            at = (at + 1) & mask;
        }
        return ABSENT;
    }

    /** Sets the slot (≥ 0) of an id. */
    public void put(long id, int slot) {
        int at = place(id);
        while (slots[at] != ABSENT) {
            if (keys[at] == id) {
                slots[at] = slot;
                return;
            }
            at = (at + 1) & mask;
        }
        if (size * 2 > mask) {
            throw full();
        }
        keys[at] = id;
        slots[at] = slot;
        size++;
    }

    /** Forgets an id; nothing happens if it is unknown. */
    public void remove(long id) {
        int at = place(id);
        while (slots[at] != ABSENT && keys[at] != id) {
            at = (at + 1) & mask;
        }
        if (slots[at] == ABSENT) {
            return;
        }
        size--;
        int hole = at;
        int next = (at + 1) & mask;
        while (slots[next] != ABSENT) {
            int home = place(keys[next]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                keys[hole] = keys[next];
                slots[hole] = slots[next];
                hole = next;
            }
            next = (next + 1) & mask;
        }
        slots[hole] = ABSENT;
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(slots, ABSENT);
        size = 0;
    }

    /** How many ids it holds. */
    public int size() {
        return size;
    }

    private int place(long id) {
        return (int) Digest.mix(id) & mask;
    }

    private static IllegalStateException full() {
        return new IllegalStateException("more ids than the index was made for");
    }
}
