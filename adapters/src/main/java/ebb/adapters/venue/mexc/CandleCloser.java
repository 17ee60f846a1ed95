package ebb.adapters.venue.mexc;

import java.util.Arrays;

/**
 * The running candle of each instrument and interval: MEXC never says that one is closed, it just sends the next
 * (mexc.md §3.1). So each is kept until its successor comes.
 */
final class CandleCloser {
    static final int START = 0;
    static final int OPEN = 1;
    static final int HIGH = 2;
    static final int LOW = 3;
    static final int CLOSE = 4;
    static final int VOLUME = 5;
    static final int QUOTE = 6;

    private static final int FIELDS = 7;

    private long[][] candles = new long[0][];

    /** Makes room for an instrument. */
    void define(int slot) {
        if (slot >= candles.length) {
            int old = candles.length;
            candles = Arrays.copyOf(candles, slot + 1);
            for (int i = old; i <= slot; i++) {
                candles[i] = new long[Interval.COUNT * FIELDS];
            }
        }
    }

    /** Whether a candle is held that one of a later start closes. */
    boolean isClosedBy(int slot, int interval, long start) {
        long held = candles[slot][interval * FIELDS];
        return held != 0 && start > held;
    }

    /** Whether it is older than the one held: a late frame, to be passed over. */
    boolean isOld(int slot, int interval, long start) {
        return start < candles[slot][interval * FIELDS];
    }

    long value(int slot, int interval, int field) {
        return candles[slot][interval * FIELDS + field];
    }

    void set(int slot, int interval, int field, long value) {
        candles[slot][interval * FIELDS + field] = value;
    }
}
