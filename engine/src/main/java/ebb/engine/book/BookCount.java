package ebb.engine.book;

/** What a book counts (metrics, vectors); each since its creation. */
public enum BookCount {
    /** Deltas applied as they came. */
    APPLIED,
    /** Buffered deltas applied when their snapshot had come. */
    REPLAYED,
    /** Deltas dropped because the book was further on. */
    OLD,
    /** Signs of life without content. */
    KEEPALIVE,
    /** Deltas put aside while the book was not in sequence. */
    BUFFERED,
    /** Deltas of the RANGE model that reach back behind the last sequence (BOOK-4). */
    OVERLAP,
    /** Deletes that found no level (BOOK-2). */
    ABSENT_DELETE,
    /** Losses of the sequence (BOOK-5), broken chunks and resets out of place among them. */
    GAP,
    /** Times the book ceased to be LIVE or CROSSED. */
    STALE,
    /** Times the book became crossed or locked (BOOK-9). */
    CROSSED,
    /** Snapshots loaded. */
    SNAPSHOT,
    /** Messages of no use. */
    IGNORED,
    /** Messages refused (BOOK-2, EVT-5). */
    REFUSED,
    /** Snapshots wanted, each counted once however often it had to be asked for (BOOK-7). */
    SNAPSHOT_WANTED,
    /** Requests emitted (BOOK-7). */
    RESYNC,
    /** Buffers lost because the pool was full (BOOK-6). */
    POOL_FULL,
    /** Rebuilt books that differed from the one they replaced inside its horizon (BOOK-8). */
    MISMATCH,
    /** Snapshots older than the deltas that wait for one (BOOK-6). */
    TOO_OLD,
    /** Times a side without a horizon became empty (BOOK-12). */
    ONE_SIDED;

    static final int SIZE = values().length;
}
