package ebb.engine.risk;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.Orders;
import ebb.engine.order.Position;
import ebb.engine.order.Positions;

/**
 * What the account could owe at worst: open positions, and every live order as if it filled in full, an UNKNOWN one
 * like any other (RELIABILITY §3, common semantics). Orders that only reduce add nothing.
 */
final class Exposure {
    /** Stands for every instrument. */
    static final int ALL = -1;

    private final Orders orders;
    private final InstrumentTable instruments;
    private final RiskInputs inputs;

    Exposure(Orders orders, InstrumentTable instruments, RiskInputs inputs) {
        this.orders = orders;
        this.instruments = instruments;
        this.inputs = inputs;
    }

    /** Price at which an order is valued: its limit, else the reference, else its stop. */
    long priceOf(Order order) {
        if (order.price() != RiskInputs.ABSENT) {
            return order.price();
        }
        long reference = inputs.reference(order.instrument());
        if (reference != RiskInputs.ABSENT) {
            return reference;
        }
        return order.stop() != RiskInputs.ABSENT ? order.stop() : order.planStop();
    }

    /** Notional of all positions and live entries, money 1e-8, the order in question left out. */
    long gross(Order asked) {
        long sum = 0;
        Positions positions = orders.positions();
        for (int i = 0; i < positions.count(); i++) {
            sum = Scaled.addExact(sum, notional(positions.at(i)));
        }
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (each != asked && !each.isReduceOnly()) {
                sum = Scaled.addExact(sum, notional(each));
            }
        }
        return sum;
    }

    /**
     * Initial margin of positions and live entries, money 1e-8, the order in question left out. A position is taken
     * unleveraged where its leverage is not known.
     */
    long margin(int instrument, Order asked) {
        long sum = 0;
        Positions positions = orders.positions();
        int leverage = Math.max(1, asked.leverage());
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (instrument == ALL || each.instrument().id() == instrument) {
                sum = Scaled.addExact(sum, Scaled.divide(notional(each), leverage, Rounding.CEIL));
            }
        }
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            boolean counts = each != asked && !each.isReduceOnly();
            if (counts && (instrument == ALL || each.instrument() == instrument)) {
                sum = Scaled.addExact(sum, Scaled.divide(notional(each), Math.max(1, each.leverage()), Rounding.CEIL));
            }
        }
        return sum;
    }

    /**
     * What open positions and live entries would lose at their stops, from their entries (NS-RSK-4), money 1e-8. Without a
     * stop the whole notional is at risk.
     *
     * @param instrument dense id, or {@link #ALL}
     */
    long openRisk(int instrument) {
        long sum = 0;
        Positions positions = orders.positions();
        for (int i = 0; i < positions.count(); i++) {
            Position each = positions.at(i);
            if (!each.isFlat() && (instrument == ALL || each.instrument().id() == instrument)) {
                sum = Scaled.addExact(
                        sum, loss(each.instrument(), each.isLong(), each.qty(), each.entry(), each.stop()));
            }
        }
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (!each.isReduceOnly() && (instrument == ALL || each.instrument() == instrument)) {
                Instrument of = instruments.at(each.instrument());
                sum = Scaled.addExact(sum, loss(of, each.isBuy(), each.worstLeaves(), priceOf(each), each.planStop()));
            }
        }
        return sum;
    }

    private static long loss(Instrument instrument, boolean isLong, long qty, long entry, long stop) {
        if (stop == RiskInputs.ABSENT) {
            return instrument.notional(qty, entry, Rounding.CEIL);
        }
        return Math.max(0, Scaled.negateExact(instrument.pnl(isLong, qty, entry, stop)));
    }

    /** Positions open, plus those that live entries and the order in question would open. */
    int positionsWith(Order asked) {
        int count = orders.positions().openCount();
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (!each.isReduceOnly() && each != asked && opens(each) && !isSamePair(each, asked)) {
                count++;
            }
        }
        return opens(asked) ? count + 1 : count;
    }

    private boolean opens(Order order) {
        Position position = orders.positions().find(order.instrument(), order.strategy());
        return position == null || position.isFlat();
    }

    private static boolean isSamePair(Order a, Order b) {
        return a.instrument() == b.instrument() && a.strategy() == b.strategy();
    }

    int liveOrders(int instrument) {
        int count = 0;
        for (Order each = orders.first(); each != null; each = orders.after(each)) {
            if (instrument == ALL || each.instrument() == instrument) {
                count++;
            }
        }
        return count;
    }

    private long notional(Position position) {
        if (position.isFlat()) {
            return 0;
        }
        Instrument instrument = position.instrument();
        long reference = inputs.reference(instrument.id());
        long price = reference != RiskInputs.ABSENT ? reference : position.entry();
        return instrument.notional(position.qty(), price, Rounding.CEIL);
    }

    private long notional(Order order) {
        return instruments.at(order.instrument()).notional(order.worstLeaves(), priceOf(order), Rounding.CEIL);
    }
}
