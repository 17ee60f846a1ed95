package ebb.engine.book;

import ebb.engine.state.Digest;

/**
 * The levels of one side by key. Those near the touch live in a ring indexed by tick that follows the touch, with a
 * count of levels for each block of 64 ticks, so that gaps are skipped 64 ticks at a time; those further out live in
 * {@link FarLevels}. A smaller key is a better price.
 *
 * <p>A change of a level reads and writes the ring, its block's count and this object: three cache lines, however many
 * books there are. Hence one object for all of it, extended by {@link BookSide} instead of held by it.
 */
abstract sealed class LevelRing permits BookSide {
    /** No level, no horizon: worse than any key. */
    static final long NO_KEY = Long.MAX_VALUE;

    /** Ticks of the ring. */
    static final int RING = 4_096;

    private static final int MASK = RING - 1;
    private static final long OUTSIDE = ~(long) MASK;
    // As many as a long has bits, both ways: one summary bit a block.
    private static final int BLOCK = 64;

    // A new touch is placed so that an eighth of the ring lies before it; when it has walked past the middle, the ring
    // moves after it.
    private static final int LEAD = RING / 8;
    private static final int WALK = RING / 2;

    private final long[] quantities = new long[RING];
    private final byte[] counts = new byte[RING / BLOCK];
    private final FarLevels far = new FarLevels();
    // Bit i: whether block i holds a level.
    private long occupied;
    // Multiple of 64: the key of the ring's first tick. No level is better than it.
    private long base;
    private long best = NO_KEY;
    private long horizon = NO_KEY;
    private long sum;
    private int count;
    private int known;
    private long fetched;

    final long best() {
        return best;
    }

    final int levels() {
        return count;
    }

    final long horizon() {
        return horizon;
    }

    final int knownLevels() {
        return known;
    }

    final long bestLevelQuantity() {
        return best == NO_KEY ? 0 : quantities[(int) best & MASK];
    }

    /** Fetches what a change of a level will need, so that many fetches overlap; the value means nothing. */
    final long warm(long key) {
        return quantities[(int) key & MASK];
    }

    final long quantityOf(long key) {
        return ((key - base) & OUTSIDE) == 0 ? quantities[(int) key & MASK] : far.quantity(key);
    }

    /** The best level strictly worse than a key, {@link #NO_KEY} if there is none. */
    final long next(long key) {
        if (key < base) {
            return best;
        }
        long found = ((key - base) & OUTSIDE) == 0 ? nextInRing(key) : NO_KEY;
        return found != NO_KEY ? found : far.after(key);
    }

    /** The worst level, {@link #NO_KEY} if there is none. */
    final long worst() {
        if (!far.isEmpty()) {
            return far.worst();
        }
        return occupied == 0 ? NO_KEY : worstInRing();
    }

    /**
     * Brings the ring's cache lines that {@link #apply} is about to change, all at once: with hundreds of books they
     * come from far memory, and one after the other they would be waited for one after the other. Measured with 512
     * books: a fifth of the time of a level.
     */
    final void fetch(long[] keys, int size) {
        long[] ring = quantities;
        long seen = counts[0];
        for (int i = 0; i < size; i++) {
            seen += ring[(int) keys[i] & MASK];
        }
        // Kept so that the loop has a purpose in the compiler's eyes; not state.
        fetched = seen;
    }

    /**
     * Sets the absolute quantities of levels, in this order; 0 deletes (BOOK-2).
     *
     * @return how many deletes found no level
     */
    final int apply(long[] keys, long[] newQuantities, int size) {
        int absent = size;
        for (int i = 0; i < size; i++) {
            long quantity = newQuantities[i];
            absent -= (int) (-(set(keys[i], quantity) | quantity) >>> 63);
        }
        return absent;
    }

    /**
     * Sets the absolute quantity of one level; 0 deletes it. Nothing branches on the old quantity: it may have to come
     * from far memory, and half the guesses would be wrong.
     *
     * @return the quantity before, 0 if there was no level
     */
    final long set(long key, long quantity) {
        if (((key - base) & OUTSIDE) != 0) {
            return setOutside(key, quantity);
        }
        int slot = (int) key & MASK;
        long old = quantities[slot];
        quantities[slot] = quantity;
        sum += Digest.mix(key) * (quantity - old);
        // 1 where there is a quantity; none is negative.
        int change = (int) ((-quantity >>> 63) - (-old >>> 63));
        tally(slot, change);
        count += change;
        if (key < horizon) {
            known += change;
        }
        if (key <= best) {
            touch(key, quantity);
        }
        return old;
    }

    /** Removes all levels and the horizon. */
    final void clear() {
        for (long left = occupied; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            counts[block] = 0;
            for (int slot = block * BLOCK; slot < (block + 1) * BLOCK; slot++) {
                quantities[slot] = 0;
            }
        }
        occupied = 0;
        far.clear();
        best = NO_KEY;
        horizon = NO_KEY;
        sum = 0;
        count = 0;
        known = 0;
    }

