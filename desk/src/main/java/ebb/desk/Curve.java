package ebb.desk;

import java.util.Arrays;

/** A line over time of bounded size: when it is full every second point goes, the newest stays. */
final class Curve {
    private static final int CAPACITY = 1_024;

    private final long[] at = new long[CAPACITY];
    private final long[] value = new long[CAPACITY];
    private int size;
    private long leastNs;

    /** Adds a point; one that follows too closely replaces the newest. */
    void add(long atNs, long newValue) {
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

    int size() {
        return size;
    }

    long at(int index) {
        return at[index];
    }

    long value(int index) {
        return value[index];
    }

    long least() {
        return Arrays.stream(value, 0, size).min().orElse(0);
    }

    long greatest() {
        return Arrays.stream(value, 0, size).max().orElse(0);
    }
}
