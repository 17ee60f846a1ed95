package ebb.engine.book;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;

/**
 * One side of a book. Levels near the touch live in a ring indexed by tick, with one bit per tick in front of it so that
 * the next level is found by counting zeros; levels further out live in {@link FarLevels}. The ring follows the touch.
 *
 * <p>Inside, a level's <em>key</em> is its tick number, complemented on the bid side: on both sides a smaller key is a
 * better price, so that there is one code for both. All keys are smaller than {@link #NO_KEY}.
 *
 * <p>The <em>horizon</em> (BOOK-8) is the best key not surely known; a level is known iff its key is smaller. Outside
 * this package a side is read by price.
 */
public final class BookSide implements Digested {
    /** No price: the side is empty, or there is no further level. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** No level, no horizon: worse than any key. */
    static final long NO_KEY = Long.MAX_VALUE;

    private static final int WORD = 64;

    private final TickGrid grid;
    private final long flip;
    private final int mask;
    private final long outside;
    private final int words;
    private final long wordsMask;
    // A new touch is placed so that an eighth of the ring lies before it; when it has walked past the middle, the ring
    // moves after it.
    private final int lead;
    private final int walk;

    private final long[] quantities;
    private final long[] occupied;
    private long occupiedWords;
    // Multiple of 64: the key of the ring's first tick. No level is better than it.
    private long base;
    private int inRing;
    private long bestKey = NO_KEY;
    private final FarLevels far = new FarLevels();

    private long horizon = NO_KEY;
    private int known;
    private long digest;

    /**
     * An empty side.
     *
     * @param isBid true for the bids
     * @param grid the instrument's ticks, shared by both sides
     * @param ringTicks size of the ring: a power of two from 256 to 4,096
     */
    BookSide(boolean isBid, TickGrid grid, int ringTicks) {
        if (Integer.bitCount(ringTicks) != 1 || ringTicks < 4 * WORD || ringTicks > WORD * WORD) {
            throw new IllegalArgumentException("ring of " + ringTicks + " ticks: power of two from 256 to 4096 wanted");
        }
        this.grid = grid;
        flip = isBid ? -1 : 0;
        mask = ringTicks - 1;
        outside = ~(long) mask;
        words = ringTicks / WORD;
        wordsMask = words == WORD ? -1L : (1L << words) - 1;
        lead = ringTicks / 8;
        walk = ringTicks / 2;
        quantities = new long[ringTicks];
        occupied = new long[words];
    }

    // ------------------------------------------------------------------------------------------------- by price

    /**
     * The best price.
     *
     * @return mantissa, or {@link #NO_PRICE} if the side is empty
     */
    public long bestPrice() {
        return price(bestKey);
    }

    /**
     * Quantity at the best price.
     *
     * @return quantity mantissa, 0 if the side is empty
     */
    public long bestQuantity() {
        return bestKey == NO_KEY ? 0 : quantities[(int) bestKey & mask];
    }

    /**
     * The next price away from the touch that has a level: {@code for (long p = side.bestPrice(); p != NO_PRICE;
     * p = side.nextPrice(p))} walks the side.
     *
     * @param price a price of this side, with a level or without
     * @return mantissa, or {@link #NO_PRICE} after the last
     */
    public long nextPrice(long price) {
        return price(next(key(price)));
    }

    /**
     * Quantity at a price.
     *
     * @param price mantissa
     * @return quantity mantissa, 0 where there is no level
     */
    public long quantity(long price) {
        long index = grid.index(price);
        return index == TickGrid.INVALID ? 0 : quantityOf(index ^ flip);
    }

    /**
     * The price of the n-th level from the touch; walks there.
     *
     * @param rank 0 is the best
     * @return mantissa, or {@link #NO_PRICE} if there are not as many levels
     */
    public long priceAt(int rank) {
        long key = bestKey;
        for (int i = 0; i < rank && key != NO_KEY; i++) {
            key = next(key);
        }
        return price(key);
    }

    /**
     * How many levels are stored, known or not.
     *
     * @return a count
     */
    public int count() {
        return inRing + far.size();
    }

    /**
     * Whether there is no level at all.
     *
     * @return true if the best price is absent
     */
    public boolean isEmpty() {
        return bestKey == NO_KEY;
    }

    /**
     * How many levels are surely known and complete (BOOK-8).
     *
     * @return a count, at most {@link #count()}
     */
    public int known() {
        return known;
    }

    /**
     * Whether this side's knowledge ends somewhere.
     *
     * @return true if {@link #horizonPrice()} is present
     */
    public boolean hasHorizon() {
        return horizon != NO_KEY;
    }

