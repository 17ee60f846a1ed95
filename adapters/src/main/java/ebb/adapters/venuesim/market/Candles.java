package ebb.adapters.venuesim.market;

import java.util.Arrays;

/** Candles of one minute from the first of the history on, and longer ones merged from them when asked. */
public final class Candles {
    /** Ns of a minute. */
    public static final long MINUTE_NS = 60_000_000_000L;

    private static final long DAY_NS = 1_440 * MINUTE_NS;

    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int TURNOVER = 5;
    private static final int BUY_VOLUME = 6;
    private static final int BUY_TURNOVER = 7;
    private static final int COUNT = 8;
    private static final int FIELDS = 9;

    private final long firstMinute;
    private long[] cells;
    private int size;

    Candles(long firstNs, int expected) {
        firstMinute = firstNs / MINUTE_NS;
        cells = new long[expected * FIELDS];
    }

    /**
     * One candle: prices in ticks, quantities in lots, turnover in ticks times lots.
     *
     * @param startNs its begin, ns since epoch
     * @param volume quantity traded
     * @param turnover the same in quote
     * @param buyVolume quantity that takers bought
     * @param buyTurnover the same in quote
     * @param count of prints
     */
    public record Candle(
            long startNs,
            long open,
            long high,
            long low,
            long close,
            long volume,
            long turnover,
            long buyVolume,
            long buyTurnover,
            long count) {}

    /** Start of the first minute held, ns since epoch. */
    public long firstNs() {
        return firstMinute * MINUTE_NS;
    }

    /** Start of the last minute held, ns since epoch; it may still grow. */
    public long lastNs() {
        return (firstMinute + size - 1) * MINUTE_NS;
    }

    /**
     * The candle of a frame that begins at a time, merged from the minutes held of it.
     *
     * @param startNs a multiple of the frame
     * @param frameNs a multiple of a minute
     * @return null if no minute of it is held
     */
    public Candle candle(long startNs, long frameNs) {
        int from = (int) Math.max(0, startNs / MINUTE_NS - firstMinute);
        int to = (int) Math.min(size, (startNs + frameNs) / MINUTE_NS - firstMinute);
        if (from >= to) {
            return null;
        }
        int at = from * FIELDS;
        long[] sum = Arrays.copyOfRange(cells, at, at + FIELDS);
        for (int i = from + 1; i < to; i++) {
            at = i * FIELDS;
            sum[HIGH] = Math.max(sum[HIGH], cells[at + HIGH]);
            sum[LOW] = Math.min(sum[LOW], cells[at + LOW]);
            sum[CLOSE] = cells[at + CLOSE];
            for (int field = VOLUME; field < FIELDS; field++) {
                sum[field] += cells[at + field];
            }
        }
        return new Candle(
                startNs,
                sum[OPEN],
                sum[HIGH],
                sum[LOW],
                sum[CLOSE],
                sum[VOLUME],
                sum[TURNOVER],
                sum[BUY_VOLUME],
                sum[BUY_TURNOVER],
                sum[COUNT]);
    }

    /**
     * The 24 hours up to the end of a minute.
     *
     * @param timeNs within that minute, ns since epoch
     * @return null if no minute of them is held
     */
    public Candle day(long timeNs) {
        return candle(timeNs / MINUTE_NS * MINUTE_NS - DAY_NS + MINUTE_NS, DAY_NS);
    }

    /** Adds a whole minute behind the last. */
    void add(long open, long high, long low, long close, long volume, long buyVolume, long count) {
        int at = grow();
        cells[at + OPEN] = open;
        cells[at + HIGH] = high;
        cells[at + LOW] = low;
        cells[at + CLOSE] = close;
        long mean = (high + low + 2 * close) / 4;
        cells[at + VOLUME] = volume;
        cells[at + TURNOVER] = volume * mean;
        cells[at + BUY_VOLUME] = buyVolume;
        cells[at + BUY_TURNOVER] = buyVolume * mean;
        cells[at + COUNT] = count;
    }

    /** Takes a print; minutes without one repeat the last close. */
    void take(Print print) {
        long minute = print.timeNs() / MINUTE_NS;
        pass(minute);
        int at = (size - 1) * FIELDS;
        if (cells[at + COUNT] == 0) {
            cells[at + OPEN] = print.tick();
            cells[at + HIGH] = print.tick();
            cells[at + LOW] = print.tick();
        }
        cells[at + HIGH] = Math.max(cells[at + HIGH], print.tick());
        cells[at + LOW] = Math.min(cells[at + LOW], print.tick());
        cells[at + CLOSE] = print.tick();
        cells[at + VOLUME] += print.lots();
        cells[at + TURNOVER] += print.lots() * print.tick();
        if (!print.isSell()) {
            cells[at + BUY_VOLUME] += print.lots();
            cells[at + BUY_TURNOVER] += print.lots() * print.tick();
        }
        cells[at + COUNT]++;
    }

    /** Opens minutes up to a time. */
    void passTo(long timeNs) {
        pass(timeNs / MINUTE_NS);
    }

    private void pass(long minute) {
        while (firstMinute + size - 1 < minute) {
            long close = cells[(size - 1) * FIELDS + CLOSE];
            add(close, close, close, close, 0, 0, 0);
        }
    }

    private int grow() {
        int at = size++ * FIELDS;
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, cells.length + 1_440 * FIELDS);
        }
        return at;
    }
}
