package ebb.codecs;

/** Division of 128-bit integers by longs (NUM-3), the slow half of {@link Scaled#mulDiv} and of {@link Sum128}. */
final class Wide {
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private Wide() {}

    /** round((high·2⁶⁴ + low) / c), high signed and low unsigned; halts as {@link Scaled#mulDiv} does. */
    static long divide(long high, long low, long c, Rounding mode) {
        if (c == 0) {
            throw new ArithmeticHalt("NUM-3", "division by 0");
        }
        boolean negative = (high ^ c) < 0;
        long divisor = Math.abs(c); // 2⁶³ for the least long, read as unsigned from here on
        long magnitudeLow = low;
        long magnitudeHigh = high;
        if (high < 0) {
            magnitudeLow = -low;
            magnitudeHigh = ~high + (low == 0 ? 1 : 0);
        }
        if (Long.compareUnsigned(magnitudeHigh, divisor) >= 0) {
            throw overflow(high, low, c);
        }
        long q = quotient(magnitudeHigh, magnitudeLow, divisor);
        long r = magnitudeLow - q * divisor;
        if (r != 0 && roundsUp(q, r, divisor, negative, mode)) {
            q++;
            if (q == 0) {
                throw overflow(high, low, c);
            }
        }
        // −2⁶³ is a long, 2⁶³ is none.
        if (q < 0 && !(negative && q == Long.MIN_VALUE)) {
            throw overflow(high, low, c);
        }
        return negative ? -q : q;
    }

    /** Whether the magnitude of a quotient grows by 1, given the rest r ≠ 0 of an unsigned division. */
    private static boolean roundsUp(long q, long r, long divisor, boolean negative, Rounding mode) {
        switch (mode) {
            case FLOOR:
                return negative;
            case CEIL:
                return !negative;
            case HALF_EVEN:
                int half = Long.compareUnsigned(r, divisor - r);
                return half > 0 || half == 0 && (q & 1) != 0;
            default:
                return false;
        }
    }

    /** Unsigned 128 by 64 bit, high < d: schoolbook division with two digits of 32 bits. */
    static long quotient(long high, long low, long d) {
        if (high == 0) {
            return low >= 0 && d > 0 ? low / d : Long.divideUnsigned(low, d);
        }
        int shift = Long.numberOfLeadingZeros(d);
        long v = d << shift;
        // A shift by 64 − 0 is none in Java, hence the second shift.
        long u = high << shift | (low >>> 1 >>> (63 - shift));
        long w = low << shift;
        long upper = digit(u, w >>> 32, v);
        long rest = (u << 32) + (w >>> 32) - upper * v;
        long lower = digit(rest, w & LOW_32, v);
        return (upper << 32) + lower;
    }

    /** One 32-bit digit of (u·2³² + next) / v with v normalised: an estimate that is at most 2 too great, corrected. */
    private static long digit(long u, long next, long v) {
        long vHigh = v >>> 32;
        long vLow = v & LOW_32;
        long q = Long.divideUnsigned(u, vHigh);
        long r = u - q * vHigh;
        while (q > LOW_32 || Long.compareUnsigned(q * vLow, (r << 32) + next) > 0) {
            q--;
            r += vHigh;
            if (r > LOW_32) {
                break;
            }
        }
        return q;
    }

    private static ArithmeticHalt overflow(long high, long low, long c) {
        return new ArithmeticHalt(
                "NUM-2",
                "0x" + Long.toHexString(high) + ":" + Long.toHexString(low) + " / " + c + " does not fit a long");
    }
}
