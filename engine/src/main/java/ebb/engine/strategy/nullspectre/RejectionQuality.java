package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Scaled;

/**
 * Quality of one rejection candle (NS-REJ-3): a long upper wick, a low close, high volume. Reused; each call overwrites
 * the last answer. Allocates nothing.
 */
public final class RejectionQuality {
    private final PatternSettings.Quality settings;

    private double wick;
    private double close;
    private double volume;
    private double total;
    private boolean isLongWick;
    private boolean isLowClose;
    private boolean isSpike;

    /**
     * No candle yet.
     *
     * @param settings what each part is worth
     */
    public RejectionQuality(PatternSettings.Quality settings) {
        this.settings = settings;
    }

    /**
     * Scores a candle. One without a range has its volume only.
     *
     * @param o open, price mantissa
     * @param h high, not below the others
     * @param l low, not above the others
     * @param c close
     * @param volumeRatio VOLR-1 of the candle
     * @param hasVolumeRatio whether that is valid; if not, volume is worth 0
     */
    public void score(long o, long h, long l, long c, double volumeRatio, boolean hasVolumeRatio) {
        long range = h - l;
        long shadow = h - Math.max(o, c);
        wick = range == 0 ? 0 : (double) shadow / range * settings.wick();
        close = range == 0 ? 0 : (1 - (double) (c - l) / range) * settings.close();
        volume = hasVolumeRatio ? Math.min(volumeRatio / settings.fullVolume(), 1) * settings.volume() : 0;
        total = wick + close + volume;
        // Labels of the plan (NS-C8), in longs where both sides are (NUM-8).
        isLongWick = shadow > range - shadow;
        isLowClose = range > 0 && Scaled.compareProducts(10, c - l, 3, range) <= 0;
        isSpike =
                hasVolumeRatio && (!Micro.fits(volumeRatio) || Micro.of(volumeRatio) > Micro.of(settings.fullVolume()));
    }

    /**
     * Points of the wick.
     *
     * @return 0…40 by default
     */
    public double wick() {
        return wick;
    }

    /**
     * Points of the close.
     *
     * @return 0…30 by default
     */
    public double close() {
        return close;
    }

    /**
     * Points of the volume.
     *
     * @return 0…30 by default
     */
    public double volume() {
        return volume;
    }

    /**
     * Sum of the parts, not quantised: Base is the mean of these (NS-REJ-4).
     *
     * @return Q, 0…100 by default
     */
    public double total() {
        return total;
    }

    /**
     * Q as it is emitted and compared.
     *
     * @return micro-units (NUM-8)
     */
    public long totalMicro() {
        return Micro.of(total);
    }

    /**
     * Flag LONG_WICK.
     *
     * @return whether the wick is more than half the range
     */
    public boolean isLongWick() {
        return isLongWick;
    }

    /**
     * Flag LOW_CLOSE.
     *
     * @return whether the close is in the lowest 30 % of the range
     */
    public boolean isLowClose() {
        return isLowClose;
    }

    /**
     * Flag SPIKE.
     *
     * @return whether the volume ratio is above full
     */
    public boolean isSpike() {
        return isSpike;
    }
}
