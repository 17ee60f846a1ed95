package ebb.engine.order;

import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Side;
import ebb.engine.time.Timers;

/** From an execution to position and money: adds, reduces, or closes and opens anew beyond zero (INST-4). */
final class FillBooker {
    private final Positions positions;
    private final Timers timers;
    private final OrderListener listener;
    private boolean flipped;

    FillBooker(Positions positions, Timers timers, OrderListener listener) {
        this.positions = positions;
        this.timers = timers;
        this.listener = listener;
    }

    /** Books the execution of an order of ours. */
    Position apply(FillReport fill, Order order) {
        Position p = positions.claim(order.instrument, order.strategy);
        boolean buys = fill.side() == Side.BUY;
        long rest = fill.qty();
        boolean isTold = false;
        if (!p.isFlat() && p.isLong() != buys) {
            long closing = Math.min(rest, p.qty());
            rest -= closing;
            positions.pay(p, fill.fee(), fill.price());
            close(p, closing, fill, order, exitWhy(order, fill));
            isTold = true;
        }
        flipped = rest > 0 && order.reduceOnly;
        if (rest > 0) {
            if (p.isFlat()) {
                positions.begin(p, order.signal, buys, timers.nowNs());
            }
            positions.add(p, rest, fill.price());
        }
        if (!isTold) {
            positions.pay(p, fill.fee(), fill.price());
            listener.onFill(fill, order, p);
        }
        return p;
    }

    /**
     * Books what the venue did on its own (liquidation, settlement) on the positions it made smaller.
     *
     * @return the last of them; null if it fits none
     */
    Position external(FillReport fill) {
        long rest = fill.qty();
        long fee = fill.fee();
        Position last = null;
        ExitWhy why = fill.is(FillReport.LIQUIDATION) ? ExitWhy.LIQUIDATION : ExitWhy.MANUAL;
        boolean isVenues = fill.is(FillReport.LIQUIDATION) || fill.is(FillReport.ADL) || fill.is(FillReport.SETTLEMENT);
        while (isVenues && rest > 0) {
            Position p = positions.against(fill.instrument(), fill.side());
            if (p == null) {
                break;
            }
            long part = Math.min(rest, p.qty());
            rest -= part;
            positions.pay(p, fee, fill.price());
            fee = 0;
            close(p, part, fill, null, why);
            last = p;
        }
        return rest == 0 ? last : null;
    }

    /** True if the last execution of a reduce-only order opened a position. */
    boolean flipped() {
        return flipped;
    }

    private void close(Position p, long qty, FillReport fill, Order order, ExitWhy why) {
        positions.reduce(p, qty, fill.price());
        listener.onFill(fill, order, p);
        if (p.isFlat()) {
            positions.fixRisk(p, p.stop());
            positions.end(p, timers.nowNs(), why);
            listener.onTradeClosed(p);
        }
    }

    private static ExitWhy exitWhy(Order order, FillReport fill) {
        if (fill.is(FillReport.LIQUIDATION)) {
            return ExitWhy.LIQUIDATION;
        }
        if (order.exitWhy != ExitWhy.NULL_VAL) {
            return order.exitWhy;
        }
        switch (order.role) {
            case STOP:
                return ExitWhy.STOP;
            case TARGET:
                return ExitWhy.TARGET;
            case EXIT:
                return ExitWhy.THESIS;
            case FLATTEN:
                return ExitWhy.KILL;
            default:
                return ExitWhy.FLIP;
        }
    }
}
