package ebb.adapters.venuesim;

import ebb.adapters.venuesim.market.Candles;
import ebb.adapters.venuesim.market.InstrumentSpec;
import ebb.adapters.venuesim.market.SimVenue;
import ebb.adapters.venuesim.market.SyntheticMarket;
import ebb.adapters.venuesim.wire.BinanceRest;
import ebb.adapters.venuesim.wire.MexcRest;
import ebb.adapters.venuesim.wire.Target;
import ebb.adapters.venuesim.wire.Text;

/** The answers of all venues of a market, and what to ask them. */
final class VenueRest {
    private final MexcRest mexc;
    private final BinanceRest usdm;
    private final BinanceRest spot;

    VenueRest(SyntheticMarket market, Text out) {
        mexc = new MexcRest(market, out);
        usdm = new BinanceRest(SimVenue.BINANCE_USDM, market, out);
        spot = new BinanceRest(SimVenue.BINANCE_SPOT, market, out);
    }

    int answer(SimVenue venue, String target, int lag) {
        return switch (venue) {
            case MEXC -> mexc.answer(Target.of(target), lag);
            case BINANCE_USDM -> usdm.answer(Target.of(target), lag);
            case BINANCE_SPOT -> spot.answer(Target.of(target), lag);
        };
    }

    /** Too many requests, in the venue's own words. */
    void refuse(SimVenue venue, boolean isBan) {
        if (venue != SimVenue.MEXC) {
            usdm.tooMany(isBan);
        } else if (isBan) {
            mexc.forbidden();
        } else {
            mexc.throttled();
        }
    }

    static String host(SimVenue venue) {
        return switch (venue) {
            case MEXC -> "https://contract.mexc.com";
            case BINANCE_USDM -> "https://fapi.binance.com";
            case BINANCE_SPOT -> "https://api.binance.com";
        };
    }

    static String instruments(SimVenue venue) {
        return switch (venue) {
            case MEXC -> "/api/v1/contract/detail";
            case BINANCE_USDM -> "/fapi/v1/exchangeInfo";
            case BINANCE_SPOT -> "/api/v3/exchangeInfo";
        };
    }

    static String book(InstrumentSpec spec) {
        return switch (spec.venue()) {
            case MEXC -> "/api/v1/contract/depth/" + spec.symbol() + "?limit=1500";
            case BINANCE_USDM -> "/fapi/v1/depth?symbol=" + spec.symbol() + "&limit=1000";
            case BINANCE_SPOT -> "/api/v3/depth?symbol=" + spec.symbol() + "&limit=5000";
        };
    }

    /** The candles of a frame in minutes that end before a time; {@code count} at most. */
    static String candles(InstrumentSpec spec, int minutes, long endNs, int count) {
        long frameNs = minutes * Candles.MINUTE_NS;
        long lastNs = endNs / frameNs * frameNs - frameNs;
        long firstNs = lastNs - (count - 1) * frameNs;
        if (spec.venue() == SimVenue.MEXC) {
            return "/api/v1/contract/kline/" + spec.symbol() + "?interval=" + mexcFrame(minutes) + "&start="
                    + firstNs / 1_000_000_000L + "&end=" + lastNs / 1_000_000_000L;
        }
        String root = spec.venue() == SimVenue.BINANCE_USDM ? "/fapi/v1" : "/api/v3";
        return root + "/klines?symbol=" + spec.symbol() + "&interval=" + binanceFrame(minutes) + "&startTime="
                + firstNs / 1_000_000L + "&endTime=" + lastNs / 1_000_000L + "&limit=" + count;
    }

    /** The settlements of funding since a time. */
    static String settlements(InstrumentSpec spec, long fromNs) {
        return spec.venue() == SimVenue.MEXC
                ? "/api/v1/contract/funding_rate/history?symbol=" + spec.symbol() + "&page_num=1&page_size=100"
                : "/fapi/v1/fundingRate?symbol=" + spec.symbol() + "&startTime=" + fromNs / 1_000_000L + "&limit=1000";
    }

    private static String mexcFrame(int minutes) {
        return minutes <= 60 ? "Min" + minutes : minutes < 1_440 ? "Hour" + minutes / 60 : "Day1";
    }

    private static String binanceFrame(int minutes) {
        return minutes < 60 ? minutes + "m" : minutes < 1_440 ? minutes / 60 + "h" : "1d";
    }
}
