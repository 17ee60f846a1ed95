package ebb.engine.order;

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

    /** Does what is missing: stop first, then targets, then exit. */
    void step(ProtectionPlan plan) {
        if (plan.position.isFlat()) {
            return;
        }
        stepStop(plan);
        if (plan.exiting) {
            stepExit(plan);
        } else {
            stepTargets(plan);
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

    private void stepTargets(ProtectionPlan plan) {
        if (plan.targets.count() == 0 || plan.stopOrder == null || !plan.stopOrder.acked) {
            return;
        }
        plan.targets.share(plan.position);
        plan.targets.waits(false);
        for (int i = 0; i < plan.targets.resting(); i++) {
            stepTarget(plan, i);
        }
    }

    private void stepTarget(ProtectionPlan plan, int i) {
        Order t = plan.targets.order[i];
        long limit = plan.targets.price[i];
        long wanted = plan.targets.wanted(i, plan.position);
        if (t == null) {
            if (wanted > 0 && wanted >= plan.position.instrument().minQty() && !plan.targets.isRefused(i)) {
                placeTarget(plan, i, wanted);
            }
        } else if (t.isWorking() && !t.isReplacePending() && (t.leaves() != wanted || t.price != limit)) {
            if (wanted == 0) {
                orders.cancel(t, CancelWhy.EXIT);
            } else {
                orders.replace(t, limit, t.cum + wanted, Instrument.ABSENT);
            }
        }
    }

    /** A limit beyond the venue's band around the mark would be refused: it waits until the mark is near enough (TICK-2). */
    private void placeTarget(ProtectionPlan plan, int i, long wanted) {
        Position p = plan.position;
        if (!p.instrument().isWithinBand(plan.targets.price[i], p.mark())) {
            plan.targets.waits(true);
            return;
        }
        OrderPlan draft = draft(plan, Role.TARGET);
        if (draft == null) {
            return;
        }
        Order order = draft.limit(closing(plan), wanted, plan.targets.price[i], Tif.GTC)
                .order();
        plan.targets.order[i] = order;
        if (!orders.submit(order)) {
            plan.targets.order[i] = null;
            plan.targets.refuse(i);
        }
    }

    private void stepExit(ProtectionPlan plan) {
        for (int i = 0; i < TargetLadder.MOST; i++) {
            if (plan.targets.order[i] != null) {
                orders.cancel(plan.targets.order[i], CancelWhy.EXIT);
            }
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
