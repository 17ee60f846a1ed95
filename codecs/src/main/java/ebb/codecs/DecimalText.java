package ebb.codecs;

import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Scaled longs as plain decimal text, without exponent notation; the way back is {@link Decimals}. */
public final class DecimalText {
    /** Room that is enough for any long at an exponent of −18 to 18. */
    public static final int MAX_LENGTH = 40;

    private static final int NO_FRACTION = -1;

    private DecimalText() {}

    /**
     * Writes the shortest text of a number: no trailing zeros behind the point, no point without digits. Allocates
     * nothing.
     *
     * @param buffer   to write to, ASCII
     * @param index    of the first byte
     * @param mantissa any long; {@link Nulls#LONG} is a number here
     * @param exponent the number is mantissa · 10^exponent
     * @return bytes written
     */
    public static int put(MutableDirectBuffer buffer, int index, long mantissa, int exponent) {
        return write(buffer, index, mantissa, exponent, 0);
    }

    /**
     * Writes a number with a given count of digits behind the point, as a venue wants it or sent it (BOOK-11).
     *
     * @param buffer         to write to, ASCII
     * @param index          of the first byte
     * @param mantissa       any long
     * @param exponent       the number is mantissa · 10^exponent
     * @param fractionDigits behind the point
     * @return bytes written
     * @throws IllegalArgumentException if the number needs more digits than that
     */
    public static int putFixed(MutableDirectBuffer buffer, int index, long mantissa, int exponent, int fractionDigits) {
        return write(buffer, index, mantissa, exponent, fractionDigits == 0 ? NO_FRACTION : fractionDigits);
    }

    /**
     * The shortest text of a number, for tools; allocates.
     *
     * @param mantissa any long
     * @param exponent the number is mantissa · 10^exponent
     * @return the text
     */
    public static String of(long mantissa, int exponent) {
        byte[] bytes = new byte[MAX_LENGTH + Math.abs(exponent)];
        int length = put(new UnsafeBuffer(bytes), 0, mantissa, exponent);
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** {@code fixed}: 0 for as many digits as needed, NO_FRACTION for none, else that many. */
    private static int write(MutableDirectBuffer buffer, int index, long mantissa, int exponent, int fixed) {
        // Magnitudes are negative here, since the least long has no positive one.
        long rest = mantissa < 0 ? mantissa : -mantissa;
        int e = rest == 0 ? 0 : exponent;
        while (e < 0 && rest % 10 == 0) {
            rest /= 10;
            e++;
        }
        int digitsBehind = e < 0 ? -e : 0;
        int zerosBehind = fixed == 0 ? 0 : (fixed == NO_FRACTION ? 0 : fixed) - digitsBehind;
        if (zerosBehind < 0) {
            throw tooFine(mantissa, exponent, fixed);
        }
        int behind = digitsBehind + zerosBehind;
        int zerosBefore = e > 0 ? e : 0;
        int before = Math.max(digitCount(rest) - digitsBehind, 1);
        int sign = mantissa < 0 ? 1 : 0;
        int length = sign + before + zerosBefore + (behind > 0 ? behind + 1 : 0);
        int at = zeros(buffer, index + length, zerosBehind);
        for (int i = 0; i < digitsBehind; i++) {
            buffer.putByte(--at, (byte) ('0' - rest % 10));
            rest /= 10;
        }
        if (behind > 0) {
            buffer.putByte(--at, (byte) '.');
        }
        at = zeros(buffer, at, zerosBefore);
        for (int i = 0; i < before; i++) {
            buffer.putByte(--at, (byte) ('0' - rest % 10));
            rest /= 10;
        }
        if (sign != 0) {
            buffer.putByte(--at, (byte) '-');
        }
        return length;
    }

    private static int zeros(MutableDirectBuffer buffer, int end, int count) {
        int at = end;
        for (int i = 0; i < count; i++) {
            buffer.putByte(--at, (byte) '0');
        }
        return at;
    }

    private static int digitCount(long negative) {
        int count = 1;
        for (long limit = -10; negative <= limit; limit *= 10) {
            count++;
            if (count == 19) {
                break;
            }
        }
        return count;
    }

    private static IllegalArgumentException tooFine(long mantissa, int exponent, int fixed) {
        return new IllegalArgumentException(
                of(mantissa, exponent) + " needs more than " + Math.max(fixed, 0) + " digits behind the point");
    }
}
