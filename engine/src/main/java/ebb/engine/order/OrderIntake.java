package ebb.engine.order;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Takes in what the venue says of our orders. Each report adds the facts it proves to its order, and no more; the state
 * follows from the facts, so that a report may come late, twice or out of order (RELIABILITY §4).
 */
final class OrderIntake implements Digested, Snapshotted {
    private final OrderTable table;
    private final Executed executed;
    private final Orders orders;
    private final OrderListener listener;
    private OrderWatch watch;
    private OrderRetry retry;
    private FillBooker booker;
    private Protection protection;

    OrderIntake(OrderTable table, Executed executed, Orders orders, OrderListener listener) {
        this.table = table;
        this.executed = executed;
        this.orders = orders;
        this.listener = listener;
    }

    void bind(OrderWatch clock, OrderRetry tries, FillBooker books, Protection guard) {
        watch = clock;
        retry = tries;
        booker = books;
        protection = guard;
    }

    /** See {@link Orders#onAck}. */
    void onAck(long clOrd, long orderId, long price, long qty, long cum, AckKind kind) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        learn(order, clOrd, orderId, cum);
        // An answer to the order says nothing of a later change, and one to an older change nothing of the newest.
        if (clOrd == order.clOrd && (kind == AckKind.REPLACED || clOrd == order.root)) {
            order.price = pick(price, order.price);
            order.qty = pick(qty, order.qty);
        }
        order.triggered |= kind == AckKind.TRIGGERED;
        finish(order);
        protection.onOrder(order);
    }

    /** See {@link Orders#onReject}. */
    void onReject(long clOrd, RejectWhy why, RetryClass again) {
        Order order = known(clOrd);
        if (order == null || isOfAnOlderChange(order, clOrd)) {
            return;
        }
        boolean isForNow = again == RetryClass.LATER || again == RetryClass.QUERY;
        if (isForNow && retry.takes(order, clOrd, why, again)) {
            return;
        }
        table.open(order);
        if (clOrd == order.pendingClOrd) {
            forgetChange(order);
            order.refusals = 0;
            order.unknown |= why == RejectWhy.NOT_FOUND;
            finish(order);
            orders.fault(OrderFault.REPLACE_REJECTED, order, clOrd);
        } else if (why == RejectWhy.DUPLICATE_ID && (order.resent || order.refusals > 0)) {
            order.acked = true; // the second copy was refused because the first arrived
            order.refusals = 0;
            finish(order);
        } else if (why == RejectWhy.NOT_FOUND && (order.acked || !watch.isAbsent(order))) {
            finish(order);
        } else {
            table.close(order);
            refuse(order, why);
        }
        protection.onOrder(order);
    }

    private void refuse(Order order, RejectWhy why) {
        if (why == RejectWhy.NOT_FOUND && retry.takesAbsent(order)) {
            return;
        }
        table.open(order);
        order.rejected = true;
        order.rejectWhy = why;
        forgetChange(order);
        finish(order);
        retry.onRefused(order);
    }

    /** A refusal of a change that is over already: told twice, or too late to mean anything. */
    private static boolean isOfAnOlderChange(Order order, long clOrd) {
        return clOrd != order.root && clOrd != order.clOrd && clOrd != order.pendingClOrd;
    }

    /** See {@link Orders#onClosed}. */
    void onClosed(long clOrd, long orderId, long cum, CloseWhy why) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        learn(order, clOrd, orderId, cum);
        order.closed = true;
        order.closeWhy = why;
        order.cancelPending = false;
        forgetChange(order);
        finish(order);
        protection.onOrder(order);
    }

    /** See {@link Orders#onCancelReject}. */
    void onCancelReject(long clOrd, RejectWhy why) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        order.cancelPending = false;
        boolean isGone = why == RejectWhy.NOT_FOUND || why == RejectWhy.UNSPECIFIED;
        order.unknown |= isGone && !Order.isTerminal(order.state);
        finish(order);
        if (!Order.isTerminal(order.state)) {
            orders.fault(OrderFault.CANCEL_REJECTED, order, clOrd);
        }
        protection.onOrder(order);
    }

    /** See {@link Orders#onUnknown}. */
    void onUnknown(long clOrd, Action what) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        order.unknown |= what == Action.NEW && !order.acked;
        finish(order);
    }

    /** See {@link Orders#onSuppressed}. */
    void onSuppressed(long clOrd) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        if (clOrd == order.pendingClOrd) {
            forgetChange(order);
        } else if (!order.acked && order.cum == 0) {
            order.suppressed = true;
        } else {
            order.cancelPending = false;
        }
        finish(order);
        protection.onOrder(order);
    }

    /** See {@link Orders#onFill}. */
    void onFill(FillReport fill) {
        Order order = table.find(fill.clOrd());
        if (order == null && fill.orderId() != Instrument.ABSENT) {
            order = table.findByVenue(fill.instrument(), fill.orderId());
        }
        if (!isFresh(fill, order)) {
            return;
        }
        if (order == null) {
            Position touched = booker.external(fill);
            if (touched == null) {
                orders.fault(OrderFault.UNMATCHED, null, fill.clOrd());
            } else {
                protection.onFill(touched, null, false);
            }
            return;
        }
        boolean wasEnded = Order.isTerminal(order.state);
        table.open(order);
        order.cum += fill.qty();
        order.estimated += fill.is(FillReport.ESTIMATED) ? fill.qty() : 0;
        learn(order, fill.clOrd(), fill.orderId(), fill.cum());
        order.rejected &= order.rejectWhy != RejectWhy.NOT_FOUND;
        fill.mark(wasEnded ? FillReport.LATE : 0);
        finish(order);
        if (wasEnded) {
            orders.fault(OrderFault.LATE_FILL, order, fill.clOrd());
        }
        if (order.cum > order.qty) {
            orders.fault(OrderFault.OVERFILL, order, fill.clOrd());
        }
        Position position = booker.apply(fill, order);
        protection.onFill(position, order, booker.flipped());
    }

    private boolean isFresh(FillReport fill, Order order) {
        long root = order == null ? fill.clOrd() : order.root;
        int seen = fill.execId() == Instrument.ABSENT ? Executed.FRESH : executed.see(fill, root);
        if (seen == Executed.OTHER || fill.is(FillReport.CORRECTS)) {
            orders.fault(OrderFault.CONFLICTING_EXECUTION, order, fill.clOrd());
            return false;
        }
        boolean isCovered = false;
        if (order != null && fill.cum() != Instrument.ABSENT) {
            boolean byTotal = fill.execId() == Instrument.ABSENT || fill.is(FillReport.ESTIMATED);
            if (byTotal) {
                fill.qty(fill.cum() - order.cum); // only a higher total moves anything
                fill.mark(FillReport.ESTIMATED);
            }
            isCovered = (byTotal || order.estimated > 0) && fill.cum() <= order.cum;
        }
        if (seen == Executed.SAME || isCovered) {
            orders.fault(OrderFault.DUPLICATE_EXECUTION, order, fill.clOrd());
            return false;
        }
        return true;
    }

    /** Takes in what every answer proves: the venue has the order, and the change whose id it carries. */
    private void learn(Order order, long clOrd, long orderId, long cum) {
        watch.heard(order);
        retry.proved(order, clOrd);
        if (order.isReplacePending() && clOrd == order.pendingClOrd) {
            order.clOrd = order.pendingClOrd;
            order.price = pick(order.pendingPrice, order.price);
            order.qty = pick(order.pendingQty, order.qty);
            order.stop = pick(order.pendingStop, order.stop);
            forgetChange(order);
        }
        order.acked = true;
        order.unknown = false;
        order.absentNs = Instrument.ABSENT;
        order.orderId = pick(orderId, order.orderId);
        if (cum != Instrument.ABSENT) {
            order.venueCum = Math.max(order.venueCum, cum);
        }
        order.venueCum = Math.max(order.venueCum, order.cum);
    }

    /** Ends a change of an order's facts: state, timers, the live list, the listener. */
    void finish(Order order) {
        OrdState from = order.state;
        order.state = order.derived();
        boolean isEnded = Order.isTerminal(order.state);
        if (isEnded) {
            order.cancelPending = false;
            forgetChange(order);
        }
        table.close(order);
        if (isEnded && order.isListed()) {
            table.end(order);
        } else if (!isEnded && !order.isListed()) {
            table.revive(order);
        }
        watch.arm(order);
        if (order.state != from) {
            listener.onOrderState(order, from, order.state);
        }
        retry.settle(order);
    }

    private Order known(long clOrd) {
        Order order = table.find(clOrd);
        if (order == null || order.state == OrdState.DENIED || order.state == OrdState.NEW) {
            orders.fault(OrderFault.UNMATCHED, null, clOrd);
            return null;
        }
        return order;
    }

    static void forgetChange(Order order) {
        order.pendingClOrd = Order.NO_ID;
        order.pendingPrice = Instrument.ABSENT;
        order.pendingQty = Instrument.ABSENT;
        order.pendingStop = Instrument.ABSENT;
    }

    private static long pick(long value, long otherwise) {
        return value != Instrument.ABSENT ? value : otherwise;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        executed.writeTo(out);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        executed.readFrom(in);
    }

    @Override
    public long digest() {
        return executed.digest();
    }

    @Override
    public long digestAnew() {
        return executed.digestAnew();
    }
}
