package ebb.adapters.testing;

import ebb.codecs.InHead;
import ebb.codecs.Nulls;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.BookSnapshotDecoder;
import ebb.codecs.sbe.CandleDecoder;
import ebb.codecs.sbe.FundingDecoder;
import ebb.codecs.sbe.LiquidationDecoder;
import ebb.codecs.sbe.MarkIndexDecoder;
import ebb.codecs.sbe.OpenInterestDecoder;
import ebb.codecs.sbe.SessionStateDecoder;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Messages as one line of text each, every field of the block in it, so that a scenario compares as a table. */
public final class Messages {
    private Messages() {}

    /** All messages a recorder holds. */
    public static List<String> of(Recorder recorder) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < recorder.size(); i++) {
            lines.add(of(recorder.buffer(), recorder.at(i), recorder.length(i)));
        }
        return lines;
    }

    /** One message; its length must be what its groups say. */
    public static String of(DirectBuffer buffer, int offset, int length) {
        int body = offset + Slots.HEADER_BYTES;
        int block = Slots.blockLength(buffer, offset);
        int version = Slots.version(buffer, offset);
        String head = "#" + InHead.instrument(buffer, offset) + " v" + InHead.venue(buffer, offset) + " c"
                + InHead.conn(buffer, offset) + " t" + InHead.ingress(buffer, offset) + " f"
                + InHead.flags(buffer, offset) + " ";
        switch (Slots.templateId(buffer, offset)) {
            case BookDeltaDecoder.TEMPLATE_ID:
                BookDeltaDecoder d = new BookDeltaDecoder().wrap(buffer, body, block, version);
                StringBuilder levels = new StringBuilder();
                d.bids()
                        .forEach(l -> levels.append(" b")
                                .append(l.price())
                                .append(':')
                                .append(l.qty()));
                d.asks()
                        .forEach(l -> levels.append(" a")
                                .append(l.price())
                                .append(':')
                                .append(l.qty()));
                int digits = d.digits().count();
                return sized(
                        body,
                        d.limit(),
                        length,
                        offset,
                        "Delta " + head + n(d.tx()) + " " + n(d.first()) + ".."
                                + n(d.last()) + " p" + n(d.prev()) + " k" + d.checksum() + " "
                                + d.flags().getRaw() + " d"
                                + digits + levels);
            case BookSnapshotDecoder.TEMPLATE_ID:
                BookSnapshotDecoder s = new BookSnapshotDecoder().wrap(buffer, body, block, version);
                StringBuilder all = new StringBuilder();
                s.bids()
                        .forEach(l ->
                                all.append(" b").append(l.price()).append(':').append(l.qty()));
                s.asks()
                        .forEach(l ->
                                all.append(" a").append(l.price()).append(':').append(l.qty()));
                int none = s.digits().count();
                return sized(
                        body,
                        s.limit(),
                        length,
                        offset,
                        "Snapshot " + head + n(s.tx()) + " " + n(s.last()) + " r"
                                + s.requestId() + " k" + s.checksum() + " " + s.limitBid() + "/" + s.limitAsk() + " "
                                + s.flags().getRaw() + " d" + none + all);
            default:
                return flat(buffer, offset, length, head);
        }
    }

    private static String flat(DirectBuffer buffer, int offset, int length, String head) {
        int body = offset + Slots.HEADER_BYTES;
        int block = Slots.blockLength(buffer, offset);
        int version = Slots.version(buffer, offset);
        int end = body + block;
        switch (Slots.templateId(buffer, offset)) {
            case TradeDecoder.TEMPLATE_ID:
                TradeDecoder t = new TradeDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Trade " + head + n(t.tx()) + " " + t.price() + ":" + t.qty()
                                + " " + t.aggressor() + " i" + n(t.tradeId()) + " f" + n(t.firstId()) + " n"
                                + u(t.count())
                                + " " + t.center() + " " + t.condition() + " "
                                + t.flags().getRaw() + " " + t.centerFrom());
            case TopOfBookDecoder.TEMPLATE_ID:
                TopOfBookDecoder b = new TopOfBookDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Top " + head + n(b.tx()) + " u" + n(b.updateId()) + " "
                                + n(b.bid()) + ":" + n(b.bidQty()) + " " + n(b.ask()) + ":" + n(b.askQty()) + " "
                                + b.bidCenter() + " " + b.askCenter());
            case MarkIndexDecoder.TEMPLATE_ID:
                MarkIndexDecoder m = new MarkIndexDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Mark " + head + n(m.tx()) + " " + n(m.mark()) + " " + n(m.index()) + " " + n(m.settle()));
            case FundingDecoder.TEMPLATE_ID:
                FundingDecoder f = new FundingDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Funding " + head + n(f.tx()) + " " + f.rate() + " " + n(f.nextSettle()) + " "
                                + u(f.intervalSec()) + " " + f.kind());
            case OpenInterestDecoder.TEMPLATE_ID:
                OpenInterestDecoder o = new OpenInterestDecoder().wrap(buffer, body, block, version);
                return sized(body, end, length, offset, "Interest " + head + n(o.tx()) + " " + o.oi());
            case LiquidationDecoder.TEMPLATE_ID:
                LiquidationDecoder l = new LiquidationDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Liquidation " + head + n(l.tx()) + " " + l.price() + ":" + l.qty() + " " + n(l.id()) + " "
                                + l.side() + " " + l.flags().getRaw());
            case CandleDecoder.TEMPLATE_ID:
                CandleDecoder c = new CandleDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Candle " + head + c.start() + " " + c.open() + " " + c.high()
                                + " " + c.low() + " " + c.close() + " v" + c.volume() + " q" + n(c.quote()) + " b"
                                + n(c.buy()) + " n" + u(c.count()) + " " + c.frameSec() + "s "
                                + c.flags().getRaw());
            case TickerDecoder.TEMPLATE_ID:
                TickerDecoder k = new TickerDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Ticker " + head + n(k.tx()) + " " + n(k.last()) + " v" + n(k.volume24h()) + " q"
                                + n(k.quote24h()) + " " + n(k.high24h()) + " " + n(k.low24h()));
            case SessionStateDecoder.TEMPLATE_ID:
                SessionStateDecoder e = new SessionStateDecoder().wrap(buffer, body, block, version);
                return sized(
                        body,
                        end,
                        length,
                        offset,
                        "Session " + head + e.scope() + " " + e.state() + " " + (e.reason() >> 8) + "/"
                                + (e.reason() & 0xFF) + " " + e.since());
            default:
                throw new IllegalArgumentException("template " + Slots.templateId(buffer, offset));
        }
    }

    private static String sized(int body, int end, int length, int offset, String text) {
        if (end - offset != length) {
            throw new IllegalStateException("length " + length + ", should be " + (end - offset) + ": " + text);
        }
        return text;
    }

    private static String n(long value) {
        return value == Nulls.LONG ? "-" : Long.toString(value);
    }

    private static String u(long value) {
        return value == Nulls.U32 ? "-" : Long.toString(value);
    }
}
