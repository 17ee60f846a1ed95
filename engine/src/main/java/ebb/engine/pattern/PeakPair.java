package ebb.engine.pattern;

import ebb.codecs.Micro;
import ebb.engine.state.Validity;

/**
 * Two peaks compared (DIV-1, DIV-2): the arithmetic of a divergence, for swings and for rejections alike. Reused; each
 * call overwrites the last answer. Allocates nothing.
 */
public final class PeakPair {
    /** What the second peak says about the first (DIV-1). */
    public enum Kind {
        /** Price and delta agree, or delta did not move. */
        NONE,
        /** Price as high or higher on less net buying (of lows: as low or lower on less net selling). */
        EXHAUSTION,
        /** Net buying that lifts nothing, also called hidden (of lows: net selling that sinks nothing). */
        ABSORPTION
    }

    private final double full;
    private Kind kind = Kind.NONE;
    private double strength;
    private Validity validity = Validity.NOT_ASKED;

    /**
     * No comparison yet.
     *
     * @param full net share of the volume that is full strength (DIV-2), above 0
     */
    public PeakPair(double full) {
        this.full = full;
    }

    /**
     * Compares two highs with a tolerance that is a share of the first.
     *
     * @param first price of the first peak i
     * @param second price of the later peak j
     * @param tolerance share of the first by which the second may fall short (DIV-1)
     * @param cvdFirst volume delta at the close of i
     * @param cvdSecond volume delta at the close of j
     * @param volume traded from the bar after i to j, below 0 where no long holds it
     */
    public void compareHighs(long first, long second, double tolerance, long cvdFirst, long cvdSecond, long volume) {
        compare(first, second, Micro.edgeCeiling(first * (1 - tolerance)), cvdFirst, cvdSecond, volume);
    }

    /**
     * Compares two lows: the mirror of highs.
     *
     * @param first price of the first trough i
     * @param second price of the later trough j
     * @param tolerance share of the first by which the second may stay above
     * @param cvdFirst volume delta at the close of i
     * @param cvdSecond volume delta at the close of j
     * @param volume traded from the bar after i to j, below 0 where no long holds it
     */
    public void compareLows(long first, long second, double tolerance, long cvdFirst, long cvdSecond, long volume) {
        long highest = Micro.edgeFloor(first * (1 + tolerance));
        compare(-first, -second, -highest, -cvdFirst, -cvdSecond, volume);
    }

    /**
     * Compares two highs where the caller knows how low the second may be.
     *
     * @param first price of the first peak i
     * @param second price of the later peak j
     * @param lowestSecond the second exhausts from this price on
     * @param cvdFirst volume delta at the close of i
     * @param cvdSecond volume delta at the close of j
     * @param volume traded from the bar after i to j, below 0 where no long holds it
     */
    public void compare(long first, long second, long lowestSecond, long cvdFirst, long cvdSecond, long volume) {
        kind = Kind.NONE;
        strength = 0;
        if (volume <= 0) {
            // Between two peaks nothing is taken back: below 0 is what no long holds (NUM-2).
            validity = volume == 0 ? Validity.UNDEFINED : Validity.INEXACT;
            return;
        }
        validity = Validity.VALID;
        if (cvdSecond < cvdFirst && second >= lowestSecond) {
            kind = Kind.EXHAUSTION;
        } else if (cvdSecond > cvdFirst && second <= first) {
            kind = Kind.ABSORPTION;
        }
        if (kind != Kind.NONE) {
            double net = Math.abs((double) (cvdSecond - cvdFirst));
            strength = Math.min(net / volume / full, 1);
        }
    }

    /**
     * What the last comparison found.
     *
     * @return its kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * How strong (DIV-2).
     *
     * @return 0…1, 0 where there is none
     */
    public double strength() {
        return strength;
    }

    /**
     * Whether the comparison could be made.
     *
     * @return UNDEFINED without volume, NOT_ASKED before the first
     */
    public Validity validity() {
        return validity;
    }
}
