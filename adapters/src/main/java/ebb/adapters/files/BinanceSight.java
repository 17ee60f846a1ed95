package ebb.adapters.files;

import ebb.codecs.sbe.Stream;
import java.util.List;

/** Which members of Binance's frames are exact prices and quantities (binance.md §2); one letter means many things. */
final class BinanceSight {
    private BinanceSight() {}

    static void frame(Object json, Survey survey) {
        Object data = Json.member(json, "data");
        if (data instanceof List || json instanceof List) {
            Json.elements(data == null ? json : data).forEach(element -> event(element, survey));
        } else {
            event(data == null ? json : data, survey);
        }
    }

    private static void event(Object data, Survey survey) {
        String name = Json.text(data, "e");
        String symbol = Json.text(data, "s");
        if (name == null) {
            name = Json.text(data, "u") != null && symbol != null ? "bookTicker" : "";
        }
        if (name.equals("forceOrder")) {
            order(Json.member(data, "o"), survey);
        } else if (symbol != null) {
            event(name, survey.seen(symbol, stream(name)), data);
        }
    }

    private static Stream stream(String name) {
        return switch (name) {
            case "depthUpdate" -> Stream.BOOK;
            case "trade", "aggTrade" -> Stream.TRADES;
            default -> null;
        };
    }

    private static void event(String name, Seen seen, Object data) {
        switch (name) {
            case "depthUpdate" -> {
                seen.levels(Json.member(data, "b"));
                seen.levels(Json.member(data, "a"));
            }
            case "trade", "aggTrade" -> {
                seen.price(Json.member(data, "p"));
                seen.quantity(Json.member(data, "q"));
            }
            case "bookTicker" -> {
                seen.price(Json.member(data, "b"));
                seen.price(Json.member(data, "a"));
                seen.quantity(Json.member(data, "B"));
                seen.quantity(Json.member(data, "A"));
            }
            case "kline" -> {
                Object candle = Json.member(data, "k");
                prices(seen, candle, "o");
                seen.quantity(Json.member(candle, "V"));
            }
            case "24hrTicker", "24hrMiniTicker" -> prices(seen, data, "c");
            default -> {
                // Mark and index prices are rounded to the tick by the decoder; they are finer than it and define
                // nothing.
            }
        }
    }

    private static void prices(Seen seen, Object data, String also) {
        seen.price(Json.member(data, also));
        seen.price(Json.member(data, "h"));
        seen.price(Json.member(data, "l"));
        seen.price(Json.member(data, "c"));
        seen.quantity(Json.member(data, "v"));
    }

    private static void order(Object order, Survey survey) {
        String symbol = Json.text(order, "s");
        if (symbol != null) {
            Seen seen = survey.seen(symbol, null);
            seen.price(Json.member(order, "p"));
            seen.quantity(Json.member(order, "q"));
            seen.quantity(Json.member(order, "z"));
        }
    }
}
