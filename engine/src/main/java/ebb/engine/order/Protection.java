package ebb.engine.order;

import ebb.codecs.Scaled;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.PosState;
import ebb.codecs.sbe.Role;
import ebb.engine.instrument.Instrument;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;
import java.util.Arrays;

/**
 * Keeps a stop at every open position, its targets beside it, and closes what cannot be protected (NS-PRT-1, NS-PRT-6,
 * NS-TAK-1, NS-STP-2). After each report it compares what rests with what should rest and does the next step; so it
 * needs no history and a report may come in any order. The stop is never removed before the position is flat.
 */
public final class Protection implements TimerHandler, Digested, Snapshotted {
    private static final long MICRO = 1_000_000;

    private final OrderSettings settings;
    private final Timers timers;
    private final Orders orders;
    private final Positions positions;
    private final OrderListener listener;
    private final ProtectionSteps steps;
    private ProtectionPlan[] plans = new ProtectionPlan[16];
    private long digest;

    Protection(OrderSettings settings, Timers timers, Orders orders, Positions positions, OrderListener listener) {
        this.settings = settings;
        this.timers = timers;
        this.orders = orders;
        this.positions = positions;
        this.listener = listener;
        steps = new ProtectionSteps(settings, timers, orders, this);
    }

    /** A fill was booked; the order is null if the venue made it on its own. */
    void onFill(Position p, Order order, boolean isFlipped) {
        ProtectionPlan plan = plan(p);
        if (plan.tradeId != p.id()) {
            letGo(plan);
            plan.begin();
        }
        if (p.isFlat()) {
            letGo(plan);
            orders.cancelEntries(p.instrument().id(), p.strategy(), CancelWhy.EXIT);
        } else {
            plan.targets.retry();
            if (order != null && order.role == Role.ENTRY) {
                adopt(plan, order);
            }
            if (isFlipped) {
                orders.fault(OrderFault.FLIPPED, order, order.clOrd);
                leave(plan, ExitWhy.UNPROTECTED);
            } else if (isStopTooFar(plan, p)) {
                orders.fault(OrderFault.STOP_TOO_FAR, order, order == null ? Order.NO_ID : order.clOrd);
                leave(plan, ExitWhy.UNPROTECTED);
            }
            forgetEnded(plan);
            fixRisk(plan);
            steps.step(plan);
        }
        show(plan, true);
        seal(plan);
    }

    /** A report other than a fill was taken in. */
    void onOrder(Order order) {
        Position p = positions.find(order.instrument, order.strategy);
        if (p == null || p.index >= plans.length || plans[p.index] == null) {
            return;
        }
        ProtectionPlan plan = plans[p.index];
        forgetEnded(plan);
        if (!p.isFlat() && plan.tradeId == p.id()) {
            fixRisk(plan);
            steps.step(plan);
            show(plan, false);
        }
        seal(plan);
    }

    /**
     * Moves the stop closer to the market (NS-PRT-2, NS-PRT-5); widening is refused.
     *
     * @param price any price above 0; rounded away from the market
     * @return false if there is no stop, or the new one is not closer by a tick
     */
    public boolean tighten(Position p, long price) {
        ProtectionPlan plan = current(p);
        if (plan == null || plan.stop == Instrument.ABSENT) {
            return false;
        }
        long rounded = p.instrument().stopPrice(p.isLong(), price);
        if (rounded <= 0 || (p.isLong() ? rounded <= plan.stop : rounded >= plan.stop)) {
            return false;
        }
        plan.stop = rounded;
        steps.step(plan);
        show(plan, true);
        seal(plan);
        return true;
    }

    /**
     * Sets one target in place of all.
     *
     * @param price limit on the grid
     * @param shareMicro share of all that was opened, 1e-6
     * @return false if the position is flat
     */
    public boolean aim(Position p, long price, long shareMicro) {
        ProtectionPlan plan = current(p);
        if (plan == null) {
            return false;
        }
        plan.targets.only(price, shareMicro);
        steps.step(plan);
        seal(plan);
        return true;
    }

    /**
     * Closes a position at once (NS-PRT-6): entries and target cancelled, reduce-only at market, again until flat; the
     * stop stays until then.
     *
     * @return false if it is flat or being closed
     */
    public boolean exit(Position p, ExitWhy why) {
        ProtectionPlan plan = current(p);
        if (plan == null || plan.exiting) {
            return false;
        }
        leave(plan, why);
        steps.step(plan);
        show(plan, true);
        seal(plan);
        return true;
    }

