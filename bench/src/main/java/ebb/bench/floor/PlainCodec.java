package ebb.bench.floor;

import ebb.codecs.sbe.BookDeltaEncoder;
import ebb.codecs.sbe.CenterFrom;
import ebb.codecs.sbe.MessageHeaderEncoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.TradeEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Peer and floor of PERF §2: the generated flyweights used the plain way for the same fields, and the same number of
 * words put down with {@code putLong}. Laid out as {@code ebb.bench.market.Frames} says.
 */
public final class PlainCodec {
    private static final long INGRESS_NS = 1_770_000_000_000_000_000L;
    private static final int TRADE_WORDS = 12;
    private static final int DELTA_WORDS = 11;

    private final MessageHeaderEncoder head = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();

    /** A codec of one thread. */
    public PlainCodec() {}

    /** A trade by the generated encoder; returns bytes written. */
    public int trade(UnsafeBuffer out, long[] header) {
        trade.wrapAndApplyHeader(out, 0, head);
        trade.head()
                .seq(1)
                .ingress(INGRESS_NS)
                .publish(INGRESS_NS)
                .instrument(0)
                .venue((short) 1)
                .conn(1)
                .flags()
                .clear()
                .fIRST(true)
                .lAST(true);
        trade.tx(header[0])
                .price(header[4])
                .qty(header[5])
                .tradeId(header[1])
                .firstId(TradeEncoder.firstIdNullValue())
                .count(TradeEncoder.countNullValue())
                .center(TradeEncoder.centerNullValue())
                .condition(TradeEncoder.conditionNullValue())
                .aggressor(header[6] == 1 ? Side.SELL : Side.BUY);
        trade.flags().clear().aGGREGATED(true);
        trade.centerFrom(CenterFrom.NULL_VAL);
        for (int i = 0; i < TradeEncoder.padLength(); i++) {
            trade.pad(i, (short) 0);
        }
        return trade.limit();
    }

    /** A delta by the generated encoder; returns bytes written. */
    public int delta(UnsafeBuffer out, long[] header, long[] bids, long[] asks) {
        delta.wrapAndApplyHeader(out, 0, head);
        delta.head()
                .seq(1)
                .ingress(INGRESS_NS)
                .publish(INGRESS_NS)
                .instrument(0)
                .venue((short) 1)
                .conn(1)
                .flags()
                .clear()
                .fIRST(true)
                .lAST(true);
        delta.tx(header[0])
                .first(header[1])
                .last(header[2])
                .prev(header[3])
                .checksum(BookDeltaEncoder.checksumNullValue());
        delta.flags().clear();
        for (int i = 0; i < BookDeltaEncoder.padLength(); i++) {
            delta.pad(i, (short) 0);
        }
        int longs = (int) header[7];
        BookDeltaEncoder.BidsEncoder bid = delta.bidsCount(longs / 2);
        for (int i = 0; i < longs; i += 2) {
            bid.next().price(bids[i]).qty(bids[i + 1]);
        }
        longs = (int) header[8];
        BookDeltaEncoder.AsksEncoder ask = delta.asksCount(longs / 2);
        for (int i = 0; i < longs; i += 2) {
            ask.next().price(asks[i]).qty(asks[i + 1]);
        }
        delta.digitsCount(0);
        return delta.limit();
    }

    /** As many words as a trade has; returns bytes written. */
    public int tradeWords(UnsafeBuffer out, long[] header) {
        for (int i = 0; i < TRADE_WORDS; i++) {
            out.putLong(i * Long.BYTES, header[i & 7]);
        }
        return TRADE_WORDS * Long.BYTES;
    }

    /** As many words as a delta has; returns bytes written. */
    public int deltaWords(UnsafeBuffer out, long[] header, long[] bids, long[] asks) {
        int at = 0;
        for (int i = 0; i < DELTA_WORDS; i++, at += Long.BYTES) {
            out.putLong(at, header[i & 7]);
        }
        int longs = (int) header[7];
        for (int i = 0; i < longs; i++, at += Long.BYTES) {
            out.putLong(at, bids[i]);
        }
        longs = (int) header[8];
        for (int i = 0; i < longs; i++, at += Long.BYTES) {
            out.putLong(at, asks[i]);
        }
        return at;
    }

    /** Reads the words back; returns their sum. */
    public long sum(UnsafeBuffer in, int bytes) {
        long sum = 0;
        for (int at = 0; at < bytes; at += Long.BYTES) {
            sum += in.getLong(at);
        }
        return sum;
    }
}
