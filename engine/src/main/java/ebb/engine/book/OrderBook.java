package ebb.engine.book;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The levels of one instrument, both sides. Says nothing about whether they may be traded on; that is
 * {@link BookBuilder#status()}. Prices and quantities are mantissas of the instrument's exponents.
 */
public final class OrderBook extends TickGrid implements Digested, Snapshotted {
    private final BookSide bids;
    private final BookSide asks;

    /**
     * An empty book.
     *
     * @param tick price mantissa, at least 1
     * @throws IllegalArgumentException for a tick below 1
     */
    public OrderBook(long tick) {
        super(tick);
        bids = new BookSide(true, this);
        asks = new BookSide(false, this);
    }

    /**
     * The bids, best first.
     *
     * @return the side, to be read by price
     */
    public BookSide bids() {
        return bids;
    }

    /**
     * The asks, best first.
     *
     * @return the side, to be read by price
     */
    public BookSide asks() {
        return asks;
    }

    /**
     * Best bid.
     *
     * @return price mantissa, or {@link BookSide#NO_PRICE}
     */
    public long bestBid() {
        return bids.bestPrice();
    }

    /**
     * Best ask.
     *
     * @return price mantissa, or {@link BookSide#NO_PRICE}
     */
    public long bestAsk() {
        return asks.bestPrice();
    }

    /**
     * Quantity at the best bid.
     *
     * @return quantity mantissa, 0 if the side is empty
     */
    public long bestBidQuantity() {
        return bids.bestQuantity();
    }

    /**
     * Quantity at the best ask.
     *
     * @return quantity mantissa, 0 if the side is empty
     */
    public long bestAskQuantity() {
        return asks.bestQuantity();
    }

    /**
     * Whether both sides have a best price.
     *
     * @return false if there is no mid (BOOK-12)
     */
    public boolean hasBothSides() {
        return !bids.isEmpty() && !asks.isEmpty();
    }

    /**
     * Crossed or locked: best bid at or above best ask (BOOK-9).
     *
     * @return false if a side is empty
     */
    public boolean isCrossed() {
        // A bid's key is the complement of its tick number; an empty side's NO_KEY turns into a number below all asks.
        return ~bids.best() >= asks.best();
    }

    /**
     * Twice the mid price, exact (DEPTH-1).
     *
     * @return sum of both best prices, or {@link BookSide#NO_PRICE} if a side is empty or the sum overflows
     */
    public long mid2() {
        if (!hasBothSides()) {
            return BookSide.NO_PRICE;
        }
        long sum = bids.bestPrice() + asks.bestPrice();
        return sum > 0 ? sum : BookSide.NO_PRICE;
    }

    /**
     * How often levels may have changed; who remembers it with what he read knows whether that still holds. Not state.
     *
     * @return a count that never falls
     */
    public long changes() {
        return bids.changes() + asks.changes();
    }

    /**
     * Sets the absolute quantity of one level, outside any sequence: for books that are kept otherwise than by a
     * {@link BookBuilder}, such as a simulated or a measured one.
     *
     * @param isBid true for the bids
     * @param price mantissa
     * @param quantity mantissa, not negative; 0 deletes
     * @return the quantity before, 0 if there was no level
     * @throws IllegalArgumentException for a price off the grid or a negative quantity
     */
    public long set(boolean isBid, long price, long quantity) {
        long index = index(price);
        if ((index | quantity) < 0) {
            throw refused(price, quantity);
        }
        return isBid ? bids.set(~index, quantity) : asks.set(index, quantity);
    }

    /**
     * Memory that the levels of both sides take now; it grows with how many there are and how dense they stand near the
     * touch, and never shrinks.
     *
     * @return bytes of the arrays' elements
     */
    public long bytes() {
        return bids.bytes() + asks.bytes();
    }

    private IllegalArgumentException refused(long price, long quantity) {
        return new IllegalArgumentException("level " + price + " x " + quantity + ": tick is " + tick());
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    /** Empties the book and takes another tick (INST-5). */
    void reset(long tick) {
        clear();
        regrid(tick);
    }

    /** Becomes a copy of another book of the same tick. */
    void assign(OrderBook other) {
        bids.assign(other.bids);
        asks.assign(other.asks);
    }

    /** Whether two books of one grid are equal as far as both are known. */
    boolean agreesWith(OrderBook other) {
        return bids.agreesWith(other.bids) && asks.agreesWith(other.asks);
    }

    /** Keeps at most so many levels a side (BOOK-8). */
    void cut(int capacity) {
        bids.cut(capacity);
        asks.cut(capacity);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("order book");
        out.putLong(tick());
        bids.writeTo(out);
        asks.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("order book");
        long tick = in.readLong();
        if (tick < 1) {
            throw new SnapshotException("a tick of " + tick + " in a book of the snapshot: it is damaged");
        }
        reset(tick);
        bids.readFrom(in);
        asks.readFrom(in);
    }

    @Override
    public long digest() {
        return fold(bids.digest(), asks.digest());
    }

    @Override
    public long digestAnew() {
        return fold(bids.digestAnew(), asks.digestAnew());
    }

    private long fold(long bidSum, long askSum) {
        return Fold.of(Fold.of(bidSum, askSum), tick());
    }
}
