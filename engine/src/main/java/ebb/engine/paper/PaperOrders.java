package ebb.engine.paper;

import ebb.engine.order.IdIndex;
import ebb.engine.order.Order;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/** Slots of the exchange's orders. Ended ones are remembered until their slot is needed, the first ended first. */
final class PaperOrders implements Digested, Snapshotted {
    private final Timers timers;
    private final PaperOrder[] orders;
    private final IdIndex index;
    private final int[] ended;
    private int endedHead;
    private int endedSize;
    private int used;
    private long digest;

    PaperOrders(int capacity, Timers timers) {
        this.timers = timers;
        orders = new PaperOrder[capacity];
        for (int i = 0; i < capacity; i++) {
            orders[i] = new PaperOrder(i);
        }
        index = new IdIndex(capacity * 3);
        ended = new int[capacity];
    }

    /** A slot for an order that sets out, or null if all hold live ones. */
    PaperOrder claim(Order from) {
        PaperOrder order;
        if (used < orders.length) {
            order = orders[used++];
        } else if (endedSize > 0) {
            order = orders[ended[endedHead]];
            endedHead = endedHead + 1 == ended.length ? 0 : endedHead + 1;
            endedSize--;
            digest -= order.entry();
            forget(order);
        } else {
            return null;
        }
        order.take(from);
        digest += order.entry();
        return order;
    }

    private void forget(PaperOrder order) {
        forget(order, order.clOrd);
        forget(order, order.former);
        forget(order, order.root);
    }

    private void forget(PaperOrder order, long id) {
        if (find(id) == order) {
            index.remove(id);
        }
    }

    /** The order of an id that has arrived, or null. */
    PaperOrder find(long clOrd) {
        int slot = index.get(clOrd);
        return slot == IdIndex.ABSENT ? null : orders[slot];
    }

    PaperOrder at(int slot) {
        return orders[slot];
    }

    /** From its arrival on an order is found by its id. */
    void arrive(PaperOrder order) {
        index.put(order.clOrd, order.slot);
    }

    /** A change gives it a further id; the first, the last and the one before find it. */
    void rename(PaperOrder order, long clOrd) {
        if (order.former != order.root) {
            index.remove(order.former);
        }
        order.former = order.clOrd;
        order.clOrd = clOrd;
        index.put(clOrd, order.slot);
    }

    /** Ends an order. */
    void end(PaperOrder order) {
        order.timer = timers.cancel(order.timer); // its slot will serve another
        order.place = PaperOrder.ENDED;
        int at = endedHead + endedSize;
        ended[at >= ended.length ? at - ended.length : at] = order.slot;
        endedSize++;
    }

    /** Before an order is changed. */
    void open(PaperOrder order) {
        digest -= order.entry();
    }

    /** After it was. */
    void close(PaperOrder order) {
        digest += order.entry();
    }

    /** With each order, by which of its ids it is found: none of one that travels or was refused. */
    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("paper orders");
        out.putInt(used);
        for (int i = 0; i < used; i++) {
            PaperOrder order = orders[i];
            order.writeTo(out);
            out.putBoolean(find(order.clOrd) == order);
            out.putBoolean(find(order.former) == order);
            out.putBoolean(find(order.root) == order);
        }
        out.putInt(endedSize);
        int at = endedHead;
        for (int i = 0; i < endedSize; i++) {
            out.putInt(ended[at]);
            at = at + 1 == ended.length ? 0 : at + 1;
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("paper orders");
        index.clear();
        digest = 0;
        used = in.readCount(orders.length);
        for (int i = 0; i < used; i++) {
            PaperOrder order = orders[i];
            order.readFrom(in);
            digest += order.entry();
            remember(order.clOrd, i, in.readBoolean());
            remember(order.former, i, in.readBoolean());
            remember(order.root, i, in.readBoolean());
        }
        endedHead = 0;
        endedSize = in.readCount(used);
        for (int i = 0; i < endedSize; i++) {
            ended[i] = in.readCount(used - 1);
        }
    }

    private void remember(long id, int slot, boolean isFound) {
        if (isFound) {
            index.put(id, slot);
        }
    }

    /** Writes which order it is. */
    static void writeReference(PaperOrder order, SnapshotWriter out) {
        out.putInt(order.slot);
    }

    /** Reads what {@link #writeReference} wrote, after the orders themselves. */
    PaperOrder readReference(SnapshotReader in) {
        return orders[in.readCount(used - 1)];
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < used; i++) {
            sum += orders[i].entry();
        }
        return sum;
    }
}
