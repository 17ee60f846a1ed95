package ebb.engine.book;

/**
 * What the two best levels say (DEPTH-1). Computed on demand from a book that has both; whoever asks has made sure of
 * {@link OrderBook#hasBothSides()}, without which all of it is UNDEFINED (BOOK-12).
 */
public final class Touch {
    private Touch() {}

    /**
     * Spread in ticks.
     *
     * @param book with both sides
     * @return best ask − best bid, in ticks; not positive if crossed
     */
    public static long spreadTicks(OrderBook book) {
        return book.asks().best() - ~book.bids().best();
    }

    /**
     * Spread relative to the mid.
     *
     * @param book with both sides
     * @return basis points
     */
    public static double spreadBp(OrderBook book) {
        // Ticks cancel, so that tick numbers do; their sum is the exact twice of the mid.
        double mid2 = (double) book.asks().best() + (double) ~book.bids().best();
        return 20_000.0 * spreadTicks(book) / mid2;
    }

    /**
     * The mid weighted by the other side's quantity.
     *
     * @param book with both sides
     * @return price, in mantissa units
     */
    public static double microprice(OrderBook book) {
        double bidQuantity = book.bestBidQuantity();
        double askQuantity = book.bestAskQuantity();
        double weighted = book.bestBid() * askQuantity + book.bestAsk() * bidQuantity;
        return weighted / (bidQuantity + askQuantity);
    }
}
