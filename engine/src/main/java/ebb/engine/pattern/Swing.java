package ebb.engine.pattern;

import ebb.engine.bar.BarSource;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/**
 * One confirmed swing (SWING-1, SWING-2). Held by {@link Swings} and reused; read it, do not keep it. Prices and
 * quantities are mantissas.
 */
public final class Swing implements Snapshotted {
    private long price;
    private long startNs;
    private long knownNs;
    private long rise;
    private double atr;
    private boolean isTall;
    private long volume;
    private long volumeThrough;
    private long cvdClose;
    private boolean hasCvd;
    private boolean isExact;

    Swing() {}

    void bar(BarSource bars, int age, int newest, Mirror mirror) {
        price = mirror.price(mirror.high(bars, age));
        startNs = bars.startNs(age);
        knownNs = bars.startNs(newest);
        volume = bars.volume(age);
        cvdClose = bars.cvdClose(age);
        hasCvd = bars.hasCvd(age);
        isExact = !bars.isPartial(age);
    }

    void shape(long riseTicks, double atrBefore, boolean tall, long through) {
        rise = riseTicks;
        atr = atrBefore;
        isTall = tall;
        volumeThrough = through;
    }

    long mix(long number) {
        long place = Digest.mix(Digest.mix(number, price, startNs), knownNs, rise);
        long flow = Digest.mix(
                Digest.mix(volume, volumeThrough, cvdClose), isTall ? 1 : 0, (isExact ? 1 : 0) | (hasCvd ? 2 : 0));
        return Digest.mix(place, flow, Digest.mixDouble(number, atr));
    }

    /**
     * The swing's extreme: the bar's high, of a swing low its low.
     *
     * @return price mantissa
     */
    public long price() {
        return price;
    }

    /**
     * Start of the swing bar.
     *
     * @return ns since epoch
     */
    public long startNs() {
        return startNs;
    }

    /**
     * Start of the bar at whose close the swing was known, k bars later.
     *
     * @return ns since epoch
     */
    public long knownNs() {
        return knownNs;
    }

    /**
     * How far the swing stands out of the bars before it (SWING-2): above their lowest low, a swing low below their highest
     * high.
     *
     * @return price mantissa units; may be negative after a fall
     */
    public long rise() {
        return rise;
    }

    /**
     * The range of the bar before the swing bar, by which the rise is measured.
     *
     * @return price mantissa units, 0 where there was none
     */
    public double atr() {
        return atr;
    }

    /**
     * Whether the swing may found a level (SWING-2): its rise is at least {@code swing.min-atr} ranges and that range was
     * settled.
     *
     * @return false for ripples, which DIV-1 may still use
     */
    public boolean isTall() {
        return isTall;
    }

    /**
     * Quantity traded in the swing bar.
     *
     * @return quantity mantissa
     */
    public long volume() {
        return volume;
    }

    /**
     * All quantity seen up to and including the swing bar: the difference of two swings is the V of DIV-1.
     *
     * @return quantity mantissa
     */
    public long volumeThrough() {
        return volumeThrough;
    }

    /**
     * Cumulative volume delta at the close of the swing bar.
     *
     * @return quantity mantissa
     */
    public long cvdClose() {
        return cvdClose;
    }

    /**
     * Whether the swing bar had a volume delta; a candle from a venue has none, and what rests on it is INEXACT (VAL-3).
     *
     * @return whether {@link #cvdClose()} may be used
     */
    public boolean hasCvd() {
        return hasCvd;
    }

    /**
     * Whether no trade of the swing bar was lost (BAR-9).
     *
     * @return false for a PARTIAL bar
     */
    public boolean isExact() {
        return isExact;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(price);
        out.putLong(startNs);
        out.putLong(knownNs);
        out.putLong(rise);
        out.putDouble(atr);
        out.putBoolean(isTall);
        out.putLong(volume);
        out.putLong(volumeThrough);
        out.putLong(cvdClose);
        out.putBoolean(hasCvd);
        out.putBoolean(isExact);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        price = in.readLong();
        startNs = in.readLong();
        knownNs = in.readLong();
        rise = in.readLong();
        atr = in.readDouble();
        isTall = in.readBoolean();
        volume = in.readLong();
        volumeThrough = in.readLong();
        cvdClose = in.readLong();
        hasCvd = in.readBoolean();
        isExact = in.readBoolean();
    }
}
