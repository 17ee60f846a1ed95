package ebb.engine.book;

import ebb.engine.state.Digest;
import java.util.Arrays;

/**
 * The levels of a side that lie beyond its ring ({@link LevelRing}): a table by the hash of the key, and beside it the keys
 * in their order, best at the tail, where levels come and go as the ring moves; the worst stands at the head, where
 * capacity cuts (BOOK-13). A change of a level that is there touches the table alone, and one cache line of it.
 *
 * <p>A level that is deleted keeps its place, empty, until places are short or it stands at an end: far prices are set and
 * deleted again and again, and so nothing is shifted for most of them.
 */
abstract sealed class FarLevels permits LevelRing {
    private static final int INITIAL = 64;
    private static final long HASH = 0x9E3779B97F4A7C15L;

    // No key: a tick number is at least 1, and its complement at most -2.
    private static final long FREE = 0;

    // Key and quantity alternating, at the key's hash or behind it; nothing is free between the two.
    private long[] table = new long[2 * INITIAL];
    private int shift = shiftOf(INITIAL);
    private int wrap = INITIAL - 1;
    // Occupied are [head, tail), by levels and empty places; keys fall from head to tail.
    private long[] order = new long[INITIAL];
    private int head = INITIAL / 2;
    private int tail = INITIAL / 2;
    private int size;
    // All quantities that were set since the side was empty, by or; not state.
    private long quantityBits;

    private static int shiftOf(int capacity) {
        return Long.numberOfLeadingZeros(capacity - 1L);
    }

    final int farSize() {
        return size;
    }

    /** How many places are taken, by levels and empty ones. */
    final int farPlaces() {
        return tail - head;
    }

    /** Whether there is a level; the first and the last place are none of the empty ones then. */
    final boolean hasFar() {
        trim();
        return tail != head;
    }

    /** Key of the best level; only once {@link #hasFar} has said that there is one. */
    final long farBest() {
        return order[tail - 1];
    }

    /** Key of the worst level; only once {@link #hasFar} has said that there is one. */
    final long farWorst() {
        return order[head];
    }

    /**
     * A key that at least n levels, or empty places among them, are as good as.
     *
     * @param n from 1 to {@link #farSize()}
     */
    final long farNth(int n) {
        return order[tail - n];
    }

    /**
     * Removes the best level; only once {@link #hasFar} has said that there is one.
     *
     * @return its quantity
     */
    final long takeFarBest() {
        int slot = slot(order[tail - 1]);
        long quantity = table[2 * slot + 1];
        free(slot);
        tail--;
        size--;
        return quantity;
    }

    final void clearFar() {
        if (tail != head) {
            Arrays.fill(table, 0);
        }
        head = order.length / 2;
        tail = head;
        size = 0;
        quantityBits = 0;
    }

    /** Adds a level that is better than all here. */
    final void addFar(long key, long quantity) {
        if (tail == order.length || isFull()) {
            makeRoom();
        }
        order[tail] = key;
        tail++;
        occupy(key, quantity);
    }

    /** Quantity at a key, 0 if absent. */
    final long farQuantity(long key) {
        return table[2 * slot(key) + 1];
    }

    /** The best key strictly worse than the given one, {@link LevelRing#NO_KEY} if there is none. */
    final long farAfter(long key) {
        int at = search(key) - 1;
        while (at >= head && farQuantity(order[at]) == 0) {
            at--;
        }
        return at < head ? LevelRing.NO_KEY : order[at];
    }

    /**
     * Reads levels, the better first.
     *
     * @param key of the first, or {@link LevelRing#NO_KEY} for none
     * @param edge only levels better than it are read
     * @param begun how many places are taken already
     * @return how many are taken then
     */
    final int readFar(long key, long edge, long[] keys, long[] quantities, int begun) {
        int n = begun;
        for (int at = key == LevelRing.NO_KEY ? head - 1 : search(key);
                at >= head && n < keys.length && order[at] < edge;
                at--) {
            keys[n] = order[at];
            quantities[n] = farQuantity(keys[n]);
            n += (int) (-quantities[n] >>> 63);
        }
        return n;
    }

    /** Adds the quantities of levels better than a key to a sum; negative if it does not fit. */
    final long plusFar(long sum, long edge) {
        long total = sum;
        for (int at = tail - 1; at >= head && total >= 0 && order[at] < edge; at--) {
            total += farQuantity(order[at]);
        }
        return total;
    }

    /**
     * Sets, changes or removes a level.
     *
     * @return the quantity before, 0 if the level was absent
     */
    final long setFar(long key, long quantity) {
        int slot = slot(key);
        if (table[2 * slot] == key) {
            long old = table[2 * slot + 1];
            table[2 * slot + 1] = quantity;
            quantityBits |= quantity;
            size += (int) (-quantity >>> 63) - (int) (-old >>> 63);
            return old;
        }
        if (quantity != 0) {
            insert(key, quantity);
        }
        return 0;
    }

