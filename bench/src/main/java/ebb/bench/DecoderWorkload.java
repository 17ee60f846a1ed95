package ebb.bench;

import ebb.adapters.venue.ControlListener;
import ebb.adapters.venue.Decoder;
import ebb.adapters.venue.Venue;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import ebb.bench.market.BinanceText;
import ebb.bench.market.Frames;
import ebb.bench.market.MexcText;
import ebb.codecs.Ingress;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.TopOfBookDecoder;
import ebb.codecs.sbe.TradeDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** PERF workload 1: frame bytes to SBE in the claimed slot, by the venue's real decoder. One thread. */
public final class DecoderWorkload {
    private static final int SLOTS = 512;
    private static final int INSTRUMENT = 0;
    private static final int CONN = 1;

    private final SlotIngress ingress = new SlotIngress(SLOTS);
    private final Decoder decoder;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder head = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TopOfBookDecoder top = new TopOfBookDecoder();
    private long receiveNs = 1_770_000_000_000_000_000L;

    DecoderWorkload(String venue, String symbol, int priceDecimals, int quantityDecimals) {
        decoder = decoder(venue, ingress);
        decoder.define(symbol, INSTRUMENT, -priceDecimals, -quantityDecimals);
    }

    static Decoder decoder(String venue, Ingress ingress) {
        Venue named = Venue.of(venue);
        if (named == null) {
            throw new IllegalArgumentException("no venue " + venue);
        }
        if (named == Venue.MEXC) {
            return new MexcDecoder(ingress, ControlListener.NONE);
        }
        return new BinanceDecoder(Dialect.of(named), ingress, ControlListener.NONE);
    }

    static String symbol(String venue) {
        return isMexc(venue) ? MexcText.SYMBOL : BinanceText.SYMBOL;
    }

    static int prices(String venue) {
        return isMexc(venue) ? MexcText.PRICE_DECIMALS : BinanceText.PRICE_DECIMALS;
    }

    static int quantities(String venue) {
        return isMexc(venue) ? MexcText.QUANTITY_DECIMALS : BinanceText.QUANTITY_DECIMALS;
    }

    static long tick(String venue) {
        return isMexc(venue) ? 1 : BinanceText.TICK;
    }

    private static boolean isMexc(String venue) {
        return venue.equals(Venue.MEXC.text());
    }

    /**
     * Decodes a frame into ring slots and leaves it there: what is on the way of a message.
     *
     * @param frame holds the text
     * @param length of the text
     * @return slots filled, 0 if the frame was not taken
     */
    public int decode(byte[] frame, int length) {
        view.wrap(frame, 0, length);
        ingress.rewind();
        return decoder.decode(view, 0, length, receiveNs++, CONN) == Decoder.DECODED ? ingress.count() : 0;
    }

    /**
     * Decodes a frame and reads the slots back, so that the result can be compared.
     *
     * @param frame holds the text
     * @param length of the text
     * @param header takes event time ns, first, last and previous id, price, quantity, 1 if the taker sold, longs
     *     written to bids, longs written to asks; what a frame does not say is 0
     * @param bids takes price and quantity of each bid, in order
     * @param asks takes price and quantity of each ask
     * @return whether the frame was taken
     */
    public boolean decode(byte[] frame, int length, long[] header, long[] bids, long[] asks) {
        for (int i = 0; i < Frames.HEADER; i++) {
            header[i] = 0;
        }
        int filled = decode(frame, length);
        for (int i = 0; i < filled; i++) {
            DirectBuffer slot = ingress.slot(i);
            switch (Slots.templateId(slot, 0)) {
                case BookDeltaDecoder.TEMPLATE_ID -> readDelta(slot, header, bids, asks);
                case TradeDecoder.TEMPLATE_ID -> readTrade(slot, header);
                case TopOfBookDecoder.TEMPLATE_ID -> readTop(slot, header);
                default -> throw new IllegalStateException("template " + Slots.templateId(slot, 0));
            }
        }
        return filled > 0;
    }

    private void readDelta(DirectBuffer slot, long[] header, long[] bids, long[] asks) {
        delta.wrapAndApplyHeader(slot, 0, head);
        header[Frames.TIME] = delta.tx();
        header[Frames.FIRST] = orZero(delta.first());
        header[Frames.LAST] = orZero(delta.last());
        header[Frames.PREVIOUS] = orZero(delta.prev());
        int at = (int) header[Frames.BIDS];
        for (BookDeltaDecoder.BidsDecoder each = delta.bids(); each.hasNext(); at += 2) {
            each.next();
            bids[at] = each.price();
            bids[at + 1] = each.qty();
        }
        header[Frames.BIDS] = at;
        at = (int) header[Frames.ASKS];
        for (BookDeltaDecoder.AsksDecoder each = delta.asks(); each.hasNext(); at += 2) {
            each.next();
            asks[at] = each.price();
            asks[at + 1] = each.qty();
        }
        header[Frames.ASKS] = at;
    }

    private void readTrade(DirectBuffer slot, long[] header) {
        trade.wrapAndApplyHeader(slot, 0, head);
        header[Frames.TIME] = trade.tx();
        header[Frames.FIRST] = trade.tradeId();
        header[Frames.PRICE] = trade.price();
        header[Frames.QUANTITY] = trade.qty();
        header[Frames.SELL] = trade.aggressor() == Side.SELL ? 1 : 0;
    }

    private void readTop(DirectBuffer slot, long[] header) {
        top.wrapAndApplyHeader(slot, 0, head);
        header[Frames.TIME] = top.tx();
        header[Frames.FIRST] = top.updateId();
        header[Frames.LAST] = top.updateId();
        header[Frames.PRICE] = top.bid();
        header[Frames.QUANTITY] = top.bidQty();
    }

    private static long orZero(long value) {
        return value == BookDeltaDecoder.firstNullValue() ? 0 : value;
    }

    SlotIngress slots() {
        return ingress;
    }
}
