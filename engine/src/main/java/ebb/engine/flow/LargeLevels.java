package ebb.engine.flow;

import ebb.codecs.Scaled;
import ebb.engine.book.BookSide;

/**
 * Which levels of a side are far larger than those near the touch (PAT-4): the known levels in portions, best first, and
 * the least quantity that is large, a multiple of the first portion's median. Read in one go, since each step from level
 * to level by price would find its place in the book anew.
 *
 * <p>Remembers what the last walk over the levels has shown: no level that is better than {@link #edge} and not watched has
 * more than {@link #bound}, but for those that were reported since. While that is not large there is nothing to walk for.
 */
final class LargeLevels {
    private static final int FEWEST = 3;
    private static final int MOST_NEWS = 16;

    /** Nothing is known of the levels. */
    private static final long UNSURE = Long.MAX_VALUE;

    private final boolean isBid;
    private final int times;
    // The greatest sum of two quantities whose multiple is a number.
    private final long most;
    private final long[] prices;
    private final long[] quantities;
    private int size;
    private long least = Long.MAX_VALUE;

    // The median, from which the next is looked for, and what of the portion lies about it.
    private long middle;
    private int below;
    private int upTo;
    private long beneath;
    private long above;

    // What the last walk has shown; not state, for without it there is a walk more.
    private long bound = UNSURE;
    private long edge;
    private long greatest;
    private final long[] news = new long[MOST_NEWS];
    private int newsSize;

    /**
     * Nothing read yet.
     *
     * @param isBid true for the bids
     * @param levels how many make the median; a portion
     * @param times how many medians are large
     */
    LargeLevels(boolean isBid, int levels, int times) {
        this.isBid = isBid;
        this.times = times;
        most = Long.MAX_VALUE / times;
        prices = new long[levels];
        quantities = new long[levels];
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

    /** No level that is neither watched nor reported has more, as far as the last walk went. */
    long bound() {
        return bound;
    }

    /** A level may have more than the bound by now. */
    void report(long price) {
        if (newsSize == MOST_NEWS) {
            doubt();
        } else {
            news[newsSize++] = price;
        }
    }

    /** Levels may have changed that nobody reported. */
    void doubt() {
        bound = UNSURE;
        newsSize = 0;
    }

    /** The next level that was reported, {@link BookSide#NO_PRICE} after the last. */
    long nextNews() {
        return newsSize == 0 ? BookSide.NO_PRICE : news[--newsSize];
    }

    /** A level that is not watched has this quantity. */
    void raise(long price, long quantity) {
        if (isBetter(price, edge)) {
            bound = Math.max(bound, quantity);
        }
    }

    /** Whether a level that is not watched may be large, from the touch to a price. */
    boolean mayHide(long last) {
        return bound >= least || !isBetter(last, edge);
    }

    /** A walk over the levels begins at the touch. */
    void beginWalk() {
        doubt();
        greatest = 0;
    }

    /** The walk has passed a level that is not large. */
    void pass(int i) {
        greatest = Math.max(greatest, quantities[i]);
    }

    /** The walk ends before a level, or behind the last one at {@link BookSide#NO_PRICE}. */
    void endWalk(long before) {
        bound = greatest;
        edge = before != BookSide.NO_PRICE ? before : isBid ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private boolean isBetter(long price, long than) {
        return isBid ? price > than : price < than;
    }

    private long multipleOfMedian() {
        if (size < FEWEST) {
            return Long.MAX_VALUE;
        }
        long lower = select((size - 1) / 2);
        long upper = size / 2 < upTo ? lower : above;
        if (!Scaled.addFits(lower, upper) || lower + upper > most) {
            return Long.MAX_VALUE;
        }
        long doubled = (lower + upper) * times;
        return (doubled >>> 1) + (doubled & 1);
    }

    /** The quantity of a rank, the least first: a few steps from the last median, for a book changes little between looks. */
    private long select(int rank) {
        long at = middle;
        weigh(at);
        while (below > rank) {
            at = beneath;
            weigh(at);
        }
        while (upTo <= rank) {
            at = above;
            weigh(at);
        }
        middle = at;
        return at;
    }

    /**
     * How many quantities are less than one, how many up to it, the greatest of those below and the least of those above. No
     * branch depends on a quantity: half the guesses would be wrong. None is negative, so that no difference overflows.
     */
    private void weigh(long at) {
        long less = 0;
        long greater = 0;
        long highest = 0;
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            long quantity = quantities[i];
            long isLess = (quantity - at) >> 63;
            long isGreater = (at - quantity) >> 63;
            less -= isLess;
            greater -= isGreater;
            long under = (quantity & isLess) - highest;
            highest += under & ~(under >> 63);
            long over = (quantity | ~isGreater & Long.MAX_VALUE) - lowest;
            lowest += over & over >> 63;
        }
        below = (int) less;
        upTo = size - (int) greater;
        beneath = highest;
        above = lowest;
    }
}