    /** NS-EXE-2: a stop, an exit, refused to the last: the position leaves at market, reduce-only, again until flat. */
    void fallBack(Order order) {
        Position p = positions.find(order.instrument, order.strategy);
        ProtectionPlan plan = p == null ? null : current(p);
        if (plan == null || plan.exiting) {
            return; // what exits already is ordered anew by its own timer
        }
        ExitWhy why = order.exitWhy == ExitWhy.NULL_VAL ? ExitWhy.THESIS : order.exitWhy;
        leave(plan, order.role == Role.STOP ? ExitWhy.UNPROTECTED : why);
        seal(plan);
    }

    /** The mark of an instrument moved: targets that kept out of the venue's band may rest now. */
    public void onMark(int instrument) {
        for (int i = 0; i < plans.length; i++) {
            ProtectionPlan plan = plans[i];
            boolean waits = plan != null && plan.targets.isWaiting() && !plan.exiting;
            if (waits && !plan.position.isFlat() && plan.position.instrument().id() == instrument) {
                steps.step(plan);
                seal(plan);
            }
        }
    }

    /** Closes every open position (kill level 3). */
    public void exitAll(ExitWhy why) {
        for (int i = 0; i < positions.count(); i++) {
            exit(positions.at(i), why);
        }
    }

    /** True if the venue holds an acknowledged stop for all of an open position. */
    public boolean isProtected(Position p) {
        ProtectionPlan plan = current(p);
        return plan != null && plan.isCovered();
    }

    @Override
    public void onTimer(long deadlineNs, long tag) {
        ProtectionPlan plan = plans[(int) (tag >> 2)];
        switch ((int) (tag & 3)) {
            case ProtectionSteps.RETRY:
                onRetry(plan);
                break;
            case ProtectionSteps.NAKED:
                onNaked(plan);
                break;
            default:
                plan.exitTimer = Timers.NONE;
                steps.step(plan);
                break;
        }
        seal(plan);
    }

    private void onRetry(ProtectionPlan plan) {
        plan.retryTimer = Timers.NONE;
        if (plan.stopOrder != null && !plan.stopOrder.acked && plan.stopOrder.isLive()) {
            if (!plan.stopOrder.waits) {
                orders.resend(plan.stopOrder);
            }
            steps.retryLater(plan);
        }
        steps.step(plan);
    }

    private void onNaked(ProtectionPlan plan) {
        plan.nakedTimer = Timers.NONE;
        if (plan.position.isFlat() || plan.isCovered() || plan.exiting) {
            return;
        }
        plan.naked = true;
        orders.fault(OrderFault.NAKED, plan.stopOrder, plan.stopOrder == null ? Order.NO_ID : plan.stopOrder.clOrd);
        leave(plan, ExitWhy.UNPROTECTED);
        steps.step(plan);
        show(plan, true);
    }

    private void leave(ProtectionPlan plan, ExitWhy why) {
        plan.exiting = true;
        plan.why = why;
        plan.nakedTimer = timers.cancel(plan.nakedTimer);
        orders.cancelEntries(plan.position.instrument().id(), plan.position.strategy(), CancelWhy.EXIT);
    }

    private void adopt(ProtectionPlan plan, Order entry) {
        boolean isLong = plan.position.isLong();
        plan.parent = plan.parent == Order.NO_ID ? entry.root : plan.parent;
        if (entry.planStop != Instrument.ABSENT) {
            boolean isCloser = isLong ? entry.planStop > plan.stop : entry.planStop < plan.stop;
            if (plan.stop == Instrument.ABSENT || isCloser) {
                plan.stop = entry.planStop;
                plan.trigger = entry.planTrigger;
            }
        }
        if (entry.planTargets > 0 && plan.targets.count() == 0) {
            plan.targets.adopt(entry);
        }
    }

    /** NS-STP-2 with the price that was paid; a stop that has moved into profit loses nothing, however far it is. */
    private boolean isStopTooFar(ProtectionPlan plan, Position p) {
        if (plan.stop == Instrument.ABSENT || plan.exiting) {
            return false;
        }
        long distance = Scaled.subtractExact(p.isLong() ? p.entry() : plan.stop, p.isLong() ? plan.stop : p.entry());
        return Scaled.compareProducts(distance, MICRO, p.entry(), settings.stopMaxMicro()) >= 0;
    }

