package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.TimerHandler;
import ebb.engine.time.Timers;

/**
 * Puts the prints of one taker order together (TRD-4): consecutive prints of one side and one exchange time are a group
 * with the summed quantity and the last price. A group closes when a print differs, or by timer 50 ms after its last
 * print; only closed groups are told.
 */
public final class TakerGroups implements Digested, TimerHandler, Snapshotted {
    private final boolean joins;
    private final long flushNs;
    private final Timers timers;
    private final FlowEpoch epoch;
    private final TakerGroupListener listener;

    private boolean isOpen;
    private int side;
    private long txNs;
    private long qty;
    private long firstPrice;
    private long lastPrice;
    private int prints;
    private long firstNs;
    private long lastNs;
    private long lossesAtOpen;
    private long closed;
    private int timer = Timers.NONE;

    /**
     * Creates an aggregation without an open group.
     *
     * @param joins false for `trd.group = none`: each print is a group of its own
     * @param flushNs how long after its last print a group stays open (`trd.group-flush`), ns
     * @param timers where the flush is registered
     * @param epoch what the tape has lost
     * @param listener told about closed groups
     */
    public TakerGroups(boolean joins, long flushNs, Timers timers, FlowEpoch epoch, TakerGroupListener listener) {
        this.joins = joins;
        this.flushNs = flushNs;
        this.timers = timers;
        this.epoch = epoch;
        this.listener = listener;
    }

    /**
     * Takes a print.
     *
     * @param nowNs engine time
     * @param tx exchange time, ns; engine time where the venue gives none (TIME-2)
     * @param price price mantissa
     * @param quantity quantity mantissa
     * @param sign {@link Aggressor}
     */
    public void onTrade(long nowNs, long tx, long price, long quantity, int sign) {
        if (isOpen && sign == side && tx == txNs && qty + quantity > 0) {
            qty += quantity;
            prints++;
        } else {
            close(nowNs);
            isOpen = true;
            side = sign;
            txNs = tx;
            qty = quantity;
            firstPrice = price;
            prints = 1;
            firstNs = nowNs;
            lossesAtOpen = epoch.losses();
        }
        lastPrice = price;
        lastNs = nowNs;
        if (!joins) {
            close(nowNs);
        } else if (timer == Timers.NONE) {
            timer = timers.schedule(nowNs + flushNs, this, 0);
        }
    }

    /** One timer serves all groups: when it fires too early for the open one, it is set anew for that one. */
    @Override
    public void onTimer(long deadlineNs, long tag) {
        timer = Timers.NONE;
        if (!isOpen) {
            return;
        }
        if (lastNs + flushNs <= deadlineNs) {
            close(deadlineNs);
        } else {
            timer = timers.schedule(lastNs + flushNs, this, 0);
        }
    }

    /**
     * Side of the group.
     *
     * @return {@link Aggressor}
     */
    public int side() {
        return side;
    }

    /**
     * Summed quantity of the group.
     *
     * @return quantity mantissa
     */
    public long qty() {
        return qty;
    }

    /**
     * Price of the group's first print.
     *
     * @return price mantissa
     */
    public long firstPrice() {
        return firstPrice;
    }

    /**
     * Price of the group's last print.
     *
     * @return price mantissa
     */
    public long lastPrice() {
        return lastPrice;
    }

    /**
     * Prints of the group.
     *
     * @return ≥ 1
     */
    public int prints() {
        return prints;
    }

    /**
     * Exchange time the group's prints share.
     *
     * @return ns since epoch
     */
    public long txNs() {
        return txNs;
    }

    /**
     * Engine time of the group's first print.
     *
     * @return ns since epoch
     */
    public long firstNs() {
        return firstNs;
    }

    /**
     * Engine time of the group's last print.
     *
     * @return ns since epoch
     */
    public long lastNs() {
        return lastNs;
    }

    /**
     * {@link FlowEpoch#losses} when the group opened.
     *
     * @return a count
     */
    public long lossesAtOpen() {
        return lossesAtOpen;
    }

    /**
     * Groups closed since the start.
     *
     * @return a count
     */
    public long closed() {
        return closed;
    }

    /**
     * Whether a group is open.
     *
     * @return true if so
     */
    public boolean isOpen() {
        return isOpen;
    }

    /** Drops the open group untold and the count (INST-5). */
    public void reset() {
        isOpen = false;
        closed = 0;
        timer = timers.cancel(timer);
    }

    private void close(long nowNs) {
        if (isOpen) {
            isOpen = false;
            closed++;
            listener.onGroup(nowNs, this);
        }
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("taker groups");
        out.putBoolean(isOpen);
        out.putInt(side);
        out.putLong(txNs);
        out.putLong(qty);
        out.putLong(firstPrice);
        out.putLong(lastPrice);
        out.putInt(prints);
        out.putLong(firstNs);
        out.putLong(lastNs);
        out.putLong(lossesAtOpen);
        out.putLong(closed);
        out.putInt(timer);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("taker groups");
        isOpen = in.readBoolean();
        side = in.readInt();
        txNs = in.readLong();
        qty = in.readLong();
        firstPrice = in.readLong();
        lastPrice = in.readLong();
        prints = in.readInt();
        firstNs = in.readLong();
        lastNs = in.readLong();
        lossesAtOpen = in.readLong();
        closed = in.readLong();
        timer = in.readInt();
        timers.claim(timer, this);
    }

    @Override
    public long digest() {
        return digestAnew();
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(1, closed, (isOpen ? 1 : 0) | (timer == Timers.NONE ? 0 : 2));
        return isOpen
                ? sum
                        + Digest.mix(2, side, txNs)
                        + Digest.mix(3, qty, prints)
                        + Digest.mix(4, firstPrice, lastPrice)
                        + Digest.mix(5, firstNs, lastNs)
                        + Digest.mix(6, lossesAtOpen)
                : sum;
    }
}
