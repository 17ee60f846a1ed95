package ebb.codecs;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Digits straight from bytes to a scaled long (NUM-5): never through a double, never an exception, nothing allocated. An
 * object is one parse's worth of results and belongs to one thread.
 *
 * <p>Accepted: {@code [+-] digits [. digits] [e|E [+-] digits]} with at least one digit before the exponent, on either
 * side of the point; leading zeros and trailing zeros, however many. Everything else, blanks included, is MALFORMED.
 */
public final class Decimals {
    /** What became of a text. */
    public enum Status {
        /** {@link Decimals#value} holds it. */
        OK,
        /** Non-zero digits beyond the exponent: the message is refused, its stream lossy. */
        PRECISION,
        /** Not a decimal number: empty, NaN, two points, a blank. */
        MALFORMED,
        /** Does not fit a long at the exponent; −2⁶³ counts as such, since it reads as null (messages.md §1). */
        OVERFLOW
    }

    /** The least exponent of a {@code dec} (messages.md §1). */
    public static final int MIN_EXPONENT = -18;

    /** The greatest exponent of a {@code dec} (messages.md §1). */
    public static final int MAX_EXPONENT = 9;

    /** An exponent beyond this is as good as this: no text is long enough to bring it back. */
    private static final long EXPONENT_LIMIT = 1L << 40;

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    private Status status = Status.MALFORMED;
    private long value = Nulls.LONG;
    private int exponent;

    // The text as magnitude · 10^lowest; `beyond` if the magnitude is more than a long.
    private long magnitude;
    private long lowest;
    private boolean negative;
    private boolean beyond;
    private boolean stripped;
    private long fraction;

    /**
     * Parses a text to a mantissa at an exponent.
     *
     * <p>Reads up to 7 bytes past the text, within the buffer's capacity.
     *
     * @param text       holds the text
     * @param offset     of its first byte
     * @param length     in bytes
     * @param toExponent of the instrument or field, e.g. {@code pe}
     * @return {@link Status#OK}, and {@link #value} is the mantissa; or why there is none
     */
    public Status parse(DirectBuffer text, int offset, int length, int toExponent) {
        exponent = toExponent;
        return settle(read(text, offset, length) ? scale() : Status.MALFORMED);
    }

    /**
     * Parses bytes of an array; see {@link #parse(DirectBuffer, int, int, int)}.
     *
     * @param text       holds the text
     * @param offset     of its first byte
     * @param length     in bytes
     * @param toExponent of the instrument or field
     * @return the status
     */
    public Status parse(byte[] text, int offset, int length, int toExponent) {
        view.wrap(text);
        return parse(view, offset, length, toExponent);
    }

    /**
     * Parses bytes at an address outside the heap; reads none beyond them.
     *
     * @param address    of the first byte
     * @param length     in bytes
     * @param toExponent of the instrument or field
     * @return the status
     */
    public Status parse(long address, int length, int toExponent) {
        view.wrap(address, length);
        return parse(view, 0, length, toExponent);
    }

    /**
     * Parses a text to a {@code dec}: mantissa and exponent as the text needs them, the exponent in −18 to 9 and as
     * great as it can be. {@link #finest} and {@link #fractionDigits} tell what else there is to know (INST-7).
     *
     * @param text   holds the text
     * @param offset of its first byte
     * @param length in bytes
     * @return {@link Status#OK}, and {@link #value} · 10^{@link #exponent} is the number; or why there is none
     */
    public Status scan(DirectBuffer text, int offset, int length) {
        exponent = 0;
        if (!read(text, offset, length)) {
            return settle(Status.MALFORMED);
        }
        strip();
        exponent = (int) (lowest < MIN_EXPONENT ? MIN_EXPONENT : lowest > MAX_EXPONENT ? MAX_EXPONENT : lowest);
        return settle(scale());
    }

    /**
     * Scans bytes of an array; see {@link #scan(DirectBuffer, int, int)}.
     *
     * @param text   holds the text
     * @param offset of its first byte
     * @param length in bytes
     * @return the status
     */
    public Status scan(byte[] text, int offset, int length) {
        view.wrap(text);
        return scan(view, offset, length);
    }

