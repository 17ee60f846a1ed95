package ebb.engine.pattern;

import ebb.engine.bar.BarSource;
import ebb.engine.state.Digest;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.state.Validity;

/**
 * One rejection (REJ-4): the peak bar of a push that failed, with what scoring needs of it. Held by its level and reused;
 * read it, do not keep it. Prices and quantities are mantissas, true ones also in a tracker of lows.
 */
public final class Rejection implements Snapshotted {
    private static final Rejection NONE = new Rejection();

    private long serial;
    private long peak;
    private long peakStartNs;
    private long open;
    private long high;
    private long low;
    private long close;
    private long volume;
    private long pushHigh;
    private long pushLow;
    private long pushClose;
    private long pushVolume;
    private int pushBars;
    private long volumeThrough;
    private long cvdClose;
    private double volumeRatio;
    private Validity volumeRatioValidity = Validity.WARMING;
    private boolean hasCvd;
    private boolean isExact;
    private double atr;
    private long confirmStartNs;

    Rejection() {}

    /** Takes everything of the peak bar; the tracker adds range, ratio and confirmation. */
    void candle(BarSource bars, int age, long mirroredPeak, Mirror mirror) {
        peak = mirror.price(mirroredPeak);
        peakStartNs = bars.startNs(age);
        open = bars.open(age);
        high = bars.high(age);
        low = bars.low(age);
        close = bars.close(age);
        volume = bars.volume(age);
        pushHigh = high;
        pushLow = low;
        pushClose = close;
        pushVolume = volume;
        pushBars = 1;
        cvdClose = bars.cvdClose(age);
        hasCvd = bars.hasCvd(age);
        isExact = !bars.isPartial(age);
    }

    /** A bar between the peak bar and the confirming one, that one included. */
    void follow(BarSource bars, int age) {
        pushHigh = Math.max(pushHigh, bars.high(age));
        pushLow = Math.min(pushLow, bars.low(age));
        pushClose = bars.close(age);
        pushVolume = VolumeTotal.add(pushVolume, bars.volume(age));
        volumeRatioValidity = pushVolume == VolumeTotal.INEXACT ? Validity.INEXACT : volumeRatioValidity;
        pushBars++;
    }

    void volumes(long through, double ratio, Validity ratioValidity) {
        volumeThrough = through;
        volumeRatio = ratio;
        volumeRatioValidity = ratioValidity;
    }

    void confirmed(long number, double frozenAtr, long startNs) {
        serial = number;
        atr = frozenAtr;
        confirmStartNs = startNs;
    }

    void clear() {
        copy(NONE);
    }

