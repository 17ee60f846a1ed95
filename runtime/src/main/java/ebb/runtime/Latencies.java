package ebb.runtime;

import ebb.codecs.EpochClock;

/**
 * Instants of one message on its way, handed from the logic thread to the egress thread: the content of stream
 * {@code lat}, which is measured and never compared (DESIGN Journal).
 *
 * <p>Indexed by ring sequence over a power-of-two table as large as the ring, so that the writer never laps the reader.
 */
public final class Latencies {
    private final EpochClock clock;
    private final long[] begin;
    private final long[] end;
    private final int mask;
    private long at;

    /**
     * Creates the table.
     *
     * @param slots slots of the ring, a power of two
     * @param clock the same clock that stamps ingress, so that the instants compare
     */
    public Latencies(int slots, EpochClock clock) {
        this.clock = clock;
        begin = new long[slots];
        end = new long[slots];
        mask = slots - 1;
    }

    void logicBegins() {
        begin[(int) at & mask] = clock.nanos();
    }

    void logicEnds() {
        end[(int) at & mask] = clock.nanos();
        at++;
    }

    /**
     * When the logic began message n of the run (counting from 0).
     *
     * @param n index of the message
     * @return ns of the clock
     */
    long begun(long n) {
        return begin[(int) n & mask];
    }

    /**
     * When the logic ended message n of the run.
     *
     * @param n index of the message
     * @return ns of the clock
     */
    long ended(long n) {
        return end[(int) n & mask];
    }
}
