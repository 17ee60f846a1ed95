package ebb.engine.book;

/**
 * The levels of a side that lie beyond its window: sorted arrays, best at the tail, where levels come and go as the
 * window moves; the worst stands at the head, where capacity cuts (BOOK-13). Either end moves without shifting the rest.
 */
final class FarLevels {
    private static final int INITIAL = 64;

    private long[] keys = new long[INITIAL];
    private long[] quantities = new long[INITIAL];
    // Occupied are [head, tail); keys fall from head to tail.
    private int head = INITIAL / 2;
    private int tail = INITIAL / 2;

    int size() {
        return tail - head;
    }

    boolean isEmpty() {
        return tail == head;
    }

    long best() {
        return keys[tail - 1];
    }

    long worst() {
        return keys[head];
    }

    long bestQuantity() {
        return quantities[tail - 1];
    }

    void dropBest() {
        tail--;
    }

    void dropWorst() {
        head++;
    }

    void clear() {
        head = keys.length / 2;
        tail = head;
    }

    /** Adds a level that is better than all here. */
    void addBest(long key, long quantity) {
        if (tail == keys.length) {
            makeRoom();
        }
        keys[tail] = key;
        quantities[tail] = quantity;
        tail++;
    }

    /** Quantity at a key, 0 if absent. */
    long quantity(long key) {
        int at = find(key);
        return at < tail && keys[at] == key ? quantities[at] : 0;
    }

    /** The best key strictly worse than the given one, {@link BookSide#NO_KEY} if there is none. */
    long after(long key) {
        int at = find(key) - 1;
        return at >= head ? keys[at] : BookSide.NO_KEY;
    }

    /**
     * Sets, changes or removes a level.
     *
     * @return the quantity before, 0 if the level was absent
     */
    long set(long key, long quantity) {
        int at = find(key);
        if (at < tail && keys[at] == key) {
            long old = quantities[at];
            if (quantity == 0) {
                remove(at);
            } else {
                quantities[at] = quantity;
            }
            return old;
        }
        if (quantity != 0) {
            insert(at, key, quantity);
        }
        return 0;
    }

    /** The first place whose key is not worse than the given one. */
    private int find(long key) {
        int low = head;
        int count = tail - head;
        while (count > 0) {
            int half = count >>> 1;
            if (keys[low + half] > key) {
                low += half + 1;
                count -= half + 1;
            } else {
                count = half;
            }
        }
        return low;
    }

    private void insert(int place, long key, long quantity) {
        int at = place;
        if (tail == keys.length || head == 0) {
            int offset = at - head;
            makeRoom();
            at = head + offset;
        }
        if (at - head < tail - at) {
            move(head, head - 1, at - head);
            head--;
            at--;
        } else {
            move(at, at + 1, tail - at);
            tail++;
        }
        keys[at] = key;
        quantities[at] = quantity;
    }

    private void remove(int at) {
        if (at - head < tail - at - 1) {
            move(head, head + 1, at - head);
            head++;
        } else {
            move(at + 1, at, tail - at - 1);
            tail--;
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(keys, from, keys, to, count);
        System.arraycopy(quantities, from, quantities, to, count);
    }

    /** Centres the content, in larger arrays if it fills more than half of these. */
    private void makeRoom() {
        int size = size();
        int capacity = size * 2 > keys.length ? keys.length * 2 : keys.length;
        int start = (capacity - size) / 2;
        if (capacity == keys.length) {
            move(head, start, size);
        } else {
            long[] oldKeys = keys;
            long[] oldQuantities = quantities;
            keys = new long[capacity];
            quantities = new long[capacity];
            System.arraycopy(oldKeys, head, keys, start, size);
            System.arraycopy(oldQuantities, head, quantities, start, size);
        }
        head = start;
        tail = start + size;
    }

    /** Digest of the content, computed by walking it. */
    long sum() {
        long sum = 0;
        for (int i = head; i < tail; i++) {
            sum += BookSide.entry(keys[i], quantities[i]);
        }
        return sum;
    }
}
