package ebb.engine.order;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;

/** Fills in a fresh order, step by step; from {@link Orders#draft}. Values are rounded by whoever asks (NUM-4). */
public final class OrderPlan {
    /** The whole of a position, 1e-6. */
    public static final long WHOLE_MICRO = 1_000_000;

    /** Most targets of a position. */
    public static final int TARGETS = TargetLadder.MOST;

    private Order order;

    OrderPlan() {}

    OrderPlan on(Order fresh) {
        order = fresh;
        return this;
    }

    /** Whose it is: dense instrument, strategy, the causing signal or {@link Order#NO_ID}. */
    public OrderPlan by(int instrument, int strategy, long signal) {
        order.instrument = instrument;
        order.strategy = strategy;
        order.signal = signal;
        return this;
    }

    /** What it is for; stops, targets and exits are reduce-only. */
    public OrderPlan role(Role role) {
        order.role = role;
        order.reduceOnly = role != Role.ENTRY;
        return this;
    }

    /** Why an exit exits; without it a stop is STOP, a target TARGET, an exit THESIS, a flatten KILL. */
    public OrderPlan because(ExitWhy why) {
        order.exitWhy = why;
        return this;
    }

    /** A limit order. */
    public OrderPlan limit(Side side, long qty, long price, Tif tif) {
        order.type = OrdType.LIMIT;
        order.side = side;
        order.qty = qty;
        order.price = price;
        order.tif = tif;
        return this;
    }

    /** A market order. */
    public OrderPlan market(Side side, long qty) {
        order.type = OrdType.MARKET;
        order.side = side;
        order.qty = qty;
        order.tif = Tif.IOC;
        return this;
    }

    /** A stop that takes at market once triggered. */
    public OrderPlan stopMarket(Side side, long qty, long stop, Trigger trigger) {
        order.type = OrdType.STOP_MARKET;
        order.side = side;
        order.qty = qty;
        order.stop = stop;
        order.trigger = trigger;
        order.tif = Tif.GTC;
        return this;
    }

    /** When it ends unfilled (tif GTD), engine time in ns. */
    public OrderPlan until(long expiresNs) {
        order.tif = Tif.GTD;
        order.expiresNs = expiresNs;
        return this;
    }

    /** Leverage asked for. */
    public OrderPlan leverage(int times) {
        order.leverage = times;
        return this;
    }

    /** Stop the position is to get when this entry fills (NS-PRT-1). */
    public OrderPlan protectedBy(long stop, Trigger trigger) {
        order.planStop = stop;
        order.planTrigger = trigger;
        return this;
    }

    /**
     * The next target the position is to get when this entry fills, nearest first, at most {@link #TARGETS}: price and share
     * of the position, 1e-6.
     */
    public OrderPlan target(long price, long shareMicro) {
        order.planTarget[order.planTargets] = price;
        order.planShareMicro[order.planTargets] = shareMicro;
        order.planTargets++;
        return this;
    }

    /** The last target is watched by the strategy instead of resting at the venue (NS-TGT-6). */
    public OrderPlan watchingLast() {
        order.planWatchesLast = order.planTargets > 1;
        return this;
    }

    /** The order as it stands. */
    public Order order() {
        return order;
    }
}
