package ebb.adapters.venuesim.wire;

import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles.Candle;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.InstrumentSpec;
import ebb.adapters.venuesim.market.Print;
import ebb.adapters.venuesim.market.SimVenue;

/** What Binance's streams carry, futures and spot, without the envelope of combined streams. */
public final class BinanceEvents {
    static final long MS = 1_000_000L;

    private final Text out;

    /** Writes into a text. */
    public BinanceEvents(Text out) {
        this.out = out;
    }

    /** {@code depthUpdate}. */
    public void depth(Instrument instrument, DepthChanges changes) {
        depth(instrument, changes, -1, 0, changes.firstId(), changes.previousLastId());
    }

    /**
     * {@code depthUpdate} with one bid that is not in the book, and ids as told.
     *
     * @param bidTick price of the alien bid, below 0 for none
     * @param bidLots its quantity, 0 takes it away
     */
    public void depth(
            Instrument instrument, DepthChanges changes, long bidTick, long bidLots, long firstId, long previousId) {
        InstrumentSpec spec = instrument.spec();
        long ms = changes.timeNs() / MS;
        head("depthUpdate", ms + 2);
        if (isFutures(spec)) {
            out.ascii(",\"T\":").number(ms);
        }
        symbol(spec).ascii(",\"U\":").number(firstId).ascii(",\"u\":").number(changes.lastId());
        if (isFutures(spec)) {
            out.ascii(",\"pu\":").number(previousId);
        }
        out.ascii(",\"b\":[");
        levels(spec, changes, false, bidTick, bidLots);
        out.ascii("],\"a\":[");
        levels(spec, changes, true, -1, 0);
        out.ascii("]");
        family(spec).put('}');
    }

    /** A book of the best levels: {@code @depth5}, {@code 10}, {@code 20}. */
    public void partial(Instrument instrument, BookCopy book, int limit) {
        InstrumentSpec spec = instrument.spec();
        if (!isFutures(spec)) {
            out.ascii("{\"lastUpdateId\":").number(book.id());
            book(spec, book, limit, ",\"bids\":[", ",\"asks\":[");
            out.put('}');
            return;
        }
        long ms = book.timeNs() / MS;
        head("depthUpdate", ms + 2);
        out.ascii(",\"T\":").number(ms);
        symbol(spec)
                .ascii(",\"U\":")
                .number(book.id())
                .ascii(",\"u\":")
                .number(book.id())
                .ascii(",\"pu\":");
        out.number(book.id() - 1);
        book(spec, book, limit, ",\"b\":[", ",\"a\":[");
        out.put('}');
    }

    /** {@code aggTrade}. */
    public void aggTrade(Instrument instrument, Print print) {
        InstrumentSpec spec = instrument.spec();
        long ms = print.timeNs() / MS;
        head("aggTrade", ms + 1);
        symbol(spec).ascii(",\"a\":").number(print.id()).ascii(",\"p\":\"");
        price(spec, print.tick()).ascii("\",\"q\":\"");
        quantity(spec, print.lots());
        if (isFutures(spec)) {
            out.ascii("\",\"nq\":\"");
            quantity(spec, print.lots());
        }
        out.ascii("\",\"f\":").number(print.rawId()).ascii(",\"l\":").number(print.rawId() + print.fills() - 1);
        out.ascii(",\"T\":").number(ms).ascii(",\"m\":").ascii(print.isSell() ? "true" : "false");
        if (isFutures(spec)) {
            family(spec);
        } else {
            out.ascii(",\"M\":true");
        }
        out.put('}');
    }

    /**
     * {@code trade}: one fill of a print.
     *
     * @param fill 0 ≤ fill &lt; {@link Print#fills()}
     */
    public void trade(Instrument instrument, Print print, int fill) {
        InstrumentSpec spec = instrument.spec();
        long ms = print.timeNs() / MS;
        long part = print.lots() / print.fills();
        long lots = fill == 0 ? print.lots() - part * (print.fills() - 1) : part;
        head("trade", ms + 1);
        if (isFutures(spec)) {
            out.ascii(",\"T\":").number(ms);
        }
        symbol(spec).ascii(",\"t\":").number(print.rawId() + fill).ascii(",\"p\":\"");
        price(spec, print.tick()).ascii("\",\"q\":\"");
        quantity(spec, lots).put('"');
        if (isFutures(spec)) {
            out.ascii(",\"X\":\"MARKET\",\"m\":").ascii(print.isSell() ? "true" : "false");
        } else {
            out.ascii(",\"T\":").number(ms).ascii(",\"m\":").ascii(print.isSell() ? "true" : "false");
            out.ascii(",\"M\":true");
        }
        out.put('}');
    }

