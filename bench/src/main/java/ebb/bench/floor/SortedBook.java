package ebb.bench.floor;

import java.util.Arrays;

/** Floor A of PERF §3: a sorted array a side, binary search, the best level at the end. */
public final class SortedBook {
    private final Side bids = new Side();
    private final Side asks = new Side();

    /** Two empty sides. */
    public SortedBook() {}

    /** Sets a level: side 0 bid, 1 ask; quantity 0 deletes. */
    public void level(int side, long price, long quantity) {
        // Asks are kept negated, so that the best one is the greatest on both sides.
        if (side == 0) {
            bids.set(price, quantity);
        } else {
            asks.set(-price, quantity);
        }
    }

    /** Best price of a side that is not empty. */
    public long best(int side) {
        return side == 0 ? bids.keys[bids.size - 1] : -asks.keys[asks.size - 1];
    }

    private static final class Side {
        private long[] keys = new long[2_048];
        private long[] quantities = new long[2_048];
        private int size;

        void set(long key, long quantity) {
            int at = Arrays.binarySearch(keys, 0, size, key);
            if (at >= 0 && quantity != 0) {
                quantities[at] = quantity;
            } else if (at >= 0) {
                size--;
                System.arraycopy(keys, at + 1, keys, at, size - at);
                System.arraycopy(quantities, at + 1, quantities, at, size - at);
            } else if (quantity != 0) {
                insert(~at, key, quantity);
            }
        }

        private void insert(int at, long key, long quantity) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                quantities = Arrays.copyOf(quantities, size * 2);
            }
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(quantities, at, quantities, at + 1, size - at);
            keys[at] = key;
            quantities[at] = quantity;
            size++;
        }
    }
}
