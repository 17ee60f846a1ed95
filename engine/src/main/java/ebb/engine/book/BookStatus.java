package ebb.engine.book;

/** Whether a book may be traded on (BOOK-1). */
public enum BookStatus {
    /** Equal to the venue's book as of its last sequence, inside the horizon. The only status traded on. */
    LIVE,
    /** Not known to be right, for a reason; what it shows is for display only. */
    STALE,
    /** In sequence, but best bid at or above best ask; within the grace (BOOK-9). */
    CROSSED
}
