package ebb.codecs;

/**
 * Arithmetic of scaled longs (NUM-1 to NUM-4): exact or not at all. Overflow throws {@link ArithmeticHalt}; for analytic
 * sums, which become INEXACT instead of halting, the {@code …Fits} questions are asked first (NUM-2).
 */
public final class Scaled {
    /** The greatest n for which 10ⁿ is a long. */
    public static final int MAX_POW10 = 18;

    private static final long[] POW10 = new long[MAX_POW10 + 1];

    static {
        POW10[0] = 1;
        for (int i = 1; i < POW10.length; i++) {
            POW10[i] = POW10[i - 1] * 10;
        }
    }

    private Scaled() {}

    /**
     * A power of ten.
     *
     * @param n 0 to {@link #MAX_POW10}
     * @return 10ⁿ
     */
    public static long pow10(int n) {
        return POW10[n];
    }

    /**
     * Exact sum (NUM-2).
     *
     * @param a summand
     * @param b summand
     * @return a + b
     * @throws ArithmeticHalt if it does not fit a long
     */
    public static long addExact(long a, long b) {
        long r = a + b;
        if (((a ^ r) & (b ^ r)) < 0) {
            throw overflow(a, '+', b);
        }
        return r;
    }

    /**
     * Exact difference (NUM-2).
     *
     * @param a minuend
     * @param b subtrahend
     * @return a − b
     * @throws ArithmeticHalt if it does not fit a long
     */
    public static long subtractExact(long a, long b) {
        long r = a - b;
        if (((a ^ b) & (a ^ r)) < 0) {
            throw overflow(a, '-', b);
        }
        return r;
    }

    /**
     * Exact negation (NUM-2).
     *
     * @param a any long but the least
     * @return −a
     * @throws ArithmeticHalt if it does not fit a long
     */
    public static long negateExact(long a) {
        if (a == Long.MIN_VALUE) {
            throw overflow(0, '-', a);
        }
        return -a;
    }

    /**
     * Exact product (NUM-2).
     *
     * @param a factor
     * @param b factor
     * @return a · b
     * @throws ArithmeticHalt if it does not fit a long
     */
    public static long multiplyExact(long a, long b) {
        long r = a * b;
        if (Math.multiplyHigh(a, b) != r >> 63) {
            throw overflow(a, '*', b);
        }
        return r;
    }

    /**
     * Asks before adding (NUM-2, analytic sums).
     *
     * @param a summand
     * @param b summand
     * @return true if a + b is a long
     */
    public static boolean addFits(long a, long b) {
        long r = a + b;
        return ((a ^ r) & (b ^ r)) >= 0;
    }

    /**
     * Asks before subtracting (NUM-2, analytic sums).
     *
     * @param a minuend
     * @param b subtrahend
     * @return true if a − b is a long
     */
    public static boolean subtractFits(long a, long b) {
        return ((a ^ b) & (a ^ (a - b))) >= 0;
    }

    /**
     * Asks before multiplying (NUM-2, analytic sums).
     *
     * @param a factor
     * @param b factor
     * @return true if a · b is a long
     */
    public static boolean multiplyFits(long a, long b) {
        return Math.multiplyHigh(a, b) == (a * b) >> 63;
    }

    /**
     * Asks before {@link #mulDiv} (NUM-2, analytic ratios).
     *
     * @param a factor, at least 0
     * @param b factor, at least 0
     * @param c divisor
     * @return true if c is above 0 and a · b / c is a long even rounded up
     */
    public static boolean mulDivFits(long a, long b, long c) {
        // Rounded up it is one as long as a · b is at most c · (2⁶³ − 1): c − 1 times 2⁶³, and 2⁶³ − c.
        long above = Math.multiplyHigh(a, b) << 1 | (a * b) >>> 63;
        return c > 0 && (above < c - 1 || above == c - 1 && (a * b & Long.MAX_VALUE) <= Long.MAX_VALUE - c + 1);
    }

