package ebb.runtime;

/**
 * Layout of a record of stream {@code lat}: little-endian longs, of which all but the first are instants of one real-time
 * clock, ns since the epoch. Only their differences mean anything.
 */
public final class LatencyRecord {
    /** Journal sequence of the message. */
    public static final int SEQUENCE = 0;

    /** When the socket gave its bytes; 0 for a message that no socket brought. */
    public static final int READ = 1;

    /** When its frame was handed to the decoder: those before it in the same read are done. 0 as for {@link #READ}. */
    public static final int IN_HAND = 2;

    /** When it was published on the ring. */
    public static final int PUBLISHED = 3;

    /** When its append to {@code in} began. */
    public static final int JOURNAL_BEGUN = 4;

    /** When it stood in {@code in}, synced where that is asked for. */
    public static final int JOURNAL_ENDED = 5;

    /** When the logic began it. */
    public static final int LOGIC_BEGUN = 6;

    /** When the logic was done with it. */
    public static final int LOGIC_ENDED = 7;

    /** When what it caused had been appended to {@code out} and handed to gateways and feeds. */
    public static final int SENT = 8;

    /** Words of a record. */
    public static final int WORDS = 9;

    /** Bytes of a record. */
    public static final int BYTES = WORDS * Long.BYTES;

    /** Every n-th message is measured whether or not it caused something. */
    public static final int SAMPLE = 64;

    private LatencyRecord() {}
}
