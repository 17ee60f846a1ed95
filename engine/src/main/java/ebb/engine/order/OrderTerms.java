package ebb.engine.order;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.OrdType;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;

/**
 * What an order asks for, and what the position behind it is to get; what became of it is {@link Order}'s. Prices and
 * quantities are mantissas of the instrument; price, quantity and stop move when the venue takes a change.
 */
public abstract sealed class OrderTerms permits Order {
    int instrument;
    int strategy;
    long signal;
    long position;
    long parent;
    Side side;
    OrdType type;
    Tif tif;
    Trigger trigger;
    Role role;
    ExitWhy exitWhy;
    long price;
    long qty;
    long stop;
    long expiresNs;
    int leverage;
    boolean reduceOnly;
    long planStop;
    Trigger planTrigger;
    final long[] planTarget = new long[TargetLadder.MOST];
    final long[] planShareMicro = new long[TargetLadder.MOST];
    int planTargets;
    boolean planWatchesLast;

    OrderTerms() {}

    final void clearTerms() {
        instrument = -1;
        strategy = 0;
        signal = Order.NO_ID;
        position = Order.NO_ID;
        parent = Order.NO_ID;
        side = Side.BUY;
        type = OrdType.LIMIT;
        tif = Tif.GTC;
        trigger = Trigger.NULL_VAL;
        role = Role.ENTRY;
        exitWhy = ExitWhy.NULL_VAL;
        price = Instrument.ABSENT;
        qty = 0;
        stop = Instrument.ABSENT;
        expiresNs = Instrument.ABSENT;
        leverage = 0;
        reduceOnly = false;
        planStop = Instrument.ABSENT;
        planTrigger = Trigger.MARK;
        planTargets = 0;
        planWatchesLast = false;
    }

    /** Dense id of the instrument. */
    public final int instrument() {
        return instrument;
    }

    /** Who wants it. */
    public final int strategy() {
        return strategy;
    }

    /** The signal that caused it or {@link Order#NO_ID} (law 8). */
    public final long signal() {
        return signal;
    }

    /** The position it belongs to or {@link Order#NO_ID}. */
    public final long position() {
        return position;
    }

    /** The order it is attached to or {@link Order#NO_ID}. */
    public final long parent() {
        return parent;
    }

    /** BUY or SELL. */
    public final Side side() {
        return side;
    }

    /** True if it buys. */
    public final boolean isBuy() {
        return side == Side.BUY;
    }

    /** Type. */
    public final OrdType type() {
        return type;
    }

    /** Time in force. */
    public final Tif tif() {
        return tif;
    }

    /** What triggers a stop; NULL_VAL if none. */
    public final Trigger trigger() {
        return trigger;
    }

    /** What it is for. */
    public final Role role() {
        return role;
    }

    /** Why an exit exits; NULL_VAL otherwise. */
    public final ExitWhy exitWhy() {
        return exitWhy;
    }

    /** Limit price or ABSENT (market). */
    public final long price() {
        return price;
    }

    /** Ordered quantity. */
    public final long qty() {
        return qty;
    }

    /** Trigger price of a stop or ABSENT. */
    public final long stop() {
        return stop;
    }

    /** End of its life, ns, or ABSENT. */
    public final long expiresNs() {
        return expiresNs;
    }

    /** Leverage asked for, 0 = as the account stands. */
    public final int leverage() {
        return leverage;
    }

    /** True if it may only make a position smaller. */
    public final boolean isReduceOnly() {
        return reduceOnly;
    }

    /** Stop the entry's position is to get, or ABSENT. */
    public final long planStop() {
        return planStop;
    }

    /** Trigger of that stop. */
    public final Trigger planTrigger() {
        return planTrigger;
    }

    /** How many targets the entry's position is to get, nearest first. */
    public final int planTargets() {
        return planTargets;
    }

    /** Price of one of them, below {@link #planTargets}. */
    public final long planTarget(int i) {
        return planTarget[i];
    }

    /** Share of the position that it closes, 1e-6. */
    public final long planShareMicro(int i) {
        return planShareMicro[i];
    }

    /** Whether the last of them is watched by its strategy and does not rest (NS-TGT-6). */
    public final boolean planWatchesLast() {
        return planWatchesLast;
    }
}
