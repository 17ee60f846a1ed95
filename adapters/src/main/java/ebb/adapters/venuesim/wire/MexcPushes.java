package ebb.adapters.venuesim.wire;

import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles.Candle;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.InstrumentSpec;
import ebb.adapters.venuesim.market.Print;

/**
 * What MEXC pushes, byte by byte: {@code channel} behind the data, levels in the order of change, numbers that are now and
 * then written with an exponent or with idle zeros.
 */
public final class MexcPushes {
    private static final long MS = 1_000_000L;
    private static final int ODD_ONE_IN = 61;

    private final Text out;

    /** Writes into a text. */
    public MexcPushes(Text out) {
        this.out = out;
    }

    /** {@code push.depth}, merged. */
    public void depth(Instrument instrument, DepthChanges changes) {
        depth(instrument, changes, -1, 0, changes.firstId(), changes.lastId());
    }

    /**
     * {@code push.depth} with one bid that is not in the book, and ids as told.
     *
     * @param bidTick price of the alien bid, below 0 for none
     * @param bidLots its quantity, 0 takes it away
     */
    public void depth(
            Instrument instrument, DepthChanges changes, long bidTick, long bidLots, long firstId, long lastId) {
        long ms = changes.timeNs() / MS;
        open(instrument).ascii(",\"data\":{\"cts\":").number(ms).ascii(",\"asks\":[");
        levels(instrument.spec(), changes, true, -1, 0);
        out.ascii("],\"bids\":[");
        levels(instrument.spec(), changes, false, bidTick, bidLots);
        out.ascii("],\"end\":").number(lastId).ascii(",\"begin\":").number(firstId);
        out.ascii(",\"version\":").number(lastId).put('}');
        close("push.depth", ms + 2);
    }

    /**
     * {@code push.depth} of one version alone, as asked for with {@code compress} false.
     *
     * @param i number of the version in the update, from 0; those beyond the changes are empty: their level changed again
     */
    public void single(Instrument instrument, DepthChanges changes, int i) {
        long ms = changes.timeNs() / MS;
        open(instrument).ascii(",\"data\":{\"cts\":").number(ms);
        for (int side = 0; side < 2; side++) {
            boolean isAsk = side == 0;
            out.ascii(isAsk ? ",\"asks\":[" : ",\"bids\":[");
            if (i < changes.size() && changes.isAsk(i) == isAsk) {
                level(instrument.spec(), changes.tick(i), changes.lots(i));
            }
            out.put(']');
        }
        out.ascii(",\"version\":").number(changes.firstId() + i).put('}');
        close("push.depth", ms + 2);
    }

    /** {@code push.depth.full} with {@code limit} levels a side. */
    public void full(Instrument instrument, BookCopy book, int limit) {
        long ms = book.timeNs() / MS;
        open(instrument).ascii(",\"data\":{\"cts\":").number(ms);
        book(instrument.spec(), book, limit);
        out.ascii(",\"version\":").number(book.id()).put('}');
        close("push.depth.full", ms + 2);
    }

    /** {@code push.deal} with one print. */
    public void deal(Instrument instrument, Print print) {
        long ms = print.timeNs() / MS;
        open(instrument).ascii(",\"data\":[");
        print(instrument.spec(), print, true);
        out.put(']');
        close("push.deal", ms + 1);
    }

