package ebb.adapters.files;

import ebb.codecs.Decimals;
import ebb.codecs.sbe.Stream;
import java.nio.charset.StandardCharsets;

/** What a recording shows of one symbol: its finest digits (INST-7) and which connections carried its streams. */
final class Seen {
    private static final int FINEST = -18;

    private final Decimals decimals = new Decimals();
    private final String symbol;
    private int pe;
    private int qe;
    private String any;
    private String book;
    private String trades;

    Seen(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    int pe() {
        return pe;
    }

    int qe() {
        return qe;
    }

    void price(Object text) {
        pe = finer(pe, text);
    }

    void quantity(Object text) {
        qe = finer(qe, text);
    }

    /** Prices and quantities of {@code [[price, quantity …] …]}; a lone text is a price. */
    void levels(Object levels) {
        if (levels instanceof String) {
            price(levels);
        }
        for (Object level : Json.elements(levels)) {
            if (Json.elements(level).size() > 1) {
                price(Json.elements(level).get(0));
                quantity(Json.elements(level).get(1));
            }
        }
    }

    private int finer(int exponent, Object text) {
        if (!(text instanceof String)) {
            return exponent;
        }
        byte[] bytes = ((String) text).getBytes(StandardCharsets.UTF_8);
        Decimals.Status status = decimals.scan(bytes, 0, bytes.length);
        return status == Decimals.Status.MALFORMED ? exponent : Math.max(FINEST, Math.min(exponent, decimals.finest()));
    }

    /** A frame of this symbol came over a connection. */
    void over(String conn, Stream stream) {
        any = any == null ? conn : any;
        if (stream == Stream.BOOK && book == null) {
            book = conn;
        } else if (stream == Stream.TRADES && trades == null) {
            trades = conn;
        }
    }

    /** The connection that carried a stream first, any other of the symbol's if none did, null if it has none. */
    String first(Stream stream) {
        String first = stream == Stream.BOOK ? book : trades;
        return first == null ? any : first;
    }
}
