package ebb.engine.order;

/**
 * Which orders were begun, changed or ended since somebody who keeps sums over the live ones last looked. There is one such
 * reader; each order is listed once, however often it changed.
 */
public final class OrderChanges {
    private final Order[] orders;
    private final int[] slots;
    private final boolean[] isListed;
    private int count;

    OrderChanges(Order[] orders) {
        this.orders = orders;
        slots = new int[orders.length];
        isListed = new boolean[orders.length];
    }

    void add(Order order) {
        if (!isListed[order.slot]) {
            isListed[order.slot] = true;
            slots[count++] = order.slot;
        }
    }

    /** One of them, live or not any more, or null if there is none. */
    public Order next() {
        return count == 0 ? null : orders[slots[count - 1]];
    }

    /** Takes off the list what {@link #next} gives. */
    public void forget() {
        count--;
        isListed[slots[count]] = false;
    }

    /** One above the greatest {@link Order#slot}. */
    public int capacity() {
        return orders.length;
    }
}
