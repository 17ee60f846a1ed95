package ebb.engine.bar;

import ebb.codecs.Nulls;

/** A venue's candle on its way into the bars: filled by who decodes it, read at once, reused. */
public final class Candle {
    long startNs;
    long open;
    long high;
    long low;
    long close;
    long volume;
    long quote;
    long buy;
    int trades;
    int flags;

    /** Creates an empty carrier. */
    public Candle() {}

    /**
     * Begins a new candle; quote volume, bought volume and count are absent until given.
     *
     * @param periodStartNs start of its period, ns since epoch
     * @param qty volume, quantity mantissa
     * @param candleFlags {@link BarFlags} as on the wire
     * @return this
     */
    public Candle of(long periodStartNs, long qty, int candleFlags) {
        startNs = periodStartNs;
        volume = qty;
        flags = candleFlags;
        quote = Nulls.LONG;
        buy = Nulls.LONG;
        trades = 0;
        return this;
    }

    /**
     * Its prices.
     *
     * @param first open, price mantissa
     * @param highest high
     * @param lowest low
     * @param last close
     * @return this
     */
    public Candle prices(long first, long highest, long lowest, long last) {
        open = first;
        high = highest;
        low = lowest;
        close = last;
        return this;
    }

    /**
     * What only some venues tell.
     *
     * @param quoteMoney quote volume, 1e-8, or {@link Nulls#LONG}
     * @param bought volume of takers who bought, or {@link Nulls#LONG}
     * @param count trades, 0 if absent
     * @return this
     */
    public Candle details(long quoteMoney, long bought, int count) {
        quote = quoteMoney;
        buy = bought;
        trades = count;
        return this;
    }

    /** Whether it can be a bar of a frame that has begun: aligned, {@code L ≤ O,C ≤ H}, nothing below 0. */
    boolean isBarOf(Frames frames, int frame, long nowNs) {
        return frames.startOf(frame, startNs) == startNs
                && startNs <= nowNs
                && low > 0
                && low <= open
                && low <= close
                && open <= high
                && close <= high
                && volume >= 0
                && (buy == Nulls.LONG || buy >= 0 && buy <= volume)
                && (quote == Nulls.LONG || quote >= 0);
    }
}
