package ebb.adapters.venuesim.wire;

import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Candles;
import ebb.adapters.venuesim.market.Candles.Candle;
import ebb.adapters.venuesim.market.DepthChanges;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.InstrumentSpec;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;

/** What MEXC answers to public requests below {@code /api/v1/contract}. The verdict is in the body; the status is 200. */
public final class MexcRest {
    private static final String ROOT = "/api/v1/contract/";
    private static final long MS = 1_000_000L;
    private static final int MAX_DEPTH = 1_500;
    private static final int MAX_KLINES = 2_000;
    private static final int MAX_DEALS = 100;
    private static final int MAX_SETTLEMENTS = 100;

    private final SyntheticMarket market;
    private final Text out;
    private final MexcPushes words;
    private final BookCopy book = new BookCopy();

    /** Answers about a market, into a text. */
    public MexcRest(SyntheticMarket market, Text out) {
        this.market = market;
        this.out = out;
        words = new MexcPushes(out);
    }

    /**
     * Writes the answer to a request.
     *
     * @param target what is asked
     * @param lag how many updates the book is behind the socket
     * @return HTTP status
     */
    public int answer(Target target, int lag) {
        if (!target.path().startsWith(ROOT)) {
            out.ascii("{\"success\":false,\"code\":404,\"message\":\"Not found!\"}");
            return 404;
        }
        String what = target.part(3);
        String symbol = target.part(4);
        if (symbol == null && what != null) {
            return whole(what, target.text("symbol"));
        }
        boolean isHistory = what != null && what.equals("funding_rate") && symbol.equals("history");
        String named = isHistory ? target.text("symbol") : symbol;
        Instrument instrument = named == null ? null : market.find(SimVenue.MEXC, named);
        if (instrument == null) {
            return refuse(1001, "Contract not exists");
        }
        switch (what) {
            case "depth" -> depth(instrument, (int) target.number("limit", MAX_DEPTH), lag);
            case "depth_commits" -> commits(instrument, target.part(5));
            case "funding_rate" -> {
                open();
                if (isHistory) {
                    settlements(instrument, target);
                } else {
                    funding(instrument);
                }
                out.put('}');
            }
            case "kline" -> {
                return kline(instrument, target);
            }
            case "deals" -> deals(instrument, (int) target.number("limit", MAX_DEALS));
            default -> {
                return refuse(600, "Parameter error");
            }
        }
        return 200;
    }

    /** The answer while requests come too often: a success of HTTP. */
    public int throttled() {
        out.ascii(
                "{\"success\":false,\"code\":510,\"message\":\"Requests are too frequent, please try again later!\"}");
        return 200;
    }

    /** What the firewall says to those who do not slow down. */
    public int forbidden() {
        out.ascii("<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>");
        return 403;
    }

    private int whole(String what, String symbol) {
        switch (what) {
            case "ping" ->
                out.ascii("{\"success\":true,\"code\":0,\"data\":")
                        .number(market.timeNs() / MS)
                        .put('}');
            case "detail" -> {
                return details(symbol);
            }
            case "funding_rate" -> {
                open().put('[');
                int count = 0;
                for (Instrument each : market.instruments()) {
                    if (each.spec().venue() == SimVenue.MEXC) {
                        separate(count++);
                        funding(each);
                    }
                }
                out.ascii("]}");
            }
            default -> {
                return refuse(600, "Parameter error");
            }
        }
        return 200;
    }

    private int details(String symbol) {
        if (symbol != null && market.find(SimVenue.MEXC, symbol) == null) {
            return refuse(1001, "Contract not exists");
        }
        open().ascii(symbol == null ? "[" : "");
        int count = 0;
        for (Instrument each : market.instruments()) {
            boolean isAsked = symbol == null || each.spec().symbol().equals(symbol);
            if (each.spec().venue() == SimVenue.MEXC && isAsked) {
                separate(count++);
                detail(each);
            }
        }
        out.ascii(symbol == null ? "]}" : "}");
        return 200;
    }

