package ebb.engine.order;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.SuppressWhy;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;

/**
 * The order room: takes intents and reports, keeps orders, positions and their protection (RELIABILITY §4). Every
 * report may come late, twice or out of order; none is trusted further than the facts it states.
 */
public final class Orders implements Digested, Snapshotted {
    private final OrderTable table;
    private final OrderIntake intake;
    private final Positions positions;
    private final Protection protection;
    private final OrderWatch watch;
    private final OrderRetry retry;
    private final OrderPlan plan = new OrderPlan();
    private final Timers timers;
    private final OrderGateway gateway;
    private final OrderGate gate;
    private final OrderListener listener;
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
        positions = new Positions(instruments);
        protection = new Protection(settings, timers, this, positions, listener);
        intake = new OrderIntake(table, new Executed(settings.executions()), this, listener);
        retry = new OrderRetry(settings, table, timers, gateway, gate, listener, this);
        watch = new OrderWatch(settings, table, timers, gateway, retry, this);
        retry.bind(watch, protection);
        intake.bind(watch, retry, new FillBooker(positions, timers, listener), protection);
    }

    /**
     * Another boot goes on with these orders; fresh ids carry its epoch from now on.
     *
     * @param epoch above every earlier one, at most 2²⁴−1
     */
    public void beginEpoch(int epoch) {
        table.beginEpoch(epoch);
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

    /**
     * Asks the venue for a live order whose session was lost (NS-EXE-3); until it answers the order is UNKNOWN, counts in full,
     * and a stop protects nothing. What was refused and waits to be sent again is not there.
     */
    public void verify(Order order) {
        if (!order.isLive() || (order.waits && !order.isReplacePending())) {
            return;
        }
        table.open(order);
        order.unknown = true;
        order.queries = 1;
        order.gaveUp = false;
        intake.finish(order);
        protection.onOrder(order);
        gateway.query(order, order.queries);
    }

    /** Sends an unanswered order once more under the same id; a venue that has it says DUPLICATE_ID. */
    void resend(Order order) {
        table.open(order);
        order.resent = true;
        table.close(order);
        gateway.newOrder(order);
    }

    /**
     * Cancels a live order; one that was refused for now and waits ends without asking the venue (NS-EXE-2).
     *
     * @return false if there is nothing to cancel or a cancel is under way
     */
    public boolean cancel(Order order, CancelWhy why) {
        if (!order.isLive() || order.cancelPending) {
            return false;
        }
        if (order.waits && retry.ends(order)) {
            return true;
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
     * @return false if it is not live, not reduce-only, waits to be sent again, or a change or cancel is under way
     */
    public boolean replace(Order order, long price, long qty, long stop) {
        if (!order.isLive() || !order.reduceOnly || order.cancelPending || order.isReplacePending() || order.waits) {
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

    /** Cancels the live entries of one strategy (NS-LIV-5); what protects and what reduces stays. */
    public void cancelEntries(int strategy, CancelWhy why) {
        for (Order order = table.first(); order != null; order = table.after(order)) {
            if (!order.reduceOnly && order.strategy == strategy) {
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
        intake.onAck(clOrd, orderId, price, qty, cum, kind);
    }

    /** The venue refused an order or a change for good. */
    public void onReject(long clOrd, RejectWhy why) {
        intake.onReject(clOrd, why, RetryClass.NEVER);
    }

    /**
     * The venue refused an order or a change (NS-EXE-2).
     *
     * @param clOrd our id, of the order or of a change
     * @param why its reason
     * @param again NEVER: for good; LATER: it certainly was not taken, and may be sent again; QUERY: nobody knows, it is asked
     *     for; anything else counts as NEVER
     */
    public void onReject(long clOrd, RejectWhy why, RetryClass again) {
        intake.onReject(clOrd, why, again);
    }

    /** The order ended at the venue without (further) fill; {@code cum} is what was filled by then. */
    public void onClosed(long clOrd, long orderId, long cum, CloseWhy why) {
        intake.onClosed(clOrd, orderId, cum, why);
    }

    /** The venue did not cancel; the order is filled, ended or unknown there: wait for the fill, then ask. */
    public void onCancelReject(long clOrd, RejectWhy why) {
        intake.onCancelReject(clOrd, why);
    }

    /** Sent, and nobody can say what became of it: counts in full until it is known (law 9). */
    public void onUnknown(long clOrd, Action what) {
        intake.onUnknown(clOrd, what);
    }

    /** The kill gate or another guard stopped it before the socket (EgressSuppressed). */
    public void onSuppressed(long clOrd, SuppressWhy why) {
        intake.onSuppressed(clOrd);
    }

    /** An execution; applied once, whatever the state of its order. The report is changed: LATE, ESTIMATED. */
    public void onFill(FillReport fill) {
        intake.onFill(fill);
    }

    /** Ends a change of an order's facts, made elsewhere in this room. */
    void finish(Order order) {
        intake.finish(order);
    }

    void fault(OrderFault fault, Order order, long clOrd) {
        faults[fault.ordinal()]++;
        listener.onOrderFault(fault, order, clOrd);
    }

    /** Writes which order something refers to, or that it refers to none. */
    static void writeReference(Order order, SnapshotWriter out) {
        out.putInt(order == null ? 0 : order.slot + 1);
    }

    /** Reads what {@link #writeReference} wrote, after the orders themselves. */
    Order readReference(SnapshotReader in) {
        int reference = in.readCount(table.used());
        return reference == 0 ? null : table.at(reference - 1);
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

    /** What was begun, changed or ended, for the one who keeps sums over all live orders. */
    public OrderChanges changes() {
        return table.changes();
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
    public void writeTo(SnapshotWriter out) {
        table.writeTo(out);
        watch.writeTo(out);
        intake.writeTo(out);
        positions.writeTo(out);
        protection.writeTo(out);
        out.mark("order faults");
        out.putLongs(faults, faults.length);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        table.readFrom(in);
        watch.readFrom(in);
        intake.readFrom(in);
        positions.readFrom(in);
        protection.readFrom(in);
        in.mark("order faults");
        in.readLongs(faults);
    }

    @Override
    public long digest() {
        return mix(table.digest() + watch.mix(), intake.digest(), positions.digest(), protection.digest());
    }

    @Override
    public long digestAnew() {
        return mix(
                table.digestAnew() + watch.mix(), intake.digestAnew(), positions.digestAnew(), protection.digestAnew());
    }

    private static long mix(long a, long b, long c, long d) {
        return Digest.mix(Digest.mix(1, a, b), c, d);
    }
}
