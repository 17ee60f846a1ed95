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
    private final Commitments commitments;

    Exposure(Orders orders, InstrumentTable instruments, RiskInputs inputs) {
        this.orders = orders;
        this.instruments = instruments;
        this.inputs = inputs;
        commitments = new Commitments(orders.changes(), instruments, inputs);
    }

    /** Price at which an order is valued: its limit, else the reference, else its stop. */
    long priceOf(Order order) {
        return commitments.priceOf(order);
    }

    /** Takes in which orders were begun, changed or ended; before the questions that leave one order out. */
    void look() {
        commitments.look();
    }

    /** Notional of all positions and live entries, money 1e-8, the order in question left out. */
    long gross(Order asked) {
        long sum = commitments.gross(asked);
        Positions positions = orders.positions();
        for (int i = 0; i < positions.openCount(); i++) {
            sum = Scaled.addExact(sum, notional(positions.open(i)));
        }
        return sum;
    }

    /**
     * Initial margin of positions and live entries, money 1e-8, the order in question left out. A position is taken
     * unleveraged where its leverage is not known.
     */
    long margin(int instrument, Order asked) {
        long sum = commitments.margin(instrument, asked);
        Positions positions = orders.positions();
        int leverage = Math.max(1, asked.leverage());
        for (int i = 0; i < positions.openCount(); i++) {
            Position each = positions.open(i);
            if (instrument == ALL || each.instrument().id() == instrument) {
                sum = Scaled.addExact(sum, Scaled.divide(notional(each), leverage, Rounding.CEIL));
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
        for (int i = 0; i < positions.openCount(); i++) {
            Position each = positions.open(i);
            if (instrument == ALL || each.instrument().id() == instrument) {
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
        Positions positions = orders.positions();
        int count = positions.openCount() + commitments.entries();
        for (int i = 0; i < positions.openCount(); i++) {
            Position each = positions.open(i);
            count -= commitments.entries(each.instrument().id(), each.strategy());
        }
        // Entries of its own pair open one position together.
        return opens(asked) ? count - commitments.entries(asked.instrument(), asked.strategy()) + 1 : count;
    }

    private boolean opens(Order order) {
        Position position = orders.positions().find(order.instrument(), order.strategy());
        return position == null || position.isFlat();
    }

    /** Live orders of an instrument or of all, the order in question included. */
    int liveOrders(int instrument) {
        return commitments.live(instrument);
    }

    private long notional(Position position) {
        Instrument instrument = position.instrument();
        long reference = inputs.reference(instrument.id());
        long price = reference != RiskInputs.ABSENT ? reference : position.entry();
        return instrument.notional(position.qty(), price, Rounding.CEIL);
    }
}