    private void detail(Instrument instrument) {
        InstrumentSpec spec = instrument.spec();
        InstrumentSpec.Grid grid = spec.grid();
        out.ascii("{\"id\":")
                .number(instrument.index() + 1)
                .ascii(",\"symbol\":\"")
                .ascii(spec.symbol());
        out.ascii("\",\"displayName\":\"").ascii(spec.symbol()).ascii(" PERPETUAL\",\"futureType\":1,\"baseCoin\":\"");
        out.ascii(spec.base()).ascii("\",\"quoteCoin\":\"").ascii(spec.quote()).ascii("\",\"baseCoinName\":\"");
        out.ascii(spec.base())
                .ascii("\",\"quoteCoinName\":\"")
                .ascii(spec.quote())
                .ascii("\",\"settleCoin\":\"");
        out.ascii(spec.quote()).ascii("\",\"contractSize\":").ascii(grid.contractSize());
        out.ascii(",\"minLeverage\":1,\"maxLeverage\":50,\"priceScale\":").number(grid.priceDigits());
        out.ascii(",\"volScale\":").number(grid.lotDigits()).ascii(",\"amountScale\":4,\"priceUnit\":");
        words.price(spec, 1).ascii(",\"volUnit\":");
        words.quantity(spec, 1).ascii(",\"minVol\":");
        words.quantity(spec, 1).ascii(",\"maxVol\":");
        words.quantity(spec, 1_000_000).ascii(",\"limitMaxVol\":");
        words.quantity(spec, 1_000_000).ascii(",\"bidLimitPriceRate\":0.2,\"askLimitPriceRate\":0.2");
        out.ascii(",\"takerFeeRate\":0.0004,\"makerFeeRate\":0.0001,\"maintenanceMarginRate\":0.01");
        out.ascii(",\"initialMarginRate\":0.02,\"riskBaseVol\":1000000,\"riskIncrVol\":1000000,\"riskIncrMmr\":0.01");
        out.ascii(",\"riskIncrImr\":0.02,\"riskLevelLimit\":5,\"priceCoefficientVariation\":0.1,\"state\":0");
        out.ascii(",\"isNew\":false,\"isHot\":false,\"isHidden\":false,\"maxNumOrders\":[200,50]");
        out.ascii(
                ",\"marketOrderMaxLevel\":20,\"marketOrderPriceLimitRate1\":0.2,\"marketOrderPriceLimitRate2\":0.005");
        out.ascii(",\"triggerProtect\":0.1,\"apiAllowed\":true,\"depthStepList\":[\"1\"],\"openingTime\":");
        out.number((market.startNs() - 200L * 86_400_000_000_000L) / MS);
        out.ascii(",\"liquidationFeeRate\":0.002,\"riskLimitType\":\"BY_VOLUME\",\"isZeroFeeRate\":false}");
    }

    private void funding(Instrument instrument) {
        long ms = market.timeNs() / MS;
        InstrumentSpec spec = instrument.spec();
        out.ascii("{\"symbol\":\"").ascii(spec.symbol()).ascii("\",\"fundingRate\":");
        out.plain(instrument.fundingE9() / 1_000, 6).ascii(",\"maxFundingRate\":0.01,\"minFundingRate\":-0.01");
        out.ascii(",\"collectCycle\":8,\"nextSettleTime\":")
                .number(Instrument.nextSettleMs(ms))
                .ascii(",\"idxPrice\":");
        words.price(spec, instrument.indexE3() / 1_000).ascii(",\"fairPrice\":");
        words.price(spec, instrument.markE3() / 1_000)
                .ascii(",\"timestamp\":")
                .number(ms)
                .put('}');
    }

    /** A page of all settlements, the newest first. */
    private void settlements(Instrument instrument, Target target) {
        int size = (int) Math.max(1, Math.min(MAX_SETTLEMENTS, target.number("page_size", 20)));
        long page = Math.max(1, target.number("page_num", 1));
        long lastMs = market.timeNs() / MS / Instrument.FUNDING_MS * Instrument.FUNDING_MS;
        long total = (lastMs - instrument.firstSettleMs()) / Instrument.FUNDING_MS + 1;
        out.ascii("{\"pageSize\":").number(size).ascii(",\"totalCount\":").number(total);
        out.ascii(",\"totalPage\":").number((total + size - 1) / size);
        out.ascii(",\"currentPage\":").number(page).ascii(",\"resultList\":[");
        for (long i = (page - 1) * size; i < Math.min(total, page * size); i++) {
            separate((int) (i % size));
            long at = lastMs - i * Instrument.FUNDING_MS;
            out.ascii("{\"symbol\":\"").ascii(instrument.spec().symbol()).ascii("\",\"fundingRate\":");
            out.plain(instrument.settledE9(at) / 1_000, 6)
                    .ascii(",\"settleTime\":")
                    .number(at)
                    .put('}');
        }
        out.ascii("]}");
    }

