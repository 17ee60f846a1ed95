package ebb.adapters.venue;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.sbe.TopOfBookEncoder;

/**
 * Writes best bid and ask into the slot in hand, word by word. Each method is to be called once, for the slot still holds
 * an older message; then {@link Publisher#commit}.
 */
public final class TopWriter {
    static final int LENGTH = Slots.HEADER_BYTES + TopOfBookEncoder.BLOCK_LENGTH;

    private static final long HEADER = Blocks.header(TopOfBookEncoder.BLOCK_LENGTH, TopOfBookEncoder.TEMPLATE_ID);
    private static final int TX = Slots.HEADER_BYTES + TopOfBookEncoder.txEncodingOffset();
    private static final int UPDATE = Slots.HEADER_BYTES + TopOfBookEncoder.updateIdEncodingOffset();
    private static final int BID = Slots.HEADER_BYTES + TopOfBookEncoder.bidEncodingOffset();
    private static final int BID_QTY = Slots.HEADER_BYTES + TopOfBookEncoder.bidQtyEncodingOffset();
    private static final int ASK = Slots.HEADER_BYTES + TopOfBookEncoder.askEncodingOffset();
    private static final int ASK_QTY = Slots.HEADER_BYTES + TopOfBookEncoder.askQtyEncodingOffset();
    private static final int CENTERS = Slots.HEADER_BYTES + TopOfBookEncoder.bidCenterEncodingOffset();
    private static final long NO_CENTERS = (long) Nulls.CODE << 16 | Nulls.CODE;

    private final Outbox outbox;

    TopWriter(Outbox outbox) {
        this.outbox = outbox;
    }

    TopWriter open(long receiveNs, int instrument, int venue, int conn) {
        outbox.open(HEADER, receiveNs, InHead.way(instrument, venue, InHead.WHOLE, conn));
        outbox.word(CENTERS, NO_CENTERS);
        return this;
    }

    /**
     * Where it belongs.
     *
     * @param tx venue time, ns, or null
     * @param update number of the book it is of, or null
     */
    public TopWriter at(long tx, long update) {
        outbox.word(TX, tx);
        outbox.word(UPDATE, update);
        return this;
    }

    /** The best bid; a price of 0 means that there is none. */
    public TopWriter bid(long price, long quantity) {
        outbox.word(BID, price == 0 ? Nulls.LONG : price);
        outbox.word(BID_QTY, price == 0 ? Nulls.LONG : quantity);
        return this;
    }

    /** The best ask; a price of 0 means that there is none. */
    public void ask(long price, long quantity) {
        outbox.word(ASK, price == 0 ? Nulls.LONG : price);
        outbox.word(ASK_QTY, price == 0 ? Nulls.LONG : quantity);
    }
}