    /**
     * The best price not surely known; what is strictly better is known and equals the venue's side.
     *
     * @return mantissa, or {@link #NO_PRICE} if the whole side is known
     */
    public long horizonPrice() {
        return price(horizon);
    }

    // --------------------------------------------------------------------------------------------------- by key

    long bestKey() {
        return bestKey;
    }

    long horizon() {
        return horizon;
    }

    /** Price of a key; the complement of the tick number on the bid side is undone. */
    long price(long key) {
        return key == NO_KEY ? NO_PRICE : (key ^ flip) * grid.tick();
    }

    long key(long price) {
        return grid.index(price) ^ flip;
    }

    long quantityOf(long key) {
        return ((key - base) & outside) == 0 ? quantities[(int) key & mask] : far.quantity(key);
    }

    /** The best level strictly worse than a key, {@link #NO_KEY} if there is none. */
    long next(long key) {
        if (key < base) {
            return bestKey;
        }
        long found = ((key - base) & outside) == 0 ? nextInRing(key) : NO_KEY;
        return found != NO_KEY ? found : far.after(key);
    }

    /** The worst level, {@link #NO_KEY} if the side is empty. */
    long worstKey() {
        if (!far.isEmpty()) {
            return far.worst();
        }
        return inRing == 0 ? NO_KEY : worstInRing();
    }

    // -------------------------------------------------------------------------------------------------- changing

    /**
     * Sets the absolute quantities of levels, in this order; 0 deletes (BOOK-2).
     *
     * @return how many deletes found no level
     */
    int apply(long[] keys, long[] newQuantities, int count) {
        int absent = 0;
        for (int i = 0; i < count; i++) {
            long quantity = newQuantities[i];
            if ((set(keys[i], quantity) | quantity) == 0) {
                absent++;
            }
        }
        return absent;
    }

    /**
     * Sets the absolute quantity of one level; 0 deletes it.
     *
     * @return the quantity before, 0 if there was no level
     */
    long set(long key, long quantity) {
        if (((key - base) & outside) != 0) {
            return setOutside(key, quantity);
        }
        int slot = (int) key & mask;
        long old = quantities[slot];
        quantities[slot] = quantity;
        digest += Digest.mix(key) * (quantity - old);
        if (old == 0) {
            if (quantity != 0) {
                occupy(key, slot);
            }
        } else if (quantity == 0) {
            vacate(key, slot);
        }
        return old;
    }

    /** Removes all levels and the horizon. */
    void clear() {
        for (long left = occupiedWords; left != 0; left &= left - 1) {
            int word = Long.numberOfTrailingZeros(left);
            int start = word * WORD;
            for (long bits = occupied[word]; bits != 0; bits &= bits - 1) {
                quantities[start + Long.numberOfTrailingZeros(bits)] = 0;
            }
            occupied[word] = 0;
        }
        occupiedWords = 0;
        inRing = 0;
        far.clear();
        bestKey = NO_KEY;
        horizon = NO_KEY;
        known = 0;
        digest = 0;
    }

    /**
     * Drops the worst levels until at most {@code capacity} are left, and draws the horizon to the best one dropped
     * (BOOK-8).
     */
    void cut(int capacity) {
        while (count() > capacity) {
            long worst = worstKey();
            set(worst, 0);
            if (worst < horizon) {
                horizon = worst;
                // What is left is better than what was dropped, hence known.
                known = count();
            }
        }
    }

    /** Draws the horizon to a key, if it is not nearer already. */
    void limit(long key) {
        if (key >= horizon) {
            return;
        }
        horizon = key;
        known = 0;
        for (long at = bestKey; at < horizon; at = next(at)) {
            known++;
        }
    }

    /** Removes all levels that are better than a key. */
    void hideBefore(long key) {
        while (bestKey < key) {
            set(bestKey, 0);
        }
    }

    /** Whether two sides of one grid are equal as far as both are known. */
    boolean agreesWith(BookSide other) {
        long edge = Math.min(horizon, other.horizon);
        long mine = bestKey;
        long theirs = other.bestKey;
        while (mine < edge && mine == theirs && quantityOf(mine) == other.quantityOf(theirs)) {
            mine = next(mine);
            theirs = other.next(theirs);
        }
        return mine >= edge && theirs >= edge;
    }

    /** Becomes a copy of another side of the same kind and grid. */
    void assign(BookSide other) {
        clear();
        for (long key = other.bestKey; key != NO_KEY; key = other.next(key)) {
            set(key, other.quantityOf(key));
        }
        limit(other.horizon);
    }

