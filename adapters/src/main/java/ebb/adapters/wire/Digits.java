package ebb.adapters.wire;

import org.agrona.DirectBuffer;

/**
 * Numbers rounded to a scale (NUM-4 HALF_EVEN), one byte at a time: the way for figures a venue computes itself and sends
 * finer than the tick. Exact numbers are {@link ebb.codecs.Decimals}' affair.
 */
final class Digits {
    /** No venue sends exponents of this size; a longer one only has to be too great. */
    private static final int EXPONENT_BOUND = 10_000;

    private long value;
    private int exponent;

    /** The number of the last successful {@link #rounded}. */
    long value() {
        return value;
    }

    /**
     * Reads one number; digits beyond the scale are rounded half to even.
     *
     * @param bytes holds it
     * @param p its first byte
     * @param end where to stop
     * @param scale decimals kept, 0 … 18
     * @return the position behind it, or a fault
     */
    int rounded(DirectBuffer bytes, int p, int end, int scale) {
        int at = p;
        int sign = at < end ? bytes.getByte(at) : 0;
        if (sign == '-' || sign == '+') {
            at++;
        }
        int start = at;
        int point = at = behindDigits(bytes, at, end);
        if (point == start) {
            return point >= end ? Fault.TRUNCATED : Fault.MALFORMED;
        }
        if (at < end && bytes.getByte(at) == '.') {
            at = behindDigits(bytes, point + 1, end);
            if (at == point + 1) {
                return at >= end ? Fault.TRUNCATED : Fault.MALFORMED;
            }
        }
        int stop = exponent(bytes, at, end);
        if (stop < 0) {
            return stop;
        }
        int fault = scale(bytes, start, point, at, scale + exponent);
        if (fault < 0) {
            return fault;
        }
        if (sign == '-') {
            value = -value;
        }
        return stop;
    }

    private static int behindDigits(DirectBuffer bytes, int p, int end) {
        int at = p;
        while (at < end && isDigit(bytes.getByte(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Leaves the exponent, 0 if there is none, and answers the position behind it. */
    private int exponent(DirectBuffer bytes, int p, int end) {
        exponent = 0;
        if (p >= end || (bytes.getByte(p) | 0x20) != 'e') {
            return p;
        }
        int at = p + 1;
        int sign = at < end ? bytes.getByte(at) : 0;
        if (sign == '-' || sign == '+') {
            at++;
        }
        int stop = behindDigits(bytes, at, end);
        if (stop == at) {
            return at >= end ? Fault.TRUNCATED : Fault.MALFORMED;
        }
        for (; at < stop; at++) {
            exponent = Math.min(exponent * 10 + bytes.getByte(at) - '0', EXPONENT_BOUND);
        }
        if (sign == '-') {
            exponent = -exponent;
        }
        return stop;
    }

    /** The digits of [start, stop), of which those behind {@code point} are fraction, times 10^shift. */
    private int scale(DirectBuffer bytes, int start, int point, int stop, int shift) {
        int last = stop - 1;
        while (last >= start && !isSignificant(bytes.getByte(last))) {
            last--;
        }
        value = 0;
        if (last < start) {
            return 0;
        }
        // The place value of the last significant digit is 10^zeros units.
        int zeros = shift - (last > point ? last - point : last - point + 1);
        return zeros < 0 ? round(bytes, start, last, point, shift) : exact(bytes, start, last, zeros);
    }

    private int exact(DirectBuffer bytes, int start, int last, int zeros) {
        long sum = 0;
        for (int at = start; at <= last; at++) {
            int c = bytes.getByte(at);
            if (c == '.') {
                continue;
            }
            if (sum > (Long.MAX_VALUE - (c - '0')) / 10) {
                return Fault.OVERFLOW;
            }
            sum = sum * 10 + (c - '0');
        }
        if (sum != 0 && (zeros > 18 || sum > Long.MAX_VALUE / EightDigits.power(zeros))) {
            return Fault.OVERFLOW;
        }
        value = sum * EightDigits.power(Math.min(zeros, 18));
        return 0;
    }

    /** Keeps the digits worth a unit or more; {@code last} is worth less than one and not zero. */
    private int round(DirectBuffer bytes, int start, int last, int point, int shift) {
        long sum = 0;
        int half = 0;
        boolean more = false;
        for (int at = start; at <= last; at++) {
            int c = bytes.getByte(at);
            if (c == '.') {
                continue;
            }
            int place = shift - (at > point ? at - point : at - point + 1);
            if (place >= 0) {
                if (sum > (Long.MAX_VALUE - (c - '0')) / 10) {
                    return Fault.OVERFLOW;
                }
                sum = sum * 10 + (c - '0');
            } else if (place == -1) {
                half = c - '0';
            } else {
                more |= c != '0';
            }
        }
        boolean up = half > 5 || half == 5 && (more || (sum & 1) == 1);
        if (up && sum == Long.MAX_VALUE) {
            return Fault.OVERFLOW;
        }
        value = up ? sum + 1 : sum;
        return 0;
    }

    private static boolean isSignificant(int c) {
        return c > '0' && c <= '9';
    }
}
