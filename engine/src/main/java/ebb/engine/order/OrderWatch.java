package ebb.engine.order;

import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * Sees to it that no question stays open (RELIABILITY §4): an order without an answer in {@code order.ack} is UNKNOWN
 * and asked for with growing pauses; after the last it is told as UNRESOLVED and goes on counting in full. Silence never
 * means rejected.
 */
final class OrderWatch implements TimerHandler, Snapshotted {
    private final OrderSettings settings;
    private final OrderTable table;
    private final Timers timers;
    private final OrderGateway gateway;
    private final OrderRetry retry;
    private final Orders orders;
    // The last two orders that something was heard of, and when.
    private long lastRoot = Order.NO_ID;
    private long lastNs = Instrument.ABSENT;
    private long otherRoot = Order.NO_ID;
    private long otherNs = Instrument.ABSENT;

    OrderWatch(
            OrderSettings settings,
            OrderTable table,
            Timers timers,
            OrderGateway gateway,
            OrderRetry retry,
            Orders orders) {
        this.settings = settings;
        this.table = table;
        this.timers = timers;
        this.gateway = gateway;
        this.retry = retry;
        this.orders = orders;
    }

    /** The venue spoke of an order it has; so it answers questions. */
    void heard(Order order) {
        if (order.root != lastRoot) {
            otherRoot = lastRoot;
            otherNs = lastNs;
            lastRoot = order.root;
        }
        lastNs = timers.nowNs();
    }

    /**
     * A query found nothing. Believed only the second time, {@code order.naked} later, and if the venue spoke of another
     * order in between.
     */
    boolean isAbsent(Order order) {
        long now = timers.nowNs();
        if (order.absentNs == Instrument.ABSENT) {
            order.absentNs = now;
            return false;
        }
        long heardNs = order.root == lastRoot ? otherNs : lastNs;
        return now - order.absentNs >= settings.nakedNs() && heardNs >= order.absentNs;
    }

    /** Mix of its own state. */
    long mix() {
        return Digest.mix(Digest.mix(lastRoot, lastNs), otherRoot, otherNs);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("order watch");
        out.putLong(lastRoot);
        out.putLong(lastNs);
        out.putLong(otherRoot);
        out.putLong(otherNs);
    }

    /** After the table was read: its orders hold the timers. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("order watch");
        lastRoot = in.readLong();
        lastNs = in.readLong();
        otherRoot = in.readLong();
        otherNs = in.readLong();
        for (int i = 0; i < table.used(); i++) {
            timers.claim(table.at(i).timer, this);
        }
    }

    /** Starts or stops the clock of an order, whichever its facts ask for. */
    void arm(Order order) {
        if (!isOpen(order)) {
            order.timer = timers.cancel(order.timer);
            if (order.queries != 0 || order.gaveUp) {
                table.open(order);
                order.queries = 0;
                order.gaveUp = false;
                table.close(order);
            }
        } else if (order.timer == Timers.NONE && !order.gaveUp) {
            long wait = order.waits ? settings.retryNs().get(order.refusals - 1) : settings.ackNs() << order.queries;
            order.timer = timers.schedule(timers.nowNs() + wait, this, order.slot);
        }
    }

    /** Stops the clock of an order whose facts ask for another one. */
    void stop(Order order) {
        order.timer = timers.cancel(order.timer);
    }

    /** Looks after an order as soon as what is going on now is over. */
    void soon(Order order) {
        stop(order);
        order.timer = timers.schedule(timers.nowNs(), this, order.slot);
    }

    private static boolean isOpen(Order order) {
        if (!order.isLive()) {
            return false;
        }
        return !order.acked
                || order.unknown
                || order.cancelPending
                || order.isReplacePending()
                || order.venueCum > order.cum;
    }

    @Override
    public void onTimer(long deadlineNs, long slot) {
        Order order = table.at((int) slot);
        order.timer = Timers.NONE;
        if (!isOpen(order)) {
            return;
        }
        if (order.waits) {
            retry.again(order);
            return;
        }
        table.open(order);
        order.unknown |= !order.acked;
        order.queries++;
        boolean isLast = order.queries > settings.queries();
        order.gaveUp = isLast;
        orders.finish(order);
        if (isLast) {
            orders.fault(OrderFault.UNRESOLVED, order, order.clOrd);
        } else {
            gateway.query(order, order.queries);
        }
    }
}
