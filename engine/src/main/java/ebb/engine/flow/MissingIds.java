package ebb.engine.flow;

import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Ranges of ids a contiguous tape skipped and may still send again in time (EVT-3), each with the loss it belongs to. */
final class MissingIds implements Digested, Snapshotted {
    private static final int RANGES = 32;
    private static final long NOBODY = FlowEpoch.NONE;

    private final long fillNs;
    private final long[] from = new long[RANGES];
    private final long[] to = new long[RANGES];
    private final long[] loss = new long[RANGES];
    private final long[] untilNs = new long[RANGES];
    private int size;
    private boolean isWhole;

    MissingIds(long fillNs) {
        this.fillNs = fillNs;
    }

    void add(long nowNs, long first, long last, long lossNumber) {
        makeRoom(nowNs);
        if (size == RANGES) {
            giveUp(oldest(), nowNs);
        }
        put(first, last, lossNumber, nowNs + fillNs);
    }

    /** Takes an id out of the range that holds it; the loss it belongs to, or NONE if it is not missing. */
    long take(long nowNs, long id) {
        isWhole = false;
        for (int i = 0; i < size; i++) {
            if (from[i] <= id && id <= to[i]) {
                return nowNs > untilNs[i] ? FlowEpoch.NONE : cut(i, id, nowNs);
            }
        }
        return FlowEpoch.NONE;
    }

    /** Whether the last id taken was the last of its loss. */
    boolean isWhole() {
        return isWhole;
    }

    private boolean holds(long lossNumber) {
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
    public void writeTo(SnapshotWriter out) {
        out.mark("missing ids");
        out.putLongs(from, size);
        out.putLongs(to, size);
        out.putLongs(loss, size);
        out.putLongs(untilNs, size);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("missing ids");
        size = in.readLongs(from);
        in.readLongs(to);
        in.readLongs(loss);
        in.readLongs(untilNs);
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

    private long cut(int at, long id, long nowNs) {
        long number = loss[at];
        long until = untilNs[at];
        long first = from[at];
        long last = to[at];
        remove(at);
        if (first < id) {
            put(first, id - 1, number, until);
        }
        if (id < last) {
            makeRoom(nowNs);
            if (size == RANGES) {
                // No room to split: what is left of this loss can no longer be taken, so it stands.
                giveUp(number, nowNs);
                return number;
            }
            put(id + 1, last, number, until);
        }
        isWhole = !holds(number);
        return number;
    }

    private void put(long first, long last, long lossNumber, long until) {
        from[size] = first;
        to[size] = last;
        loss[size] = lossNumber;
        untilNs[size] = until;
        size++;
    }

    private void makeRoom(long nowNs) {
        if (size == RANGES) {
            giveUp(NOBODY, nowNs);
        }
    }

    /** Drops the ranges of a loss, which then stands, and those whose time is over. */
    private void giveUp(long lossNumber, long nowNs) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (loss[i] != lossNumber && nowNs <= untilNs[i]) {
                from[kept] = from[i];
                to[kept] = to[i];
                loss[kept] = loss[i];
                untilNs[kept] = untilNs[i];
                kept++;
            }
        }
        size = kept;
    }

    private long oldest() {
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            oldest = Math.min(oldest, loss[i]);
        }
        return oldest;
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
