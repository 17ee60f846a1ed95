package ebb.engine.bar;

import ebb.codecs.Nulls;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** A bar that is being made, from prints or from shorter bars (BAR-2, BAR-3). Read it through {@link Bars}. */
public final class OpenBar implements Snapshotted {
    long startNs;
    long endNs;
    long open;
    long high;
    long low;
    long close;
    long volume;
    long quote;
    long buy;
    long sell;
    long cvdOpen;
    long cvdHigh;
    long cvdLow;
    long cvdClose;
    long lateDelta;
    long lateVolume;
    long firstTxNs;
    int trades;
    int parts;
    int flags;
    boolean hasPrice;
    boolean hasOverflowed;

    /** Creates a carrier for {@link Bars#copyOpen}. */
    public OpenBar() {}

    /** A base bar from the instant the one before it closed (BAR-3). */
    void begin(long start, long end, long cvd) {
        clear(start, end);
        cvdOpen = cvd;
        cvdHigh = cvd;
        cvdLow = cvd;
        cvdClose = cvd;
    }

    /** A bar that will be merged from shorter ones. */
    void clear(long start, long end) {
        startNs = start;
        endNs = end;
        open = 0;
        high = 0;
        low = 0;
        close = 0;
        volume = 0;
        quote = 0;
        buy = 0;
        sell = 0;
        cvdOpen = 0;
        cvdHigh = 0;
        cvdLow = 0;
        cvdClose = 0;
        lateDelta = 0;
        lateVolume = 0;
        firstTxNs = 0;
        trades = 0;
        parts = 0;
        flags = 0;
        hasPrice = false;
        hasOverflowed = false;
    }

    /** A print of the period. One sent again after a gap is older than the last, so it never is the close. */
    void trade(long txNs, long price, long qty, long money, int sign, boolean isRefill) {
        if (!hasPrice) {
            hasPrice = true;
            open = price;
            high = price;
            low = price;
            close = price;
            firstTxNs = txNs;
        } else {
            high = Math.max(high, price);
            low = Math.min(low, price);
            if (!isRefill) {
                close = price;
            } else if (txNs < firstTxNs) {
                open = price;
                firstTxNs = txNs;
            }
        }
        trades++;
        addVolume(qty, money, sign > 0 ? qty : 0, sign < 0 ? qty : 0);
    }

    void cvd(long total) {
        cvdHigh = Math.max(cvdHigh, total);
        cvdLow = Math.min(cvdLow, total);
        cvdClose = total;
    }

    /** No print: the price stands where it stood (BAR-5). */
    void standStill(long price) {
        open = price;
        high = price;
        low = price;
        close = price;
        flags |= BarFlags.EMPTY;
    }

    /** Takes the figures of a venue's candle; cvd stays what the tape said. */
    void candle(Candle candle) {
        hasPrice = candle.volume > 0;
        open = candle.open;
        high = candle.high;
        low = candle.low;
        close = candle.close;
        volume = candle.volume;
        quote = candle.quote == Nulls.LONG ? 0 : candle.quote;
        trades = candle.trades;
        boolean hasSides = candle.buy != Nulls.LONG;
        buy = hasSides ? candle.buy : 0;
        sell = hasSides ? candle.volume - candle.buy : 0;
        flags |= BarFlags.VENUE
                | (hasSides ? 0 : BarFlags.NO_SIDES)
                | (hasPrice ? 0 : BarFlags.EMPTY)
                | candle.flags & (BarFlags.PARTIAL | BarFlags.AMENDED);
    }

    /** Adds the next shorter bar; one without a trade gives no price unless all are such (BAR-2). */
    void merge(OpenBar part) {
        if (parts == 0) {
            cvdOpen = part.cvdOpen;
            cvdHigh = part.cvdHigh;
            cvdLow = part.cvdLow;
        } else if (((flags | part.flags) & BarFlags.NO_CVD) == 0) {
            // While an exchange is closed no bar is made (BAR-5): what moved then was late.
            lateDelta += part.cvdOpen - cvdClose;
        }
        parts++;
        if (part.hasPrice && !hasPrice) {
            hasPrice = true;
            open = part.open;
            high = part.high;
            low = part.low;
            close = part.close;
        } else if (part.hasPrice) {
            high = Math.max(high, part.high);
            low = Math.min(low, part.low);
            close = part.close;
        } else if (!hasPrice) {
            open = part.close;
            high = part.close;
            low = part.close;
            close = part.close;
        }
        cvdHigh = Math.max(cvdHigh, part.cvdHigh);
        cvdLow = Math.min(cvdLow, part.cvdLow);
        cvdClose = part.cvdClose;
        lateDelta += part.lateDelta;
        trades += part.trades;
        hasOverflowed |= part.hasOverflowed;
        flags |= part.flags & (BarFlags.PARTIAL | BarFlags.VENUE | BarFlags.NO_CVD | BarFlags.NO_SIDES);
        addVolume(part.volume, part.quote, part.buy, part.sell);
    }

