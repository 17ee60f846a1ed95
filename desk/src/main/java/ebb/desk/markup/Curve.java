package ebb.desk.markup;

import java.util.Arrays;

/** A line over time of bounded size: when it is full every second point goes, the newest stays. */
public final class Curve {
    private static final int CAPACITY = 1_024;

    private final long[] at = new long[CAPACITY];
    private final long[] value = new long[CAPACITY];
    private int size;
    private long leastNs;

    /** Adds a point; one that follows too closely replaces the newest. */
    public void add(long atNs, long newValue) {
        if (size >= 2 && atNs - at[size - 2] < leastNs) {
            size--;
        }
        if (size == CAPACITY) {
            thin();
        }
        at[size] = atNs;
        value[size] = newValue;
        size++;
    }

    private void thin() {
        int kept = 0;
        for (int i = 0; i < size; i += 2) {
            at[kept] = at[i];
            value[kept++] = value[i];
        }
        at[kept] = at[size - 1];
        value[kept++] = value[size - 1];
        size = kept;
        leastNs = (at[size - 1] - at[0]) / CAPACITY;
    }

    /** Points held. */
    public int size() {
        return size;
    }

    /** Instant of a point, ns since epoch. */
    public long at(int index) {
        return at[index];
    }

    /** Value of a point. */
    public long value(int index) {
        return value[index];
    }

    /** Least value, 0 when empty. */
    public long least() {
        return Arrays.stream(value, 0, size).min().orElse(0);
    }

    /** Greatest value, 0 when empty. */
    public long greatest() {
        return Arrays.stream(value, 0, size).max().orElse(0);
    }
}
