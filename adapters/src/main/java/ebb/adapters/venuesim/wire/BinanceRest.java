package ebb.adapters.venuesim.wire;

import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles;
import ebb.adapters.venuesim.market.Candles.Candle;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.InstrumentSpec;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;

/** What Binance answers to public requests: futures below {@code /fapi/v1}, spot below {@code /api/v3}. */
public final class BinanceRest {
    private static final long MS = 1_000_000L;
    private static final int MAX_KLINES = 1_500;
    private static final int MAX_SETTLEMENTS = 1_000;

    private final SimVenue venue;
    private final SyntheticMarket market;
    private final Text out;
    private final BinanceEvents words;
    private final BookCopy book = new BookCopy();

    /**
     * Answers about a market, into a text.
     *
     * @param venue futures or spot
     */
    public BinanceRest(SimVenue venue, SyntheticMarket market, Text out) {
        this.venue = venue;
        this.market = market;
        this.out = out;
        words = new BinanceEvents(out);
    }

    /** Path below which the venue answers, with a slash at its end. */
    public String root() {
        return venue == SimVenue.BINANCE_USDM ? "/fapi/v1/" : "/api/v3/";
    }

    /**
     * What a request weighs.
     *
     * @param target what is asked
     */
    public int weight(Target target) {
        if (target.path().endsWith("/klines")) {
            long limit = target.number("limit", 500);
            boolean isFutures = venue == SimVenue.BINANCE_USDM;
            return !isFutures ? 2 : limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
        }
        if (!target.path().endsWith("/depth")) {
            return target.path().endsWith("/exchangeInfo") && venue == SimVenue.BINANCE_SPOT ? 20 : 1;
        }
        long limit = target.number("limit", 500);
        if (venue == SimVenue.BINANCE_USDM) {
            return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
        }
        return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250;
    }

    /**
     * Writes the answer to a request.
     *
     * @param target what is asked
     * @param lag how many updates the book is behind the socket
     * @return HTTP status
     */
    public int answer(Target target, int lag) {
        String what = target.path().startsWith(root()) ? target.path().substring(root().length()) : "";
        boolean isFutures = venue == SimVenue.BINANCE_USDM;
        switch (what) {
            case "ping" -> out.ascii("{}");
            case "time" ->
                out.ascii("{\"serverTime\":").number(market.timeNs() / MS).put('}');
            case "exchangeInfo" -> exchangeInfo();
            case "fundingInfo" -> out.ascii("[]");
            case "depth", "klines", "premiumIndex", "openInterest", "fundingRate" -> {
                if (!isFutures && !what.equals("depth") && !what.equals("klines")) {
                    return absent();
                }
                return ofSymbol(what, target, lag);
            }
            default -> {
                return absent();
            }
        }
        return 200;
    }

    /** The answer of 429 and 418. */
    public void tooMany(boolean isBan) {
        out.ascii("{\"code\":-1003,\"msg\":\"");
        out.ascii(isBan ? "Way too many requests; IP banned." : "Too many requests; current limit exceeded.");
        out.ascii(" Please use the websocket for live updates to avoid bans.\"}");
    }

    /** The answer to a connection too many. */
    public void tooManyConnections() {
        out.ascii("{\"code\":-1034,\"msg\":\"Too many connections; current limit is 300 per 5 minutes.\"}");
    }

    private int absent() {
        out.ascii("{\"code\":-5000,\"msg\":\"Path is invalid\"}");
        return 404;
    }

