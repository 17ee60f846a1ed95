package ebb.engine.book;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Where the levels of one side are kept, by key. Those near the touch live in a ring indexed by tick that follows the
 * touch, with a bit for each tick and one for each block of 64 ticks, so that the next level is found in a few steps
 * however far it is; those further out are {@link FarLevels}. A smaller key is a better price.
 *
 * <p>The ring begins with 256 ticks and doubles up to 4,096 where levels stand that dense: a thin book takes 2 KiB a side
 * and a deep one 33 KiB. Where the ring stands and how long it is shows in no answer, digest or snapshot.
 */
abstract sealed class LevelRing extends FarLevels permits Levels {
    /** No level, no horizon: worse than any key. */
    static final long NO_KEY = Long.MAX_VALUE;

    /** Ticks of a new ring. */
    static final int LEAST = 256;

    /** Ticks of the longest ring: as many blocks as a long has bits, one summary bit a block. */
    static final int MOST = 4_096;

    private static final int BLOCK = 64;

    // A new touch is placed so that an eighth of the ring lies before it; when it has walked past the fourth part, the
    // ring moves after it.
    private static final int LEAD = 8;
    private static final int WALK = 4;

    // A ring twice as long must take in an eighth of its present ticks as levels.
    private static final int DENSE = 8;

    // First a word for each 64 ticks, bit i of word b: whether tick 64·b + i holds a level; then the quantities, by key
    // modulo the ring's ticks. One array, so that its length, which each access checks, and the bits share a cache
    // line.
    long[] ring = new long[LEAST / BLOCK + LEAST];
    // Ticks of the ring less 1; the ring's length would say it too, but has to come from memory first.
    int mask = LEAST - 1;
    // Bit b: whether word b may hold a level; where it does not, the next search clears it.
    long blocks;
    // Multiple of 64: the key of the ring's first tick. No level is better than it.
    long base;

    /** Quantity at a key, 0 where there is no level. */
    final long quantityOf(long key) {
        return isInRing(key) ? ring[slot(key)] : farQuantity(key);
    }

    /** Quantity at a key of the ring. */
    final long ringQuantity(long key) {
        return ring[slot(key)];
    }

    /** The worst level, {@link #NO_KEY} if there is none. */
    final long worst() {
        return hasFar() ? farWorst() : worstInRing();
    }

    /** Whether a key is worse than the ring's first tick, or that. */
    final boolean isBehindStart(long key) {
        return key >= base;
    }

    /** The best level strictly worse than a key that is not before the ring; {@link #NO_KEY} if there is none. */
    final long following(long key) {
        long found = isInRing(key) ? after(key) : NO_KEY;
        return found != NO_KEY ? found : farAfter(key);
    }

    /**
     * Reads levels, the better first.
     *
     * @param from the first: a level, or {@link #NO_KEY}
     * @param edge only levels better than it are read
     * @param keys takes their keys
     * @param quantities takes their quantities; as long as {@code keys}
     * @return how many were read
     */
    final int read(long from, long edge, long[] keys, long[] quantities) {
        long at = from;
        int n = 0;
        while (at < edge && isInRing(at)) {
            int block = ((int) at & mask) >>> 6;
            long start = at & -BLOCK;
            for (long word = ring[block] & -1L << at; word != 0; word &= word - 1) {
                long key = start + Long.numberOfTrailingZeros(word);
                if (key >= edge || n == keys.length) {
                    return n;
                }
                keys[n] = key;
                quantities[n] = ring[slot(key)];
                n++;
            }
            at = afterBlock(block);
        }
        // Behind the ring's last level come the best far ones.
        return from == NO_KEY || at != NO_KEY && isInRing(at)
                ? n
                : readFar(at == NO_KEY ? farFirst() : at, edge, keys, quantities, n);
    }

    /**
     * Adds up the quantities of levels: a run over the ring's ticks, those without a level adding 0.
     *
     * @param from the best level, or {@link #NO_KEY}
     * @param edge only levels better than it count
     * @return the sum, negative if it does not fit
     */
    final long quantityBetween(long from, long edge) {
        if (from >= edge) {
            return 0;
        }
        long total = 0;
        long sign = 0;
        if (isInRing(from)) {
            int left = isInRing(edge) ? (int) (edge - from) : mask + 1 - (int) (from - base);
            int at = slot(from);
            while (left > 0) {
                int run = Math.min(left, ring.length - at);
                for (int i = at; i < at + run; i++) {
                    total += ring[i];
                    sign |= total;
                }
                left -= run;
                at = mask + 1 >>> 6;
            }
        }
        return sign < 0 ? sign : plusFar(total, edge);
    }

