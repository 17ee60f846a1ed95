package ebb.engine.order;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.SuppressWhy;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.time.Timers;

/**
 * The order room: takes intents and reports, keeps orders, positions and their protection (RELIABILITY §4). Every
 * report may come late, twice or out of order; none is trusted further than the facts it states.
 */
public final class Orders implements Digested {
    private final OrderTable table;
    private final Executed executed;
    private final Positions positions;
    private final Protection protection;
    private final OrderWatch watch;
    private final OrderPlan plan = new OrderPlan();
    private final Timers timers;
    private final OrderGateway gateway;
    private final OrderGate gate;
    private final OrderListener listener;
    private final FillBooker booker;
    private final long[] faults = new long[OrderFault.values().length];

    /**
     * Creates an empty room.
     *
     * @param settings times and sizes
     * @param epoch boot epoch, 0 … 2²⁴−1: the upper part of every id
     * @param instruments the table
     * @param timers engine time
     * @param gateway where orders leave to
     * @param gate is asked before each new order
     * @param listener learns of everything
     */
    public Orders(
            OrderSettings settings,
            int epoch,
            InstrumentTable instruments,
            Timers timers,
            OrderGateway gateway,
            OrderGate gate,
            OrderListener listener) {
        this.timers = timers;
        this.gateway = gateway;
        this.gate = gate;
        this.listener = listener;
        table = new OrderTable(settings.capacity(), epoch);
        executed = new Executed(settings.executions());
        positions = new Positions(instruments, InstrumentTable.MAX_ID);
        protection = new Protection(settings, timers, this, positions, listener);
        watch = new OrderWatch(settings, table, timers, gateway, this);
        booker = new FillBooker(positions, timers, listener);
    }

    /**
     * Begins an order with a fresh id.
     *
     * @return the plan to fill in, then {@link #submit}; null if there is no slot (fault TABLE_FULL)
     */
    public OrderPlan draft() {
        Order order = table.draft();
        if (order == null) {
            fault(OrderFault.TABLE_FULL, null, Order.NO_ID);
            return null;
        }
        table.open(order); // closed by submit or discard: a draft's fields move freely
        return plan.on(order);
    }

    /** Drops a draft that is not wanted after all; it ends DENIED without a word. */
    public void discard(Order draft) {
        draft.denied = true;
        draft.state = OrdState.DENIED;
        table.close(draft);
        table.end(draft);
    }

    /**
     * Sends a draft, if the gate lets it.
     *
     * @return false if it was denied
     */
    public boolean submit(Order draft) {
        boolean isAdmitted = gate.admits(draft);
        draft.denied = !isAdmitted;
        draft.sentNs = timers.nowNs();
        draft.state = draft.derived();
        table.close(draft);
        if (isAdmitted) {
            watch.arm(draft);
            gateway.newOrder(draft);
        } else {
            table.end(draft);
        }
        listener.onOrderState(draft, OrdState.NEW, draft.state);
        return isAdmitted;
    }

    /** Sends an unanswered order once more under the same id; a venue that has it says DUPLICATE_ID. */
    void resend(Order order) {
        table.open(order);
        order.resent = true;
        table.close(order);
        gateway.newOrder(order);
    }

    /**
     * Cancels a live order.
     *
     * @return false if there is nothing to cancel or a cancel is under way
     */
    public boolean cancel(Order order, CancelWhy why) {
        if (!order.isLive() || order.cancelPending) {
            return false;
        }
        table.open(order);
        order.cancelPending = true;
        table.close(order);
        watch.arm(order);
        gateway.cancel(order, why);
        return true;
    }

    /**
     * Changes a live reduce-only order; what adds exposure is cancelled and ordered anew, through the gate.
     *
     * @param price new limit price or ABSENT
     * @param qty new whole quantity, filled included, or ABSENT
     * @param stop new trigger price or ABSENT
     * @return false if it is not live, not reduce-only, or a change or cancel is under way
     */
    public boolean replace(Order order, long price, long qty, long stop) {
        if (!order.isLive() || !order.reduceOnly || order.cancelPending || order.isReplacePending()) {
            return false;
        }
        table.open(order);
        order.pendingClOrd = table.freshId();
        order.pendingPrice = price;
        order.pendingQty = qty;
        order.pendingStop = stop;
        table.close(order);
        table.chain(order, order.pendingClOrd);
        watch.arm(order);
        gateway.replace(order);
        return true;
    }

    /** Cancels every live order that could open or add (kill level 2); protective and other reduce-only ones stay. */
    public void cancelEntries(CancelWhy why) {
        for (Order order = table.first(); order != null; order = table.after(order)) {
            if (!order.reduceOnly) {
                cancel(order, why);
            }
        }
    }

    /** Cancels the live entries of one pair. */
    void cancelEntries(int instrument, int strategy, CancelWhy why) {
        for (Order order = table.first(); order != null; order = table.after(order)) {
            if (!order.reduceOnly && order.instrument == instrument && order.strategy == strategy) {
                cancel(order, why);
            }
        }
    }

    /** Cancels what rests for a trade that is over: its stop, target and exit, wherever they came from. */
    void cancelExits(int instrument, int strategy) {
        for (Order order = table.first(); order != null; order = table.after(order)) {
            if (order.reduceOnly && order.instrument == instrument && order.strategy == strategy) {
                cancel(order, CancelWhy.EXIT);
            }
        }
    }