    /** {@code bookTicker}; spot's has neither name nor times. */
    public void bookTicker(Instrument instrument, long timeNs) {
        InstrumentSpec spec = instrument.spec();
        long ms = timeNs / MS;
        out.put('{');
        if (isFutures(spec)) {
            out.ascii("\"e\":\"bookTicker\",");
        }
        out.ascii("\"u\":").number(instrument.bookId());
        symbol(spec).ascii(",\"b\":\"");
        price(spec, instrument.bestBid()).ascii("\",\"B\":\"");
        quantity(spec, instrument.lotsAt(instrument.bestBid())).ascii("\",\"a\":\"");
        price(spec, instrument.bestAsk()).ascii("\",\"A\":\"");
        quantity(spec, instrument.lotsAt(instrument.bestAsk())).put('"');
        if (isFutures(spec)) {
            out.ascii(",\"T\":").number(ms).ascii(",\"E\":").number(ms + 1);
            family(spec);
        }
        out.put('}');
    }

    /** {@code markPriceUpdate}. */
    public void mark(Instrument instrument, long timeNs) {
        InstrumentSpec spec = instrument.spec();
        head("markPriceUpdate", timeNs / MS);
        symbol(spec).ascii(",\"p\":\"");
        reference(spec, instrument.markE3()).ascii("\",\"ap\":\"");
        reference(spec, instrument.markE3()).ascii("\",\"P\":\"");
        reference(spec, instrument.indexE3()).ascii("\",\"i\":\"");
        reference(spec, instrument.indexE3()).ascii("\",\"r\":\"").fixed(instrument.fundingE9() / 10, 8);
        out.ascii("\",\"T\":").number(Instrument.nextSettleMs(timeNs / MS));
        family(spec).put('}');
    }

