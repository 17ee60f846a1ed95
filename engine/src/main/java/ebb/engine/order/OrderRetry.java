package ebb.engine.order;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Role;
import ebb.engine.instrument.Instrument;
import ebb.engine.time.Timers;
import java.util.List;

/**
 * What a venue refused for now is sent again, under the same id, after each of {@code order.retry} in turn (NS-EXE-2): {@link
 * RetryClass#LATER} says that it certainly does not have it. Where it cannot say ({@link RetryClass#QUERY}) it is asked, and what is
 * absent is sent again likewise (NS-EXE-1). Business reasons end an order at once.
 *
 * <p>Before each time the gate is asked anew, so that kills, sessions and limits hold; an entry is not sent again beyond the end of
 * its life (NS-ENT-1), and a cancel ends one that waits without asking the venue. What should leave a position and was refused to
 * the last leaves at market, reduce-only; entries never. Keeps nothing itself: what waits stands in the order, its timer too.
 */
final class OrderRetry {
    private final List<Long> waits;
    private final OrderTable table;
    private final Timers timers;
    private final OrderGateway gateway;
    private final OrderGate gate;
    private final OrderListener listener;
    private final Orders orders;
    private OrderWatch watch;
    private Protection protection;
    // Of one report: the order that turned out to be at the venue although it was ended here.
    private Order owed;

    OrderRetry(
            OrderSettings settings,
            OrderTable table,
            Timers timers,
            OrderGateway gateway,
            OrderGate gate,
            OrderListener listener,
            Orders orders) {
        waits = settings.retryNs();
        this.table = table;
        this.timers = timers;
        this.gateway = gateway;
        this.gate = gate;
        this.listener = listener;
        this.orders = orders;
    }

    void bind(OrderWatch clock, Protection guard) {
        watch = clock;
        protection = guard;
    }

    /**
     * An order or its change was refused, and not for good.
     *
     * @return true if that is dealt with; false if it is to be taken as any other refusal
     */
    boolean takes(Order order, long clOrd, RejectWhy why, RetryClass again) {
        if (order.waits || order.recalled) {
            return true; // told twice, or of what was given up meanwhile
        }
        if (Order.isTerminal(order.state)) {
            return false;
        }
        if (order.isReplacePending() && clOrd == order.pendingClOrd) {
            return takesChange(order, why, again);
        }
        if (order.acked || order.cum > 0) {
            return true; // a copy was refused, the venue has the order
        }
        if (again == RetryClass.QUERY) {
            doubt(order);
            return true;
        }
        return !order.cancelPending && waits(order, why);
    }

    private boolean takesChange(Order order, RejectWhy why, RetryClass again) {
        if (again == RetryClass.QUERY) {
            gateway.query(order, Math.max(1, order.queries)); // its clock goes on asking
            return true;
        }
        return !order.cancelPending && waits(order, why);
    }

    /** A query has said that a doubted order is not there; true if it is to be sent again. */
    boolean takesAbsent(Order order) {
        return order.doubted && !order.cancelPending && waits(order, RejectWhy.NOT_FOUND);
    }

    private void doubt(Order order) {
        if (order.doubted && order.unknown) {
            return;
        }
        table.open(order);
        order.doubted = true;
        order.unknown = true;
        order.queries = Math.max(1, order.queries);
        orders.finish(order);
        gateway.query(order, order.queries);
    }

    private boolean waits(Order order, RejectWhy why) {
        if (order.refusals >= waits.size()) {
            return false;
        }
        long dueNs = timers.nowNs() + waits.get(order.refusals);
        boolean isOver = order.expiresNs != Instrument.ABSENT && dueNs >= order.expiresNs;
        if (isOver) {
            return false;
        }
        table.open(order);
        order.waits = true;
        order.refusals++;
        order.rejectWhy = order.isReplacePending() ? order.rejectWhy : why;
        order.unknown = false;
        order.doubted = false;
        order.absentNs = Instrument.ABSENT;
        order.queries = 0;
        order.gaveUp = false;
        watch.stop(order);
        orders.finish(order);
        return true;
    }

    /** The wait of an order is over. */
    void again(Order order) {
        if (order.cancelPending) {
            recall(order);
            return;
        }
        boolean isChange = order.isReplacePending();
        if (!isChange && !gate.admits(order)) {
            table.open(order);
            order.waits = false;
            order.rejected = true;
            orders.finish(order);
            protection.onOrder(order);
            return;
        }
        table.open(order);
        order.waits = false;
        table.close(order);
        watch.arm(order);
        listener.onOrderRetry(order, order.refusals);
        if (isChange) {
            gateway.replace(order);
        } else {
            gateway.newOrder(order);
        }
    }

    /**
     * An order that waits is to be cancelled.
     *
     * @return true if it ends here, by its timer; false if the venue has it and only its change waited, which is given up
     */
    boolean ends(Order order) {
        if (order.isReplacePending()) {
            table.open(order);
            order.waits = false;
            order.refusals = 0;
            OrderIntake.forgetChange(order);
            table.close(order);
            watch.stop(order);
            return false;
        }
        table.open(order);
        order.cancelPending = true;
        table.close(order);
        watch.soon(order);
        return true;
    }

    private void recall(Order order) {
        table.open(order);
        order.waits = false;
        order.recalled = true;
        order.closed = true;
        order.closeWhy = CloseWhy.OURS;
        orders.finish(order);
        protection.onOrder(order);
    }

    /** A report proves that the venue has an order, or the change whose id it carries; before that is taken in. */
    void proved(Order order, long clOrd) {
        if (order.isReplacePending() && clOrd != order.pendingClOrd) {
            return; // its change waits on
        }
        if (order.recalled) {
            order.recalled = false;
            order.closed = false;
            order.closeWhy = CloseWhy.NULL_VAL;
            owed = order;
        } else if (order.waits && order.cancelPending) {
            order.cancelPending = false;
            owed = order;
        }
        if (order.waits) {
            order.waits = false;
            watch.stop(order);
        }
        if (order.refusals > 0 && !order.rejected) {
            order.rejectWhy = RejectWhy.NULL_VAL;
        }
        order.refusals = 0;
        order.doubted = false;
    }

    /** After a report was taken in: what was ended here and is at the venue after all is cancelled there. */
    void settle(Order order) {
        if (owed == order) {
            owed = null;
            orders.cancel(order, CancelWhy.SIGNAL_OVER);
        }
    }

    /** An order has ended refused: where it was tried to the last, people hear of it and a position leaves at market. */
    void onRefused(Order order) {
        if (waits.isEmpty() || order.refusals < waits.size()) {
            return;
        }
        orders.fault(OrderFault.GIVEN_UP, order, order.clOrd);
        if (order.role != Role.ENTRY && order.role != Role.TARGET) {
            protection.fallBack(order);
        }
    }
}
