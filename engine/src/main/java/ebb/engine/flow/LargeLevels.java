package ebb.engine.flow;

import ebb.codecs.Scaled;
import ebb.engine.book.BookSide;

/**
 * Which levels of a side are far larger than those near the touch (PAT-4): the known levels in portions, best first, and
 * the least quantity that is large, a multiple of the first portion's median. Read in one go, since each step from level
 * to level by price would find its place in the book anew.
 */
final class LargeLevels {
    private static final int FEWEST = 3;

    private final int times;
    // The greatest sum of two quantities whose multiple is a number.
    private final long most;
    private final long[] prices;
    private final long[] quantities;
    private final long[] sorted;
    private int size;
    private long least = Long.MAX_VALUE;

    /**
     * Nothing read yet.
     *
     * @param levels how many make the median; a portion
     * @param times how many medians are large
     */
    LargeLevels(int levels, int times) {
        this.times = times;
        most = Long.MAX_VALUE / times;
        prices = new long[levels];
        quantities = new long[levels];
        sorted = new long[levels];
    }

    /** The portion at the touch; what is large is told by its median. */
    void read(BookSide side) {
        size = side.read(BookSide.NO_PRICE, prices, quantities);
        least = multipleOfMedian();
    }

    /** The portion behind this one, which is full. */
    void readOn(BookSide side) {
        size = side.read(prices[size - 1], prices, quantities);
    }

    int size() {
        return size;
    }

    /** Whether there may be levels behind this portion. */
    boolean isFull() {
        return size == prices.length;
    }

    long price(int i) {
        return prices[i];
    }

    long quantity(int i) {
        return quantities[i];
    }

    boolean isLarge(int i) {
        return quantities[i] >= least;
    }

    /** The least quantity that is large; none is where there are too few levels for a median. */
    long least() {
        return least;
    }

    private long multipleOfMedian() {
        if (size < FEWEST) {
            return Long.MAX_VALUE;
        }
        sort();
        long lower = sorted[(size - 1) / 2];
        long upper = sorted[size / 2];
        if (!Scaled.addFits(lower, upper) || lower + upper > most) {
            return Long.MAX_VALUE;
        }
        long doubled = (lower + upper) * times;
        return (doubled >>> 1) + (doubled & 1);
    }

    private void sort() {
        for (int i = 0; i < size; i++) {
            long quantity = quantities[i];
            int at = i;
            while (at > 0 && sorted[at - 1] > quantity) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = quantity;
        }
    }
}
