package ebb.engine.risk;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.sbe.OrdState;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.order.Order;
import ebb.engine.order.OrderChanges;
import java.util.Arrays;
import org.agrona.collections.Hashing;
import org.agrona.collections.Int2IntCounterMap;

/**
 * Sums over all live orders, each as if it filled in full (RELIABILITY §3, common semantics), kept as the orders change: a
 * question costs the same with one order open and with thousands, which are there after a stall. What has no price of its
 * own is valued anew by each look, as are drafts, whose terms move freely.
 *
 * <p>Instruments keep their units while an order of theirs is live, so that a limit order's value follows from the order.
 */
final class Commitments {
    private static final int NONE = -1;
    /** Instruments that there is room for at once. */
    private static final int INSTRUMENTS = 1_024;

    private static final int STRATEGY_BITS = 8;

    private final OrderChanges changes;
    private final InstrumentTable instruments;
    private final RiskInputs inputs;

    // By slot of an order, what of it is in the sums.
    private final int[] instrument;
    private final int[] strategy;
    private final boolean[] isEntry;
    private final long[] notional;
    private final long[] margin;

    private final Order[] floating;
    private final boolean[] isFloating;
    private int floatingCount;

    private int live;
    private int entries;
    private long notionals;
    private long margins;
    // By instrument.
    private int[] liveOf = new int[INSTRUMENTS];
    private long[] marginOf = new long[INSTRUMENTS];
    // By instrument and strategy; never more pairs than orders, so that it never grows.
    private final Int2IntCounterMap entriesOf;

    Commitments(OrderChanges changes, InstrumentTable instruments, RiskInputs inputs) {
        this.changes = changes;
        this.instruments = instruments;
        this.inputs = inputs;
        int capacity = changes.capacity();
        instrument = new int[capacity];
        Arrays.fill(instrument, NONE);
        strategy = new int[capacity];
        isEntry = new boolean[capacity];
        notional = new long[capacity];
        margin = new long[capacity];
        floating = new Order[capacity];
        isFloating = new boolean[capacity];
        entriesOf = new Int2IntCounterMap(2 * capacity, Hashing.DEFAULT_LOAD_FACTOR, 0);
    }

    /**
     * Brings the sums up to date.
     *
     * @throws ArithmeticException if a value or a sum does not fit (NUM-2); the next look meets it again
     */
    void look() {
        for (Order order = changes.next(); order != null; order = changes.next()) {
            value(order);
            changes.forget();
        }
        for (int i = floatingCount - 1; i >= 0; i--) {
            Order order = floating[i];
            if (floats(order)) {
                value(order);
            } else {
                isFloating[order.slot()] = false;
                floatingCount--;
                floating[i] = floating[floatingCount];
                floating[floatingCount] = null;
            }
        }
    }

    private static boolean floats(Order order) {
        boolean hasNoPrice = order.price() == RiskInputs.ABSENT && !order.isReduceOnly();
        return order.isListed() && (hasNoPrice || order.state() == OrdState.NEW);
    }

    private void value(Order order) {
        int slot = order.slot();
        drop(slot);
        if (!order.isListed()) {
            return;
        }
        if (floats(order) && !isFloating[slot]) {
            isFloating[slot] = true;
            floating[floatingCount++] = order;
        }
        long worth = order.isReduceOnly() ? 0 : notional(order);
        long needs = order.isReduceOnly() ? 0 : Scaled.divide(worth, Math.max(1, order.leverage()), Rounding.CEIL);
        // No margin is above its notional, so where this sum fits the others do.
        notionals = Scaled.addExact(notionals, worth);
        int of = order.instrument();
        room(of);
        notional[slot] = worth;
        margin[slot] = needs;
        instrument[slot] = of;
        strategy[slot] = order.strategy();
        isEntry[slot] = !order.isReduceOnly();
        margins += needs;
        marginOf[of] += needs;
        live++;
        liveOf[of]++;
        if (isEntry[slot]) {
            entries++;
            entriesOf.incrementAndGet(pair(of, order.strategy()));
        }
    }

    private void drop(int slot) {
        int of = instrument[slot];
        if (of == NONE) {
            return;
        }
        instrument[slot] = NONE;
        notionals -= notional[slot];
        margins -= margin[slot];
        marginOf[of] -= margin[slot];
        live--;
        liveOf[of]--;
        if (isEntry[slot]) {
            entries--;
            entriesOf.decrementAndGet(pair(of, strategy[slot]));
        }
    }

    private void room(int of) {
        if (of >= liveOf.length) {
            int size = Math.max(of + 1, 2 * liveOf.length);
            liveOf = Arrays.copyOf(liveOf, size);
            marginOf = Arrays.copyOf(marginOf, size);
        }
    }

    private static int pair(int instrument, int strategy) {
        return instrument << STRATEGY_BITS | strategy;
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

    private long notional(Order order) {
        return instruments.at(order.instrument()).notional(order.worstLeaves(), priceOf(order), Rounding.CEIL);
    }

    /** Notional of the entries, money 1e-8, one left out. */
    long gross(Order but) {
        return notionals - (instrument[but.slot()] == NONE ? 0 : notional[but.slot()]);
    }

    /** Initial margin of the entries of an instrument or of all, money 1e-8, one left out. */
    long margin(int of, Order but) {
        int own = instrument[but.slot()];
        long sum = of == Exposure.ALL ? margins : of < marginOf.length ? marginOf[of] : 0;
        return own != NONE && (of == Exposure.ALL || of == own) ? sum - margin[but.slot()] : sum;
    }

    /** Live orders of an instrument or of all, drafts included. */
    int live(int of) {
        return of == Exposure.ALL ? live : of < liveOf.length ? liveOf[of] : 0;
    }

    /** Entries of all. */
    int entries() {
        return entries;
    }

    /** Entries of one strategy in one instrument. */
    int entries(int of, int by) {
        return entriesOf.get(pair(of, by));
    }
}
