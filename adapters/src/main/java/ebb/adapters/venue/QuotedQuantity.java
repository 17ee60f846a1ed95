package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * The shape of the quantities of a stream: how many decimals they are written with. How many digits stand before the point
 * cannot be foreseen and is no branch; from there on all is known, so a number is read by the word that ends with it.
 */
final class QuotedQuantity {
    private static final int DOT = '.' ^ '0';
    private static final int QUOTE = '"' ^ '0';
    private static final int REFUSED = -1;
    /** Digits have this bit, a point and a quote do not; what else has it is found out when the digits are verified. */
    private static final long DIGIT_BITS = 0x1010101010101010L;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    private static final long DIGIT = 0x0606060606060606L;
    private static final long TEXT = 0x0F0F0F0F0F0F0F0FL;

    private int scale = -1;
    private int told;
    /** From the point, or from the quote of a number without, to the closing quote. */
    int behindMark;
    /** Characters between the last digit that counts and the closing quote. */
    int cut;

    /** The most digits before the mark. */
    int widest = -1;
    /** By the digits before the mark: the bytes of the word that are the number's. */
    final long[] masks = new long[9];

    long text;
    long limits;
    long after;
    long before;
    long factor;
    private long zeros;
    private long zeroMask;
    private int width;

    /** Decimals wanted; whether they are others than before. */
    boolean scale(int scale) {
        boolean isOther = this.scale != scale;
        if (isOther) {
            this.scale = scale;
            draw(told);
        }
        return isOther;
    }

    /**
     * How many digits a quantity begins with; verified later.
     *
     * @param word its first eight characters
     * @return 8 if all are
     */
    static int digits(long word) {
        return Long.numberOfTrailingZeros(~word & DIGIT_BITS) >>> 3;
    }

    /**
     * What the bytes of a quantity differ by from the shape learnt: its digits.
     *
     * @param array holds it
     * @param close where its closing quote was found
     * @param digits that it begins with
     */
    long word(byte[] array, long close, int digits) {
        return (load(array, close - cut - 8) ^ text) & masks[digits];
    }

    /** In the upper half of each byte: whether {@link #word} is not of the shape learnt. */
    long differs(long word) {
        return word + limits | word;
    }

    /** Whether nothing but zeros stands between the digits that count and the closing quote. */
    boolean isCut(byte[] array, long close) {
        return cut == 0 || ((load(array, close - 8) ^ zeros) & zeroMask) == 0;
    }

    /**
     * Where a quantity of the shape learnt ends.
     *
     * @param array holds it
     * @param first its first character, an opening quote before it
     * @param end of what may be looked at
     * @return its closing quote, negative if it is not of the shape
     */
    long closing(byte[] array, long first, long end) {
        if (first > end - Long.BYTES) {
            return REFUSED;
        }
        int digits = digits(load(array, first));
        long close = first + digits + behindMark;
        if (close >= end || digits > widest || !isCut(array, close)) {
            return REFUSED;
        }
        long quotes = UnsafeApi.getByte(array, first - 1) ^ '"' | UnsafeApi.getByte(array, close) ^ '"';
        return (quotes | differs(word(array, close, digits)) & MARKS) == 0 ? close : REFUSED;
    }

    /** The quantity of {@link #word}. */
    long value(long word) {
        return EightDigits.value(word & after | (word & before) << 8) * factor;
    }

    /** The quantity between two places, which has been verified. */
    long value(byte[] array, long first, long close) {
        return value(word(array, close, (int) (close - behindMark - first)));
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Characters of the quantity that {@link #odd} read. */
    int width() {
        return width;
    }

    /**
     * A quantity of up to 16 characters, of whatever shape, which is expected from now on.
     *
     * @return negative if it is not of the usual spelling
     */
    long odd(long word0, long word1) {
        long y0 = word0 ^ EightDigits.ZEROS;
        long y1 = word1 ^ EightDigits.ZEROS;
        long marks = EightDigits.marks(y0);
        int d = Long.numberOfTrailingZeros(marks) >>> 3;
        width = 0;
        if (d == 0 || marks == 0) {
            return REFUSED;
        }
        int mark = (int) (y0 >>> (d << 3)) & 0xFF;
        if (mark != DOT) {
            width = d;
            learn(0);
            return mark == QUOTE && scale <= 10
                    ? EightDigits.value(y0 << (64 - (d << 3))) * EightDigits.power(scale)
                    : REFUSED;
        }
        long rest = marks & marks - 1;
        long marks1 = EightDigits.marks(y1);
        if (rest == 0 && marks1 == 0) {
            return REFUSED;
        }
        width = rest != 0 ? Long.numberOfTrailingZeros(rest) >>> 3 : 8 + (Long.numberOfTrailingZeros(marks1) >>> 3);
        learn(width - 1 - d);
        return width - 1 == d ? REFUSED : fraction(y0, y1, d);
    }

    private long fraction(long y0, long y1, int d) {
        int digits = width - 1;
        int kept = Math.min(digits - d, scale);
        int used = d + kept;
        int missing = scale - kept;
        long low = (1L << (d << 3)) - 1;
        long first = (y0 & low | (y0 >>> 8 | y1 << 56) & ~low) & Words.mask(digits);
        long second = y1 >>> 8 & Words.mask(Math.max(digits - 8, 0));
        if (missing > (used > 8 ? 3 : 10)) {
            return REFUSED;
        }
        if (used > 8) {
            long tail = second & ~Words.mask(used - 8);
            long value = EightDigits.value(first) * EightDigits.power(used - 8)
                    + EightDigits.value(second << (64 - (used - 8 << 3)));
            return tail == 0 ? value * EightDigits.power(missing) : REFUSED;
        }
        long tail = first & ~Words.mask(used) | second;
        return tail == 0 ? EightDigits.value(first << (64 - (used << 3))) * EightDigits.power(missing) : REFUSED;
    }

    private void learn(int decimals) {
        if (decimals != told) {
            draw(decimals);
        }
    }

    /** Expects quantities of so many decimals. */
    private void draw(int decimals) {
        told = decimals;
        int kept = Math.min(told, scale);
        int missing = scale - kept;
        int fraction = kept == 0 ? 0 : kept + 1;
        behindMark = told == 0 ? 0 : told + 1;
        cut = behindMark - fraction;
        boolean isUsual = cut <= 8 && missing <= 10 && fraction < 8;
        widest = isUsual ? Math.min(8 - fraction, 7) : -1;
        for (int i = 0; i < masks.length; i++) {
            // Without a digit before the point the quote is looked at, which is none.
            masks[i] = i == 0 ? -1 : -1L << Math.max(64 - (i + fraction << 3), 0);
        }
        long point = fraction == 0 ? 0 : 0xFFL << (8 - fraction << 3);
        text = EightDigits.ZEROS ^ (DOT * 0x0101010101010101L & point);
        limits = DIGIT & ~point | TEXT & point;
        before = fraction == 0 ? 0 : Words.mask(8 - fraction);
        after = ~before & ~point;
        zeroMask = ~Words.mask(8 - Math.min(cut, 8));
        zeros = EightDigits.ZEROS ^ (kept == 0 && told > 0 ? (long) DOT << (8 - Math.min(cut, 8) << 3) : 0);
        factor = isUsual ? EightDigits.power(missing) : 0;
    }
}
