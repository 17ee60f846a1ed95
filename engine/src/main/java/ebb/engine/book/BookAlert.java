package ebb.engine.book;

/** What a person should look at. */
public enum BookAlert {
    /** A side without a horizon has been empty for {@code book.empty-alert} (BOOK-12). */
    EMPTY_SIDE,
    /** {@code book.resync-alert} requests in a row brought no usable snapshot (BOOK-7). */
    RESYNC_FAILING,
    /** A rebuilt book differed from the LIVE one it replaced (BOOK-8). */
    MISMATCH
}
