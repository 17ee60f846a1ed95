package ebb.adapters.net.frame;

/** How a server can break the WebSocket protocol or our limits; each ends the connection. */
public enum Violation {
    /** A reserved bit is set though no extension was agreed on; permessage-deflate is never offered. */
    RESERVED_BITS(1002, "a reserved bit is set, no extension was agreed on"),
    /** Opcode 3..7 or 11..15. */
    RESERVED_OPCODE(1002, "reserved opcode"),
    /** Servers must not mask. */
    MASKED(1002, "the server masked a frame"),
    /** Ping, pong or close with FIN unset. */
    CONTROL_FRAGMENTED(1002, "fragmented control frame"),
    /** Ping, pong or close of more than 125 bytes. */
    CONTROL_TOO_LONG(1002, "control frame beyond 125 bytes"),
    /** A length in more bytes than it needs. */
    LENGTH_NOT_MINIMAL(1002, "length not in its shortest form"),
    /** The top bit of a 64-bit length is set. */
    LENGTH_NEGATIVE(1002, "length beyond 2^63"),
    /** Beyond {@code net.frame-max}. */
    FRAME_TOO_LARGE(1009, "frame beyond net.frame-max"),
    /** Fragments beyond {@code net.message-max} together. */
    MESSAGE_TOO_LARGE(1009, "message beyond net.message-max"),
    /** A continuation of nothing. */
    CONTINUATION_WITHOUT_START(1002, "continuation without a first fragment"),
    /** A new message before the fragmented one has ended. */
    MESSAGE_INTERRUPTED(1002, "new message inside a fragmented one"),
    /** A close frame of one byte. */
    CLOSE_TRUNCATED(1002, "close frame of one byte"),
    /** A close code that must not be sent. */
    CLOSE_CODE(1002, "close code not allowed on the wire");

    private final int closeCode;
    private final String text;

    Violation(int closeCode, String text) {
        this.closeCode = closeCode;
        this.text = text;
    }

    /**
     * What we tell the server.
     *
     * @return 1002 (protocol error) or 1009 (too big)
     */
    public int closeCode() {
        return closeCode;
    }

    /**
     * What we tell the operator.
     *
     * @return a clause without a full stop
     */
    public String text() {
        return text;
    }
}