    private long farFirst() {
        return hasFar() ? farBest() : NO_KEY;
    }

    /**
     * Asks for the cache lines that {@link Levels#apply} is about to change, all at once: with hundreds of books they come
     * from far memory, and one after the other they would be waited for one after the other.
     */
    final void ask(StagedSide levels) {
        long[] quantities = ring;
        long first = base;
        int last = mask;
        // The length is no question, but it comes from memory too, and so it is on its way.
        if (!isPlain() || last >= quantities.length) {
            return;
        }
        long[] keys = levels.keys;
        int size = levels.size;
        int words = last + 1 >>> 6;
        for (int i = 0; i < size; i++) {
            ask(keys[i], quantities, first, last, words);
        }
    }

    /** The same for {@link Levels#applyGroup}. */
    final void askGroup(StagedSide levels, TickGrid grid) {
        long[] quantities = ring;
        long first = base;
        int last = mask;
        if (!isPlain() || last >= quantities.length) {
            return;
        }
        byte[] array = levels.array();
        long at = levels.from();
        int stride = levels.stride();
        int size = levels.count();
        long inverse = grid.inverse();
        int shift = grid.shift();
        int flip = levels.flip;
        int words = last + 1 >>> 6;
        for (int i = 0; i < size; i++) {
            // Of a bad price it is some line or other: nothing there changes.
            long index = Long.rotateRight(UnsafeApi.getLongUnaligned(array, at, false) * inverse, shift);
            ask(index ^ flip, quantities, first, last, words);
            at += stride;
        }
    }

    private void ask(long key, long[] quantities, long first, int last, int words) {
        if (((key - first) & ~(long) last) == 0) {
            LineFetch.ask(quantities, words + ((int) key & last));
        } else {
            askFar(key);
        }
    }

    /**
     * Sets a quantity, which its caller notes ({@link #noteQuantities}).
     *
     * @return the quantity before
     */
    final long swap(long key, long quantity) {
        long[] slots = ring;
        int last = mask;
        if (((key - base) & ~(long) last) != 0) {
            return swapOutside(key, quantity);
        }
        int tick = (int) key & last;
        int at = (last + 1 >>> 6) + tick;
        long old = slots[at];
        slots[at] = quantity;
        int block = tick >>> 6;
        slots[block] ^= ((-quantity >>> 63) ^ (-old >>> 63)) << tick;
        // Too many are no harm: the next search clears those of empty blocks.
        blocks |= 1L << block;
        return old;
    }

    /** Removes all levels. */
    final void clearLevels() {
        int words = mask + 1 >>> 6;
        for (long left = blocks; left != 0; left &= left - 1) {
            int block = Long.numberOfTrailingZeros(left);
            ring[block] = 0;
            Arrays.fill(ring, words + block * BLOCK, words + (block + 1) * BLOCK, 0);
        }
        blocks = 0;
        clearFar();
    }

    /** Sum of the levels' digests, from the levels. */
    final long sumAnew() {
        long anew = farSum();
        for (int tick = 0; tick <= mask; tick++) {
            anew += entry(base + tick, ring[slot(base + tick)]);
        }
        return anew;
    }

    /**
     * Memory for levels: the ring, its bits and the far levels.
     *
     * @return bytes of the arrays' elements
     */
    final long bytes() {
        return (long) ring.length * Long.BYTES + farBytes();
    }

    /**
     * The best level at or after a key, none being better; the ring follows where that has gone far.
     *
     * @return {@link #NO_KEY} if there is no level
     */
    final long seek(long key) {
        long at = key;
        boolean isFar = !isInRing(at);
        if (isFar || ring[slot(at)] == 0) {
            at = isFar ? NO_KEY : after(at);
            at = at == NO_KEY && hasFar() ? farBest() : at;
        }
        if (at != NO_KEY && Long.compareUnsigned(at - base, (mask + 1) / WALK) > 0) {
            follow(at);
        }
        return at;
    }

    private boolean isInRing(long key) {
        return ((key - base) & ~(long) mask) == 0;
    }

