package ebb.codecs;

/**
 * An exact sum of longs and of products of longs in 128 bits (Σ price·quantity, and averages of it). Reused: nothing
 * here allocates. Two's complement, {@link #high} signed and {@link #low} unsigned; those two are its whole state.
 */
public final class Sum128 {
    private long high;
    private long low;

    /** Makes a sum of 0. */
    public Sum128() {}

    /** Back to 0. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /**
     * Takes a state read from a snapshot.
     *
     * @param newHigh signed upper half
     * @param newLow  unsigned lower half
     */
    public void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }

    /**
     * Adds a long.
     *
     * @param value summand
     * @throws ArithmeticHalt if the sum does not fit 128 bits (NUM-2)
     */
    public void add(long value) {
        add(value >> 63, value);
    }

    /**
     * Adds another sum.
     *
     * @param other summand
     * @throws ArithmeticHalt if the sum does not fit 128 bits (NUM-2)
     */
    public void add(Sum128 other) {
        add(other.high, other.low);
    }

    /**
     * Subtracts another sum.
     *
     * @param other subtrahend
     * @throws ArithmeticHalt if the difference does not fit 128 bits (NUM-2)
     */
    public void subtract(Sum128 other) {
        subtract(other.high, other.low);
    }

    /**
     * Adds a·b.
     *
     * @param a factor
     * @param b factor
     * @throws ArithmeticHalt if the sum does not fit 128 bits (NUM-2)
     */
    public void addProduct(long a, long b) {
        add(Math.multiplyHigh(a, b), a * b);
    }

    /**
     * Subtracts a·b, as when a window lets go of what it added.
     *
     * @param a factor
     * @param b factor
     * @throws ArithmeticHalt if the difference does not fit 128 bits (NUM-2)
     */
    public void subtractProduct(long a, long b) {
        subtract(Math.multiplyHigh(a, b), a * b);
    }

    /**
     * The sum divided: an average.
     *
     * @param divisor not 0
     * @param mode    see {@link Rounding}
     * @return round(sum / divisor)
     * @throws ArithmeticHalt if it does not fit a long (NUM-2) or the divisor is 0 (NUM-3)
     */
    public long quotient(long divisor, Rounding mode) {
        return Wide.divide(high, low, divisor, mode);
    }

    /**
     * Compares two sums.
     *
     * @param other sum
     * @return negative, 0 or positive as this is less than, equal to or greater than the other
     */
    public int compare(Sum128 other) {
        int upper = Long.compare(high, other.high);
        return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    /**
     * The sign.
     *
     * @return −1, 0 or 1
     */
    public int sign() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    /**
     * Tells whether {@link #value} has an answer.
     *
     * @return true if the sum is a long
     */
    public boolean fitsLong() {
        return high == low >> 63;
    }

    /**
     * The sum as a long.
     *
     * @return the sum
     * @throws ArithmeticHalt if it does not fit (NUM-2)
     */
    public long value() {
        if (!fitsLong()) {
            throw overflow();
        }
        return low;
    }

    /**
     * The double nearest to the sum, a tie to the even one: where exact sums become a statistic (NUM-6).
     *
     * @return a finite double
     */
    public double toDouble() {
        if (fitsLong()) {
            return low;
        }
        boolean negative = high < 0;
        long l = negative ? -low : low;
        long h = negative ? ~high + (low == 0 ? 1 : 0) : high;
        if (h == 0) {
            return negative ? -unsigned(l) : unsigned(l);
        }
        int shift = Long.numberOfLeadingZeros(h);
        long top = h << shift | (l >>> 1 >>> (63 - shift));
        // What falls off decides ties only: one sticky bit stands for all of it.
        long sticky = l << shift != 0 ? 1 : 0;
        double d = Math.scalb(unsigned(top | sticky), 64 - shift);
        return negative ? -d : d;
    }

    /**
     * Upper half, for snapshots and digests.
     *
     * @return signed
     */
    public long high() {
        return high;
    }

    /**
     * Lower half, for snapshots and digests.
     *
     * @return unsigned
     */
    public long low() {
        return low;
    }

    private void add(long h, long l) {
        long newLow = low + l;
        long carry = Long.compareUnsigned(newLow, l) < 0 ? 1 : 0;
        long newHigh = high + h + carry;
        if (((high ^ newHigh) & (h ^ newHigh)) < 0) {
            throw overflow();
        }
        high = newHigh;
        low = newLow;
    }

    private void subtract(long h, long l) {
        long borrow = Long.compareUnsigned(low, l) < 0 ? 1 : 0;
        long newHigh = high - h - borrow;
        if (((high ^ h) & (high ^ newHigh)) < 0) {
            throw overflow();
        }
        high = newHigh;
        low -= l;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2.0;
    }

    private ArithmeticHalt overflow() {
        return new ArithmeticHalt(
                "NUM-2", "sum 0x" + Long.toHexString(high) + ":" + Long.toHexString(low) + " leaves its range");
    }
}
