package ebb.engine.book;

import ebb.engine.state.Digest;

/**
 * The levels of a side that lie beyond its ring ({@link LevelRing}): a sorted array, best at the tail, where levels come and go as the ring
 * moves; the worst stands at the head, where capacity cuts (BOOK-13). Either end moves without shifting the rest.
 *
 * <p>A level that is deleted keeps its place, empty, until the array is packed: far prices are set and deleted again
 * and again, and so nothing is shifted for most of them. Where a key stood when it was last seen is noted by its hash,
 * so that most are found without a search. The first and the last place are never empty ones.
 */
abstract sealed class FarLevels permits LevelRing {
    private static final int INITIAL = 64;
    private static final long HASH = 0x9E3779B97F4A7C15L;

    // Key and quantity alternating, so that one cache line has both.
    private long[] levels = new long[2 * INITIAL];
    // Low 16 bits of a place, by the top bits of a key's hash; checked, hence never wrong.
    private char[] places = new char[INITIAL];
    private int shift = shiftOf(INITIAL);
    // Occupied are [head, tail), by levels and empty places; keys fall from head to tail.
    private int head = INITIAL / 2;
    private int tail = INITIAL / 2;
    private int size;

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

    final boolean hasFar() {
        return tail != head;
    }

    final long farBest() {
        return levels[2 * tail - 2];
    }

    final long farWorst() {
        return levels[2 * head];
    }

    final long farBestQuantity() {
        return levels[2 * tail - 1];
    }

    /**
     * A key that at least n levels, or empty places among them, are as good as.
     *
     * @param n from 1 to {@link #farSize()}
     */
    final long farNth(int n) {
        return levels[2 * (tail - n)];
    }

    final void dropFarBest() {
        tail--;
        size--;
        trim();
    }

    final void clearFar() {
        head = levels.length / 4;
        tail = head;
        size = 0;
    }

    /** Adds a level that is better than all here. */
    final void addFar(long key, long quantity) {
        if (2 * tail == levels.length) {
            makeRoom();
        }
        put(tail, key, quantity);
        tail++;
        size++;
    }

    /** Quantity at a key, 0 if absent. */
    final long farQuantity(long key) {
        int at = find(key);
        return at < tail && levels[2 * at] == key ? levels[2 * at + 1] : 0;
    }

    /** The best key strictly worse than the given one, {@link BookSide#NO_KEY} if there is none. */
    final long farAfter(long key) {
        int at = find(key) - 1;
        while (at >= head && levels[2 * at + 1] == 0) {
            at--;
        }
        if (at < head) {
            return LevelRing.NO_KEY;
        }
        long found = levels[2 * at];
        note(found, at);
        return found;
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
        for (int at = key == LevelRing.NO_KEY ? head - 1 : find(key);
                at >= head && n < keys.length && levels[2 * at] < edge;
                at--) {
            keys[n] = levels[2 * at];
            quantities[n] = levels[2 * at + 1];
            n += (int) (-quantities[n] >>> 63);
        }
        return n;
    }

    /** Adds the quantities of levels better than a key to a sum; negative if it does not fit. */
    final long plusFar(long sum, long edge) {
        long total = sum;
        for (int at = tail - 1; at >= head && total >= 0 && levels[2 * at] < edge; at--) {
            total += levels[2 * at + 1];
        }
        return total;
    }

    /**
     * Sets, changes or removes a level.
     *
     * @return the quantity before, 0 if the level was absent
     */
    final long setFar(long key, long quantity) {
        int at = find(key);
        if (at < tail && levels[2 * at] == key) {
            long old = levels[2 * at + 1];
            levels[2 * at + 1] = quantity;
            note(key, at);
            size += (int) (-quantity >>> 63) - (int) (-old >>> 63);
            if (at == tail - 1 || at == head) {
                trim();
            }
            return old;
        }
        if (quantity != 0) {
            insert(at, key, quantity);
            size++;
        }
        return 0;
    }

    /** Takes empty places off both ends. */
    private void trim() {
        while (head < tail && levels[2 * tail - 1] == 0) {
            tail--;
        }
        while (head < tail && levels[2 * head + 1] == 0) {
            head++;
        }
    }

    private void put(int at, long key, long quantity) {
        levels[2 * at] = key;
        levels[2 * at + 1] = quantity;
        note(key, at);
    }

    private void note(long key, int at) {
        places[(int) (key * HASH >>> shift)] = (char) at;
    }

    /** Brings the heads of the arrays; the value means nothing. */
    final long approachFar() {
        return levels[0] + places[0];
    }

    /** Brings what {@link #setFar} of a key will need; the value means nothing. */
    final long fetchFar(long key) {
        int noted = places[(int) (key * HASH >>> shift)];
        return levels[2 * noted & (levels.length - 1)];
    }

    /** The first place whose key is not worse than the given one. */
    private int find(long key) {
        int noted = places[(int) (key * HASH >>> shift)];
        return noted < tail && noted >= head && levels[2 * noted] == key ? noted : search(key);
    }

    private int search(long key) {
        int low = head;
        int count = tail - head;
        while (count > 0) {
            int half = count >>> 1;
            if (levels[2 * (low + half)] > key) {
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
        if (at < tail && at > head && levels[2 * at + 1] == 0) {
            put(at, key, quantity);
            return;
        }
        if (at > head && at < tail && levels[2 * at - 1] == 0) {
            put(at - 1, key, quantity);
            return;
        }
        if (2 * tail == levels.length || head == 0) {
            makeRoom();
            at = search(key);
        }
        if (at - head < tail - at) {
            move(head, head - 1, at - head);
            head--;
            at--;
        } else {
            move(at, at + 1, tail - at);
            tail++;
        }
        put(at, key, quantity);
    }

    private void move(int from, int to, int count) {
        System.arraycopy(levels, 2 * from, levels, 2 * to, 2 * count);
    }

    /** Takes the empty places out and centres the rest, in a larger array if it fills more than three quarters of this. */
    private void makeRoom() {
        pack();
        int capacity = levels.length / 2;
        int wanted = size * 4 > capacity * 3 ? capacity * 2 : capacity;
        int start = (wanted - size) / 2;
        if (wanted == capacity) {
            move(head, start, size);
        } else {
            long[] old = levels;
            levels = new long[2 * wanted];
            places = new char[wanted];
            shift = shiftOf(wanted);
            System.arraycopy(old, 2 * head, levels, 2 * start, 2 * size);
        }
        head = start;
        tail = start + size;
    }

    private void pack() {
        int to = head;
        for (int from = head; from < tail; from++) {
            if (levels[2 * from + 1] != 0) {
                levels[2 * to] = levels[2 * from];
                levels[2 * to + 1] = levels[2 * from + 1];
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
        for (int i = head; i < tail; i++) {
            sum += entry(levels[2 * i], levels[2 * i + 1]);
        }
        return sum;
    }

    /** Bytes of the arrays' elements. */
    final long farBytes() {
        return (long) levels.length * Long.BYTES + (long) places.length * Character.BYTES;
    }
}
