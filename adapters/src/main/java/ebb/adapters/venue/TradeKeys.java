package ebb.adapters.venue;

/**
 * Which keys of a frame tell what of a trade.
 *
 * @param time venue time
 * @param id number of the trade
 * @param price price
 * @param quantity quantity
 * @param flag whether the taker sold
 * @param first number of the first fill, negative if that is not told
 * @param last number of the last fill
 * @param family which family of the venue it is of, where that is told
 */
public record TradeKeys(int time, int id, int price, int quantity, int flag, int first, int last, int family) {
    /** Whether fills are counted. */
    boolean isCounted() {
        return first >= 0;
    }

    /** The numbers without quantity and family, a bit each. */
    long numbers() {
        return 1L << time | 1L << id | 1L << price | (isCounted() ? 1L << first | 1L << last : 0);
    }
}
