package ebb.codecs;

/** What a producer wants a slot for: it decides how full the ring may be (messages.md §5). */
public enum Traffic {
    /** Market data and context: only while more than {@code ring.reserve} slots are free. */
    FEED,
    /**
     * The rest of market data that was begun in a slot and does not fit it: any free slot. Cut short it would cost a book its
     * snapshot, when the ring is full of all times.
     */
    CONTINUED,
    /** What became of our orders: any free slot. */
    ORDER,
    /** A person's command, time, the run itself: any free slot. */
    COMMAND
}
