package ebb.engine.order;

import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Slots of all orders, live and ended. Ended ones stay until their slot is needed, the first ended first, so that late
 * reports find them. Live ones are linked in order of creation, which is the only order they are walked in.
 */
final class OrderTable implements Digested, Snapshotted {
    private static final int MAX_COUNTER_BITS = 40;

    private final Order[] orders;
    private final IdIndex index;
    private final int[] ended;
    private final OrderChanges changes;
    private int endedHead;
    private int endedSize;
    private int used;
    private final Order live = new Order(-1);
    private int liveCount;
    private long epoch;
    private long counter;
    private long digest;

    OrderTable(int capacity, int epoch) {
        orders = new Order[capacity];
        for (int i = 0; i < capacity; i++) {
            orders[i] = new Order(i);
        }
        index = new IdIndex(capacity * (Order.CHAIN + 1));
        ended = new int[capacity];
        changes = new OrderChanges(orders);
        live.previous = live;
        live.next = live;
        this.epoch = (long) epoch << MAX_COUNTER_BITS;
    }

    /** A fresh order with a fresh id, or null if every slot holds a live one. */
    Order draft() {
        Order order;
        if (used < orders.length) {
            order = orders[used++];
        } else if (endedSize > 0) {
            order = orders[ended[endedHead]];
            endedHead = endedHead + 1 == ended.length ? 0 : endedHead + 1;
            endedSize--;
            forget(order);
        } else {
            return null;
        }
        order.clear(freshId());
        index.put(order.clOrd, order.slot);
        order.chain[order.chained++] = order.clOrd;
        link(order);
        digest += OrderDigest.of(order);
        return order;
    }

    private void link(Order order) {
        order.previous = live.previous;
        order.next = live;
        live.previous.next = order;
        live.previous = order;
        liveCount++;
        changes.add(order);
    }

    /** What was begun, changed or ended. */
    OrderChanges changes() {
        return changes;
    }

    /** Ids from now on carry another boot's epoch; the counter goes on. */
    void beginEpoch(int next) {
        epoch = (long) next << MAX_COUNTER_BITS;
    }

    /** The next id: boot epoch ‖ counter, never used before. */
    long freshId() {
        counter++;
        return epoch | counter;
    }

    /** Lets a further id lead to the order; the oldest but the first is forgotten when there are too many. */
    void chain(Order order, long id) {
        if (order.chained == Order.CHAIN) {
            index.remove(order.chain[1]);
            System.arraycopy(order.chain, 2, order.chain, 1, Order.CHAIN - 2);
            order.chained--;
        }
        order.chain[order.chained++] = id;
        index.put(id, order.slot);
    }

    /** The order of an id, or null. */
    Order find(long id) {
        int slot = index.get(id);
        return slot == IdIndex.ABSENT ? null : orders[slot];
    }

    /** How many slots ever held an order. */
    int used() {
        return used;
    }

    /** The order of a slot. */
    Order at(int slot) {
        return orders[slot];
    }

    /** The order of the venue's id, live or ended, or null; walks all, for reports that carry no id of ours we know. */
    Order findByVenue(int instrument, long orderId) {
        for (int i = used - 1; i >= 0; i--) {
            if (orders[i].instrument == instrument && orders[i].orderId == orderId) {
                return orders[i];
            }
        }
        return null;
    }

    /** Takes an ended order out of the live ones. */
    void end(Order order) {
        order.previous.next = order.next;
        order.next.previous = order.previous;
        order.previous = null;
        order.next = null;
        liveCount--;
        changes.add(order);
        int at = endedHead + endedSize;
        ended[at >= ended.length ? at - ended.length : at] = order.slot;
        endedSize++;
    }

    /** Takes an ended order back among the live ones: a late report proved that the venue has it. */
    void revive(Order order) {
        int at = endedHead;
        int kept = endedHead;
        for (int i = 0; i < endedSize; i++) {
            if (ended[at] != order.slot) {
                ended[kept] = ended[at];
                kept = kept + 1 == ended.length ? 0 : kept + 1;
            }
            at = at + 1 == ended.length ? 0 : at + 1;
        }
        endedSize--;
        link(order);
    }

    /** Before an order is changed. */
    void open(Order order) {
        digest -= OrderDigest.of(order);
    }

    /** After it was. */
    void close(Order order) {
        digest += OrderDigest.of(order);
        changes.add(order);
    }

    /** The oldest live order, or null. */
    Order first() {
        return live.next == live ? null : live.next;
    }

    /** The live order after this one, or null. */
    Order after(Order order) {
        return order.next == live ? null : order.next;
    }

    int liveCount() {
        return liveCount;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("order table");
        out.putLong(counter);
        out.putInt(used);
        for (int i = 0; i < used; i++) {
            OrderSnapshot.write(orders[i], out);
        }
        out.putInt(endedSize);
        int at = endedHead;
        for (int i = 0; i < endedSize; i++) {
            out.putInt(ended[at]);
            at = at + 1 == ended.length ? 0 : at + 1;
        }
        out.putInt(liveCount);
        for (Order order = first(); order != null; order = after(order)) {
            out.putInt(order.slot);
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("order table");
        clear();
        counter = in.readLong();
        used = in.readCount(orders.length);
        for (int i = 0; i < used; i++) {
            Order order = orders[i];
            OrderSnapshot.read(order, in);
            for (int k = 0; k < order.chained; k++) {
                index.put(order.chain[k], i);
            }
            digest += OrderDigest.of(order);
        }
        endedSize = in.readCount(used);
        for (int i = 0; i < endedSize; i++) {
            ended[i] = in.readCount(used - 1);
        }
        int links = in.readCount(used);
        for (int i = 0; i < links; i++) {
            link(orders[in.readCount(used - 1)]);
        }
    }

    private void clear() {
        for (int i = 0; i < used; i++) {
            orders[i].previous = null;
            orders[i].next = null;
            changes.add(orders[i]);
        }
        index.clear();
        live.previous = live;
        live.next = live;
        liveCount = 0;
        endedHead = 0;
        digest = 0;
    }

    private void forget(Order order) {
        digest -= OrderDigest.of(order);
        for (int i = 0; i < order.chained; i++) {
            index.remove(order.chain[i]);
        }
    }

    @Override
    public long digest() {
        return digest + counter;
    }

    @Override
    public long digestAnew() {
        long sum = counter;
        for (int i = 0; i < used; i++) {
            sum += OrderDigest.of(orders[i]);
        }
        return sum;
    }
}