    private int slot(long key) {
        return (mask + 1 >>> 6) + ((int) key & mask);
    }

    /** Sets a quantity of the ring. */
    private void put(long key, long quantity) {
        long is = -quantity >>> 63;
        int tick = (int) key & mask;
        int block = tick >>> 6;
        ring[slot(key)] = quantity;
        ring[block] = ring[block] & ~(1L << tick) | is << tick;
        blocks |= is << block;
        noteQuantities(quantity);
    }

    /** The best level of the ring strictly worse than a key of the ring, {@link #NO_KEY} if there is none. */
    private long after(long key) {
        // The next tick has a level more often than not near the touch, which the processor guesses; a bit it must wait
        // for.
        if ((~key & BLOCK - 1) != 0 && ring[slot(key) + 1] != 0) {
            return key + 1;
        }
        int block = ((int) key & mask) >>> 6;
        long word = ring[block] & -2L << key;
        return word != 0 ? (key & -BLOCK) + Long.numberOfTrailingZeros(word) : afterBlock(block);
    }

    private long afterBlock(int block) {
        int from = ((int) base & mask) >>> 6;
        int last = mask >>> 6;
        // Blocks in the order of their keys. A shift by 64, from the last of 64 blocks on, is none: hence by 1 twice.
        for (long later = inOrder(from) & -1L << ((block - from) & last) << 1; later != 0; later &= later - 1) {
            int distance = Long.numberOfTrailingZeros(later);
            int at = (from + distance) & last;
            if (ring[at] != 0) {
                return base + (long) distance * BLOCK + Long.numberOfTrailingZeros(ring[at]);
            }
            blocks &= ~(1L << at);
        }
        return NO_KEY;
    }

    private long worstInRing() {
        int from = ((int) base & mask) >>> 6;
        int last = mask >>> 6;
        for (long left = inOrder(from); left != 0; ) {
            int distance = BLOCK - 1 - Long.numberOfLeadingZeros(left);
            int at = (from + distance) & last;
            if (ring[at] != 0) {
                return base + (long) distance * BLOCK + BLOCK - 1 - Long.numberOfLeadingZeros(ring[at]);
            }
            left &= ~(1L << distance);
            blocks &= ~(1L << at);
        }
        return NO_KEY;
    }

    /** Bit i: whether the i-th block from the given one on may hold a level. */
    private long inOrder(int from) {
        int size = mask + 1 >>> 6;
        // With 64 blocks both shifts turn; with fewer the upper bits are none of ours.
        long turned = blocks >>> from | blocks << (size - from);
        return size == BLOCK ? turned : turned & ((1L << size) - 1);
    }

    /** Sets a level that is not in the ring: before it, where the ring has to follow, or far behind it. */
    final long swapOutside(long key, long quantity) {
        if (key < base) {
            if (quantity != 0) {
                follow(key);
                put(key, quantity);
            }
            return 0;
        }
        int places = farPlaces();
        long old = setFar(key, quantity);
        if (farPlaces() > places && mask < MOST - 1) {
            stretch();
        }
        return old;
    }

    /** Doubles the ring as long as that takes in enough far levels. */
    private void stretch() {
        for (int size = mask + 1;
                size < MOST
                        && farSize() >= size / DENSE
                        && Long.compareUnsigned(farNth(size / DENSE) - base, 2L * size) < 0;
                size *= 2) {
            long[] from = ring;
            ring = new long[2 * size / BLOCK + 2 * size];
            mask = 2 * size - 1;
            blocks = 0;
            for (int tick = 0; tick < size; tick++) {
                long quantity = from[size / BLOCK + ((int) (base + tick) & (size - 1))];
                if (quantity != 0) {
                    put(base + tick, quantity);
                }
            }
            takeIn();
        }
    }

    /** Moves the ring so that a key, the best there is or about to be, lies an eighth behind its start. */
    private void follow(long key) {
        long start = key - (mask + 1) / LEAD;
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
        for (long worst = worstInRing(); worst != NO_KEY; worst = worstInRing()) {
            if (((worst - newBase) & ~(long) mask) == 0) {
                return;
            }
            addFar(worst, ring[slot(worst)]);
            put(worst, 0);
        }
    }

    /** Far levels that the moved ring has reached come in. */
    private void takeIn() {
        while (hasFar() && isInRing(farBest())) {
            put(farBest(), takeFarBest());
        }
    }
}
