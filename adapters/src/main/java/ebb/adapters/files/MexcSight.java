package ebb.adapters.files;

import ebb.codecs.sbe.Stream;
import java.util.List;

/** Which members of MEXC's pushes are exact prices and quantities (mexc.md §3). */
final class MexcSight {
    private MexcSight() {}

    static void frame(Object json, Survey survey) {
        String channel = Json.text(json, "channel");
        Object data = Json.member(json, "data");
        if (channel == null) {
            return;
        }
        if (channel.equals("push.tickers")) {
            Json.elements(data).forEach(ticker -> ticker(Json.text(ticker, "symbol"), ticker, survey));
            return;
        }
        String symbol = Json.text(json, "symbol");
        symbol = symbol == null ? Json.text(data, "symbol") : symbol;
        if (symbol == null) {
            return;
        }
        switch (channel) {
            case "push.depth" -> book(survey.seen(symbol, Stream.BOOK), data);
            case "push.depth.full" -> book(survey.seen(symbol, null), data);
            case "push.deal" -> deals(survey.seen(symbol, Stream.TRADES), data);
            case "push.ticker" -> ticker(symbol, data, survey);
            case "push.kline" -> candle(survey.seen(symbol, null), data);
            // Fair and index price are rounded by the decoder; a funding rate is no price at all.
            case "push.fair.price", "push.index.price", "push.funding.rate" -> survey.seen(symbol, null);
            default -> {
                // Answers and channels that are passed over.
            }
        }
    }

    private static void book(Seen seen, Object data) {
        seen.levels(Json.member(data, "asks"));
        seen.levels(Json.member(data, "bids"));
    }

    private static void deals(Seen seen, Object data) {
        for (Object deal : data instanceof List<?> several ? several : List.of(data == null ? "" : data)) {
            seen.price(Json.member(deal, "p"));
            seen.quantity(Json.member(deal, "v"));
        }
    }

    private static void ticker(String symbol, Object data, Survey survey) {
        if (symbol != null) {
            Seen seen = survey.seen(symbol, null);
            seen.price(Json.member(data, "lastPrice"));
            seen.price(Json.member(data, "high24Price"));
            seen.price(Json.member(data, "lower24Price"));
            seen.quantity(Json.member(data, "volume24"));
            seen.quantity(Json.member(data, "holdVol"));
        }
    }

    private static void candle(Seen seen, Object data) {
        seen.price(Json.member(data, "o"));
        seen.price(Json.member(data, "h"));
        seen.price(Json.member(data, "l"));
        seen.price(Json.member(data, "c"));
        seen.quantity(Json.member(data, "q"));
    }
}
