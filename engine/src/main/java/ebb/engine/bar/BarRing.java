package ebb.engine.bar;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * The closed bars of one frame, ascending by start, the oldest leaving as the newest comes: parallel arrays, one a
 * field. Closed bars never change, except that lost ones are replaced by the venue's candle (BAR-7) and late volume sets
 * AMENDED (BAR-4).
 */
public final class BarRing implements BarSource, Digested, Snapshotted {
    private final int capacity;
    private final int lateMicro;
    private final BarColumns bars;
    private long count;
    private int size;
    private long entries;

    BarRing(int capacity, int lateMicro) {
        this.capacity = capacity;
        this.lateMicro = lateMicro;
        bars = new BarColumns(capacity);
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * Bars this ring ever held; the newest has absolute index {@code count() − 1}. An index names the same bar until
     * history is inserted ({@link BarListener#onHistory}).
     *
     * @return a count
     */
    public long count() {
        return count;
    }

    /**
     * Age of a bar by its absolute index.
     *
     * @param index as {@link #count} counted it
     * @return 0 = newest; {@link #size} or more: no longer here
     */
    public int age(long index) {
        return (int) Math.min(Integer.MAX_VALUE, count - 1 - index);
    }

    /**
     * Age of the bar of a period.
     *
     * @param periodStartNs start of the period
     * @return 0 = newest; −1 if there is none here
     */
    public int ageOf(long periodStartNs) {
        int position = position(periodStartNs);
        return position < size && bars.startNs[slot(position)] == periodStartNs ? size - 1 - position : -1;
    }

    @Override
    public long startNs(int age) {
        return bars.startNs[at(age)];
    }

    @Override
    public long open(int age) {
        return bars.open[at(age)];
    }

    @Override
    public long high(int age) {
        return bars.high[at(age)];
    }

    @Override
    public long low(int age) {
        return bars.low[at(age)];
    }

    @Override
    public long close(int age) {
        return bars.close[at(age)];
    }

    @Override
    public long volume(int age) {
        return bars.volume[at(age)];
    }

    /**
     * Traded money; VWAP is this over {@link #volume} (BAR-3).
     *
     * @param age 0 = newest
     * @return Σ price · quantity at 1e-8; 0 where a venue's candle does not tell
     */
    public long quote(int age) {
        return bars.quote[at(age)];
    }

    /**
     * Quantity takers bought.
     *
     * @param age 0 = newest
     * @return quantity mantissa; 0 where {@link #hasSides} is false
     */
    public long buy(int age) {
        return bars.buy[at(age)];
    }

    /**
     * Quantity takers sold.
     *
     * @param age 0 = newest
     * @return quantity mantissa; 0 where {@link #hasSides} is false
     */
    public long sell(int age) {
        return bars.sell[at(age)];
    }

    /**
     * CVD when the bar began (CVD-2).
     *
     * @param age 0 = newest
     * @return quantity mantissa; 0 where {@link #hasCvd} is false
     */
    public long cvdOpen(int age) {
        return bars.cvdOpen[at(age)];
    }

    /**
     * Highest CVD of the bar.
     *
     * @param age 0 = newest
     * @return quantity mantissa; 0 where {@link #hasCvd} is false
     */
    public long cvdHigh(int age) {
        return bars.cvdHigh[at(age)];
    }

    /**
     * Lowest CVD of the bar.
     *
     * @param age 0 = newest
     * @return quantity mantissa; 0 where {@link #hasCvd} is false
     */
    public long cvdLow(int age) {
        return bars.cvdLow[at(age)];
    }

    @Override
    public long cvdClose(int age) {
        return bars.cvdClose[at(age)];
    }

    @Override
    public boolean hasCvd(int age) {
        return (bars.flags[at(age)] & BarFlags.NO_CVD) == 0;
    }

    /**
     * Whether bought and sold volume are told apart.
     *
     * @param age 0 = newest
     * @return false for candles of venues that do not
     */
    public boolean hasSides(int age) {
        return (bars.flags[at(age)] & BarFlags.NO_SIDES) == 0;
    }

    /**
     * δ of trades of earlier periods that came while this bar was open (CVD-4).
     *
     * @param age 0 = newest
     * @return quantity mantissa
     */
    public long lateDelta(int age) {
        return bars.lateDelta[at(age)];
    }

    /**
     * Volume of this bar's period that came after it was closed (BAR-4).
     *
     * @param age 0 = newest
     * @return quantity mantissa
     */
    public long lateVolume(int age) {
        return bars.lateVolume[at(age)];
    }

    /**
     * Trades of the bar.
     *
     * @param age 0 = newest
     * @return a count
     */
    public int trades(int age) {
        return bars.trades[at(age)];
    }

    /**
     * All flags of the bar.
     *
     * @param age 0 = newest
     * @return {@link BarFlags}
     */
    public int flags(int age) {
        return bars.flags[at(age)];
    }

    @Override
    public boolean isEmpty(int age) {
        return (bars.flags[at(age)] & BarFlags.EMPTY) != 0;
    }

    @Override
    public boolean isPartial(int age) {
        return (bars.flags[at(age)] & BarFlags.PARTIAL) != 0;
    }

    /** How many bars start before an instant: where a bar of that start stands or would stand, oldest = 0. */
    int position(long periodStartNs) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (bars.startNs[slot(middle)] < periodStartNs) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Appends a closed bar. */
    void push(OpenBar bar) {
        if (size == capacity) {
            entries -= entry(slot(0));
            size--;
        }
        count++;
        size++;
        write(slot(size - 1), bar);
    }

    /** Puts a bar between others; a full ring loses its oldest for it. False if the bar itself would be that one. */
    boolean insert(int position, OpenBar bar) {
        int place = position;
        if (size == capacity) {
            if (place == 0) {
                return false;
            }
            entries -= entry(slot(0));
            size--;
            place--;
        }
        count++;
        size++;
        // The window of slots moved on by one at its newest end; everything from the place on moves with it.
        for (int i = size - 1; i > place; i--) {
            bars.move(slot(i - 1), slot(i));
        }
        write(slot(place), bar);
        return true;
    }

    /** Replaces what was lost by the venue's candle; cvd stays as measured. */
    void replace(int age, OpenBar bar) {
        int at = at(age);
        bar.cvdOpen = bars.cvdOpen[at];
        bar.cvdHigh = bars.cvdHigh[at];
        bar.cvdLow = bars.cvdLow[at];
        bar.cvdClose = bars.cvdClose[at];
        bar.lateDelta = bars.lateDelta[at];
        bar.flags = bar.flags & ~BarFlags.NO_CVD | bars.flags[at] & BarFlags.NO_CVD;
        entries -= entry(at);
        write(at, bar);
    }

    /** Late volume of a closed bar's period: it stays as it is, but may become AMENDED (BAR-4). */
    void late(int age, long qty) {
        int at = at(age);
        entries -= entry(at);
        if (Scaled.addFits(bars.lateVolume[at], qty)) {
            bars.lateVolume[at] += qty;
        }
        amend(at);
        entries += entry(at);
    }

    /** Reads a bar back, to be merged into a longer one. */
    void read(int age, OpenBar into) {
        bars.read(at(age), into);
    }

    void reset() {
        size = 0;
        count = 0;
        entries = 0;
    }

    /** Writes a closed bar; late volume that came while it was being merged counts at once. */
    private void write(int at, OpenBar bar) {
        bars.write(at, bar);
        amend(at);
        entries += entry(at);
    }

    private void amend(int at) {
        long late = bars.lateVolume[at];
        if (late > 0 && Scaled.compareProducts(late, Micro.ONE, bars.volume[at], lateMicro) > 0) {
            bars.flags[at] |= BarFlags.AMENDED;
        }
    }

    private int at(int age) {
        if (age < 0 || age >= size) {
            throw noSuchBar(age, size);
        }
        return slot(size - 1 - age);
    }

    /** Slot of the bar at a position, oldest = 0. */
    private int slot(int position) {
        return (int) ((count - size + position) % capacity);
    }

    private long entry(int at) {
        return bars.digest(at);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("bar ring");
        out.putLong(count);
        for (int position = 0; position < size; position++) {
            bars.writeTo(out, slot(position));
        }
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("bar ring");
        reset();
        count = in.readTotal();
        size = (int) Math.min(count, capacity);
        for (int position = 0; position < size; position++) {
            bars.readFrom(in, slot(position));
            entries += entry(slot(position));
        }
    }

    @Override
    public long digest() {
        return entries + Digest.mix(count, size);
    }

    @Override
    public long digestAnew() {
        long sum = Digest.mix(count, size);
        for (int position = 0; position < size; position++) {
            sum += entry(slot(position));
        }
        return sum;
    }

    private static IndexOutOfBoundsException noSuchBar(int age, int size) {
        return new IndexOutOfBoundsException("bar of age " + age + " asked of a ring of " + size);
    }
}
