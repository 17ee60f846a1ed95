package ebb.testing;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.MarkIndexEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Stream;
import ebb.codecs.sbe.TradeEncoder;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;

/** Writes messages of perpetuals of venue 0, tick 10, whose books have three levels a side, for markets that tests make up. */
public final class MarketMessages {
    private static final int TICK = 10;
    private static final int LEVELS = 3;
    private static final long QTY = 20_000;

    /** Slots that must be free before one is taken: a ring that stays full is a fault to a live session. */
    private static final long ENOUGH = 4_096;

    private final Ingress ingress;
    private final LongSupplier now;
    private final TradeEncoder trade = new TradeEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final MarkIndexEncoder mark = new MarkIndexEncoder();
    private final SessionStateEncoder session = new SessionStateEncoder();

    /**
     * Prepares to write.
     *
     * @param ingress takes the messages; waited for while it has little room
     * @param now time that each message carries, ns since the epoch
     */
    public MarketMessages(Ingress ingress, LongSupplier now) {
        this.ingress = ingress;
        this.now = now;
    }

    /**
     * Defines a perpetual.
     *
     * @param id dense
     * @param symbol as the venue spells it
     */
    public void define(int id, String symbol) {
        InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrap(
                begin(id, InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH), body());
        PlainPerpetual.fields(encoder).tick(TICK);
        PlainPerpetual.name(encoder, symbol, "PUMP");
        commit(encoder.limit());
    }

    /**
     * A word of a feed, or of the orders' session.
     *
     * @param id of the instrument
     * @param scope whose session
     * @param stream which stream; the orders' session has none of its own
     * @param state how it is
     */
    public void session(int id, Scope scope, Stream stream, Session state) {
        session.wrap(begin(id, SessionStateEncoder.TEMPLATE_ID, SessionStateEncoder.BLOCK_LENGTH), body());
        session.scope(scope).state(state).reason(StreamReason.of(stream, 0)).since(now.getAsLong());
        commit(session.limit());
    }

    /**
     * A whole book: its levels a tick beside the mid and further.
     *
     * @param id of the instrument
     * @param update number of the newest update in it
     * @param mid price mantissa, a multiple of the tick
     */
    public void book(int id, long update, long mid) {
        snapshot.wrap(begin(id, BookSnapshotEncoder.TEMPLATE_ID, BookSnapshotEncoder.BLOCK_LENGTH), body());
        snapshot.tx(now.getAsLong())
                .last(update)
                .requestId(Nulls.ID)
                .checksum(Nulls.U32)
                .limitBid(0)
                .limitAsk(0)
                .flags()
                .clear();
        BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(LEVELS);
        for (int i = 1; i <= LEVELS; i++) {
            bids.next().price(mid - (long) TICK * i).qty(QTY);
        }
        BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(LEVELS);
        for (int i = 1; i <= LEVELS; i++) {
            asks.next().price(mid + (long) TICK * i).qty(QTY);
        }
        snapshot.digitsCount(0);
        commit(snapshot.limit());
    }

    /**
     * A print.
     *
     * @param id of the instrument
     * @param price mantissa
     * @param qty venue quantity
     * @param aggressor taker's side
     */
    public void print(int id, long price, long qty, Side aggressor) {
        trade.wrap(begin(id, TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH), body());
        trade.tx(now.getAsLong())
                .price(price)
                .qty(qty)
                .tradeId(Nulls.LONG)
                .firstId(Nulls.LONG)
                .count(Nulls.U32)
                .center(Nulls.CODE)
                .condition(Nulls.U16)
                .aggressor(aggressor)
                .centerFrom(CenterFrom.NULL_VAL)
                .flags()
                .clear();
        commit(trade.limit());
    }

    /**
     * Mark and index.
     *
     * @param id of the instrument
     * @param price mantissa
     */
    public void mark(int id, long price) {
        mark.wrap(begin(id, MarkIndexEncoder.TEMPLATE_ID, MarkIndexEncoder.BLOCK_LENGTH), body());
        mark.tx(now.getAsLong()).mark(price).index(price).settle(Nulls.LONG);
        commit(mark.limit());
    }

    private MutableDirectBuffer begin(int id, int templateId, int blockLength) {
        while (ingress.capacityLeft() < ENOUGH || !ingress.tryClaim(Traffic.FEED)) {
            Thread.onSpinWait();
        }
        Blocks.open(ingress.buffer(), ingress.offset(), blockLength, templateId);
        InHead.route(ingress.buffer(), ingress.offset(), now.getAsLong(), id, 0, InHead.WHOLE, 1);
        return ingress.buffer();
    }

    private int body() {
        return ingress.offset() + Slots.HEADER_BYTES;
    }

    private void commit(int limit) {
        ingress.commit(limit - ingress.offset());
    }
}
