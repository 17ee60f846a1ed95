package ebb.engine.book;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Sum128;

/**
 * What taking a quantity would cost now (DEPTH-5, 6). Reused: {@link #walk} consumes the known levels of the opposite
 * side, the accessors read what it found.
 */
public final class BookWalk {
    private final Sum128 cost = new Sum128();
    private boolean isBuy;
    private long filled;
    private long remainder;
    private long touch;
    private long mid2;
    private boolean isLowerBound;

    /** Nothing walked yet. */
    public BookWalk() {}

    /**
     * Walks without own orders.
     *
     * @param book a LIVE book
     * @param isBuy true to take asks, false to take bids
     * @param quantity mantissa, not negative
     * @return true if there is a price: something was filled
     */
    public boolean walk(OrderBook book, boolean isBuy, long quantity) {
        return walk(book, isBuy, quantity, null);
    }

    /**
     * Walks around own orders.
     *
     * @param book a LIVE book
     * @param isBuy true to take asks, false to take bids
     * @param quantity mantissa, not negative
     * @param own what of the levels is ours, or null if that is not known
     * @return true if there is a price: something was filled
     */
    public boolean walk(OrderBook book, boolean isBuy, long quantity, OwnOrders own) {
        BookSide side = isBuy ? book.asks() : book.bids();
        this.isBuy = isBuy;
        mid2 = book.mid2();
        touch = side.bestPrice();
        cost.clear();
        filled = 0;
        remainder = quantity;
        long horizon = side.horizon();
        for (long at = side.best(); at < horizon && remainder > 0; at = side.next(at)) {
            long price = side.price(at);
            long there = side.quantityOf(at);
            if (own != null) {
                there = Math.max(0, there - own.quantity(!isBuy, price));
            }
            long taken = Math.min(remainder, there);
            cost.addProduct(price, taken);
            filled += taken;
            remainder -= taken;
        }
        isLowerBound = remainder > 0 && side.hasHorizon();
        return filled > 0;
    }

    /**
     * What the known levels give.
     *
     * @return quantity mantissa
     */
    public long filled() {
        return filled;
    }

    /**
     * What they do not give: INSUFFICIENT if above 0.
     *
     * @return quantity mantissa
     */
    public long remainder() {
        return remainder;
    }

    /**
     * Σ price·quantity of what was filled.
     *
     * @return 128 bits, in price mantissa × quantity mantissa; valid until the next walk
     */
    public Sum128 cost() {
        return cost;
    }

    /**
     * Whether the walk came to the horizon, so that there may be more.
     *
     * @return true if {@link #filled()} is a lower bound
     */
    public boolean isLowerBound() {
        return isLowerBound;
    }

    /**
     * Average price of what was filled, rounded against us.
     *
     * @return price mantissa, up for a buy and down for a sell; {@link BookSide#NO_PRICE} if nothing was filled
     */
    public long vwap() {
        return filled == 0 ? BookSide.NO_PRICE : cost.quotient(filled, isBuy ? Rounding.CEIL : Rounding.FLOOR);
    }

    /**
     * Average price of what was filled, not rounded; for display.
     *
     * @return in price mantissa units; 0 if nothing was filled
     */
    public double averagePrice() {
        return filled == 0 ? 0 : cost.toDouble() / filled;
    }

    /**
     * Whether slippage against the mid is defined.
     *
     * @return false if nothing was filled or a side is empty
     */
    public boolean hasSlippage() {
        return filled > 0 && mid2 != BookSide.NO_PRICE;
    }

    /**
     * How much worse than the mid the average price is.
     *
     * @return bp of the mid; 0 where it is UNDEFINED ({@link #hasSlippage()})
     */
    public double slippageToMidBp() {
        if (!hasSlippage()) {
            return 0;
        }
        double difference = 2.0 * vwap() - mid2;
        return 10_000.0 * (isBuy ? difference : -difference) / mid2;
    }

    /**
     * How much worse than the best price the average price is.
     *
     * @return bp of the best price; 0 if nothing was filled
     */
    public double slippageToTouchBp() {
        if (filled == 0) {
            return 0;
        }
        double difference = (double) vwap() - touch;
        return 10_000.0 * (isBuy ? difference : -difference) / touch;
    }

    /**
     * The gate of an order (DEPTH-6): all of it is there and costs no more than a limit. Compared in micro-units (NUM-8).
     *
     * @param limitBp greatest slippage against the mid, bp
     * @return false also if the quantity is not surely there or there is no mid
     */
    public boolean isWithin(double limitBp) {
        return remainder == 0 && hasSlippage() && Micro.of(slippageToMidBp()) <= Micro.of(limitBp);
    }
}
