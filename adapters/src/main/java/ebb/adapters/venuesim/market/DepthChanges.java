package ebb.adapters.venuesim.market;

import java.util.Arrays;

/**
 * What a book update changes: levels with their new and old quantity, each level once. Reused; what a listener gets is
 * valid during the call.
 */
public final class DepthChanges {
    private static final int FIELDS = 3;
    private static final long ASK = 1;

    /** For each change tick·2 + side, lots now, lots before. */
    private long[] cells = new long[64 * FIELDS];

    private int size;
    private long firstId;
    private long lastId;
    private long previousLastId;
    private long timeNs;

    /** Number of levels. */
    public int size() {
        return size;
    }

    /** Whether change {@code i} is of the ask side. */
    public boolean isAsk(int i) {
        return (cells[i * FIELDS] & ASK) != 0;
    }

    /** Price in ticks of change {@code i}. */
    public long tick(int i) {
        return cells[i * FIELDS] >> 1;
    }

    /** Lots at the level from now on, 0: gone. */
    public long lots(int i) {
        return cells[i * FIELDS + 1];
    }

    /** Lots at the level before the update, 0: it is new. */
    public long lotsBefore(int i) {
        return cells[i * FIELDS + 2];
    }

    /** First update id merged into this one. */
    public long firstId() {
        return firstId;
    }

    /** Last update id merged into this one. */
    public long lastId() {
        return lastId;
    }

    /** {@link #lastId()} of the update before. */
    public long previousLastId() {
        return previousLastId;
    }

    /** When it was made, ns since epoch. */
    public long timeNs() {
        return timeNs;
    }

    int add(boolean isAsk, long tick, long lots, long lotsBefore) {
        int at = size * FIELDS;
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        cells[at] = tick * 2 + (isAsk ? ASK : 0);
        cells[at + 1] = lots;
        cells[at + 2] = lotsBefore;
        return size++;
    }

    void lots(int i, long lots) {
        cells[i * FIELDS + 1] = lots;
    }

    void close(long firstId, long lastId, long previousLastId, long timeNs) {
        this.firstId = firstId;
        this.lastId = lastId;
        this.previousLastId = previousLastId;
        this.timeNs = timeNs;
    }

    void clear() {
        size = 0;
    }

    void copyFrom(DepthChanges other) {
        if (cells.length < other.size * FIELDS) {
            cells = new long[other.cells.length];
        }
        System.arraycopy(other.cells, 0, cells, 0, other.size * FIELDS);
        size = other.size;
        close(other.firstId, other.lastId, other.previousLastId, other.timeNs);
    }
}
