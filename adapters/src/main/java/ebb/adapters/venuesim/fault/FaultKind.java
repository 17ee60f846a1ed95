package ebb.adapters.venuesim.fault;

/** What can go wrong between a venue and us. */
public enum FaultKind {
    /** The next {@code count} book updates of an instrument are not sent: its sequence has a hole. */
    SKIP(Where.DEPTH),
    /** A book update is sent twice. */
    DUPLICATE(Where.DEPTH),
    /** A book update is sent after the one that follows it. */
    REORDER(Where.DEPTH),
    /** A bid above the best ask stands in the book for {@code count} updates. */
    CROSS(Where.DEPTH),
    /** The first half of a book update is sent as a frame of its own before the whole. */
    MALFORMED(Where.DEPTH),
    /** A frame of a stream that nobody knows is sent before a book update. */
    UNKNOWN_CHANNEL(Where.DEPTH),
    /** A frame of a symbol that nobody knows is sent before a book update. */
    UNKNOWN_SYMBOL(Where.DEPTH),
    /** A book update is sent as a binary frame before the text. Sockets only. */
    BINARY(Where.DEPTH),
    /** A book update is sent in three fragments with a ping between. Sockets only. */
    FRAGMENT(Where.DEPTH),
    /** A frame of {@code count} KiB is sent before a book update. Sockets only. */
    OVERSIZE(Where.DEPTH),
    /** The connection is reset. Without sockets: gone for {@code count} ms of market time. */
    CUT(Where.CONNECTION),
    /** The venue closes the connection with a close frame. Without sockets as {@link #CUT}. */
    CLOSE(Where.CONNECTION),
    /** The connection stands but says nothing any more, for {@code count} ms of the fault's clock. */
    SILENCE(Where.CONNECTION),
    /** The next {@code count} requests are answered with the venue's "too often": 429, or 200 and 510. */
    LIMITED(Where.REST),
    /** The next {@code count} requests are answered as to the banned: 418, or 403 and HTML. */
    BANNED(Where.REST),
    /** The next {@code count} answers end in the middle. */
    TRUNCATED(Where.REST),
    /** The next book asked for is {@code count} updates old. */
    STALE(Where.REST);

    private final Where where;

    FaultKind(Where where) {
        this.where = where;
    }

    /** At which point a fault strikes. */
    public enum Where {
        /** In the book stream of an instrument, for all who listen. */
        DEPTH,
        /** On a connection. */
        CONNECTION,
        /** In the answer to a request. */
        REST
    }

    /** At which point it strikes. */
    public Where where() {
        return where;
    }
}
