package ebb.engine.instrument;

import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * Cost and quantity of one position, kept exactly (INST-4). Linear: cost in price·quantity mantissas as {@code
 * qty·average + rest} with {@code 0 ≤ rest < qty}, so that no sum needs more than a long. Inverse: the base the
 * position is worth at entry, money and a fraction of 1e-9 of it, hence the harmonic average. Reducing takes the same
 * share of both and never moves the average by more than the last unit, rounded against us; profit by INST-3.
 */
public final class AverageEntry implements Snapshotted {
    private static final long FRACTION = 1_000_000_000L;

    private boolean isLong;
    private long qty;
    // Linear: average price and rest of the cost. Inverse: base money and its fraction.
    private long whole;
    private long rest;

    /** Creates a flat position. */
    public AverageEntry() {}

    /** Open quantity, never negative. */
    public long qty() {
        return qty;
    }

    /** Open quantity, negative if short. */
    public long signedQty() {
        return isLong ? qty : -qty;
    }

    /** True if long; means nothing while flat. */
    public boolean isLong() {
        return isLong;
    }

    /** True if nothing is open. */
    public boolean isFlat() {
        return qty == 0;
    }

    /**
     * Average entry for display and for distances, half to even.
     *
     * @return price mantissa or ABSENT while flat
     */
    public long price(Instrument instrument) {
        if (qty == 0) {
            return Instrument.ABSENT;
        }
        if (instrument.isInverse()) {
            return whole == 0 ? Instrument.ABSENT : instrument.contract().inversePrice(qty, whole, rest, FRACTION);
        }
        long twice = rest - (qty - rest); // sign of 2·rest − qty without overflow
        boolean up = twice > 0 || (twice == 0 && (whole & 1) == 1);
        return up ? whole + 1 : whole;
    }

    /**
     * Opens or adds. Only in the direction that is open.
     *
     * @param goesLong direction
     * @param added quantity above 0
     * @param price fill price above 0
     */
    public void add(Instrument instrument, boolean goesLong, long added, long price) {
        if (qty != 0 && goesLong != isLong) {
            throw new IllegalArgumentException("adding against the open side");
        }
        isLong = goesLong;
        if (instrument.isInverse()) {
            addInverse(instrument, added, price);
        } else {
            addLinear(added, price);
        }
    }

    /**
     * Closes a part or all.
     *
     * @param closed quantity, 1 … {@link #qty}
     * @param price fill price above 0
     * @return profit in settlement money before fees, rounded against us (INST-3)
     */
    public long reduce(Instrument instrument, long closed, long price) {
        if (closed <= 0 || closed > qty) {
            throw new IllegalArgumentException("closing more than is open");
        }
        long profit = instrument.isInverse()
                ? reduceInverse(instrument, closed, price)
                : reduceLinear(instrument, closed, price);
        if (qty == 0) {
            whole = 0;
            rest = 0;
        }
        return profit;
    }

    /**
     * Profit if all were closed at a price.
     *
     * @param price mantissa above 0
     * @return settlement money, rounded against us; 0 while flat
     */
    public long unrealised(Instrument instrument, long price) {
        if (qty == 0) {
            return 0;
        }
        if (instrument.isInverse()) {
            return gainInverse(instrument, qty, price, whole, rest);
        }
        return gainLinear(instrument, qty, price, whole, rest);
    }

    /** Forgets everything. */
    public void clear() {
        qty = 0;
        whole = 0;
        rest = 0;
        isLong = false;
    }

    /** Mix of the state under a key. */
    public long digest(long key) {
        return Digest.mix(Digest.mix(key, signedQty()), whole, rest);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putBoolean(isLong);
        out.putLong(qty);
        out.putLong(whole);
        out.putLong(rest);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        isLong = in.readBoolean();
        qty = in.readLong();
        whole = in.readLong();
        rest = in.readLong();
    }

    private void addLinear(long added, long price) {
        long total = Scaled.addExact(qty, added);
        long move = Scaled.subtractExact(price, whole);
        long step = Scaled.mulDiv(added, move, total, Rounding.FLOOR);
        long left = added * move - step * total; // wraps twice; exact, in [0, total)
        long sum = Scaled.addExact(left, rest);
        whole = Scaled.addExact(whole, step);
        if (sum >= total) {
            whole++;
            sum -= total;
        }
        rest = sum;
        qty = total;
    }

    private long reduceLinear(Instrument instrument, long closed, long price) {
        // A long's cost leaves rounded up and a short's down: the realised profit is the smaller one.
        long gone = Scaled.mulDiv(rest, closed, qty, isLong ? Rounding.CEIL : Rounding.FLOOR);
        long profit = gainLinear(instrument, closed, price, whole, gone);
        qty -= closed;
        rest -= gone;
        if (qty > 0 && rest >= qty) {
            whole++;
            rest -= qty;
        }
        return profit;
    }

    private long gainLinear(Instrument instrument, long amount, long price, long average, long over) {
        long move = Scaled.subtractExact(price, average);
        if (isLong) {
            return instrument.contract().gainFloor(amount, move, over);
        }
        // −amount·move + over = amount·(1 − move) − (amount − over), with over ≤ amount
        return instrument.contract().gainFloor(amount, Scaled.subtractExact(1, move), amount - over);
    }

    private void addInverse(Instrument instrument, long added, long price) {
        long base = instrument.value(added, price, Rounding.FLOOR);
        long fraction = instrument.contract().inverseFraction(added, price, base, FRACTION);
        rest += fraction;
        whole = Scaled.addExact(whole, base);
        if (rest >= FRACTION) {
            rest -= FRACTION;
            whole = Scaled.addExact(whole, 1);
        }
        qty = Scaled.addExact(qty, added);
    }

    private long reduceInverse(Instrument instrument, long closed, long price) {
        long part = Scaled.mulDiv(whole, closed, qty, Rounding.FLOOR);
        long left = whole * closed - part * qty; // wraps twice; exact, in [0, qty)
        long fraction = Scaled.addExact(
                Scaled.mulDiv(left, FRACTION, qty, Rounding.FLOOR), Scaled.mulDiv(rest, closed, qty, Rounding.FLOOR));
        if (fraction >= FRACTION) {
            fraction -= FRACTION;
            part++;
        }
        if (closed == qty) {
            part = whole;
            fraction = rest;
        }
        long profit = gainInverse(instrument, closed, price, part, fraction);
        whole -= part;
        rest -= fraction;
        if (rest < 0) {
            rest += FRACTION;
            whole--;
        }
        qty -= closed;
        return profit;
    }

    private long gainInverse(Instrument instrument, long amount, long price, long base, long fraction) {
        if (isLong) {
            return Scaled.subtractExact(base, instrument.value(amount, price, Rounding.CEIL));
        }
        long paid = fraction > 0 ? Scaled.addExact(base, 1) : base;
        return Scaled.subtractExact(instrument.value(amount, price, Rounding.FLOOR), paid);
    }
}