    /**
     * Parses a text of configuration or of a tool; allocates.
     *
     * @param text       a decimal number
     * @param toExponent of the result
     * @return the mantissa
     * @throws IllegalArgumentException if there is none, with the text, the exponent and the status
     */
    public static long of(String text, int toExponent) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Decimals decimals = new Decimals();
        Status status = decimals.parse(bytes, 0, bytes.length, toExponent);
        if (status != Status.OK) {
            throw new IllegalArgumentException("'" + text + "' at exponent " + toExponent + ": " + status);
        }
        return decimals.value;
    }

    /**
     * What became of the last text.
     *
     * @return MALFORMED before the first
     */
    public Status status() {
        return status;
    }

    /**
     * The mantissa of the last text.
     *
     * @return {@link Nulls#LONG} unless its status is OK
     */
    public long value() {
        return value;
    }

    /**
     * The exponent of {@link #value}.
     *
     * @return the one given, or the one {@link #scan} chose
     */
    public int exponent() {
        return exponent;
    }

    /**
     * The exponent of the last non-zero digit of a well-formed text: what an instrument without definition needs
     * (INST-7).
     *
     * @return e.g. −2 for {@code 0.25}, 3 for {@code 5000}; 0 for zero, which needs none
     */
    public int finest() {
        strip();
        return saturated(lowest);
    }

    /**
     * Digits after the point as received, trailing zeros too (BOOK-11).
     *
     * @return 0 if there is no point; an exponent in the text moves the point
     */
    public int fractionDigits() {
        return fraction < 0 ? 0 : saturated(fraction);
    }

    private Status settle(Status outcome) {
        status = outcome;
        if (outcome != Status.OK) {
            value = Nulls.LONG;
        }
        return outcome;
    }

    /** From magnitude · 10^lowest to the mantissa at the exponent. */
    private Status scale() {
        if (magnitude == 0 && !beyond) {
            value = 0;
            return Status.OK;
        }
        long shift = lowest - exponent;
        long scaled = magnitude;
        if (shift < 0) {
            if (stripped || -shift > Scaled.MAX_POW10) {
                return Status.PRECISION;
            }
            long unit = Scaled.pow10((int) -shift);
            scaled = magnitude / unit;
            if (scaled * unit != magnitude) {
                return Status.PRECISION;
            }
        } else if (shift > 0 || beyond) {
            if (beyond || shift > Scaled.MAX_POW10) {
                return Status.OVERFLOW;
            }
            long unit = Scaled.pow10((int) shift);
            if (!Scaled.multiplyFits(magnitude, unit)) {
                return Status.OVERFLOW;
            }
            scaled = magnitude * unit;
        }
        value = negative ? -scaled : scaled;
        return Status.OK;
    }

    private boolean read(DirectBuffer text, int offset, int length) {
        return length > 0 && (readPlain(text, offset, length) || readAny(text, offset, length));
    }

    /** At most 18 digits and no exponent: nearly all there is. False says nothing about the text. */
    private boolean readPlain(DirectBuffer text, int offset, int length) {
        int end = offset + length;
        int start = afterSign(text, offset);
        magnitude = 0;
        int at = readDigits(text, start, end);
        int digits = at - start;
        int behindPoint = 0;
        if (at < end && text.getByte(at) == '.') {
            start = at + 1;
            at = readDigits(text, start, end);
            behindPoint = at - start;
            digits += behindPoint;
        }
        if (at != end || digits == 0 || digits > Scaled.MAX_POW10) {
            return false;
        }
        fraction = behindPoint;
        lowest = -behindPoint;
        beyond = false;
        stripped = false;
        return true;
    }

    private int afterSign(DirectBuffer text, int offset) {
        byte first = text.getByte(offset);
        negative = first == '-';
        return negative || first == '+' ? offset + 1 : offset;
    }

    /** Appends a run of digits to the magnitude, eight a step; beyond 18 it wraps, and the caller looks again. */
    private int readDigits(DirectBuffer text, int from, int end) {
        int at = from;
        long m = magnitude;
        int lastWide = text.capacity() - Long.BYTES;
        while (at < end && at <= lastWide) {
            long word = text.getLong(at, ByteOrder.LITTLE_ENDIAN);
            int n = EightDigits.count(word);
            if (n > end - at) {
                n = end - at;
            }
            if (n == 0) {
                magnitude = m;
                return at;
            }
            m = m * Scaled.pow10(n) + EightDigits.value(word, n);
            at += n;
            if (n < Long.BYTES) {
                magnitude = m;
                return at;
            }
        }
        for (; at < end; at++) {
            int digit = text.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            m = m * 10 + digit;
        }
        magnitude = m;
        return at;
    }

    /** Any text, digit by digit; trailing zeros never enter the magnitude, so that it overflows only if it must. */
    private boolean readAny(DirectBuffer text, int offset, int length) {
        int end = offset + length;
        magnitude = 0;
        beyond = false;
        stripped = true;
        long pendingZeros = 0;
        long behindPoint = 0;
        boolean point = false;
        boolean digits = false;
        int at = afterSign(text, offset);
        for (; at < end; at++) {
            int c = text.getByte(at);
            if (c == '.') {
                if (point) {
                    return false;
                }
                point = true;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            digits = true;
            behindPoint += point ? 1 : 0;
            if (digit == 0) {
                pendingZeros += magnitude != 0 ? 1 : 0;
            } else {
                append(pendingZeros + 1, digit);
                pendingZeros = 0;
            }
        }
        if (!digits || !readExponent(text, at, end)) {
            return false;
        }
        fraction = behindPoint - lowest;
        lowest = magnitude == 0 ? 0 : lowest - behindPoint + pendingZeros;
        return true;
    }

    private void append(long places, int digit) {
        if (magnitude == 0) {
            magnitude = digit;
        } else if (places > Scaled.MAX_POW10 || magnitude > (Long.MAX_VALUE - digit) / Scaled.pow10((int) places)) {
            beyond = true;
        } else {
            magnitude = magnitude * Scaled.pow10((int) places) + digit;
        }
    }

    /** Leaves the exponent, 0 if there is none, in {@code lowest}. */
    private boolean readExponent(DirectBuffer text, int from, int end) {
        lowest = 0;
        if (from == end) {
            return true;
        }
        int at = from;
        int c = text.getByte(at++);
        if (c != 'e' && c != 'E' || at == end) {
            return false;
        }
        int sign = text.getByte(at);
        if (sign == '-' || sign == '+') {
            at++;
        }
        if (at == end) {
            return false;
        }
        long e = 0;
        for (; at < end; at++) {
            int digit = text.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            e = e < EXPONENT_LIMIT ? e * 10 + digit : e;
        }
        lowest = sign == '-' ? -e : e;
        return true;
    }

    private void strip() {
        if (stripped) {
            return;
        }
        stripped = true;
        if (magnitude == 0) {
            lowest = 0;
            return;
        }
        while (magnitude % 10 == 0) {
            magnitude /= 10;
            lowest++;
        }
    }

    private static int saturated(long n) {
        return (int) (n > Integer.MAX_VALUE ? Integer.MAX_VALUE : n < Integer.MIN_VALUE ? Integer.MIN_VALUE : n);
    }
}