    private int ofSymbol(String what, Target target, int lag) {
        String symbol = target.text("symbol");
        if (symbol == null && what.equals("premiumIndex")) {
            out.put('[');
            int count = 0;
            for (Instrument each : market.instruments()) {
                if (each.spec().venue() == venue) {
                    separate(count++);
                    premium(each);
                }
            }
            out.put(']');
            return 200;
        }
        if (symbol == null) {
            out.ascii(
                    "{\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.\"}");
            return 400;
        }
        Instrument instrument = market.find(venue, symbol);
        if (instrument == null) {
            out.ascii("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
            return 400;
        }
        switch (what) {
            case "depth" -> depth(instrument, target, lag);
            case "klines" -> {
                return klines(instrument, target);
            }
            case "premiumIndex" -> premium(instrument);
            case "fundingRate" -> settlements(instrument, target);
            default -> {
                out.ascii("{\"openInterest\":\"");
                words.quantity(instrument.spec(), instrument.openInterest()).ascii("\",\"symbol\":\"");
                out.ascii(symbol)
                        .ascii("\",\"time\":")
                        .number(market.timeNs() / MS)
                        .put('}');
            }
        }
        return 200;
    }

    private void depth(Instrument instrument, Target target, int lag) {
        boolean isFutures = venue == SimVenue.BINANCE_USDM;
        int most = isFutures ? 1_000 : 5_000;
        int limit = (int) Math.min(most, target.number("limit", isFutures ? 500 : 100));
        instrument.copyBook(book, lag);
        out.ascii("{\"lastUpdateId\":").number(book.id());
        if (isFutures) {
            out.ascii(",\"E\":").number(market.timeNs() / MS).ascii(",\"T\":").number(book.timeNs() / MS);
        }
        words.book(instrument.spec(), book, limit, ",\"bids\":[", ",\"asks\":[");
        out.put('}');
    }

    private int klines(Instrument instrument, Target target) {
        String interval = target.text("interval");
        long frameNs = Frames.binance(interval == null ? "" : interval);
        if (frameNs == 0) {
            out.ascii("{\"code\":-1120,\"msg\":\"Invalid interval.\"}");
            return 400;
        }
        Candles candles = instrument.candles();
        int limit = (int) Math.min(MAX_KLINES, target.number("limit", 500));
        long lastNs = candles.lastNs() / frameNs * frameNs;
        long firstNs = candles.firstNs() / frameNs * frameNs;
        long endNs = Math.min(lastNs, target.number("endTime", lastNs / MS) * MS / frameNs * frameNs);
        long startNs;
        if (target.text("startTime") == null) {
            startNs = Math.max(firstNs, endNs - (limit - 1) * frameNs);
        } else {
            startNs = Math.max(firstNs, (target.number("startTime", 0) * MS + frameNs - 1) / frameNs * frameNs);
            endNs = Math.min(endNs, startNs + (limit - 1) * frameNs);
        }
        out.put('[');
        for (long at = startNs; at <= endNs; at += frameNs) {
            separate(at == startNs ? 0 : 1);
            row(instrument.spec(), candles.candle(at, frameNs), frameNs);
        }
        out.put(']');
        return 200;
    }

    private void row(InstrumentSpec spec, Candle candle, long frameNs) {
        out.put('[').number(candle.startNs() / MS).ascii(",\"");
        words.price(spec, candle.open()).ascii("\",\"");
        words.price(spec, candle.high()).ascii("\",\"");
        words.price(spec, candle.low()).ascii("\",\"");
        words.price(spec, candle.close()).ascii("\",\"");
        words.quantity(spec, candle.volume()).ascii("\",").number((candle.startNs() + frameNs) / MS - 1);
        out.ascii(",\"");
        words.turnover(spec, candle.turnover())
                .ascii("\",")
                .number(candle.count())
                .ascii(",\"");
        words.quantity(spec, candle.buyVolume()).ascii("\",\"");
        words.turnover(spec, candle.buyTurnover()).ascii("\",\"0\"]");
    }

    /** Oldest first, from the begin that was asked for; without one the newest. Stamped some milliseconds late. */
    private void settlements(Instrument instrument, Target target) {
        long limit = Math.min(MAX_SETTLEMENTS, target.number("limit", 100));
        long endMs = Math.min(market.timeNs() / MS, target.number("endTime", Long.MAX_VALUE));
        long lastMs = endMs / Instrument.FUNDING_MS * Instrument.FUNDING_MS;
        long firstMs = instrument.firstSettleMs();
        if (target.text("startTime") == null) {
            firstMs = Math.max(firstMs, lastMs - (limit - 1) * Instrument.FUNDING_MS);
        } else {
            // The first whose stamp is not before it.
            long startMs = target.number("startTime", 0) - 1;
            firstMs = Math.max(firstMs, Instrument.nextSettleMs(startMs));
        }
        out.put('[');
        int count = 0;
        for (long at = firstMs; at <= lastMs && count < limit; at += Instrument.FUNDING_MS) {
            separate(count++);
            out.ascii("{\"symbol\":\"").ascii(instrument.spec().symbol()).ascii("\",\"fundingTime\":");
            out.number(at + at / Instrument.FUNDING_MS % 10).ascii(",\"fundingRate\":\"");
            out.fixed(instrument.settledE9(at) / 10, 8).ascii("\",\"markPrice\":\"");
            words.reference(instrument.spec(), instrument.markE3()).ascii("\"}");
        }
        out.put(']');
    }

    private void premium(Instrument instrument) {
        InstrumentSpec spec = instrument.spec();
        long ms = market.timeNs() / MS;
        out.ascii("{\"symbol\":\"").ascii(spec.symbol()).ascii("\",\"markPrice\":\"");
        words.reference(spec, instrument.markE3()).ascii("\",\"indexPrice\":\"");
        words.reference(spec, instrument.indexE3()).ascii("\",\"estimatedSettlePrice\":\"");
        words.reference(spec, instrument.indexE3()).ascii("\",\"lastFundingRate\":\"");
        out.fixed(instrument.fundingE9() / 10, 8).ascii("\",\"interestRate\":\"0.00010000\",\"nextFundingTime\":");
        out.number(Instrument.nextSettleMs(ms)).ascii(",\"time\":").number(ms).put('}');
    }

    private void exchangeInfo() {
        boolean isFutures = venue == SimVenue.BINANCE_USDM;
        out.ascii("{\"timezone\":\"UTC\",\"serverTime\":")
                .number(market.timeNs() / MS)
                .ascii(",\"rateLimits\":[");
        out.ascii("{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":");
        out.number(isFutures ? 2_400 : 6_000).ascii("},{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",");
        out.ascii("\"intervalNum\":10,\"limit\":").number(isFutures ? 300 : 100).ascii("}],\"exchangeFilters\":[]");
        out.ascii(",\"symbols\":[");
        int count = 0;
        for (Instrument each : market.instruments()) {
            if (each.spec().venue() == venue) {
                separate(count++);
                symbol(each.spec(), isFutures);
            }
        }
        out.ascii("]}");
    }

    private void symbol(InstrumentSpec spec, boolean isFutures) {
        out.ascii("{\"symbol\":\"").ascii(spec.symbol());
        if (isFutures) {
            out.ascii("\",\"pair\":\"").ascii(spec.symbol()).ascii("\",\"contractType\":\"PERPETUAL");
            out.ascii("\",\"deliveryDate\":4133404800000,\"onboardDate\":1569398400000");
            out.ascii(",\"maintMarginPercent\":\"2.5000\",\"requiredMarginPercent\":\"5.0000\",\"marginAsset\":\"");
            out.ascii(spec.quote());
        }
        out.ascii("\",\"status\":\"TRADING\",\"baseAsset\":\"").ascii(spec.base());
        out.ascii("\",\"quoteAsset\":\"").ascii(spec.quote()).ascii("\",\"pricePrecision\":");
        out.number(spec.grid().priceDigits())
                .ascii(",\"quantityPrecision\":")
                .number(spec.grid().lotDigits());
        out.ascii(",\"baseAssetPrecision\":8,\"quotePrecision\":8,\"filters\":[");
        out.ascii("{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"");
        words.price(spec, 1).ascii("\",\"maxPrice\":\"");
        words.price(spec, spec.grid().startTick() * 100).ascii("\",\"tickSize\":\"");
        words.price(spec, 1).ascii("\"},");
        lots(spec, "LOT_SIZE", 1_000_000);
        lots(spec, "MARKET_LOT_SIZE", 120_000);
        out.ascii("{\"filterType\":\"MAX_NUM_ORDERS\",\"")
                .ascii(isFutures ? "limit" : "maxNumOrders")
                .ascii("\":200},");
        out.ascii("{\"filterType\":\"")
                .ascii(isFutures ? "MIN_NOTIONAL" : "NOTIONAL")
                .ascii("\",\"");
        out.ascii(isFutures ? "notional" : "minNotional").ascii("\":\"5\"},{\"filterType\":\"");
        out.ascii(isFutures ? "PERCENT_PRICE" : "PERCENT_PRICE_BY_SIDE").ascii("\",");
        out.ascii(
                isFutures
                        ? "\"multiplierUp\":\"1.0500\",\"multiplierDown\":\"0.9500\",\"multiplierDecimal\":\"4\"}"
                        : "\"bidMultiplierUp\":\"5\",\"bidMultiplierDown\":\"0.2\",\"askMultiplierUp\":\"5\","
                                + "\"askMultiplierDown\":\"0.2\",\"avgPriceMins\":5}");
        out.ascii("],\"orderTypes\":[\"LIMIT\",\"MARKET\"]");
        if (isFutures) {
            out.ascii(",\"triggerProtect\":\"0.0500\",\"liquidationFee\":\"0.012500\",\"marketTakeBound\":\"0.05\"");
            out.ascii(",\"underlyingType\":\"COIN\",\"timeInForce\":[\"GTC\",\"IOC\",\"FOK\",\"GTX\",\"GTD\"]");
        } else {
            out.ascii(",\"isSpotTradingAllowed\":true,\"isMarginTradingAllowed\":true,\"permissionSets\":[[\"SPOT\"]]");
        }
        out.put('}');
    }

    private void lots(InstrumentSpec spec, String filter, long most) {
        out.ascii("{\"filterType\":\"").ascii(filter).ascii("\",\"minQty\":\"");
        words.quantity(spec, 1).ascii("\",\"maxQty\":\"");
        words.quantity(spec, most).ascii("\",\"stepSize\":\"");
        words.quantity(spec, 1).ascii("\"},");
    }

    private void separate(int i) {
        if (i > 0) {
            out.put(',');
        }
    }
}