    /**
     * Drops the worst levels until at most {@code capacity} are left, and draws the horizon to the best one dropped
     * (BOOK-8).
     */
    final void cut(int capacity) {
        while (count > capacity) {
            long worst = worst();
            set(worst, 0);
            // What is left is better, so that as many levels are known as before.
            horizon = Math.min(horizon, worst);
        }
    }

    /** Draws the horizon to a key, if it is not nearer already. */
    final void limit(long key) {
        if (key >= horizon) {
            return;
        }
        horizon = key;
        known = 0;
        for (long at = best; at < horizon; at = next(at)) {
            known++;
        }
    }

    /** Removes all levels that are better than a key. */
    final void hideBefore(long key) {
        while (best < key) {
            set(best, 0);
        }
    }

    /** Sum of the levels' digests, as it moved with them; linear in the quantity, so that a change costs one mix. */
    final long sum() {
        return sum;
    }

    /** The same, from the levels. */
    final long sumAnew() {
        long anew = far.sum();
        for (int slot = 0; slot < RING; slot++) {
            anew += entry(base + ((slot - base) & MASK), quantities[slot]);
        }
        return anew;
    }

    /** What a level adds to the digest. */
    static long entry(long key, long quantity) {
        return Digest.mix(key) * quantity;
    }

    // -------------------------------------------------------------------------------------------------- the ring

    /** A level came to (1) or left (-1) the block of a slot, or neither (0). */
    private void tally(int slot, int change) {
        int block = slot >>> 6;
        int left = counts[block] + change;
        counts[block] = (byte) left;
        occupied = (occupied & ~(1L << block)) | ((long) (-left >>> 31) << block);
    }

    private void touch(long key, long quantity) {
        if (quantity == 0) {
            if (key == best) {
                touchDeleted(key);
            }
        } else if (key < best) {
            best = key;
            if (count == 1 && key - base > WALK) {
                follow(key);
            }
        }
    }

    /** The ring may have emptied at its near end: bring it behind the touch again. */
    private void touchDeleted(long key) {
        best = nextInRing(key);
        if (best == NO_KEY) {
            if (!far.isEmpty()) {
                best = far.best();
                follow(best);
            }
        } else if (best - base > WALK) {
            follow(best);
        }
    }

    private long nextInRing(long key) {
        long at = key + 1;
        int slot = (int) at & MASK;
        // The rest of the key's own block, which is often where the next level is.
        for (; (at & (BLOCK - 1)) != 0; at++, slot++) {
            if (quantities[slot] != 0) {
                return at;
            }
        }
        return at - base == RING ? NO_KEY : firstFromBlock(at);
    }

    /** The best level at or after a key that begins a block of the ring. */
    private long firstFromBlock(long start) {
        int distance = (int) ((start - base) >>> 6);
        long later = blocksFromBase() & (-1L << distance);
        if (later == 0) {
            return NO_KEY;
        }
        long at = base + (long) Long.numberOfTrailingZeros(later) * BLOCK;
        int slot = (int) at & MASK;
        while (quantities[slot] == 0) {
            slot++;
            at++;
        }
        return at;
    }

    private long worstInRing() {
        int distance = BLOCK - 1 - Long.numberOfLeadingZeros(blocksFromBase());
        long at = base + (long) distance * BLOCK + BLOCK - 1;
        while (quantities[(int) at & MASK] == 0) {
            at--;
        }
        return at;
    }

    /** Bit i: whether the i-th block from the base on holds a level. */
    private long blocksFromBase() {
        return Long.rotateRight(occupied, ((int) base & MASK) >>> 6);
    }

    private long setOutside(long key, long quantity) {
        if (key < base || count == 0) {
            return quantity == 0 ? 0 : setBefore(key, quantity);
        }
        long old = far.set(key, quantity);
        sum += Digest.mix(key) * (quantity - old);
        int change = (quantity == 0 ? 0 : 1) - (old == 0 ? 0 : 1);
        count += change;
        if (key < horizon) {
            known += change;
        }
        return old;
    }

    private long setBefore(long key, long quantity) {
        follow(key);
        return set(key, quantity);
    }

    /** Moves the ring so that a key, the best there is or about to be, lies an eighth behind its start. */
    private void follow(long key) {
        long start = key - LEAD;
        long newBase = (start > key ? Long.MIN_VALUE : start) & -BLOCK;
        if (newBase < base) {
            giveAway(newBase);
            base = newBase;
        } else {
            base = newBase;
            takeIn();
        }
    }

    /** Levels that the moved ring will not reach go to the far ones, the worst first. */
    private void giveAway(long newBase) {
        while (occupied != 0) {
            long worst = worstInRing();
            if (((worst - newBase) & OUTSIDE) == 0) {
                return;
            }
            int slot = (int) worst & MASK;
            far.addBest(worst, quantities[slot]);
            quantities[slot] = 0;
            tally(slot, -1);
        }
    }

    /** Far levels that the moved ring has reached come in. */
    private void takeIn() {
        while (!far.isEmpty() && ((far.best() - base) & OUTSIDE) == 0) {
            int slot = (int) far.best() & MASK;
            quantities[slot] = far.bestQuantity();
            tally(slot, 1);
            far.dropBest();
        }
    }
}
