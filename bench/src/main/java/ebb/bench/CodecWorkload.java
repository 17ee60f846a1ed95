package ebb.bench;

import ebb.adapters.venue.DepthWriter;
import ebb.adapters.venue.Publisher;
import ebb.adapters.venue.TradeWriter;
import ebb.adapters.venue.Venue;
import ebb.bench.market.Frames;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Traffic;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.TradeDecoder;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * PERF workload 2: scaled longs to an SBE message and back, by the writers that decoders use and the flyweights that the
 * engine reads with. Headers and levels are laid out as in {@link DecoderWorkload}. A message begins at the buffer's
 * first byte; a delta has at most 56 levels. One thread.
 */
public final class CodecWorkload {
    private static final long INGRESS_NS = 1_770_000_000_000_000_000L;

    private final Target target = new Target();
    private final Publisher publisher = new Publisher(Venue.BINANCE_USDM, target);
    private final int slot = publisher.define("BTCUSDT", 0, -2, -3);
    private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder head = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TradeDecoder trade = new TradeDecoder();

    CodecWorkload() {}

    /**
     * Encodes a trade.
     *
     * @param out takes a slot, 1,024 bytes
     * @param header time, id, price, quantity, side
     * @return bytes written
     */
    public int encodeTrade(ByteBuffer out, long[] header) {
        target.over(out);
        publisher.frame(INGRESS_NS, 1);
        publisher
                .trade(slot)
                .tx(header[Frames.TIME])
                .fill(header[Frames.PRICE], header[Frames.QUANTITY])
                .ids(header[Frames.FIRST], Nulls.LONG, Nulls.U32)
                .taker(header[Frames.SELL] == 1, TradeWriter.AGGREGATED);
        publisher.commit();
        return target.length;
    }

    /**
     * Encodes a delta.
     *
     * @param out takes up to 1,024 bytes
     * @param header time, ids, longs in bids and in asks
     * @param bids price and quantity of each bid
     * @param asks price and quantity of each ask
     * @return bytes written
     */
    public int encodeDelta(ByteBuffer out, long[] header, long[] bids, long[] asks) {
        target.over(out);
        publisher.frame(INGRESS_NS, 1);
        DepthWriter depth = publisher.depth();
        depth.delta(slot);
        depth.sequence(header[Frames.TIME], header[Frames.FIRST], header[Frames.LAST], header[Frames.PREVIOUS]);
        depth.side(true);
        int longs = (int) header[Frames.BIDS];
        for (int i = 0; i < longs; i += 2) {
            depth.level(bids[i], bids[i + 1]);
        }
        depth.side(false);
        longs = (int) header[Frames.ASKS];
        for (int i = 0; i < longs; i += 2) {
            depth.level(asks[i], asks[i + 1]);
        }
        depth.finish();
        return target.length;
    }

    /**
     * Decodes a trade.
     *
     * @param in holds one
     * @param header takes time, id, price, quantity, side
     */
    public void decodeTrade(ByteBuffer in, long[] header) {
        over(in);
        trade.wrapAndApplyHeader(source, 0, head);
        header[Frames.TIME] = trade.tx();
        header[Frames.FIRST] = trade.tradeId();
        header[Frames.PRICE] = trade.price();
        header[Frames.QUANTITY] = trade.qty();
        header[Frames.SELL] = trade.aggressor() == Side.SELL ? 1 : 0;
    }

    /**
     * Decodes a delta.
     *
     * @param in holds one
     * @param header takes time, ids, longs written to bids and to asks
     * @param bids takes price and quantity of each bid
     * @param asks takes price and quantity of each ask
     */
    public void decodeDelta(ByteBuffer in, long[] header, long[] bids, long[] asks) {
        over(in);
        delta.wrapAndApplyHeader(source, 0, head);
        header[Frames.TIME] = delta.tx();
        header[Frames.FIRST] = delta.first();
        header[Frames.LAST] = delta.last();
        header[Frames.PREVIOUS] = delta.prev();
        int at = 0;
        for (BookDeltaDecoder.BidsDecoder each = delta.bids(); each.hasNext(); at += 2) {
            each.next();
            bids[at] = each.price();
            bids[at + 1] = each.qty();
        }
        header[Frames.BIDS] = at;
        at = 0;
        for (BookDeltaDecoder.AsksDecoder each = delta.asks(); each.hasNext(); at += 2) {
            each.next();
            asks[at] = each.price();
            asks[at + 1] = each.qty();
        }
        header[Frames.ASKS] = at;
    }

    private void over(ByteBuffer in) {
        if (source.byteBuffer() != in) {
            source.wrap(in);
        }
    }

    /** One slot over whatever buffer is handed in. */
    private static final class Target implements Ingress {
        private final UnsafeBuffer slot = new UnsafeBuffer(0, 0);
        private int length;

        void over(ByteBuffer out) {
            if (slot.byteBuffer() != out) {
                slot.wrap(out);
            }
        }

        @Override
        public boolean tryClaim(Traffic traffic) {
            return true;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return slot;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(int bytes) {
            InHead.stamp(slot, 0, 1, INGRESS_NS);
            length = bytes;
        }

        @Override
        public long capacityLeft() {
            return Long.MAX_VALUE;
        }
    }
}
