package ebb.adapters.venue;

import org.agrona.DirectBuffer;

/** Turns a venue's text into messages on the ring. One thread; allocates nothing; throws nothing on bad input. */
public interface Decoder {
    /** Result: market data, published (or kept back, the ring being full). */
    int DECODED = 0;
    /** Result: known and of no use. */
    int IGNORED = 1;
    /** Result: handed to the {@link ControlListener}. */
    int CONTROL = 2;

    /**
     * Makes an instrument known, or gives it its new exponents. Allocates: at start-up and when a definition changes.
     *
     * @param symbol as the venue spells it in frames
     * @param instrument dense number (INST-1)
     * @param pe price exponent, −18 … 0 (NUM-1)
     * @param qe quantity exponent, −18 … 0
     * @return its slot in {@link #symbols()}
     */
    int define(String symbol, int instrument, int pe, int qe);

    /**
     * Decodes one text frame.
     *
     * @param frame holds it
     * @param offset of its first byte
     * @param length in bytes
     * @param receiveNs when the socket gave its last byte (TIME-1)
     * @param conn number of the connection (BOOK-10), 0 … 65,534
     * @return {@link #DECODED}, {@link #IGNORED}, {@link #CONTROL}, or a {@link Rejection#result()}
     */
    int decode(DirectBuffer frame, int offset, int length, long receiveNs, int conn);

    /**
     * Decodes the body of a REST answer to a request for a book.
     *
     * @param request what was asked for
     * @param body holds the answer
     * @param offset of its first byte
     * @param length in bytes
     * @param receiveNs when it was complete
     * @return as {@link #decode}
     */
    int decodeSnapshot(SnapshotRequest request, DirectBuffer body, int offset, int length, long receiveNs);

    /**
     * Counts a frame that is refused unread, since it is no text or its text is of no use; the listener hears of it. No
     * stream is told of a hole: what it carried is not known, and whoever calls looks after that.
     *
     * @param reason why
     * @param frame holds it
     * @param offset of its first byte
     * @param length in bytes
     * @param receiveNs when the socket gave its last byte
     * @param conn number of the connection
     */
    void refuse(Rejection reason, DirectBuffer frame, int offset, int length, long receiveNs, int conn);

    /**
     * Publishes what a full ring held back, as far as there is room now. Called by {@link #decode} itself; a session
     * calls it when no frame comes.
     *
     * @return whether nothing is held back any more
     */
    boolean drain();

    /** Where the frames went. */
    DecodeCounters counters();

    /** The instruments this decoder knows. */
    SymbolTable symbols();
}