    /** True if an entry of the pair is live. */
    boolean hasEntry(int instrument, int strategy) {
        for (Order order = table.first(); order != null; order = table.after(order)) {
            if (!order.reduceOnly && order.instrument == instrument && order.strategy == strategy && order.isLive()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The venue has the order, or has changed it.
     *
     * @param clOrd our id, of the order or of a change
     * @param orderId the venue's or ABSENT
     * @param price its price or ABSENT
     * @param qty its quantity or ABSENT
     * @param cum its filled quantity or ABSENT
     * @param kind what is acknowledged
     */
    public void onAck(long clOrd, long orderId, long price, long qty, long cum, AckKind kind) {
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

    /** The venue refused an order or a change. */
    public void onReject(long clOrd, RejectWhy why) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        if (clOrd == order.pendingClOrd) {
            forgetChange(order);
            order.unknown |= why == RejectWhy.NOT_FOUND;
            finish(order);
            fault(OrderFault.REPLACE_REJECTED, order, clOrd);
        } else if (why == RejectWhy.DUPLICATE_ID && order.resent) {
            order.acked = true; // the second copy was refused because the first arrived
            finish(order);
        } else if (why == RejectWhy.NOT_FOUND && (order.acked || !watch.isAbsent(order))) {
            finish(order);
        } else {
            order.rejected = true;
            order.rejectWhy = why;
            forgetChange(order);
            finish(order);
        }
        protection.onOrder(order);
    }

    /** The order ended at the venue without (further) fill; {@code cum} is what was filled by then. */
    public void onClosed(long clOrd, long orderId, long cum, CloseWhy why) {
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

    /** The venue did not cancel; the order is filled, ended or unknown there: wait for the fill, then ask. */
    public void onCancelReject(long clOrd, RejectWhy why) {
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
            fault(OrderFault.CANCEL_REJECTED, order, clOrd);
        }
        protection.onOrder(order);
    }

    /** Sent, and nobody can say what became of it: counts in full until it is known (law 9). */
    public void onUnknown(long clOrd, Action what) {
        Order order = known(clOrd);
        if (order == null) {
            return;
        }
        table.open(order);
        order.unknown |= what == Action.NEW && !order.acked;
        finish(order);
    }

    /** The kill gate or another guard stopped it before the socket (EgressSuppressed). */
    public void onSuppressed(long clOrd, SuppressWhy why) {
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

    /** An execution; applied once, whatever the state of its order. */
    public void onFill(FillReport fill) {
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
                fault(OrderFault.UNMATCHED, null, fill.clOrd());
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
            fault(OrderFault.LATE_FILL, order, fill.clOrd());
        }
        if (order.cum > order.qty) {
            fault(OrderFault.OVERFILL, order, fill.clOrd());
        }
        Position position = booker.apply(fill, order);
        protection.onFill(position, order, booker.flipped());
    }

    private boolean isFresh(FillReport fill, Order order) {
        long root = order == null ? fill.clOrd() : order.root;
        int seen = fill.execId() == Instrument.ABSENT ? Executed.FRESH : executed.see(fill, root);
        if (seen == Executed.OTHER || fill.is(FillReport.CORRECTS)) {
            fault(OrderFault.CONFLICTING_EXECUTION, order, fill.clOrd());
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
            fault(OrderFault.DUPLICATE_EXECUTION, order, fill.clOrd());
            return false;
        }
        return true;
    }

    /** Takes in what every answer proves: the venue has the order, and the change whose id it carries. */
    private void learn(Order order, long clOrd, long orderId, long cum) {
        watch.heard(order);
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
        if (isEnded && table.isLinked(order)) {
            table.end(order);
        } else if (!isEnded && !table.isLinked(order)) {
            table.revive(order);
        }
        watch.arm(order);
        if (order.state != from) {
            listener.onOrderState(order, from, order.state);
        }
    }

    void fault(OrderFault fault, Order order, long clOrd) {
        faults[fault.ordinal()]++;
        listener.onOrderFault(fault, order, clOrd);
    }

    private Order known(long clOrd) {
        Order order = table.find(clOrd);
        if (order == null || order.state == OrdState.DENIED || order.state == OrdState.NEW) {
            fault(OrderFault.UNMATCHED, null, clOrd);
            return null;
        }
        return order;
    }

    private static void forgetChange(Order order) {
        order.pendingClOrd = Order.NO_ID;
        order.pendingPrice = Instrument.ABSENT;
        order.pendingQty = Instrument.ABSENT;
        order.pendingStop = Instrument.ABSENT;
    }

    private static long pick(long value, long otherwise) {
        return value != Instrument.ABSENT ? value : otherwise;
    }

    /** The order of an id, current or former, live or lately ended; or null. */
    public Order find(long clOrd) {
        return table.find(clOrd);
    }

    /** The oldest live order or null. */
    public Order first() {
        return table.first();
    }

    /** The live order after this one or null. */
    public Order after(Order order) {
        return table.after(order);
    }

    /** How many orders are live, drafts included. */
    public int liveCount() {
        return table.liveCount();
    }

    /** How often a fault happened in the run. */
    public long count(OrderFault fault) {
        return faults[fault.ordinal()];
    }

    /** All positions. */
    public Positions positions() {
        return positions;
    }

    /** Stops and targets. */
    public Protection protection() {
        return protection;
    }

    @Override
    public long digest() {
        return mix(table.digest() + watch.mix(), executed.digest(), positions.digest(), protection.digest());
    }

    @Override
    public long digestAnew() {
        return mix(
                table.digestAnew() + watch.mix(),
                executed.digestAnew(),
                positions.digestAnew(),
                protection.digestAnew());
    }

    private static long mix(long a, long b, long c, long d) {
        return Digest.mix(Digest.mix(1, a, b), c, d);
    }
}
