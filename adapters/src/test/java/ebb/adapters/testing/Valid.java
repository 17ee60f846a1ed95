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
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.TickerDecoder;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import org.agrona.DirectBuffer;

/** Tells whether a message could stand in a journal: no value outside its range, no group beyond its bound. */
public final class Valid {
    private final TradeDecoder trade = new TradeDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private final MarkIndexDecoder mark = new MarkIndexDecoder();
    private final LiquidationDecoder liquidation = new LiquidationDecoder();
    private final CandleDecoder candle = new CandleDecoder();
    private final TickerDecoder ticker = new TickerDecoder();

    /** Whether each message of a recorder is valid; the instruments are those below a number. */
    public String fault(Recorder recorder, int instruments) {
        for (int i = 0; i < recorder.size(); i++) {
            String fault = fault(recorder.buffer(), recorder.at(i), recorder.length(i), instruments);
            if (fault != null) {
                return fault + " in " + Messages.of(recorder.buffer(), recorder.at(i), recorder.length(i));
            }
        }
        return recorder.isClaimed() ? "a slot was claimed and not committed" : null;
    }

    private String fault(DirectBuffer buffer, int at, int length, int instruments) {
        int instrument = InHead.instrument(buffer, at);
        if (instrument < 0 || instrument >= instruments) {
            return "instrument";
        }
        int template = Slots.templateId(buffer, at);
        int body = at + Slots.HEADER_BYTES;
        int block = Slots.blockLength(buffer, at);
        switch (template) {
            case BookDeltaDecoder.TEMPLATE_ID:
                long first = buffer.getLong(body + BookDeltaDecoder.firstEncodingOffset());
                long last = buffer.getLong(body + BookDeltaDecoder.lastEncodingOffset());
                return first < 0 || last < first ? "sequence" : levels(buffer, at, length);
            case BookSnapshotDecoder.TEMPLATE_ID:
                return buffer.getLong(body + BookSnapshotDecoder.lastEncodingOffset()) < 0
                        ? "sequence"
                        : levels(buffer, at, length);
            case TradeDecoder.TEMPLATE_ID:
                trade.wrap(buffer, body, block, 0);
                boolean sided = trade.aggressor() == Side.BUY || trade.aggressor() == Side.SELL;
                return trade.price() > 0 && trade.qty() > 0 && sided && time(trade.tx()) ? null : "trade";
            case TopOfBookDecoder.TEMPLATE_ID:
                top.wrap(buffer, body, block, 0);
                boolean pairs = (top.bid() == Nulls.LONG) == (top.bidQty() == Nulls.LONG)
                        && (top.ask() == Nulls.LONG) == (top.askQty() == Nulls.LONG);
                return pairs && price(top.bid()) && price(top.ask()) && time(top.tx()) ? null : "touch";
            case MarkIndexDecoder.TEMPLATE_ID:
                mark.wrap(buffer, body, block, 0);
                return price(mark.mark()) && price(mark.index()) && price(mark.settle()) ? null : "mark";
            case LiquidationDecoder.TEMPLATE_ID:
                liquidation.wrap(buffer, body, block, 0);
                return liquidation.price() > 0 && liquidation.qty() > 0 ? null : "liquidation";
            case CandleDecoder.TEMPLATE_ID:
                candle.wrap(buffer, body, block, 0);
                boolean shaped = candle.low() > 0
                        && candle.low() <= candle.open()
                        && candle.low() <= candle.close()
                        && candle.high() >= candle.open()
                        && candle.high() >= candle.close();
                return shaped && candle.volume() >= 0 && candle.start() > 0 ? null : "candle";
            case TickerDecoder.TEMPLATE_ID:
                ticker.wrap(buffer, body, block, 0);
                return price(ticker.last()) && price(ticker.high24h()) && price(ticker.low24h()) ? null : "ticker";
            case FundingDecoder.TEMPLATE_ID:
            case OpenInterestDecoder.TEMPLATE_ID:
            case SessionStateDecoder.TEMPLATE_ID:
                return length == Slots.HEADER_BYTES + block ? null : "length";
            default:
                return "template " + template;
        }
    }

    private static boolean price(long price) {
        return price > 0 || price == Nulls.LONG;
    }

    private static boolean time(long tx) {
        return tx > 0 || tx == Nulls.LONG;
    }

    private static String levels(DirectBuffer buffer, int at, int length) {
        int p = at + Slots.HEADER_BYTES + BookDeltaDecoder.BLOCK_LENGTH;
        int levels = 0;
        for (int side = 0; side < 2; side++) {
            int block = buffer.getShort(p);
            int count = buffer.getShort(p + 2);
            levels += count;
            p += 4;
            if (block != 16 || count < 0 || levels > Slots.MAX_LEVELS) {
                return "group";
            }
            for (int i = 0; i < count; i++, p += 16) {
                if (buffer.getLong(p) <= 0 || buffer.getLong(p + 8) < 0) {
                    return "level";
                }
            }
        }
        return buffer.getInt(p) == 2 && p + 4 - at == length ? null : "digits or length";
    }
}
