package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.engine.bar.BarSource;
import ebb.engine.state.Validity;

/**
 * Divergence by slope (DIV-3), the fallback where there are no two swings: the least-squares slopes of close and volume
 * delta over the last n bars, each in standard deviations of its own series and multiplied by n. A straight line gives
 * √12 ≈ 3.46. Two passes over the bars when asked (NUM-9); no state but the last answer, no allocation.
 */
public final class SlopeDivergence {
    /** Default of {@code div.bars}. */
    public static final int DEFAULT_BARS = 20;

    private static final int MOST_BARS = 512;
    /** Both slopes must exceed one standard deviation over the window, in micro-units (NUM-8). */
    private static final long STEEP = Micro.ONE;

    /** No slope over deviation can be this large. */
    private static final double UNDEFINED = Double.MAX_VALUE;

    private final int n;
    private double priceSlope;
    private double cvdSlope;
    private Validity validity = Validity.WARMING;

    /**
     * No answer yet.
     *
     * @param n bars of the window, {@value #DEFAULT_BARS}…512
     * @throws IllegalArgumentException if n is out of range
     */
    public SlopeDivergence(int n) {
        if (n < DEFAULT_BARS || n > MOST_BARS) {
            throw new IllegalArgumentException("div.bars must be 20…512, was " + n);
        }
        this.n = n;
    }

    /**
     * Measures both slopes over the newest bars.
     *
     * @param bars of one frame
     * @param age the newest to use
     */
    public void measure(BarSource bars, int age) {
        priceSlope = 0;
        cvdSlope = 0;
        if (bars.size() - age < n) {
            validity = Validity.WARMING;
            return;
        }
        if (!hasCvd(bars, age)) {
            validity = Validity.INEXACT;
            return;
        }
        priceSlope = slope(bars, age, true);
        cvdSlope = slope(bars, age, false);
        validity = priceSlope == UNDEFINED || cvdSlope == UNDEFINED ? Validity.UNDEFINED : Validity.VALID;
        if (validity == Validity.UNDEFINED) {
            priceSlope = 0;
            cvdSlope = 0;
        }
    }

    private boolean hasCvd(BarSource bars, int age) {
        for (int i = 0; i < n; i++) {
            if (!bars.hasCvd(age + i)) {
                return false;
            }
        }
        return true;
    }

    private double slope(BarSource bars, int age, boolean ofPrice) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += at(bars, age, i, ofPrice);
        }
        double mean = sum / n;
        double middle = (n - 1) / 2.0;
        double squares = 0;
        double cross = 0;
        for (int i = 0; i < n; i++) {
            double off = at(bars, age, i, ofPrice) - mean;
            squares += off * off;
            cross += (i - middle) * off;
        }
        if (squares == 0) {
            return UNDEFINED;
        }
        double spread = (double) n * ((double) n * n - 1) / 12;
        return cross / spread / StrictMath.sqrt(squares / n) * n;
    }

    private double at(BarSource bars, int age, int index, boolean ofPrice) {
        int back = age + n - 1 - index;
        return ofPrice ? bars.close(back) : bars.cvdClose(back);
    }

    /**
     * Slope of the closes over the window.
     *
     * @return standard deviations per n bars, 0 unless valid
     */
    public double priceSlope() {
        return priceSlope;
    }

    /**
     * Slope of the volume delta over the window.
     *
     * @return standard deviations per n bars, 0 unless valid
     */
    public double cvdSlope() {
        return cvdSlope;
    }

    /**
     * Whether the slopes exist.
     *
     * @return WARMING below n bars, INEXACT where a bar has no delta, UNDEFINED where a series does not move
     */
    public Validity validity() {
        return validity;
    }

    /**
     * Price up, delta down.
     *
     * @return whether both are steeper than one deviation over the window
     */
    public boolean isBearish() {
        return validity.isValid() && Micro.of(priceSlope) > STEEP && Micro.of(cvdSlope) < -STEEP;
    }

    /**
     * Price down, delta up.
     *
     * @return whether both are steeper than one deviation over the window
     */
    public boolean isBullish() {
        return validity.isValid() && Micro.of(priceSlope) < -STEEP && Micro.of(cvdSlope) > STEEP;
    }
}