    /** {@code push.ticker}. */
    public void ticker(Instrument instrument, long timeNs) {
        InstrumentSpec spec = instrument.spec();
        int places = spec.grid().priceDigits();
        Candle day = instrument.candles().day(timeNs);
        long last = instrument.lastTick();
        open(instrument).ascii(",\"data\":{\"contractId\":").number(instrument.index() + 1);
        out.ascii(",\"symbol\":\"").ascii(spec.symbol()).ascii("\",\"lastPrice\":");
        price(spec, last).ascii(",\"bid1\":");
        price(spec, instrument.bestBid()).ascii(",\"ask1\":");
        price(spec, instrument.bestAsk()).ascii(",\"volume24\":");
        quantity(spec, day.volume()).ascii(",\"amount24\":");
        amount(spec, day).ascii(",\"holdVol\":");
        quantity(spec, instrument.openInterest()).ascii(",\"lower24Price\":");
        price(spec, day.low()).ascii(",\"high24Price\":");
        price(spec, day.high()).ascii(",\"riseFallRate\":");
        out.plain((last - day.open()) * 10_000 / day.open(), 4).ascii(",\"riseFallValue\":");
        out.plain(spec.priceUnits(last - day.open()), places).ascii(",\"indexPrice\":");
        reference(spec, instrument.indexE3()).ascii(",\"fairPrice\":");
        reference(spec, instrument.markE3()).ascii(",\"fundingRate\":");
        out.plain(instrument.fundingE9() / 1_000, 6).ascii(",\"maxBidPrice\":");
        price(spec, last * 11 / 10).ascii(",\"minAskPrice\":");
        price(spec, last * 9 / 10);
        out.ascii(",\"timestamp\":").number(timeNs / MS).put('}');
        close("push.ticker", timeNs / MS + 3);
    }

    /** {@code push.fair.price} or {@code push.index.price}. */
    public void mark(Instrument instrument, boolean isIndex, long timeNs) {
        open(instrument)
                .ascii(",\"data\":{\"symbol\":\"")
                .ascii(instrument.spec().symbol());
        out.ascii("\",\"price\":");
        reference(instrument.spec(), isIndex ? instrument.indexE3() : instrument.markE3());
        out.put('}');
        close(isIndex ? "push.index.price" : "push.fair.price", timeNs / MS + 1);
    }

    /** {@code push.funding.rate}. */
    public void funding(Instrument instrument, long timeNs) {
        open(instrument)
                .ascii(",\"data\":{\"symbol\":\"")
                .ascii(instrument.spec().symbol());
        out.ascii("\",\"rate\":").plain(instrument.fundingE9() / 1_000, 6);
        out.ascii(",\"nextSettleTime\":")
                .number(Instrument.nextSettleMs(timeNs / MS))
                .put('}');
        close("push.funding.rate", timeNs / MS + 2);
    }

    /**
     * {@code push.kline}.
     *
     * @param startNs of the candle, a multiple of the interval's length
     */
    public void kline(Instrument instrument, String interval, long startNs, long timeNs) {
        long frameNs = Frames.mexc(interval);
        InstrumentSpec spec = instrument.spec();
        Candle candle = instrument.candles().candle(startNs, frameNs);
        open(instrument).ascii(",\"data\":{\"symbol\":\"").ascii(spec.symbol());
        out.ascii("\",\"interval\":\"").ascii(interval).ascii("\",\"t\":");
        out.number(candle.startNs() / 1_000_000_000L).ascii(",\"o\":");
        price(spec, candle.open()).ascii(",\"c\":");
        price(spec, candle.close()).ascii(",\"h\":");
        price(spec, candle.high()).ascii(",\"l\":");
        price(spec, candle.low()).ascii(",\"a\":");
        amount(spec, candle).ascii(",\"q\":");
        quantity(spec, candle.volume()).put('}');
        close("push.kline", timeNs / MS + 2);
    }

    /** The answer to a subscription: names no symbol. */
    public void subscribed(String topic, long timeMs) {
        out.ascii("{\"channel\":\"rs.").ascii(topic).ascii("\",\"data\":\"success\",\"ts\":");
        out.number(timeMs).put('}');
    }

    /** The answer to a subscription of a contract that is not there. */
    public void unknown(String symbol, long timeMs) {
        out.ascii("{\"channel\":\"rs.error\",\"data\":\"Contract [")
                .utf8(symbol)
                .ascii("] not exists\",\"ts\":");
        out.number(timeMs).put('}');
    }

    /** The answer to a ping. */
    public void pong(long timeMs) {
        out.ascii("{\"channel\":\"pong\",\"data\":")
                .number(timeMs)
                .ascii(",\"ts\":")
                .number(timeMs)
                .put('}');
    }

