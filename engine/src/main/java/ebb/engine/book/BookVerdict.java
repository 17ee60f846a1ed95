package ebb.engine.book;

/** What became of one message of a depth stream. */
public enum BookVerdict {
    /** A chunk that is not the last: nothing is decided yet (BOOK-3). */
    IN_UPDATE,
    /** Delta applied. */
    ACCEPT,
    /** Delta older than the book, dropped. */
    OLD,
    /** Nothing new but a sign of life (BOOK-4). */
    KEEPALIVE,
    /** Delta that does not follow; the book is STALE(GAP). */
    GAP,
    /** Delta kept until a snapshot comes (BOOK-6). */
    BUFFERED,
    /** Snapshot loaded, the buffer fits: the book follows the stream again (LIVE, CROSSED, HORIZON or TIMEOUT). */
    LIVE,
    /** Snapshot older than the stream: shown, asked again. */
    TOO_OLD,
    /** Snapshot loaded, but the buffer has a gap: asked again. */
    GAP_IN_BUFFER,
    /** Snapshot that BOOK-8 asked for does not fit: the book goes on as it is, asked again. */
    ASK_AGAIN,
    /** Message of no use: a snapshot older than the book, a delta while the session is down. */
    IGNORED,
    /** A level off the grid or a sequence field missing: no state but the status changed (BOOK-2, EVT-5). */
    REFUSED;

    /**
     * Whether levels or status may have changed, so that what reads the book has something to do.
     *
     * @return false for what was dropped, kept or not yet decided
     */
    public boolean isUpdate() {
        return this == ACCEPT || this == LIVE;
    }
}
