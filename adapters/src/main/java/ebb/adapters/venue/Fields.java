package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import ebb.codecs.Nulls;

/** What was read of the frame in hand so far, by key: numbers as scaled longs, other values as where they stand. */
public final class Fields {
    private final long[] values;
    private final int[] starts;
    private final int[] lengths;
    private final long nsPerUnit;
    private final long mostUnits;
    private long seen;
    private long waiting;

    /**
     * Holds fields of these many keys.
     *
     * @param count at most 64
     */
    public Fields(int count) {
        this(count, 1);
    }

    /**
     * Holds fields of these many keys, some of them times.
     *
     * @param count at most 64
     * @param nsPerUnit nanoseconds in the unit of a time
     */
    public Fields(int count, long nsPerUnit) {
        this.nsPerUnit = nsPerUnit;
        this.mostUnits = Long.MAX_VALUE / nsPerUnit;
        this.values = new long[count];
        this.starts = new int[count];
        this.lengths = new int[count];
    }

    /** Nothing was read. */
    public void clear() {
        seen = 0;
        waiting = 0;
    }

    /** Whether a key was read, or found. */
    public boolean has(int key) {
        return (seen >>> key & 1) != 0;
    }

    /** Whether all of these keys were read, or found, a bit each. */
    public boolean hasAll(long keys) {
        return (seen & keys) == keys;
    }

    /** A number was read. */
    public void put(int key, long value) {
        values[key] = value;
        seen |= 1L << key;
    }

    /** The numbers by key; what is set here counts as read once {@link #seen} says so. */
    long[] values() {
        return values;
    }

    /** Keys were read, a bit each. */
    void seen(long keys) {
        seen |= keys;
    }

    /** A text, or just where a value begins. */
    public void found(int key, int start, int length) {
        starts[key] = start;
        lengths[key] = length;
        seen |= 1L << key;
    }

    /** As if the key had not been read; where it was found stays known. */
    public void forget(int key) {
        seen &= ~(1L << key);
    }

    /**
     * Takes the number that the scan read last.
     *
     * @param scan over the frame
     * @param key it is of
     * @param at what the scan answered; nothing is taken if it is a fault
     * @return {@code at}
     */
    public int number(JsonScan scan, int key, int at) {
        if (at > 0) {
            put(key, scan.value());
        }
        return at;
    }

    /**
     * Reads a text as where it stands.
     *
     * @param scan over the frame
     * @param key it is of
     * @param p its opening quote
     * @return behind it, or a fault
     */
    public int text(JsonScan scan, int key, int p) {
        int behind = scan.text(p);
        if (behind > 0) {
            found(key, scan.textStart(), scan.textLength());
        }
        return behind;
    }

    /**
     * Passes over a value that cannot be read yet; it does not count as read until it is.
     *
     * @param scan over the frame
     * @param key it is of
     * @param p where it begins
     * @return behind it, or a fault
     */
    public int later(JsonScan scan, int key, int p) {
        found(key, p, 0);
        forget(key);
        waiting |= 1L << key;
        return scan.skip(p);
    }

    /** Keys whose values were passed over since {@link #clear}, a bit each. */
    public long waiting() {
        return waiting;
    }

    /** A number, or null if the frame has none. */
    public long orNull(int key) {
        return has(key) ? values[key] : Nulls.LONG;
    }

    /** A number that {@link #has} says is there. */
    public long value(int key) {
        return values[key];
    }

    /** Where a text or value begins that was found. */
    public int start(int key) {
        return starts[key];
    }

    /** Length of a text that was found. */
    public int length(int key) {
        return lengths[key];
    }

    /** A text of at most eight bytes as a word, 0 if there is none or it is longer. */
    public long word(JsonScan scan, int key) {
        return has(key) && lengths[key] <= 8 ? scan.word(starts[key]) & Words.mask(lengths[key]) : 0;
    }

    /** A time as nanoseconds, or null if the frame has none or it is none. */
    public long ns(int key) {
        return has(key) && isTime(values[key]) ? values[key] * nsPerUnit : Nulls.LONG;
    }

    /** Whether a number is a time. */
    boolean isTime(long value) {
        return value > 0 && value <= mostUnits;
    }

    /** Nanoseconds in the unit of a time. */
    long nsPerUnit() {
        return nsPerUnit;
    }
}
