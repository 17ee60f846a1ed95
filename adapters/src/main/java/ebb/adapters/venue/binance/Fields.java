package ebb.adapters.venue.binance;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import ebb.codecs.Nulls;

/** What was read of the frame in hand so far, by key: numbers as scaled longs, other values as where they stand. */
final class Fields {
    private final long[] values = new long[Key.COUNT];
    private final int[] starts = new int[Key.COUNT];
    private final int[] lengths = new int[Key.COUNT];
    private long seen;

    void clear() {
        seen = 0;
    }

    boolean has(int key) {
        return (seen >>> key & 1) != 0;
    }

    void put(int key, long value) {
        values[key] = value;
        seen |= 1L << key;
    }

    /** A text, or just where a value begins. */
    void found(int key, int start, int length) {
        starts[key] = start;
        lengths[key] = length;
        seen |= 1L << key;
    }

    void forget(int key) {
        seen &= ~(1L << key);
    }

    /** A number, or null if the frame has none. */
    long orNull(int key) {
        return has(key) ? values[key] : Nulls.LONG;
    }

    /** A number that {@link #has} says is there. */
    long value(int key) {
        return values[key];
    }

    int start(int key) {
        return starts[key];
    }

    int length(int key) {
        return lengths[key];
    }

    /** A text of at most eight bytes as a word, 0 if there is none or it is longer. */
    long word(JsonScan scan, int key) {
        return has(key) && lengths[key] <= 8 ? scan.word(starts[key]) & Words.mask(lengths[key]) : 0;
    }

    /**
     * A time as nanoseconds, or null if the frame has none or it is none.
     *
     * @param key of the time
     * @param nsPerUnit nanoseconds in the unit of the frame
     */
    long ns(int key, long nsPerUnit) {
        if (!has(key) || values[key] <= 0 || values[key] > Long.MAX_VALUE / nsPerUnit) {
            return Nulls.LONG;
        }
        return values[key] * nsPerUnit;
    }
}