    void copy(Rejection from) {
        serial = from.serial;
        peak = from.peak;
        peakStartNs = from.peakStartNs;
        open = from.open;
        high = from.high;
        low = from.low;
        close = from.close;
        volume = from.volume;
        pushHigh = from.pushHigh;
        pushLow = from.pushLow;
        pushClose = from.pushClose;
        pushVolume = from.pushVolume;
        pushBars = from.pushBars;
        volumeThrough = from.volumeThrough;
        cvdClose = from.cvdClose;
        hasCvd = from.hasCvd;
        volumeRatio = from.volumeRatio;
        volumeRatioValidity = from.volumeRatioValidity;
        isExact = from.isExact;
        atr = from.atr;
        confirmStartNs = from.confirmStartNs;
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putLong(serial);
        out.putLong(peak);
        out.putLong(peakStartNs);
        out.putLong(open);
        out.putLong(high);
        out.putLong(low);
        out.putLong(close);
        out.putLong(volume);
        out.putLong(pushHigh);
        out.putLong(pushLow);
        out.putLong(pushClose);
        out.putLong(pushVolume);
        out.putInt(pushBars);
        out.putLong(volumeThrough);
        out.putLong(cvdClose);
        out.putBoolean(hasCvd);
        out.putDouble(volumeRatio);
        out.putEnum(volumeRatioValidity);
        out.putBoolean(isExact);
        out.putDouble(atr);
        out.putLong(confirmStartNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        serial = in.readLong();
        peak = in.readLong();
        peakStartNs = in.readLong();
        open = in.readLong();
        high = in.readLong();
        low = in.readLong();
        close = in.readLong();
        volume = in.readLong();
        pushHigh = in.readLong();
        pushLow = in.readLong();
        pushClose = in.readLong();
        pushVolume = in.readLong();
        pushBars = in.readInt();
        volumeThrough = in.readLong();
        cvdClose = in.readLong();
        hasCvd = in.readBoolean();
        volumeRatio = in.readDouble();
        volumeRatioValidity = in.readEnum(Validity.values());
        isExact = in.readBoolean();
        atr = in.readDouble();
        confirmStartNs = in.readLong();
    }

    long mix() {
        long prices = Digest.mix(Digest.mix(serial, peak, peakStartNs), Digest.mix(open, high), Digest.mix(low, close));
        long flow = Digest.mix(
                Digest.mix(volume, volumeThrough, cvdClose), confirmStartNs, (isExact ? 1 : 0) | (hasCvd ? 2 : 0));
        long push = Digest.mix(Digest.mix(pushHigh, pushLow, pushClose), pushVolume, pushBars);
        long ratio = Digest.mixDouble(volumeRatioValidity.code(), volumeRatio);
        return Digest.mix(Digest.mix(prices, push), flow, Digest.mixDouble(ratio, atr));
    }

    /**
     * Number of this rejection within its level, never used twice.
     *
     * @return 1 for the level's first
     */
    public long serial() {
        return serial;
    }

    /**
     * The extreme of the push: highest high, in a tracker of lows the lowest low.
     *
     * @return price mantissa
     */
    public long peak() {
        return peak;
    }

    /**
     * Start of the peak bar, the rejection candle; of equal highs the first bar stays the peak.
     *
     * @return ns since epoch
     */
    public long peakStartNs() {
        return peakStartNs;
    }

    /**
     * First price of the peak bar.
     *
     * @return price mantissa
     */
    public long open() {
        return open;
    }

    /**
     * Highest price of the peak bar.
     *
     * @return price mantissa
     */
    public long high() {
        return high;
    }

    /**
     * Lowest price of the peak bar.
     *
     * @return price mantissa
     */
    public long low() {
        return low;
    }

    /**
     * Last price of the peak bar.
     *
     * @return price mantissa
     */
    public long close() {
        return close;
    }

    /**
     * Quantity traded in the peak bar.
     *
     * @return quantity mantissa
     */
    public long volume() {
        return volume;
    }

    /**
     * Highest price from the peak bar to the confirming one.
     *
     * @return price mantissa
     */
    public long pushHigh() {
        return pushHigh;
    }

    /**
     * Lowest price from the peak bar to the confirming one.
     *
     * @return price mantissa
     */
    public long pushLow() {
        return pushLow;
    }

    /**
     * Last price of the confirming bar.
     *
     * @return price mantissa
     */
    public long pushClose() {
        return pushClose;
    }

    /**
     * Mean volume of the bars from the peak bar to the confirming one over the mean of the bars before them (VOLR-1).
     *
     * @return the ratio; 0 unless {@link #volumeRatioValidity()} is VALID
     */
    public double pushVolumeRatio() {
        return volume == 0 ? 0 : volumeRatio * ((double) pushVolume / pushBars / volume);
    }

    /**
     * All quantity the tracker saw up to and including the peak bar: the difference of two rejections is the V of DIV-1.
     *
     * @return quantity mantissa
     */
    public long volumeThrough() {
        return volumeThrough;
    }

    /**
     * Cumulative volume delta at the close of the peak bar.
     *
     * @return quantity mantissa
     */
    public long cvdClose() {
        return cvdClose;
    }

    /**
     * Whether the peak bar had a volume delta; a candle from a venue has none, and what rests on it is INEXACT (VAL-3).
     *
     * @return whether {@link #cvdClose()} may be used
     */
    public boolean hasCvd() {
        return hasCvd;
    }

    /**
     * Volume of the peak bar over the mean of the bars before it (VOLR-1).
     *
     * @return the ratio; 0 unless {@link #volumeRatioValidity()} is VALID
     */
    public double volumeRatio() {
        return volumeRatio;
    }

    /**
     * Whether {@link #volumeRatio()} may be used.
     *
     * @return VALID, WARMING or UNDEFINED
     */
    public Validity volumeRatioValidity() {
        return volumeRatioValidity;
    }

    /**
     * Whether no trade of the peak bar was lost (REJ-7); one that is not counts only where the settings allow it.
     *
     * @return false for a PARTIAL peak bar
     */
    public boolean isExact() {
        return isExact;
    }

    /**
     * The range that was frozen when the attempt opened.
     *
     * @return price mantissa units
     */
    public double atr() {
        return atr;
    }

    /**
     * Start of the bar whose close confirmed the rejection.
     *
     * @return ns since epoch
     */
    public long confirmStartNs() {
        return confirmStartNs;
    }
}
