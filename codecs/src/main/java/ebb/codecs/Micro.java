package ebb.codecs;

/**
 * How doubles meet thresholds (NUM-8): as longs, so that the printed number proves the verdict. Dimensionless numbers
 * become micro-units; price and quantity thresholds become the long that decides.
 */
public final class Micro {
    /** Micro-units of 1. */
    public static final long ONE = 1_000_000L;

    private static final double SNAP_RELATIVE = 1e-12;
    private static final double SNAP_ABSOLUTE = 1e-3;
    private static final double LONG_LIMIT = 0x1p63;

    private Micro() {}

    /**
     * Quantises a dimensionless number: {@code (long) rint(x·1e6)}.
     *
     * @param x a finite statistic
     * @return micro-units
     * @throws ArithmeticHalt if x is NaN or infinite (NUM-7) or its micro-units do not fit a long (NUM-2)
     */
    public static long of(double x) {
        return toLong(StrictMath.rint(x * 1e6), x);
    }

    /**
     * Asks before {@link #of} (NUM-2, analytic statistics).
     *
     * @param x a finite statistic
     * @return true if its micro-units are a long
     */
    public static boolean fits(double x) {
        return Math.abs(x) < LONG_LIMIT / 1e6;
    }

    /**
     * The ratio of two longs in micro-units, HALF_EVEN (NUM-4), without a double.
     *
     * @param numerator   of the ratio
     * @param denominator of the ratio, not 0
     * @return micro-units
     * @throws ArithmeticHalt if they do not fit a long (NUM-2) or the denominator is 0 (NUM-3)
     */
    public static long ratio(long numerator, long denominator) {
        return Scaled.mulDiv(numerator, ONE, denominator, Rounding.HALF_EVEN);
    }

    /**
     * A threshold freed of the noise of its computation: the integer it is meant to be, if it is near one.
     *
     * @param x price or quantity threshold in mantissa units
     * @return {@code rint(x)} if {@code |x − rint(x)| ≤ min(1e-12·|x|, 1e-3)}, else x
     */
    public static double snap(double x) {
        double nearest = StrictMath.rint(x);
        double relative = SNAP_RELATIVE * Math.abs(x);
        double near = relative < SNAP_ABSOLUTE ? relative : SNAP_ABSOLUTE;
        return Math.abs(x - nearest) <= near ? nearest : x;
    }

    /**
     * The long for {@code p ≥ x} and {@code p < x}: the same verdict as {@code p ≥ ceiling(x)}, {@code p < ceiling(x)}.
     *
     * @param x price or quantity threshold in mantissa units
     * @return ⌈snap(x)⌉
     * @throws ArithmeticHalt if x is NaN or infinite (NUM-7) or does not fit a long (NUM-2)
     */
    public static long ceiling(double x) {
        return toLong(StrictMath.ceil(snap(x)), x);
    }

    /**
     * The long for {@code p > x} and {@code p ≤ x}: the same verdict as {@code p > floor(x)}, {@code p ≤ floor(x)}.
     *
     * @param x price or quantity threshold in mantissa units
     * @return ⌊snap(x)⌋
     * @throws ArithmeticHalt if x is NaN or infinite (NUM-7) or does not fit a long (NUM-2)
     */
    public static long floor(double x) {
        return toLong(StrictMath.floor(snap(x)), x);
    }

    /**
     * {@link #ceiling} of an edge that an analytic draws beyond prices: where it lies past all longs every price is on one
     * side of it, and the outermost long, which no book holds as a price, gives that verdict: nothing is saturated (NUM-2).
     *
     * @param x price or quantity threshold in mantissa units
     * @return ⌈snap(x)⌉, or the outermost long on its side
     * @throws ArithmeticHalt if x is NaN or infinite (NUM-7)
     */
    public static long edgeCeiling(double x) {
        return toOutermost(StrictMath.ceil(snap(x)), x);
    }

    /**
     * {@link #floor} of an edge, as {@link #edgeCeiling} is {@link #ceiling} of one.
     *
     * @param x price or quantity threshold in mantissa units
     * @return ⌊snap(x)⌋, or the outermost long on its side
     * @throws ArithmeticHalt if x is NaN or infinite (NUM-7)
     */
    public static long edgeFloor(double x) {
        return toOutermost(StrictMath.floor(snap(x)), x);
    }

    private static long toOutermost(double integral, double x) {
        if (!(Math.abs(integral) <= Double.MAX_VALUE)) {
            throw outOfRange(x);
        }
        // The cast itself ends at the outermost longs.
        return (long) integral;
    }

    private static long toLong(double integral, double x) {
        // Below the limit excludes −2⁶³ too, which on the wire would read as null; NaN fails every comparison.
        if (!(Math.abs(integral) < LONG_LIMIT)) {
            throw outOfRange(x);
        }
        return (long) integral;
    }

    private static ArithmeticHalt outOfRange(double x) {
        boolean finite = Math.abs(x) <= Double.MAX_VALUE;
        return new ArithmeticHalt(finite ? "NUM-2" : "NUM-7", x + " has no long to stand for it");
    }
}
