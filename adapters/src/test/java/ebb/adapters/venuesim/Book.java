package ebb.adapters.venuesim;

import com.fasterxml.jackson.databind.JsonNode;
import ebb.adapters.files.LineKind;
import ebb.adapters.venuesim.market.BookCopy;
import ebb.adapters.venuesim.market.Instrument;
import ebb.adapters.venuesim.market.SimVenue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A client's book, kept slowly and plainly from snapshot and deltas by the rules of each venue (BOOK-4). */
final class Book {
    final String symbol;
    final SimVenue venue;
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final List<JsonNode> waiting = new ArrayList<>();
    boolean isSynced;
    long id = -1;
    /** What the last update did that it should not: GAP, OLD, CROSSED; null if nothing. */
    String trouble;

    private boolean isFirst;

    Book(SimVenue venue, String symbol) {
        this.venue = venue;
        this.symbol = symbol;
    }

    /** The book that a line of frames changed, null if it was none. */
    static Book of(MarketFrames frames, JsonNode root, Map<String, Book> books) {
        SimVenue venue = frames.venue();
        if (frames.kind() == LineKind.HTTP) {
            if (!frames.address().contains("/depth")) {
                return null;
            }
            String symbol = frames.address().replaceAll(".*(/depth/|symbol=)([A-Z_]+).*", "$2");
            Book book = books.computeIfAbsent(venue + symbol, any -> new Book(venue, symbol));
            book.snapshot(root);
            return book;
        }
        JsonNode delta = delta(venue, root);
        if (delta == null) {
            return null;
        }
        String symbol = delta.path(venue == SimVenue.MEXC ? "symbol" : "s").asText();
        Book book = books.computeIfAbsent(venue + symbol, any -> new Book(venue, symbol));
        book.delta(delta);
        return book;
    }

    /** The depth update in a frame, envelope taken off; null if it is something else. */
    static JsonNode delta(SimVenue venue, JsonNode root) {
        if (venue == SimVenue.MEXC) {
            return root.path("channel").asText().equals("push.depth") ? root : null;
        }
        JsonNode data = root.has("data") ? root.get("data") : root;
        return data.path("e").asText().equals("depthUpdate") ? data : null;
    }

    void snapshot(JsonNode root) {
        JsonNode data = venue == SimVenue.MEXC ? root.get("data") : root;
        bids.clear();
        asks.clear();
        levels(data.get("bids"), bids);
        levels(data.get("asks"), asks);
        id = data.get(venue == SimVenue.MEXC ? "version" : "lastUpdateId").asLong();
        isSynced = true;
        isFirst = true;
        List<JsonNode> again = List.copyOf(waiting);
        waiting.clear();
        for (JsonNode each : again) {
            if (last(each) > id) {
                delta(each);
            }
        }
        trouble = null;
    }

    void delta(JsonNode delta) {
        if (!isSynced) {
            waiting.add(delta);
            return;
        }
        long last = last(delta);
        if (last <= id) {
            trouble = isFirst ? null : "OLD";
            return;
        }
        boolean isNext;
        if (venue == SimVenue.BINANCE_USDM) {
            long previous = delta.get("pu").asLong();
            isNext = isFirst ? previous <= id : previous == id;
        } else {
            long first = delta.at(venue == SimVenue.MEXC ? "/data/begin" : "/U").asLong();
            isNext = first <= id + 1;
        }
        if (!isNext) {
            trouble = "GAP";
        }
        isFirst = false;
        id = last;
        JsonNode data = venue == SimVenue.MEXC ? delta.get("data") : delta;
        levels(data.get(venue == SimVenue.MEXC ? "bids" : "b"), bids);
        levels(data.get(venue == SimVenue.MEXC ? "asks" : "a"), asks);
        if (isNext && bids.firstKey().compareTo(asks.firstKey()) >= 0) {
            trouble = "CROSSED";
        }
    }

    private long last(JsonNode delta) {
        return delta.at(venue == SimVenue.MEXC ? "/data/end" : "/u").asLong();
    }

    private static void levels(JsonNode levels, TreeMap<BigDecimal, BigDecimal> side) {
        for (JsonNode each : levels) {
            BigDecimal price = new BigDecimal(each.get(0).asText()).stripTrailingZeros();
            BigDecimal quantity = new BigDecimal(each.get(1).asText()).stripTrailingZeros();
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    /** All levels, best first. */
    String text() {
        return bids + " " + asks;
    }

    /** The same of the market's own book. */
    static String text(BookCopy copy, Instrument instrument) {
        Book plain = new Book(instrument.spec().venue(), instrument.spec().symbol());
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < copy.size(side == 1); i++) {
                long price = instrument.spec().priceUnits(copy.tick(side == 1, i));
                long quantity = instrument.spec().lotUnits(copy.lots(side == 1, i));
                (side == 1 ? plain.asks : plain.bids)
                        .put(
                                BigDecimal.valueOf(
                                                price, instrument.spec().grid().priceDigits())
                                        .stripTrailingZeros(),
                                BigDecimal.valueOf(
                                                quantity,
                                                instrument.spec().grid().lotDigits())
                                        .stripTrailingZeros());
            }
        }
        return plain.text();
    }
}
