package ebb.engine.order;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Instrument;
import ebb.engine.time.Timers;

/** The next step of a protection plan: compares what rests with what should rest, and sends what is missing. */
final class ProtectionSteps {
    /** Timer kinds; the tag is the plan's index and one of them. */
    static final int RETRY = 0;

    static final int NAKED = 1;
    static final int EXIT = 2;
    private static final long MICRO = 1_000_000;

    private final OrderSettings settings;
    private final Timers timers;
    private final Orders orders;
    private final Protection protection;

    ProtectionSteps(OrderSettings settings, Timers timers, Orders orders, Protection protection) {
        this.settings = settings;
        this.timers = timers;
        this.orders = orders;
        this.protection = protection;
    }

    /** Does what is missing: stop first, then target, then exit. */
    void step(ProtectionPlan plan) {
        if (plan.position.isFlat()) {
            return;
        }
        stepStop(plan);
        if (plan.exiting) {
            stepExit(plan);
        } else {
            stepTarget(plan);
            stepNaked(plan);
        }
    }

    private void stepStop(ProtectionPlan plan) {
        long open = plan.position.qty();
        Order s = plan.stopOrder;
        if (plan.stop == Instrument.ABSENT || plan.spent) {
            return;
        }
        if (s == null) {
            if (plan.retryTimer == Timers.NONE) {
                placeStop(plan, open);
            }
            return;
        }
        if (s.acked) {
            plan.retryTimer = timers.cancel(plan.retryTimer);
        }
        boolean isOther = s.qty - s.cum != open || s.stop != plan.stop;
        if (isOther && s.isWorking() && !s.triggered) {
            orders.replace(s, Instrument.ABSENT, s.cum + open, plan.stop);
        }
    }

    /** Looks after the stop again in {@code order.stop-ack}. */
    void retryLater(ProtectionPlan plan) {
        plan.retryTimer = timers.schedule(timers.nowNs() + settings.stopAckNs(), protection, tag(plan, RETRY));
    }

    private void placeStop(ProtectionPlan plan, long open) {
        OrderPlan draft = draft(plan, Role.STOP);
        if (draft == null) {
            return;
        }
        Order order =
                draft.stopMarket(closing(plan), open, plan.stop, plan.trigger).order();
        retryLater(plan);
        plan.stopOrder = order;
        if (!orders.submit(order)) {
            plan.stopOrder = null;
        }
    }

    private void stepTarget(ProtectionPlan plan) {
        Order t = plan.targetOrder;
        if (plan.target == Instrument.ABSENT || plan.stopOrder == null || !plan.stopOrder.acked) {
            return;
        }
        long wanted = targetQty(plan);
        if (t == null) {
            if (wanted > 0 && wanted >= plan.position.instrument().minQty() && !plan.targetRefused) {
                placeTarget(plan, wanted);
            }
        } else if (t.isWorking() && !t.isReplacePending() && (t.leaves() != wanted || t.price != plan.target)) {
            if (wanted == 0) {
                orders.cancel(t, CancelWhy.EXIT);
            } else {
                orders.replace(t, plan.target, t.cum + wanted, Instrument.ABSENT);
            }
        }
    }

    /** What the target is to close yet: its share of all that was opened, never more than is open. */
    private static long targetQty(ProtectionPlan plan) {
        Position p = plan.position;
        if (plan.shareMicro >= OrderPlan.WHOLE_MICRO) {
            return p.qty();
        }
        long share = Scaled.mulDiv(p.openedQty(), plan.shareMicro, MICRO, Rounding.FLOOR);
        long done = plan.targetDone + (plan.targetOrder == null ? 0 : plan.targetOrder.cum);
        return Math.max(0, Math.min(p.qty(), p.instrument().floorQty(share) - done));
    }

    private void placeTarget(ProtectionPlan plan, long wanted) {
        OrderPlan draft = draft(plan, Role.TARGET);
        if (draft == null) {
            return;
        }
        Order order = draft.limit(closing(plan), wanted, plan.target, Tif.GTC).order();
        plan.targetOrder = order;
        if (!orders.submit(order)) {
            plan.targetOrder = null;
            plan.targetRefused = true;
        }
    }

    private void stepExit(ProtectionPlan plan) {
        if (plan.targetOrder != null) {
            orders.cancel(plan.targetOrder, CancelWhy.EXIT);
        }
        if (plan.exitOrder != null || plan.exitTimer != Timers.NONE) {
            return;
        }
        plan.exitTimer = timers.schedule(timers.nowNs() + settings.stopAckNs(), protection, tag(plan, EXIT));
        OrderPlan draft = draft(plan, isUrgent(plan.why) ? Role.FLATTEN : Role.EXIT);
        if (draft == null) {
            return;
        }
        Order order = draft.market(closing(plan), exitQty(plan)).order();
        order.exitWhy = plan.why;
        plan.exitOrder = order;
        if (!orders.submit(order)) {
            plan.exitOrder = null;
        }
    }

    /** All that is open, or as much of it as one market order may be; the rest follows when that has filled. */
    private static long exitQty(ProtectionPlan plan) {
        long most = plan.position.instrument().maxMarketQty();
        long open = plan.position.qty();
        return most == Instrument.ABSENT ? open : Math.min(open, most);
    }

    /** What has to leave even while trading is halted. */
    private static boolean isUrgent(ExitWhy why) {
        return why == ExitWhy.UNPROTECTED || why == ExitWhy.KILL || why == ExitWhy.MANUAL || why == ExitWhy.STOP;
    }

    private void stepNaked(ProtectionPlan plan) {
        if (plan.isCovered()) {
            plan.nakedTimer = timers.cancel(plan.nakedTimer);
        } else if (plan.nakedTimer == Timers.NONE) {
            plan.nakedTimer = timers.schedule(timers.nowNs() + settings.nakedNs(), protection, tag(plan, NAKED));
        }
    }

    private OrderPlan draft(ProtectionPlan plan, Role role) {
        Position p = plan.position;
        OrderPlan draft = orders.draft();
        if (draft == null) {
            return null;
        }
        draft.by(p.instrument().id(), p.strategy(), p.signal()).role(role);
        draft.order().position = p.id();
        draft.order().parent = plan.parent;
        return draft;
    }

    private static Side closing(ProtectionPlan plan) {
        return plan.position.isLong() ? Side.SELL : Side.BUY;
    }

    private static long tag(ProtectionPlan plan, int kind) {
        return (long) plan.position.index << 2 | kind;
    }
}
