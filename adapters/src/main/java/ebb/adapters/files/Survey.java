package ebb.adapters.files;

import ebb.adapters.feed.protocol.Address;
import ebb.adapters.feed.protocol.Answered;
import ebb.adapters.feed.protocol.VenueProtocol;
import ebb.adapters.venue.Venue;
import ebb.codecs.sbe.Stream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a recording holds, read once before the replay (INST-7): symbols, their digits, connections, REST books. */
final class Survey {
    private final TreeMap<String, Seen> symbols = new TreeMap<>();
    /** By connection the streams it carried, as {@code symbol} and stream. */
    private final Map<String, TreeMap<String, TreeSet<Stream>>> conns = new LinkedHashMap<>();

    private final Map<Long, RestBook> books = new HashMap<>();
    private final Venue venue;
    /** Null where no lists of the venue are read. */
    private final VenueProtocol protocol;

    private byte[] catalog;
    private long firstNs;
    private String conn = "-";

    private Survey(Venue venue) {
        this.venue = venue;
        this.protocol = venue == Venue.BINANCE_COINM ? null : VenueProtocol.of(venue);
    }

    /** Reads a capture through. */
    static Survey of(Path file, Venue venue) {
        Survey survey = new Survey(venue);
        List<Pending> pending = new ArrayList<>();
        TreeSet<String> framed;
        try (FramesReader reader = new FramesReader(file)) {
            while (reader.next()) {
                survey.firstNs = reader.line() == 1 ? reader.receiveNs() : survey.firstNs;
                if (reader.kind() == LineKind.IN) {
                    survey.conn = reader.conn();
                    survey.conns.computeIfAbsent(survey.conn, c -> new TreeMap<>());
                    survey.frame(Json.read(reader.payload()));
                } else if (reader.kind() == LineKind.HTTP) {
                    survey.answer(reader, pending);
                }
            }
            framed = new TreeSet<>(survey.symbols.keySet());
        }
        // An answer that names no symbol belongs to the only one there is; only now that is known.
        String only = framed.size() == 1 ? framed.first() : null;
        for (Pending book : pending) {
            survey.book(book, book.symbol == null ? only : book.symbol);
        }
        return survey;
    }

    private void frame(Object json) {
        if (venue == Venue.MEXC) {
            MexcSight.frame(json, this);
        } else {
            BinanceSight.frame(json, this);
        }
    }

    private void answer(FramesReader reader, List<Pending> pending) {
        if (catalog == null && isCatalog(reader.conn())) {
            catalog = new byte[reader.payload().capacity()];
            reader.payload().getBytes(0, catalog);
            return;
        }
        Object json = Json.read(reader.payload());
        Object body = venue == Venue.MEXC ? Json.member(json, "data") : json;
        Object bids = Json.member(body, "bids");
        Object asks = Json.member(body, "asks");
        String number = Json.text(body, venue == Venue.MEXC ? "version" : "lastUpdateId");
        if (bids instanceof List && asks instanceof List && number != null) {
            String named = RestBook.symbol(reader.conn());
            int limit = RestBook.limit(
                    reader.conn(),
                    Json.elements(bids).size(),
                    Json.elements(asks).size());
            String symbol = named == null ? Json.text(body, "symbol") : named;
            pending.add(new Pending(reader.line(), symbol, limit, bids, asks));
        }
    }

    private boolean isCatalog(String address) {
        Answered answered = protocol == null ? null : protocol.answered(new Address(address));
        return answered != null && answered.kind() == Answered.Kind.CATALOG;
    }

    private void book(Pending book, String symbol) {
        books.put(book.line, new RestBook(symbol, book.limit));
        if (symbol != null) {
            Seen seen = symbols.computeIfAbsent(symbol, Seen::new);
            seen.levels(book.bids);
            seen.levels(book.asks);
        }
    }

    /** A symbol that stands in the frame in hand, as part of a stream; null for one that no state depends on. */
    Seen seen(String symbol, Stream stream) {
        Seen seen = symbols.computeIfAbsent(symbol, Seen::new);
        seen.over(conn, stream);
        if (stream != null) {
            conns.get(conn).computeIfAbsent(symbol, s -> new TreeSet<>()).add(stream);
        }
        return seen;
    }

    /** The symbols by name. */
    TreeMap<String, Seen> symbols() {
        return symbols;
    }

    /** By connection, in order of appearance, the streams it carried by symbol. */
    Map<String, TreeMap<String, TreeSet<Stream>>> conns() {
        return conns;
    }

    /** The book in an answer, null if the line holds none. */
    RestBook book(long line) {
        return books.get(line);
    }

    /** The first list of instruments among the answers, null if there is none. */
    byte[] catalog() {
        return catalog;
    }

    /** Receive time of the first line, 0 of an empty file. */
    long firstNs() {
        return firstNs;
    }

    private record Pending(long line, String symbol, int limit, Object bids, Object asks) {}
}