    private void fixRisk(ProtectionPlan plan) {
        Position p = plan.position;
        if (p.initialRisk() == Instrument.ABSENT
                && plan.stop != Instrument.ABSENT
                && !orders.hasEntry(p.instrument().id(), p.strategy())) {
            positions.fixRisk(p, plan.stop);
        }
    }

    private void forgetEnded(ProtectionPlan plan) {
        if (isEnded(plan.stopOrder)) {
            boolean isSpent = plan.stopOrder.triggered || plan.stopOrder.cum > 0;
            plan.stopOrder = null;
            if (isSpent && !plan.position.isFlat()) {
                plan.spent = true; // it took what was there; the rest leaves at market, paced
                if (!plan.exiting) {
                    leave(plan, ExitWhy.STOP);
                }
            }
        }
        plan.targets.forgetEnded();
        if (isEnded(plan.exitOrder)) {
            if (plan.exitOrder.cum > 0) {
                plan.exitTimer = timers.cancel(plan.exitTimer);
            }
            plan.exitOrder = null;
        }
    }

    private static boolean isEnded(Order order) {
        return order != null && Order.isTerminal(order.state);
    }

    /** Cancels what rests for a trade that is over. */
    private void letGo(ProtectionPlan plan) {
        orders.cancelExits(plan.position.instrument().id(), plan.position.strategy());
        plan.stopOrder = null;
        plan.targets.letGo();
        plan.exitOrder = null;
        plan.retryTimer = timers.cancel(plan.retryTimer);
        plan.nakedTimer = timers.cancel(plan.nakedTimer);
        plan.exitTimer = timers.cancel(plan.exitTimer);
        plan.exiting = false;
    }

    /** Brings the position's state and stop up to date, and tells. */
    private void show(ProtectionPlan plan, boolean isNews) {
        Position p = plan.position;
        PosState state = stateOf(plan);
        boolean isOther = p.state() != state || p.stop() != plan.stop;
        if (isOther) {
            positions.state(p, state);
            positions.stop(p, plan.stop);
        }
        if (isOther || isNews) {
            listener.onPosition(p);
        }
    }

    private static PosState stateOf(ProtectionPlan plan) {
        if (plan.position.isFlat()) {
            return PosState.CLOSED;
        }
        if (plan.exiting) {
            return plan.naked ? PosState.UNPROTECTED : PosState.CLOSING;
        }
        int furthest = plan.targets.furthest();
        if (furthest >= 0) {
            return furthest == 0 ? PosState.PARTIAL1 : PosState.PARTIAL2;
        }
        return plan.isCovered() ? PosState.PROTECTED : PosState.OPENING;
    }

    private ProtectionPlan current(Position p) {
        ProtectionPlan plan = p.index < plans.length ? plans[p.index] : null;
        return plan == null || p.isFlat() || plan.tradeId != p.id() ? null : plan;
    }

    private ProtectionPlan plan(Position p) {
        if (p.index >= plans.length) {
            plans = Arrays.copyOf(plans, Math.max(p.index + 1, plans.length * 2));
        }
        if (plans[p.index] == null) {
            plans[p.index] = new ProtectionPlan(p);
        }
        return plans[p.index];
    }

    private void seal(ProtectionPlan plan) {
        digest -= plan.mix;
        plan.mix = plan.entry();
        digest += plan.mix;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("protection");
        for (int i = 0; i < positions.count(); i++) {
            boolean hasPlan = i < plans.length && plans[i] != null;
            out.putBoolean(hasPlan);
            if (hasPlan) {
                plans[i].writeTo(out);
            }
        }
    }

    /** After orders and positions were read. */
    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("protection");
        plans = new ProtectionPlan[Math.max(plans.length, positions.count())];
        digest = 0;
        for (int i = 0; i < positions.count(); i++) {
            if (in.readBoolean()) {
                ProtectionPlan plan = plan(positions.at(i));
                plan.readFrom(in, orders);
                digest += plan.mix;
                timers.claim(plan.retryTimer, this);
                timers.claim(plan.nakedTimer, this);
                timers.claim(plan.exitTimer, this);
            }
        }
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (ProtectionPlan plan : plans) {
            if (plan != null) {
                sum += plan.entry();
            }
        }
        return sum;
    }
}
