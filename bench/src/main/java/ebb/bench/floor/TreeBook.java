package ebb.bench.floor;

import java.util.TreeMap;

/** The usual way of a book: two {@code TreeMap<Long, Long>}. */
public final class TreeBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    /** Two empty sides. */
    public TreeBook() {}

    /** Sets a level: side 0 bid, 1 ask; quantity 0 deletes. */
    public void level(int side, long price, long quantity) {
        TreeMap<Long, Long> levels = side == 0 ? bids : asks;
        if (quantity == 0) {
            levels.remove(price);
        } else {
            levels.put(price, quantity);
        }
    }

    /** Best price of a side that is not empty. */
    public long best(int side) {
        return side == 0 ? bids.lastKey() : asks.firstKey();
    }

    /** Levels of a side. */
    public int count(int side) {
        return side == 0 ? bids.size() : asks.size();
    }
}