    private void depth(Instrument instrument, int limit, int lag) {
        instrument.copyBook(book, lag);
        open().ascii("{\"version\":").number(book.id());
        words.book(instrument.spec(), book, Math.min(limit, MAX_DEPTH));
        out.ascii(",\"timestamp\":").number(book.timeNs() / MS).ascii("}}");
    }

    private void commits(Instrument instrument, String wanted) {
        int count = wanted != null && wanted.matches("\\d{1,4}") ? Integer.parseInt(wanted) : 1_000;
        open().put('[');
        for (int age = 0; age < Math.min(count, instrument.commits()); age++) {
            separate(age);
            DepthChanges changes = instrument.commit(age);
            out.put('{');
            words.changes(instrument.spec(), changes);
            out.ascii(",\"end\":").number(changes.lastId()).ascii(",\"begin\":").number(changes.firstId());
            out.ascii(",\"version\":").number(changes.lastId()).put('}');
        }
        out.ascii("]}");
    }

    private int kline(Instrument instrument, Target target) {
        String interval = target.text("interval");
        long frameNs = Frames.mexc(interval == null ? "Min1" : interval);
        if (frameNs == 0) {
            return refuse(600, "Parameter error");
        }
        Candles candles = instrument.candles();
        long lastNs = candles.lastNs() / frameNs * frameNs;
        long endNs = Math.min(lastNs, target.number("end", 4_000_000_000L) * 1_000 * MS / frameNs * frameNs);
        long oldestNs = endNs - (MAX_KLINES - 1) * frameNs;
        long startNs = Math.max(oldestNs, target.number("start", 0) * 1_000 * MS);
        long firstNs = candles.firstNs() / frameNs * frameNs;
        startNs = Math.max(firstNs, (startNs + frameNs - 1) / frameNs * frameNs);
        open();
        columns(instrument.spec(), candles, startNs, endNs, frameNs);
        out.put('}');
        return 200;
    }

    private void columns(InstrumentSpec spec, Candles candles, long startNs, long endNs, long frameNs) {
        String[] names = {
            "{\"time\":[",
            "],\"open\":[",
            "],\"close\":[",
            "],\"high\":[",
            "],\"low\":[",
            "],\"vol\":[",
            "],\"amount\":["
        };
        for (int column = 0; column < names.length; column++) {
            out.ascii(names[column]);
            int count = 0;
            for (long at = startNs; at <= endNs; at += frameNs) {
                separate(count++);
                cell(spec, candles.candle(at, frameNs), column);
            }
        }
        out.ascii("]}");
    }

    private void cell(InstrumentSpec spec, Candle candle, int column) {
        switch (column) {
            case 0 -> out.number(candle.startNs() / (1_000 * MS));
            case 1 -> words.price(spec, candle.open());
            case 2 -> words.price(spec, candle.close());
            case 3 -> words.price(spec, candle.high());
            case 4 -> words.price(spec, candle.low());
            case 5 -> words.quantity(spec, candle.volume());
            default -> words.amount(spec, candle);
        }
    }

    private void deals(Instrument instrument, int limit) {
        open().put('[');
        for (int age = 0; age < Math.min(Math.min(limit, MAX_DEALS), instrument.recentSize()); age++) {
            separate(age);
            words.print(instrument.spec(), instrument.recent(age), false);
        }
        out.ascii("]}");
    }

    private Text open() {
        return out.ascii("{\"success\":true,\"code\":0,\"data\":");
    }

    private int refuse(int code, String message) {
        out.ascii("{\"success\":false,\"code\":")
                .number(code)
                .ascii(",\"message\":\"")
                .ascii(message)
                .ascii("\"}");
        return 200;
    }

    private void separate(int i) {
        if (i > 0) {
            out.put(',');
        }
    }
}
