package ebb.bench;

import ebb.adapters.venue.Venue;
import ebb.bench.market.BinanceText;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.StreamReason;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookSnapshotEncoder;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.InstrumentDefinitionEncoder;
import ebb.codecs.sbe.OrderClosedEncoder;
import ebb.codecs.sbe.RecPhase;
import ebb.codecs.sbe.ReconcileMarkEncoder;
import ebb.codecs.sbe.Scope;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.SessionStateEncoder;
import ebb.codecs.sbe.Stream;
import ebb.testing.PlainPerpetual;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * What brings an engine to the point where frames cause orders: one instrument, its sessions, a snapshot, the
 * end of the reconciliation. No mark: the middle of the book is the reference of risk then. One thread.
 */
final class EngineInput {
    static final int CONN = 1;
    static final int INSTRUMENT = 0;

    private final Ingress ingress;
    private final OrderClosedEncoder closed = new OrderClosedEncoder();

    EngineInput(Ingress ingress) {
        this.ingress = ingress;
    }

    void define(long nowNs) {
        InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrap(
                open(nowNs, InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH), body());
        PlainPerpetual.fields(encoder)
                .tick(BinanceText.TICK)
                .pe((byte) -BinanceText.PRICE_DECIMALS)
                .qe((byte) -BinanceText.QUANTITY_DECIMALS)
                .seqModel(SeqModel.PREV)
                .tradeIds(IdModel.CONTIGUOUS);
        PlainPerpetual.name(encoder, BinanceText.SYMBOL, "BTC");
        ingress.commit(encoder.limit() - ingress.offset());
    }

    void session(long nowNs, Stream stream) {
        SessionStateEncoder encoder = new SessionStateEncoder();
        encoder.wrap(open(nowNs, SessionStateEncoder.TEMPLATE_ID, SessionStateEncoder.BLOCK_LENGTH), body());
        encoder.scope(Scope.FEED)
                .state(Session.LIVE)
                .reason(StreamReason.of(stream, 0))
                .since(nowNs);
        ingress.commit(encoder.limit() - ingress.offset());
    }

    /** A whole book, in as many chunks as it takes: levels are price and quantity, alternating. */
    void snapshot(long nowNs, long last, long[] bids, long[] asks) {
        int bid = 0;
        int ask = 0;
        do {
            int bidEnd = Math.min(bids.length, bid + 2 * Slots.MAX_LEVELS);
            int askEnd = Math.min(asks.length, ask + 2 * Slots.MAX_LEVELS - (bidEnd - bid));
            boolean isLast = bidEnd == bids.length && askEnd == asks.length;
            int flags = (bid + ask == 0 ? InHead.FIRST : 0) | (isLast ? InHead.LAST : 0);
            chunk(nowNs, last, flags, Arrays.copyOfRange(bids, bid, bidEnd), Arrays.copyOfRange(asks, ask, askEnd));
            bid = bidEnd;
            ask = askEnd;
        } while (bid < bids.length || ask < asks.length);
    }

    private void chunk(long nowNs, long last, int flags, long[] bids, long[] asks) {
        BookSnapshotEncoder encoder = new BookSnapshotEncoder();
        encoder.wrap(open(nowNs, BookSnapshotEncoder.TEMPLATE_ID, BookSnapshotEncoder.BLOCK_LENGTH), body());
        InHead.flags(ingress.buffer(), ingress.offset(), flags);
        encoder.tx(nowNs)
                .last(last)
                .requestId(Nulls.ID)
                .checksum(Nulls.U32)
                .limitBid(0)
                .limitAsk(0)
                .flags()
                .clear();
        BookSnapshotEncoder.BidsEncoder bidGroup = encoder.bidsCount(bids.length / 2);
        for (int i = 0; i < bids.length; i += 2) {
            bidGroup.next().price(bids[i]).qty(bids[i + 1]);
        }
        BookSnapshotEncoder.AsksEncoder askGroup = encoder.asksCount(asks.length / 2);
        for (int i = 0; i < asks.length; i += 2) {
            askGroup.next().price(asks[i]).qty(asks[i + 1]);
        }
        encoder.digitsCount(0);
        ingress.commit(encoder.limit() - ingress.offset());
    }

    void reconciled(long nowNs) {
        ReconcileMarkEncoder encoder = new ReconcileMarkEncoder();
        encoder.wrap(open(nowNs, ReconcileMarkEncoder.TEMPLATE_ID, ReconcileMarkEncoder.BLOCK_LENGTH), body());
        encoder.requestId(Nulls.ID)
                .phase(RecPhase.END)
                .orders(0)
                .fills(0)
                .positions(0)
                .balances(0)
                .code(0);
        ingress.commit(encoder.limit() - ingress.offset());
    }

    /** The venue's answer to an immediate order that found no taker; allocates nothing. */
    void closed(long nowNs, long clOrd) {
        closed.wrap(open(nowNs, OrderClosedEncoder.TEMPLATE_ID, OrderClosedEncoder.BLOCK_LENGTH), body());
        closed.tx(nowNs).clOrd(clOrd).orderId(clOrd).cum(0).why(CloseWhy.IOC_REST);
        ingress.commit(closed.limit() - ingress.offset());
    }

    private MutableDirectBuffer open(long nowNs, int templateId, int blockLength) {
        if (!ingress.tryClaim(Traffic.ORDER)) {
            throw new IllegalStateException("the ring is full");
        }
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, blockLength, templateId);
        InHead.route(buffer, offset, nowNs, INSTRUMENT, Venue.BINANCE_USDM.code(), InHead.WHOLE, CONN);
        return buffer;
    }

    private int body() {
        return ingress.offset() + Slots.HEADER_BYTES;
    }
}
