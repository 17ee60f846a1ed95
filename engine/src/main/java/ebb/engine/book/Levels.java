package ebb.engine.book;

import ebb.engine.state.Digest;
import org.agrona.UnsafeApi;

/**
 * All levels of one side by key, with what is kept of them: the best, counts, digest, horizon. A smaller key is a better
 * price.
 *
 * <p>One object with the ring and the far levels, extended by {@link BookSide} instead of held by it: a change of a level
 * touches few cache lines, however many books there are.
 */
abstract sealed class Levels extends LevelRing permits BookSide {
    /** A level was off the grid or negative. */
    static final int BAD = -1;

    private long best = NO_KEY;
    private long horizon = NO_KEY;
    private long sum;
    private int count;
    private int known;
    // Never falls; what was read of the levels is as it was while this is.
    private long changes;

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
        return best == NO_KEY ? 0 : ringQuantity(best);
    }

    /** The best level strictly worse than a key, {@link #NO_KEY} if there is none. */
    final long next(long key) {
        return isBehindStart(key) ? following(key) : best;
    }

    /**
     * Sum of the quantities of all levels better than a key.
     *
     * @return negative if it does not fit
     */
    final long quantityBefore(long edge) {
        return quantityBetween(best, edge);
    }

    /**
     * Sets the absolute quantities of levels, in this order; 0 deletes (BOOK-2). Nothing branches on a quantity, old or
     * new, for half the guesses would be wrong; the best level is looked for once, at the end. One loop for all, since
     * each loop's end is a wrong guess.
     *
     * @return how many deletes found no level
     */
    final int apply(StagedSide levels) {
        changes++;
        noteQuantities(levels.quantityBits);
        long[] keys = levels.keys;
        long[] quantities = levels.quantities;
        int size = levels.size;
        long[] slots = ring;
        long first = base;
        int last = mask;
        int words = last + 1 >>> 6;
        long occupied = blocks;
        long nearest = best;
        long edge = horizon;
        long moved = 0;
        long came = 0;
        long beyond = 0;
        long found = 0;
        for (int i = 0; i < size; i++) {
            long key = keys[i];
            long quantity = quantities[i];
            // 1 where there is a quantity, none being negative.
            long is = -quantity >>> 63;
            long was;
            long old;
            if (((key - first) & ~(long) last) == 0) {
                int tick = (int) key & last;
                old = slots[words + tick];
                slots[words + tick] = quantity;
                was = -old >>> 63;
                int block = tick >>> 6;
                slots[block] ^= (is ^ was) << tick;
                // Too many are no harm: the next search clears those of empty blocks.
                occupied |= 1L << block;
            } else {
                blocks = occupied;
                old = swapOutside(key, quantity);
                slots = ring;
                first = base;
                last = mask;
                words = last + 1 >>> 6;
                occupied = blocks;
                was = -old >>> 63;
            }
            moved += Digest.mix(key) * (quantity - old);
            came += is - was;
            found += is | was;
            if (key >= edge) {
                beyond += is - was;
            }
            if (key < nearest && quantity != 0) {
                nearest = key;
            }
        }
        blocks = occupied;
        settle(nearest, moved, came, beyond);
        return size - (int) found;
    }

    /**
     * Sets the quantities of a group's levels as {@link #apply} does, looking at each on the way: one loop instead of two.
     * For levels behind which a bad one comes, what was there is kept.
     *
     * @param levels their group, at most {@link BookCore#SURPLUS}
     * @param grid what their prices count in
     * @return how many deletes found no level; {@link #BAD} if a price is off the grid or a quantity negative, and all is
     *     as it was then
     */
    final int applyGroup(StagedSide levels, TickGrid grid) {
        changes++;
        byte[] array = levels.array();
        long at = levels.from();
        int stride = levels.stride();
        int size = levels.count();
        int flip = levels.flip;
        long[] olds = levels.olds;
        long inverse = grid.inverse();
        int shift = grid.shift();
        long end = grid.greatest() - 1;
        long nearest = best;
        long edge = horizon;
        long moved = 0;
        long came = 0;
        long beyond = 0;
        long found = 0;
        long most = 0;
        int i = 0;
        for (; i < size; i++) {
            long price = UnsafeApi.getLongUnaligned(array, at, false);
            long quantity = UnsafeApi.getLongUnaligned(array, at + Long.BYTES, false);
            at += stride;
            // The sign of one of them is set where TickGrid.index would say INVALID, or the quantity is negative.
            long below = Long.rotateRight(price * inverse, shift) - 1;
            if ((below | end - below | quantity) < 0) {
                break;
            }
            long key = below + 1 ^ flip;
            long old = swap(key, quantity);
            olds[i] = old;
            most = Math.max(most, quantity);
            long is = -quantity >>> 63;
            long was = -old >>> 63;
            moved += Digest.mix(key) * (quantity - old);
            came += is - was;
            found += is | was;
            if (key >= edge) {
                beyond += is - was;
            }
            if (key < nearest && quantity != 0) {
                nearest = key;
            }
        }
        settle(nearest, moved, came, beyond);
        noteQuantities(most);
        levels.greatest = most;
        if (i < size) {
            undo(levels, i, grid);
            return BAD;
        }
        return size - (int) found;
    }

    private void settle(long nearest, long moved, long came, long beyond) {
        sum += moved;
        count += (int) came;
        known += (int) (came - beyond);
        best = nearest == NO_KEY ? NO_KEY : seek(nearest);
    }

    /** Takes back the first levels of a group that {@link #applyGroup} set. */
    final void undo(StagedSide levels, int size, TickGrid grid) {
        for (int i = size - 1; i >= 0; i--) {
            set(levels.keyInGroup(i, grid), levels.olds[i]);
        }
    }

    /**
     * Sets the absolute quantity of one level; 0 deletes it.
     *
     * @return the quantity before, 0 if there was no level
     */
    final long set(long key, long quantity) {
        changes++;
        noteQuantities(quantity);
        long old = swap(key, quantity);
        sum += Digest.mix(key) * (quantity - old);
        int change = (int) (-quantity >>> 63) - (int) (-old >>> 63);
        count += change;
        known += key < horizon ? change : 0;
        if (key <= best && (quantity | old) != 0) {
            best = seek(quantity == 0 ? best : key);
        }
        return old;
    }

    /** Removes all levels and the horizon. */
    final void clear() {
        changes++;
        clearLevels();
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
        changes++;
        horizon = key;
        known = 0;
        for (long at = best; at < horizon; at = next(at)) {
            known++;
        }
    }

    /** A count of changes of levels and horizon; not state. */
    final long changes() {
        return changes;
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
}