    /** CVD-4; a sum that overflowed, and a bar whose volume is not the tape's, cannot be held to it. */
    boolean isBalanced() {
        return hasOverflowed
                || (flags & (BarFlags.VENUE | BarFlags.NO_CVD)) != 0
                || cvdClose - cvdOpen == buy - sell + lateDelta;
    }

    void copyFrom(OpenBar other) {
        startNs = other.startNs;
        endNs = other.endNs;
        open = other.open;
        high = other.high;
        low = other.low;
        close = other.close;
        volume = other.volume;
        quote = other.quote;
        buy = other.buy;
        sell = other.sell;
        cvdOpen = other.cvdOpen;
        cvdHigh = other.cvdHigh;
        cvdLow = other.cvdLow;
        cvdClose = other.cvdClose;
        lateDelta = other.lateDelta;
        lateVolume = other.lateVolume;
        firstTxNs = other.firstTxNs;
        trades = other.trades;
        parts = other.parts;
        flags = other.flags;
        hasPrice = other.hasPrice;
        hasOverflowed = other.hasOverflowed;
    }

    private void addVolume(long qty, long money, long bought, long sold) {
        if (money == Nulls.LONG || !Scaled.addFits(volume, qty) || !Scaled.addFits(quote, money)) {
            // Beyond a long (NUM-2): the bar is not whole, and says so.
            hasOverflowed = true;
            flags |= BarFlags.PARTIAL;
            return;
        }
        volume += qty;
        quote += money;
        buy += bought;
        sell += sold;
    }

    /**
     * Start of the period.
     *
     * @return ns since epoch
     */
    public long startNs() {
        return startNs;
    }

    /**
     * End of the period, its first instant no more.
     *
     * @return ns since epoch
     */
    public long endNs() {
        return endNs;
    }

    /**
     * Whether there was a trade.
     *
     * @return false: the prices are absent
     */
    public boolean hasPrice() {
        return hasPrice;
    }

    /**
     * First price.
     *
     * @return price mantissa
     */
    public long open() {
        return open;
    }

    /**
     * Highest price.
     *
     * @return price mantissa
     */
    public long high() {
        return high;
    }

    /**
     * Lowest price.
     *
     * @return price mantissa
     */
    public long low() {
        return low;
    }

    /**
     * Last price.
     *
     * @return price mantissa
     */
    public long close() {
        return close;
    }

    /**
     * Traded quantity.
     *
     * @return quantity mantissa
     */
    public long volume() {
        return volume;
    }

    /**
     * Traded money.
     *
     * @return Σ price · quantity at 1e-8
     */
    public long quote() {
        return quote;
    }

    /**
     * Quantity takers bought.
     *
     * @return quantity mantissa
     */
    public long buy() {
        return buy;
    }

    /**
     * Quantity takers sold.
     *
     * @return quantity mantissa
     */
    public long sell() {
        return sell;
    }

    long digest() {
        return Digest.mix(1, startNs, endNs)
                + Digest.mix(2, open, high)
                + Digest.mix(3, low, close)
                + Digest.mix(4, volume, quote)
                + Digest.mix(5, buy, sell)
                + Digest.mix(6, cvdOpen, cvdHigh)
                + Digest.mix(7, cvdLow, cvdClose)
                + Digest.mix(8, lateDelta, lateVolume)
                + Digest.mix(9, firstTxNs, trades)
                + Digest.mix(10, Digest.mix(parts, flags), (hasPrice ? 1 : 0) | (hasOverflowed ? 2 : 0));
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("open bar");
        out.putLong(startNs);
        out.putLong(endNs);
        out.putLong(open);
        out.putLong(high);
        out.putLong(low);
        out.putLong(close);
        out.putLong(volume);
        out.putLong(quote);
        out.putLong(buy);
        out.putLong(sell);
        out.putLong(cvdOpen);
        out.putLong(cvdHigh);
        out.putLong(cvdLow);
        out.putLong(cvdClose);
        out.putLong(lateDelta);
        out.putLong(lateVolume);
        out.putLong(firstTxNs);
        out.putInt(trades);
        out.putInt(parts);
        out.putInt(flags);
        out.putBoolean(hasPrice);
        out.putBoolean(hasOverflowed);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("open bar");
        startNs = in.readLong();
        endNs = in.readLong();
        open = in.readLong();
        high = in.readLong();
        low = in.readLong();
        close = in.readLong();
        volume = in.readLong();
        quote = in.readLong();
        buy = in.readLong();
        sell = in.readLong();
        cvdOpen = in.readLong();
        cvdHigh = in.readLong();
        cvdLow = in.readLong();
        cvdClose = in.readLong();
        lateDelta = in.readLong();
        lateVolume = in.readLong();
        firstTxNs = in.readLong();
        trades = in.readInt();
        parts = in.readInt();
        flags = in.readInt();
        hasPrice = in.readBoolean();
        hasOverflowed = in.readBoolean();
    }
}