    /**
     * round(a·b/c) with a 128-bit product (NUM-3).
     *
     * @param a    factor
     * @param b    factor
     * @param c    divisor, not 0
     * @param mode see {@link Rounding}; by purpose, NUM-4
     * @return the quotient
     * @throws ArithmeticHalt if the quotient does not fit a long (NUM-2) or c is 0 (NUM-3)
     */
    public static long mulDiv(long a, long b, long c, Rounding mode) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        // A product that is a long needs one machine division; MIN / −1 is the one quotient of longs that is none.
        if (high == low >> 63 && c != 0 && low != Long.MIN_VALUE) {
            return divideLong(low, c, mode);
        }
        return Wide.divide(high, low, c, mode);
    }

    /**
     * round(a/c).
     *
     * @param a    dividend
     * @param c    divisor, not 0
     * @param mode see {@link Rounding}
     * @return the quotient
     * @throws ArithmeticHalt if the quotient does not fit a long (NUM-2) or c is 0 (NUM-3)
     */
    public static long divide(long a, long c, Rounding mode) {
        if (c != 0 && a != Long.MIN_VALUE) {
            return divideLong(a, c, mode);
        }
        return Wide.divide(a >> 63, a, c, mode);
    }

    /**
     * The same decimal at another exponent.
     *
     * @param mantissa value is mantissa · 10^from
     * @param from     exponent it has
     * @param to       exponent it shall have
     * @param mode     what to do with digits beyond {@code to}
     * @return the mantissa at {@code to}
     * @throws ArithmeticHalt if it does not fit a long (NUM-2)
     */
    public static long rescale(long mantissa, int from, int to, Rounding mode) {
        int finer = Math.subtractExact(from, to);
        if (finer == 0 || mantissa == 0) {
            return mantissa;
        }
        if (finer > 0) {
            if (finer > MAX_POW10) {
                throw beyond(mantissa, from, to);
            }
            return multiplyExact(mantissa, POW10[finer]);
        }
        if (finer >= -MAX_POW10) {
            return divide(mantissa, POW10[-finer], mode);
        }
        return roundAway(mantissa, finer == -MAX_POW10 - 1, mode);
    }

    /**
     * A multiple of a step: price to tick, quantity to lot (NUM-4).
     *
     * @param value to round
     * @param step  greater than 0
     * @param mode  see {@link Rounding}
     * @return the neighbouring multiple of {@code step}
     * @throws ArithmeticHalt if it does not fit a long (NUM-2) or step is 0 (NUM-3)
     */
    public static long toMultiple(long value, long step, Rounding mode) {
        return multiplyExact(divide(value, step, mode), step);
    }

    /**
     * Compares a·b with c·d in 128 bits: the gate on two ratios of longs without dividing (NUM-8).
     *
     * @param a factor
     * @param b factor
     * @param c factor
     * @param d factor
     * @return negative, 0 or positive as a·b is less than, equal to or greater than c·d
     */
    public static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    private static long divideLong(long a, long c, Rounding mode) {
        long q = a / c;
        long r = a - q * c;
        if (r == 0) {
            return q;
        }
        boolean negative = (a ^ c) < 0;
        switch (mode) {
            case FLOOR:
                return negative ? q - 1 : q;
            case CEIL:
                return negative ? q : q + 1;
            case HALF_EVEN:
                // Magnitudes as unsigned: |c| may be 2⁶³, and |c| − |r| never overflows.
                long rest = Math.abs(r);
                int half = Long.compareUnsigned(rest, Math.abs(c) - rest);
                return half > 0 || half == 0 && (q & 1) != 0 ? (negative ? q - 1 : q + 1) : q;
            default:
                return q;
        }
    }

    /** Of more than 18 digits cut off at most one, rounded, is left: |mantissa| is less than 10¹⁹. */
    private static long roundAway(long mantissa, boolean nineteen, Rounding mode) {
        switch (mode) {
            case FLOOR:
                return mantissa < 0 ? -1 : 0;
            case CEIL:
                return mantissa > 0 ? 1 : 0;
            case HALF_EVEN:
                // A tie goes to 0, which is even.
                long half = 5 * POW10[MAX_POW10];
                return !nineteen ? 0 : mantissa > half ? 1 : mantissa < -half ? -1 : 0;
            default:
                return 0;
        }
    }

    private static ArithmeticHalt overflow(long a, char operation, long b) {
        return new ArithmeticHalt("NUM-2", a + " " + operation + " " + b + " does not fit a long");
    }

    private static ArithmeticHalt beyond(long mantissa, int from, int to) {
        return new ArithmeticHalt("NUM-2", mantissa + "e" + from + " does not fit a long at exponent " + to);
    }
}