    @Override
    public long digest() {
        return Digest.mix(digest, horizon);
    }

    @Override
    public long digestAnew() {
        long sum = far.sum();
        for (int slot = 0; slot <= mask; slot++) {
            if (quantities[slot] != 0) {
                sum += entry(base + ((slot - base) & mask), quantities[slot]);
            }
        }
        return Digest.mix(sum, horizon);
    }

    /** What a level adds to the digest: linear in the quantity, so that a change costs one mix. */
    static long entry(long key, long quantity) {
        return Digest.mix(key) * quantity;
    }

    // -------------------------------------------------------------------------------------------------- the ring

    private void occupy(long key, int slot) {
        mark(slot);
        inRing++;
        if (key < horizon) {
            known++;
        }
        if (key < bestKey) {
            bestKey = key;
            if (inRing == 1 && key - base > walk) {
                follow(key);
            }
        }
    }

    private void vacate(long key, int slot) {
        unmark(slot);
        inRing--;
        if (key < horizon) {
            known--;
        }
        if (key == bestKey) {
            bestKey = nextInRing(key);
            if (bestKey == NO_KEY || bestKey - base > walk) {
                touchWalked();
            }
        }
    }

    private long nextInRing(long key) {
        long bits = occupied[((int) key & mask) >>> 6] & (-2L << key);
        return bits != 0 ? (key & -WORD) + Long.numberOfTrailingZeros(bits) : nextWordInRing(key);
    }

    private long nextWordInRing(long key) {
        long later = wordsFromBase() & (-2L << ((key - base) >>> 6));
        if (later == 0) {
            return NO_KEY;
        }
        int distance = Long.numberOfTrailingZeros(later);
        return base + (long) distance * WORD + Long.numberOfTrailingZeros(wordAt(distance));
    }

    private long worstInRing() {
        int distance = WORD - 1 - Long.numberOfLeadingZeros(wordsFromBase());
        return base + (long) distance * WORD + (WORD - 1 - Long.numberOfLeadingZeros(wordAt(distance)));
    }

    /** Bit i: whether the i-th word from the base on holds a level. */
    private long wordsFromBase() {
        int start = ((int) base & mask) >>> 6;
        return ((occupiedWords >>> start) | (occupiedWords << (words - start))) & wordsMask;
    }

    private long wordAt(int distanceFromBase) {
        return occupied[(((int) base & mask) >>> 6) + distanceFromBase & (words - 1)];
    }

    private long setOutside(long key, long quantity) {
        if (key < base || isEmpty()) {
            return quantity == 0 ? 0 : setBefore(key, quantity);
        }
        long old = far.set(key, quantity);
        digest += Digest.mix(key) * (quantity - old);
        if (key < horizon) {
            known += (old == 0 ? 0 : -1) + (quantity == 0 ? 0 : 1);
        }
        return old;
    }

    private long setBefore(long key, long quantity) {
        follow(key);
        return set(key, quantity);
    }

    /** The ring has emptied at its near end: bring it behind the touch again. */
    private void touchWalked() {
        if (bestKey != NO_KEY) {
            follow(bestKey);
        } else if (!far.isEmpty()) {
            bestKey = far.best();
            follow(bestKey);
        }
    }

    /** Moves the ring so that a key, the best there is or about to be, lies an eighth behind its start. */
    private void follow(long key) {
        long start = key - lead;
        long newBase = (start > key ? Long.MIN_VALUE : start) & -WORD;
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
        while (inRing > 0) {
            long worst = worstInRing();
            if (((worst - newBase) & outside) == 0) {
                return;
            }
            int slot = (int) worst & mask;
            far.addBest(worst, quantities[slot]);
            quantities[slot] = 0;
            unmark(slot);
            inRing--;
        }
    }

    /** Far levels that the moved ring has reached come in. */
    private void takeIn() {
        while (!far.isEmpty() && ((far.best() - base) & outside) == 0) {
            int slot = (int) far.best() & mask;
            quantities[slot] = far.bestQuantity();
            mark(slot);
            inRing++;
            far.dropBest();
        }
    }

    private void mark(int slot) {
        int word = slot >>> 6;
        occupied[word] |= 1L << slot;
        occupiedWords |= 1L << word;
    }

    /** Takes a slot's bit away. */
    private void unmark(int slot) {
        int word = slot >>> 6;
        long rest = occupied[word] & ~(1L << slot);
        occupied[word] = rest;
        if (rest == 0) {
            occupiedWords &= ~(1L << word);
        }
    }
}
