package ebb.engine.book;

/** What we ourselves have resting in a book, which is nobody's to take from us (DEPTH-5). */
@FunctionalInterface
public interface OwnOrders {
    /**
     * Our open quantity at a price.
     *
     * @param isBid true for the bids
     * @param price mantissa
     * @return quantity mantissa, 0 if we have none there
     */
    long quantity(boolean isBid, long price);
}
