package ebb.codecs;

/** What a producer wants a slot for: it decides how full the ring may be (messages.md §5). */
public enum Traffic {
    /** Market data and context: only while more than {@code ring.reserve} slots are free. */
    FEED,
    /** What became of our orders: any free slot. */
    ORDER,
    /** A person's command, time, the run itself: any free slot. */
    COMMAND
}
