package ebb.engine.paper;

import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.Margin;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** What both ways of matching have in common: a fill changes order, position and wallet at once and is reported. */
final class Dealer implements Snapshotted {
    private final PaperOrders orders;
    private final PaperAccount account;
    private final Reports reports;
    private long executions;

    Dealer(PaperOrders orders, PaperAccount account, Reports reports) {
        this.orders = orders;
        this.account = account;
        this.reports = reports;
    }

    /** Most of the rest that may still trade: a reduce-only order never more than it can close. */
    static long room(PaperMarket m, PaperOrder o) {
        return o.reduceOnly ? Math.min(o.leaves(), m.closable(o.side)) : o.leaves();
    }

    /** One execution of at most {@link #room}. */
    void fill(PaperMarket m, PaperOrder o, long price, long qty, boolean isMaker) {
        boolean opens = m.opening(o.side, qty) > 0;
        long fee = m.instrument.fee(qty, price, isMaker);
        if (opens && o.leverage > 0) {
            m.leverage = o.leverage;
        }
        account.trade(m, o.side, qty, price, fee);
        orders.open(o);
        o.cum += qty;
        boolean isDone = o.leaves() == 0;
        if (isDone) {
            orders.end(o);
            m.hasEnded = true;
        }
        orders.close(o);
        executions++;
        reports.fill(m, o, o.side, executions, price, qty, fee, isMaker);
    }

    /** Ends an order without (further) fill. */
    void end(PaperMarket m, PaperOrder o, CloseWhy why) {
        orders.open(o);
        orders.end(o);
        orders.close(o);
        m.hasEnded = true;
        reports.closed(o, why);
    }

    /** Puts an order where it is from now on. */
    void place(PaperOrder o, int place, long ahead) {
        orders.open(o);
        o.place = place;
        o.ahead = ahead;
        orders.close(o);
    }

    /** Ends reduce-only orders that have nothing left to close. */
    void endIdle(PaperMarket m) {
        for (int i = 0; i < m.count; i++) {
            PaperOrder o = m.orders[i];
            if (o.isLive() && o.reduceOnly && m.closable(o.side) == 0) {
                end(m, o, CloseWhy.REDUCE_ONLY);
            }
        }
    }

    /** Ends every live order of an instrument. */
    void endAll(PaperMarket m, CloseWhy why) {
        for (int i = 0; i < m.count; i++) {
            if (m.orders[i].isLive()) {
                end(m, m.orders[i], why);
            }
        }
    }

    /** Closes the position at its bankruptcy price if a mark is at or beyond its liquidation price (PAPER-6). */
    void liquidate(PaperMarket m, long mark) {
        long limit = PaperAccount.liquidation(m);
        if (limit == Instrument.ABSENT || (m.position.isLong() ? mark > limit : mark < limit)) {
            return;
        }
        boolean isLong = m.position.isLong();
        long qty = m.position.qty();
        long price = Margin.bankruptcyPrice(m.instrument, isLong, m.position.price(m.instrument), m.leverage);
        Side side = isLong ? Side.SELL : Side.BUY;
        // No fee: at the bankruptcy price the margin is gone to the last unit, and isolated margin owes no more.
        account.trade(m, side, qty, price, 0);
        executions++;
        reports.fill(m, null, side, executions, price, qty, 0, false);
        endAll(m, CloseWhy.LIQUIDATION);
    }

    long executions() {
        return executions;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(executions);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        executions = in.readLong();
    }
}