    /** {@code forceOrder}. */
    public void forceOrder(Instrument instrument, Print print, long lots) {
        InstrumentSpec spec = instrument.spec();
        long ms = print.timeNs() / MS;
        head("forceOrder", ms + 3);
        out.ascii(",\"o\":{\"s\":\"").ascii(spec.symbol()).ascii("\",\"S\":\"");
        out.ascii(print.isSell() ? "SELL" : "BUY").ascii("\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"");
        quantity(spec, lots).ascii("\",\"p\":\"");
        price(spec, print.tick() * (print.isSell() ? 99 : 101) / 100).ascii("\",\"ap\":\"");
        price(spec, print.tick()).ascii("\",\"X\":\"FILLED\",\"l\":\"");
        quantity(spec, print.lots()).ascii("\",\"z\":\"");
        quantity(spec, lots).ascii("\",\"T\":").number(ms).put('}');
        family(spec).put('}');
    }

    /**
     * {@code kline}.
     *
     * @param startNs of the candle, a multiple of the interval's length
     * @param isClosed whether it is whole
     */
    public void kline(Instrument instrument, String interval, long startNs, boolean isClosed, long timeNs) {
        long frameNs = Frames.binance(interval);
        InstrumentSpec spec = instrument.spec();
        Candle candle = instrument.candles().candle(startNs, frameNs);
        long startMs = candle.startNs() / MS;
        head("kline", timeNs / MS);
        symbol(spec).ascii(",\"k\":{\"t\":").number(startMs).ascii(",\"T\":").number(startMs + frameNs / MS - 1);
        symbol(spec)
                .ascii(",\"i\":\"")
                .ascii(interval)
                .ascii("\",\"f\":1,\"L\":")
                .number(candle.count());
        out.ascii(",\"o\":\"");
        price(spec, candle.open()).ascii("\",\"c\":\"");
        price(spec, candle.close()).ascii("\",\"h\":\"");
        price(spec, candle.high()).ascii("\",\"l\":\"");
        price(spec, candle.low()).ascii("\",\"v\":\"");
        quantity(spec, candle.volume())
                .ascii("\",\"n\":")
                .number(candle.count())
                .ascii(isClosed ? ",\"x\":true,\"q\":\"" : ",\"x\":false,\"q\":\"");
        turnover(spec, candle.turnover()).ascii("\",\"V\":\"");
        quantity(spec, candle.buyVolume()).ascii("\",\"Q\":\"");
        turnover(spec, candle.buyTurnover()).ascii("\",\"B\":\"0\"}}");
    }

    /** {@code 24hrMiniTicker}: the last 24 hours. */
    public void miniTicker(Instrument instrument, long timeNs) {
        InstrumentSpec spec = instrument.spec();
        Candle day = instrument.candles().day(timeNs);
        head("24hrMiniTicker", timeNs / MS);
        symbol(spec).ascii(",\"c\":\"");
        price(spec, instrument.lastTick()).ascii("\",\"o\":\"");
        price(spec, day.open()).ascii("\",\"h\":\"");
        price(spec, day.high()).ascii("\",\"l\":\"");
        price(spec, day.low()).ascii("\",\"v\":\"");
        quantity(spec, day.volume()).ascii("\",\"q\":\"");
        turnover(spec, day.turnover()).put('"');
        family(spec).put('}');
    }

    /** Opens the envelope of a combined stream; {@code }} closes it. */
    public void envelope(String stream) {
        out.ascii("{\"stream\":\"").ascii(stream).ascii("\",\"data\":");
    }

    void book(InstrumentSpec spec, BookCopy book, int limit, String bids, String asks) {
        for (int side = 0; side < 2; side++) {
            boolean isAsk = side == 1;
            out.ascii(isAsk ? asks : bids);
            for (int i = 0; i < Math.min(limit, book.size(isAsk)); i++) {
                level(spec, i, book.tick(isAsk, i), book.lots(isAsk, i));
            }
            out.put(']');
        }
    }

    Text price(InstrumentSpec spec, long tick) {
        return out.fixed(spec.priceUnits(tick), spec.grid().priceDigits());
    }

    Text quantity(InstrumentSpec spec, long lots) {
        return out.fixed(spec.lotUnits(lots), spec.grid().lotDigits());
    }

    /** Eight places, finer than the tick, as the venue writes marks. */
    Text reference(InstrumentSpec spec, long tickE3) {
        int places = spec.grid().priceDigits() + 3;
        long units = spec.priceUnits(tickE3);
        for (; places < 8; places++) {
            units *= 10;
        }
        return out.fixed(units, places);
    }

    Text turnover(InstrumentSpec spec, long turnover) {
        return out.fixed(
                spec.priceUnits(spec.lotUnits(turnover)),
                spec.grid().priceDigits() + spec.grid().lotDigits());
    }

    private void levels(InstrumentSpec spec, DepthChanges changes, boolean isAsk, long alienTick, long alienLots) {
        int count = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (changes.isAsk(i) == isAsk && changes.tick(i) != alienTick) {
                level(spec, count++, changes.tick(i), changes.lots(i));
            }
        }
        if (alienTick >= 0) {
            level(spec, count, alienTick, alienLots);
        }
    }

    private void level(InstrumentSpec spec, int i, long tick, long lots) {
        out.ascii(i == 0 ? "[\"" : ",[\"");
        price(spec, tick).ascii("\",\"");
        quantity(spec, lots).ascii("\"]");
    }

    private void head(String event, long ms) {
        out.ascii("{\"e\":\"").ascii(event).ascii("\",\"E\":").number(ms);
    }

    private Text symbol(InstrumentSpec spec) {
        return out.ascii(",\"s\":\"").ascii(spec.symbol()).put('"');
    }

    /** Since the families were merged behind one front: pair and family. */
    private Text family(InstrumentSpec spec) {
        return isFutures(spec) ? out.ascii(",\"ps\":\"").ascii(spec.symbol()).ascii("\",\"st\":1") : out;
    }

    private static boolean isFutures(InstrumentSpec spec) {
        return spec.venue() == SimVenue.BINANCE_USDM;
    }
}