    /** A print as an element of {@code deals}; REST has no id. */
    void print(InstrumentSpec spec, Print print, boolean hasId) {
        long ms = print.timeNs() / MS;
        out.ascii("{\"p\":");
        price(spec, print.tick()).ascii(",\"v\":");
        quantity(spec, print.lots()).ascii(",\"T\":").number(print.isSell() ? 2 : 1);
        out.ascii(",\"O\":").number(print.opening()).ascii(",\"M\":2,\"t\":").number(ms);
        if (hasId) {
            // Not gapless: others of the same engine use numbers, too.
            out.ascii(",\"i\":\"").number(print.id() * 3 + print.fills() % 3);
            out.ascii("\",\"cts\":\"").number(ms).put('"');
        }
        out.put('}');
    }

    /** {@code asks} and {@code bids} of a book, a comma before. */
    void book(InstrumentSpec spec, BookCopy book, int limit) {
        for (int side = 0; side < 2; side++) {
            boolean isAsk = side == 0;
            out.ascii(isAsk ? ",\"asks\":[" : ",\"bids\":[");
            for (int i = 0; i < Math.min(limit, book.size(isAsk)); i++) {
                separate(i);
                level(spec, book.tick(isAsk, i), book.lots(isAsk, i));
            }
            out.put(']');
        }
    }

    /** {@code asks} and {@code bids} of an update. */
    void changes(InstrumentSpec spec, DepthChanges changes) {
        out.ascii("\"asks\":[");
        levels(spec, changes, true, -1, 0);
        out.ascii("],\"bids\":[");
        levels(spec, changes, false, -1, 0);
        out.put(']');
    }

    Text price(InstrumentSpec spec, long tick) {
        return out.plain(spec.priceUnits(tick), spec.grid().priceDigits());
    }

    Text quantity(InstrumentSpec spec, long lots) {
        return out.plain(spec.lotUnits(lots), spec.grid().lotDigits());
    }

    /** Turnover in quote. */
    Text amount(InstrumentSpec spec, Candle candle) {
        long perUnit = Long.parseLong(spec.grid().contractSize());
        long units = spec.priceUnits(spec.lotUnits(candle.turnover())) * perUnit;
        return out.plain(units, spec.grid().priceDigits() + spec.grid().lotDigits());
    }

    private Text reference(InstrumentSpec spec, long tickE3) {
        return price(spec, (tickE3 + 500) / 1_000);
    }

    private void levels(InstrumentSpec spec, DepthChanges changes, boolean isAsk, long alienTick, long alienLots) {
        int count = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (changes.isAsk(i) == isAsk && changes.tick(i) != alienTick) {
                separate(count++);
                level(spec, changes.tick(i), changes.lots(i));
            }
        }
        if (alienTick >= 0) {
            separate(count);
            level(spec, alienTick, alienLots);
        }
    }

    private void level(InstrumentSpec spec, long tick, long lots) {
        int places = spec.grid().priceDigits();
        long units = spec.priceUnits(tick);
        out.put('[');
        long turn = (tick + lots) % ODD_ONE_IN;
        if (turn == 0) {
            out.exponent(units, places);
        } else if (turn == 1) {
            out.fixed(units * 100, places + 2);
        } else {
            out.plain(units, places);
        }
        out.put(',');
        if (turn == 2 && lots > 0) {
            out.fixed(spec.lotUnits(lots) * 1_000_000_000L, spec.grid().lotDigits() + 9);
        } else {
            quantity(spec, lots);
        }
        out.put(',').number(lots == 0 ? 0 : 1 + lots % 5).put(']');
    }

    private void separate(int i) {
        if (i > 0) {
            out.put(',');
        }
    }

    private Text open(Instrument instrument) {
        return out.ascii("{\"symbol\":\"").ascii(instrument.spec().symbol()).put('"');
    }

    private void close(String channel, long ts) {
        out.ascii(",\"channel\":\"")
                .ascii(channel)
                .ascii("\",\"ts\":")
                .number(ts)
                .put('}');
    }
}
