package ebb.adapters.venue;

import ebb.codecs.Nulls;
import java.util.Arrays;

/**
 * Depth messages of one instrument merged while the ring is full: the last quantity of each price, {@code first} and
 * {@code prev} of the oldest, {@code last} of the newest (messages.md §5). Quantities are absolute, so nothing is lost
 * but the steps between. Preallocated.
 */
final class DepthConflator {
    /** Distinct prices of both sides that can be held; more than one message of any venue here has. */
    static final int CAPACITY = 2_048;

    private static final int BUCKETS = CAPACITY * 2;
    private static final short FREE = -1;

    private final long[] prices = new long[CAPACITY];
    private final long[] quantities = new long[CAPACITY];
    private final boolean[] bids = new boolean[CAPACITY];
    private final short[] buckets = new short[BUCKETS];
    private int size;
    private boolean empty = true;
    private long first;
    private long last;
    private long prev;
    private long tx;
    private long receiveNs;
    private int conn;

    DepthConflator() {
        Arrays.fill(buckets, FREE);
    }

    /**
     * Takes the header of one more message.
     *
     * @return whether it continues what is held; if not, nothing was taken and the book has a hole
     */
    boolean begin(long first, long last, long prev) {
        if (empty) {
            empty = false;
            this.first = first;
            this.prev = prev;
            this.last = last;
            return true;
        }
        boolean joins = prev == Nulls.LONG ? first <= this.last + 1 && last > this.last : prev == this.last;
        if (joins) {
            this.last = last;
        }
        return joins;
    }

    void stamp(long tx, long receiveNs, int conn) {
        this.tx = tx;
        this.receiveNs = receiveNs;
        this.conn = conn;
    }

    /** Sets the quantity of a price; false if there is no room for another price. */
    boolean put(boolean bid, long price, long quantity) {
        int bucket = hash(bid, price);
        int at = buckets[bucket];
        while (at != FREE) {
            if (prices[at] == price && bids[at] == bid) {
                quantities[at] = quantity;
                return true;
            }
            bucket = bucket + 1 & BUCKETS - 1;
            at = buckets[bucket];
        }
        if (size == CAPACITY) {
            return false;
        }
        buckets[bucket] = (short) size;
        prices[size] = price;
        quantities[size] = quantity;
        bids[size] = bid;
        size++;
        return true;
    }

    private static int hash(boolean bid, long price) {
        return (int) ((price * 2 + (bid ? 1 : 0)) * 0x9E3779B97F4A7C15L >>> 40) & BUCKETS - 1;
    }

    /** Forgets everything. */
    void clear() {
        if (size > 0) {
            Arrays.fill(buckets, FREE);
            size = 0;
        }
        empty = true;
    }

    boolean isEmpty() {
        return empty;
    }

    int size() {
        return size;
    }

    long price(int i) {
        return prices[i];
    }

    long quantity(int i) {
        return quantities[i];
    }

    boolean isBid(int i) {
        return bids[i];
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long prev() {
        return prev;
    }

    long tx() {
        return tx;
    }

    long receiveNs() {
        return receiveNs;
    }

    int conn() {
        return conn;
    }
}
