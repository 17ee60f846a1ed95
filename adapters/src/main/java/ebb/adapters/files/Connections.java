package ebb.adapters.files;

import ebb.codecs.Nulls;
import ebb.codecs.sbe.Session;
import ebb.codecs.sbe.Stream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The connections of a recording by number (BOOK-10). Each has one from the start; after a {@code close} it comes up
 * again under a new one, for what it sends then belongs to another run of sequence numbers.
 */
final class Connections {
    private final Survey survey;
    private final Definitions definitions;
    private final Map<String, Integer> ids;
    /** Number of each connection that is up. */
    private final Map<String, Integer> up = new HashMap<>();

    /** Number of each that has not been up yet. */
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Which connection carries the book of an instrument now. */
    private final Map<String, Integer> books = new HashMap<>();

    private int next;

    Connections(Survey survey, Definitions definitions, Map<String, Integer> ids) {
        this.survey = survey;
        this.definitions = definitions;
        this.ids = ids;
        survey.conns().keySet().forEach(conn -> numbers.put(conn, next++));
    }

    /** Brings up what the recording begins with: each stream on the connection that carries it first. */
    void start(long atNs) {
        for (Seen seen : survey.symbols().values()) {
            if (ids.containsKey(seen.symbol())) {
                first(seen, Stream.BOOK, atNs);
                first(seen, Stream.TRADES, atNs);
            }
        }
    }

    private void first(Seen seen, Stream stream, long atNs) {
        String conn = seen.first(stream);
        int number = conn == null ? 0 : up.computeIfAbsent(conn, numbers::remove);
        live(seen.symbol(), stream, number, atNs);
    }

    private void live(String symbol, Stream stream, int number, long atNs) {
        if (stream == Stream.BOOK) {
            books.put(symbol, number);
        }
        definitions.session(ids.get(symbol), stream, Session.LIVE, number, atNs);
    }

    /** The number of the connection a frame came over; one that was down is up again with it. */
    int of(String conn, long atNs) {
        Integer number = up.get(conn);
        return number == null ? open(conn, atNs) : number;
    }

    /** The connection whose deltas a REST book is to join. */
    int ofBook(String symbol) {
        return books.getOrDefault(symbol, 0);
    }

    /** A connection was opened: nothing new unless it was closed, or others carried its streams until now. */
    void opened(String text, long atNs) {
        String conn = known(text);
        if (conn != null && !up.containsKey(conn)) {
            open(conn, atNs);
        }
    }

    private int open(String conn, long atNs) {
        Integer first = numbers.remove(conn);
        int number = first == null ? next++ : first;
        if (number >= Nulls.U16) {
            throw new IllegalStateException("more than " + Nulls.U16 + " connections in one recording");
        }
        up.put(conn, number);
        each(conn, (symbol, stream) -> live(symbol, stream, number, atNs));
        return number;
    }

    /** A connection ended, and with it what it carried. */
    void closed(String text, long atNs) {
        String conn = known(text);
        Integer number = conn == null ? null : up.remove(conn);
        if (number != null) {
            each(conn, (symbol, stream) -> definitions.session(ids.get(symbol), stream, Session.DOWN, number, atNs));
        }
    }

    /** A recorder may name the address at the opening and a short name with the frames: the only one there is. */
    private String known(String text) {
        if (survey.conns().containsKey(text)) {
            return text;
        }
        return survey.conns().size() == 1 ? survey.conns().keySet().iterator().next() : null;
    }

    private void each(String conn, Carried visitor) {
        TreeMap<String, TreeSet<Stream>> streams = survey.conns().get(conn);
        streams.forEach((symbol, carried) -> {
            if (ids.containsKey(symbol)) {
                carried.forEach(stream -> visitor.on(symbol, stream));
            }
        });
    }

    private interface Carried {
        void on(String symbol, Stream stream);
    }
}