    /** Takes empty places off both ends. */
    private void trim() {
        while (head < tail && dropEmpty(order[tail - 1])) {
            tail--;
        }
        while (head < tail && dropEmpty(order[head])) {
            head++;
        }
    }

    private boolean dropEmpty(long key) {
        int slot = slot(key);
        boolean isEmpty = table[2 * slot + 1] == 0;
        if (isEmpty) {
            free(slot);
        }
        return isEmpty;
    }

    /** Asks for the cache line that {@link #setFar} of a key will need; only where {@link #isPlain}. */
    final void askFar(long key) {
        LineFetch.ask(table, 2 * (int) (key * HASH >>> shift) + 1);
    }

    /** A quantity was set without the methods here. */
    final void noteQuantities(long bits) {
        quantityBits |= bits;
    }

    /** Whether all quantities are such that their lines may be asked for. */
    final boolean isPlain() {
        return quantityBits >>> LineFetch.PLAIN_BITS == 0;
    }

    /** Where a key is, or else would be: there is none in that slot then, and no quantity. */
    private int slot(long key) {
        int at = (int) (key * HASH >>> shift);
        while (table[2 * at] != key && table[2 * at] != FREE) {
            at = at + 1 & wrap;
        }
        return at;
    }

    /** Frees a slot; what was put behind it for want of it moves up. */
    private void free(int slot) {
        int hole = slot;
        int at = slot + 1 & wrap;
        for (long key = table[2 * at]; key != FREE; key = table[2 * at]) {
            int home = (int) (key * HASH >>> shift);
            if ((at - home & wrap) >= (at - hole & wrap)) {
                table[2 * hole] = key;
                table[2 * hole + 1] = table[2 * at + 1];
                hole = at;
            }
            at = at + 1 & wrap;
        }
        table[2 * hole] = FREE;
        table[2 * hole + 1] = 0;
    }

    /** The first place whose key is not worse than the given one. */
    private int search(long key) {
        int low = head;
        int count = tail - head;
        while (count > 0) {
            int half = count >>> 1;
            if (order[low + half] > key) {
                low += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return low;
    }

    private void insert(long key, long quantity) {
        if (tail == order.length || head == 0 || isFull()) {
            makeRoom();
        }
        int at = search(key);
        if (at - head < tail - at) {
            System.arraycopy(order, head, order, head - 1, at - head);
            head--;
            at--;
        } else {
            System.arraycopy(order, at, order, at + 1, tail - at);
            tail++;
        }
        order[at] = key;
        occupy(key, quantity);
    }

    private void occupy(long key, long quantity) {
        store(key, quantity);
        quantityBits |= quantity;
        size++;
    }

    private void store(long key, long quantity) {
        int slot = slot(key);
        table[2 * slot] = key;
        table[2 * slot + 1] = quantity;
    }

    /** Three quarters of the slots are taken: beyond, a search walks too far. */
    private boolean isFull() {
        return (tail - head) * 4 >= order.length * 3;
    }

    /**
     * Centres what is there; if it is too much, takes the empty places out, and the rest into arrays twice as long if it
     * fills more than half of these.
     */
    private void makeRoom() {
        long[] target = order;
        if (isFull()) {
            pack();
            if (size * 2 > order.length) {
                grow(2 * order.length);
                target = new long[2 * order.length];
            }
        }
        int places = tail - head;
        int start = (target.length - places) / 2;
        System.arraycopy(order, head, target, start, places);
        order = target;
        head = start;
        tail = start + places;
    }

    private void grow(int capacity) {
        long[] old = table;
        table = new long[2 * capacity];
        shift = shiftOf(capacity);
        wrap = capacity - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != FREE) {
                store(old[i], old[i + 1]);
            }
        }
    }

    private void pack() {
        int to = head;
        for (int from = head; from < tail; from++) {
            long key = order[from];
            if (!dropEmpty(key)) {
                order[to] = key;
                to++;
            }
        }
        tail = to;
    }

    /** What a level adds to the digest. */
    static long entry(long key, long quantity) {
        return Digest.mix(key) * quantity;
    }

    /** Digest of the content, computed by walking it; an empty place adds nothing. */
    final long farSum() {
        long sum = 0;
        for (int i = 0; i < table.length; i += 2) {
            sum += entry(table[i], table[i + 1]);
        }
        return sum;
    }

    /** Bytes of the arrays' elements. */
    final long farBytes() {
        return (long) (table.length + order.length) * Long.BYTES;
    }
}
