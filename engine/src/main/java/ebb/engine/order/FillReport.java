package ebb.engine.order;

import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.Side;
import ebb.engine.instrument.Instrument;

/** One execution on its way to the engine, from the venue's message or from the simulated exchange. Reused. */
public final class FillReport {
    /** The venue closed a position without margin. */
    public static final int LIQUIDATION = 1;
    /** The venue's auto-deleveraging. */
    public static final int ADL = 2;
    /** Settlement or expiry. */
    public static final int SETTLEMENT = 4;
    /** Made up from a cumulative quantity, without an id of the venue's. */
    public static final int ESTIMATED = 8;
    /** Corrects an earlier one. */
    public static final int CORRECTS = 16;
    /** Learnt by reconciliation. */
    public static final int RECONCILED = 32;
    /** Came after the end of its order. */
    public static final int LATE = 64;
    /** Of an order that is not ours. */
    public static final int EXTERNAL = 128;

    private int instrument;
    private long clOrd;
    private long orderId;
    private long execId;
    private long price;
    private long qty;
    private long fee;
    private long cum;
    private Side side;
    private Liquidity liquidity;
    private int flags;

    /** Creates an empty report. */
    public FillReport() {
        clear();
    }

    /** Forgets everything. */
    public FillReport clear() {
        instrument = -1;
        clOrd = Order.NO_ID;
        orderId = Instrument.ABSENT;
        execId = Instrument.ABSENT;
        price = 0;
        qty = 0;
        fee = 0;
        cum = Instrument.ABSENT;
        side = Side.BUY;
        liquidity = Liquidity.UNKNOWN;
        flags = 0;
        return this;
    }

    /**
     * Says whose it is.
     *
     * @param instrumentId dense id
     * @param ourId our id or {@link Order#NO_ID}
     * @param venueId the venue's id of the order or ABSENT
     */
    public FillReport of(int instrumentId, long ourId, long venueId) {
        instrument = instrumentId;
        clOrd = ourId;
        orderId = venueId;
        return this;
    }

    /**
     * Says what was dealt.
     *
     * @param id the venue's id of the execution or ABSENT
     * @param bought BUY or SELL, of our order
     * @param at price mantissa above 0
     * @param size quantity mantissa above 0
     */
    public FillReport trade(long id, Side bought, long at, long size) {
        execId = id;
        side = bought;
        price = at;
        qty = size;
        return this;
    }

    /**
     * Says what it cost and how it stands.
     *
     * @param paid settlement money, negative for a rebate
     * @param maker MAKER, TAKER or UNKNOWN
     * @param cumulative the venue's filled quantity of the order after it, or ABSENT
     * @param bits flags of this class
     */
    public FillReport cost(long paid, Liquidity maker, long cumulative, int bits) {
        fee = paid;
        liquidity = maker;
        cum = cumulative;
        flags = bits;
        return this;
    }

    void mark(int bits) {
        flags |= bits;
    }

    void qty(long applied) {
        qty = applied;
    }

    /** Dense id of the instrument. */
    public int instrument() {
        return instrument;
    }

    /** Our id or {@link Order#NO_ID}. */
    public long clOrd() {
        return clOrd;
    }

    /** The venue's id of the order or ABSENT. */
    public long orderId() {
        return orderId;
    }

    /** The venue's id of the execution or ABSENT. */
    public long execId() {
        return execId;
    }

    /** Price mantissa. */
    public long price() {
        return price;
    }

    /** Quantity mantissa. */
    public long qty() {
        return qty;
    }

    /** Settlement money paid, negative for a rebate. */
    public long fee() {
        return fee;
    }

    /** The venue's filled quantity after it, or ABSENT. */
    public long cum() {
        return cum;
    }

    /** Side of our order. */
    public Side side() {
        return side;
    }

    /** Maker or taker. */
    public Liquidity liquidity() {
        return liquidity;
    }

    /** Flags of this class. */
    public int flags() {
        return flags;
    }

    /** True if all these flags are set. */
    public boolean is(int bits) {
        return (flags & bits) == bits;
    }
}
