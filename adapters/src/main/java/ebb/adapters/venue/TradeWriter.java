package ebb.adapters.venue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.TradeEncoder;
import ebb.codecs.sbe.TradeFlagEncoder;

/**
 * Writes a trade into the slot in hand, word by word. What no venue of ours tells (market centre, condition) is null. Each
 * method is to be called once, for the slot still holds an older message; then {@link Publisher#commit}.
 */
public final class TradeWriter {
    /** Flag: forced by the venue's deleveraging. */
    public static final int ADL = TradeFlagEncoder.aDL((short) 0, true);

    /** Flag: of another kind than the market's own. */
    public static final int BLOCK = TradeFlagEncoder.bLOCK((short) 0, true);

    /** Flag: several fills of one taker in one message. */
    public static final int AGGREGATED = TradeFlagEncoder.aGGREGATED((short) 0, true);

    /** Flag: against an order of the same account. */
    public static final int SELF = TradeFlagEncoder.sELF((short) 0, true);

    static final int LENGTH = Slots.HEADER_BYTES + TradeEncoder.BLOCK_LENGTH;

    private static final long HEADER = Blocks.header(TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID);
    private static final int TX = Slots.HEADER_BYTES + TradeEncoder.txEncodingOffset();
    private static final int PRICE = Slots.HEADER_BYTES + TradeEncoder.priceEncodingOffset();
    private static final int QTY = Slots.HEADER_BYTES + TradeEncoder.qtyEncodingOffset();
    private static final int ID = Slots.HEADER_BYTES + TradeEncoder.tradeIdEncodingOffset();
    private static final int FIRST_ID = Slots.HEADER_BYTES + TradeEncoder.firstIdEncodingOffset();
    private static final int COUNT = Slots.HEADER_BYTES + TradeEncoder.countEncodingOffset();
    private static final int TAKER = Slots.HEADER_BYTES + TradeEncoder.aggressorEncodingOffset();

    private static final long SELL = Side.SELL.value();
    private static final long BUY = Side.BUY.value();

    /** Behind the count: centre and condition. */
    private static final long UNTOLD = (long) Nulls.CODE << 32 | (long) Nulls.U16 << 48;
    /** Behind side and flags: where the centre is from, and the pad. */
    private static final long NO_CENTER = (long) CenterFrom.NULL_VAL.value() << 24;

    private final Outbox outbox;

    TradeWriter(Outbox outbox) {
        this.outbox = outbox;
    }

    TradeWriter open(long receiveNs, int instrument, int venue, int conn) {
        outbox.open(HEADER, receiveNs, InHead.way(instrument, venue, InHead.WHOLE, conn));
        return this;
    }

    /** Venue time, ns, or null. */
    public TradeWriter tx(long tx) {
        outbox.word(TX, tx);
        return this;
    }

    /** Price and quantity, both above zero. */
    public TradeWriter fill(long price, long quantity) {
        outbox.word(PRICE, price);
        outbox.word(QTY, quantity);
        return this;
    }

    /**
     * The numbers of the venue.
     *
     * @param id of the trade, or null
     * @param firstId of the first fill in it, or null
     * @param count of its fills, or {@link Nulls#U32}
     */
    public TradeWriter ids(long id, long firstId, long count) {
        outbox.word(ID, id);
        outbox.word(FIRST_ID, firstId);
        outbox.word(COUNT, count | UNTOLD);
        return this;
    }

    /**
     * Who took, and what kind of trade it was.
     *
     * @param sells whether the taker sold
     * @param flags of {@link #ADL}, {@link #BLOCK}, {@link #AGGREGATED} and {@link #SELF}
     */
    public void taker(boolean sells, int flags) {
        outbox.word(TAKER, (sells ? SELL : BUY) | (long) flags << 8 | NO_CENTER);
    }
}
