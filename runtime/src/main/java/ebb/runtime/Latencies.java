package ebb.runtime;

import ebb.codecs.EpochClock;

/**
 * Instants of one message on its way, handed from the threads that pass it on to the egress thread: the content of
 * stream {@code lat}, which is measured and never compared (DESIGN Journal).
 *
 * <p>Tables as large as the ring, indexed by ring sequence, so that no writer laps the reader. Producer, journal and logic
 * write a table each, since under the spread topology they are three threads; the ring's own sequences order their plain
 * writes before the reads of egress.
 */
public final class Latencies {
    private static final int PRODUCER = 4;
    private static final int CONSUMER = 2;

    private final EpochClock clock;
    private final long[] produced;
    private final long[] journaled;
    private final long[] applied;
    private final int mask;
    private long journalAt;
    private long logicAt;
    // Set before the consumers start.
    private boolean isOneThread;

    /**
     * Creates the tables.
     *
     * @param slots slots of the ring, a power of two
     * @param clock runs in real time whatever clock stamps the messages; the one that stamps what sockets read
     */
    public Latencies(int slots, EpochClock clock) {
        this.clock = clock;
        produced = new long[slots * PRODUCER];
        journaled = new long[slots * CONSUMER];
        applied = new long[slots * CONSUMER];
        mask = slots - 1;
    }

    /** The logic follows the append on the same thread: it begins when that ended, which one reading of the clock says. */
    void onOneThread() {
        isOneThread = true;
    }

    /** Now, by the clock that measures. */
    long now() {
        return clock.nanos();
    }

    /** Whether a reading of that clock serves as a measurement. */
    boolean isBy(EpochClock other) {
        return other == clock;
    }

    void published(long n, long readNs, long inHandNs, long publishedNs) {
        int at = ((int) n & mask) * PRODUCER;
        produced[at] = readNs;
        produced[at + 1] = inHandNs;
        produced[at + 2] = publishedNs;
    }

    void journalBegins() {
        journaled[((int) journalAt & mask) * CONSUMER] = clock.nanos();
    }

    void journalEnds() {
        journaled[((int) journalAt & mask) * CONSUMER + 1] = clock.nanos();
        journalAt++;
    }

    void logicBegins() {
        applied[((int) logicAt & mask) * CONSUMER] = isOneThread ? journalEnded(logicAt) : clock.nanos();
    }

    void logicEnds() {
        applied[((int) logicAt & mask) * CONSUMER + 1] = clock.nanos();
        logicAt++;
    }

    /** When the socket gave the bytes of message n of the run (counting from 0); 0 when none did. */
    long read(long n) {
        return produced[((int) n & mask) * PRODUCER];
    }

    /** When its frame was handed to the decoder; 0 when none was. */
    long inHand(long n) {
        return produced[((int) n & mask) * PRODUCER + 1];
    }

    /** When it was published. */
    long published(long n) {
        return produced[((int) n & mask) * PRODUCER + 2];
    }

    /** When its append to {@code in} began. */
    long journalBegun(long n) {
        return journaled[((int) n & mask) * CONSUMER];
    }

    /** When it was appended, and synced where that is asked for. */
    long journalEnded(long n) {
        return journaled[((int) n & mask) * CONSUMER + 1];
    }

    /** When the logic began it. */
    long logicBegun(long n) {
        return applied[((int) n & mask) * CONSUMER];
    }

    /** When the logic was done with it. */
    long logicEnded(long n) {
        return applied[((int) n & mask) * CONSUMER + 1];
    }
}
