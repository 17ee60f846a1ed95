package ebb.engine.book;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * One side of a book, read by price. Inside, a level's <em>key</em> is its tick number, complemented on the bid side: on
 * both sides a smaller key is a better price, so that there is one code for both.
 *
 * <p>The <em>horizon</em> (BOOK-8) is the best price not surely known; a level is known iff it is strictly better, and
 * what is known equals the venue's side.
 */
public final class BookSide extends Levels implements Digested, Snapshotted {
    /** No price: the side is empty, or there is no further level. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    private final TickGrid grid;
    private final int flip;

    /**
     * An empty side.
     *
     * @param isBid true for the bids
     * @param grid the instrument's ticks, shared by both sides
     */
    BookSide(boolean isBid, TickGrid grid) {
        this.grid = grid;
        flip = isBid ? -1 : 0;
    }

    /**
     * The best price.
     *
     * @return mantissa, or {@link #NO_PRICE} if the side is empty
     */
    public long bestPrice() {
        return price(best());
    }

    /**
     * Quantity at the best price.
     *
     * @return quantity mantissa, 0 if the side is empty
     */
    public long bestQuantity() {
        return bestLevelQuantity();
    }

    /**
     * The next price away from the touch that has a level: {@code for (long p = side.bestPrice(); p != NO_PRICE;
     * p = side.nextPrice(p))} walks the side.
     *
     * @param price on the grid, with a level or without
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
        long key = best();
        for (int i = 0; i < rank && key != NO_KEY; i++) {
            key = next(key);
        }
        return price(key);
    }

    /**
     * Reads known levels, the better first; dearer to begin than one {@link #nextPrice}, cheaper for many.
     *
     * @param after a price: only levels worse than it are read; {@link #NO_PRICE} for those from the touch on
     * @param prices takes price mantissas
     * @param quantities takes quantity mantissas; as long as {@code prices}
     * @return how many were read; fewer than there is room for where no more are known
     */
    public int read(long after, long[] prices, long[] quantities) {
        int n = read(after == NO_PRICE ? best() : next(key(after)), horizon(), prices, quantities);
        for (int i = 0; i < n; i++) {
            prices[i] = price(prices[i]);
        }
        return n;
    }

    /**
     * How many levels are stored, known or not.
     *
     * @return a count
     */
    public int count() {
        return levels();
    }

    /**
     * Whether there is no level at all.
     *
     * @return true if the best price is absent
     */
    public boolean isEmpty() {
        return best() == NO_KEY;
    }

    /**
     * How many levels are surely known and complete (BOOK-8).
     *
     * @return a count, at most {@link #count()}
     */
    public int known() {
        return knownLevels();
    }

    /**
     * Whether this side's knowledge ends somewhere.
     *
     * @return true if {@link #horizonPrice()} is present
     */
    public boolean hasHorizon() {
        return horizon() != NO_KEY;
    }

    /**
     * The best price not surely known.
     *
     * @return mantissa, or {@link #NO_PRICE} if the whole side is known
     */
    public long horizonPrice() {
        return price(horizon());
    }

    /**
     * Whether a price is surely known: its quantity, 0 included, is the venue's.
     *
     * @param price on the grid
     * @return false at and beyond the horizon
     */
    public boolean isKnown(long price) {
        return key(price) < horizon();
    }

    long price(long key) {
        return key == NO_KEY ? NO_PRICE : (key ^ flip) * grid.tick();
    }

    long key(long price) {
        return grid.index(price) ^ flip;
    }

    /** Whether two sides of one grid are equal as far as both are known. */
    boolean agreesWith(BookSide other) {
        long edge = Math.min(horizon(), other.horizon());
        long mine = best();
        long theirs = other.best();
        while (mine < edge && mine == theirs && quantityOf(mine) == other.quantityOf(theirs)) {
            mine = next(mine);
            theirs = other.next(theirs);
        }
        return mine >= edge && theirs >= edge;
    }

    /** Becomes a copy of another side of the same kind and grid. */
    void assign(BookSide other) {
        clear();
        for (long key = other.best(); key != NO_KEY; key = other.next(key)) {
            set(key, other.quantityOf(key));
        }
        limit(other.horizon());
    }

    /** Levels, best first, and the horizon; where the ring stands shows in no answer. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.putInt(count());
        for (long key = best(); key != NO_KEY; key = next(key)) {
            out.putLong(key);
            out.putLong(quantityOf(key));
        }
        out.putLong(horizon());
    }

    @Override
    public void readFrom(SnapshotReader in) {
        clear();
        long last = Long.MIN_VALUE;
        for (int left = in.readCount(Integer.MAX_VALUE); left > 0; left--) {
            long key = in.readLong();
            long quantity = in.readLong();
            if (key <= last || (key ^ flip) <= 0 || key == NO_KEY || quantity <= 0) {
                throw new SnapshotException("no level " + key + " x " + quantity + " can follow " + last
                        + " in a book of the snapshot: it is damaged");
            }
            set(key, quantity);
            last = key;
        }
        limit(in.readLong());
    }

    @Override
    public long digest() {
        return Fold.of(sum(), horizon());
    }

    @Override
    public long digestAnew() {
        return Fold.of(sumAnew(), horizon());
    }
}
