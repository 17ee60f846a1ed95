package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;

/** Ranges of ids a contiguous tape skipped and may still send again in time (EVT-3), each with the loss it belongs to. */
final class MissingIds implements Digested {
    private static final int RANGES = 32;

    private final long fillNs;
    private final long[] from = new long[RANGES];
    private final long[] to = new long[RANGES];
    private final long[] loss = new long[RANGES];
    private final long[] untilNs = new long[RANGES];
    private int size;

    MissingIds(long fillNs) {
        this.fillNs = fillNs;
    }

    void add(long nowNs, long first, long last, long lossNumber) {
        if (size == RANGES) {
            giveUp(loss[0]);
        }
        put(first, last, lossNumber, nowNs + fillNs);
    }

    /** Takes an id out of the range that holds it; the loss it belongs to, or NONE if it is not missing. */
    long take(long nowNs, long id) {
        for (int i = 0; i < size; i++) {
            if (from[i] <= id && id <= to[i]) {
                return nowNs > untilNs[i] ? FlowEpoch.NONE : cut(i, id);
            }
        }
        return FlowEpoch.NONE;
    }

    boolean holds(long lossNumber) {
        for (int i = 0; i < size; i++) {
            if (loss[i] == lossNumber) {
                return true;
            }
        }
        return false;
    }

    void reset() {
        size = 0;
    }

    @Override
    public long digest() {
        return digestAnew();
    }

    @Override
    public long digestAnew() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Digest.mix(Digest.mix(loss[i], untilNs[i]), from[i], to[i]);
        }
        return sum;
    }

    private long cut(int at, long id) {
        long number = loss[at];
        long until = untilNs[at];
        long first = from[at];
        long last = to[at];
        remove(at);
        if (first < id) {
            put(first, id - 1, number, until);
        }
        if (id < last) {
            if (size == RANGES) {
                // No room to split: what is left of this range can no longer be taken, so this loss stands.
                untilNs[size - 1] = Long.MIN_VALUE;
            } else {
                put(id + 1, last, number, until);
            }
        }
        return number;
    }

    private void put(long first, long last, long lossNumber, long until) {
        from[size] = first;
        to[size] = last;
        loss[size] = lossNumber;
        untilNs[size] = until;
        size++;
    }

    private void giveUp(long lossNumber) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (loss[i] != lossNumber) {
                from[kept] = from[i];
                to[kept] = to[i];
                loss[kept] = loss[i];
                untilNs[kept] = untilNs[i];
                kept++;
            }
        }
        size = kept;
    }

    private void remove(int at) {
        size--;
        for (int i = at; i < size; i++) {
            from[i] = from[i + 1];
            to[i] = to[i + 1];
            loss[i] = loss[i + 1];
            untilNs[i] = untilNs[i + 1];
        }
    }
}
