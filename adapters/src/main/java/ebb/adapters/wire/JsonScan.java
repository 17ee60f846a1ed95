package ebb.adapters.wire;

import ebb.codecs.Decimals;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A cursorless scanner over one JSON text in a buffer. Each method takes a position and answers the one behind what it
 * read, or a negative {@link Fault}; what was read lies in {@link #value()} or between {@link #textStart()} and
 * {@link #textLength()}. Positions count from the start of the wrapped region, nothing outside it is ever read.
 *
 * <p>Eight bytes a step where it pays (digits, strings, skipped values). Each read is checked once, against the region, and
 * then made past the buffer, whose own check would be the second. Reused for frame after frame by one thread.
 */
public final class JsonScan {
    /** Nesting beyond which a value is refused rather than skipped. */
    public static final int MAX_DEPTH = 32;

    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long SLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long SPACES = 0x6060606060606060L;

    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    /** Holds the text, and keeps it alive. */
    private DirectBuffer buffer = bytes;

    private int offset;
    private boolean isWrapped = true;
    private final Decimals decimals = new Decimals();
    private final Digits digits = new Digits();
    /** The array below the region, null if it is not on the heap. */
    private byte[] array;

    private long base;
    private int end;
    private long value;
    private int textStart;
    private int textLength;

    /**
     * Looks at a region from now on.
     *
     * @param buffer holds the text
     * @param offset of its first byte
     * @param length in bytes
     */
    public void wrap(DirectBuffer buffer, int offset, int length) {
        buffer.boundsCheck(offset, length);
        this.buffer = buffer;
        this.offset = offset;
        isWrapped = false;
        array = buffer.byteArray();
        base = buffer.addressOffset() + offset;
        end = length;
    }

    /** The wrapped region; index 0 is its first byte. */
    public UnsafeBuffer bytes() {
        if (!isWrapped) {
            bytes.wrap(buffer, offset, end);
            isWrapped = true;
        }
        return bytes;
    }

    /** Length of the wrapped region. */
    public int end() {
        return end;
    }

    /** The last number read by {@link #integer}, {@link #decimal} or {@link #number}. */
    public long value() {
        return value;
    }

    /** Position of the first byte of the last text read by {@link #text}. */
    public int textStart() {
        return textStart;
    }

    /** Length of the last text read by {@link #text}, escapes not resolved. */
    public int textLength() {
        return textLength;
    }

    /** The array below the region, null if it is not on the heap: for readers that keep within the region themselves. */
    public byte[] array() {
        return array;
    }

    /** Where in {@link #array()}, or in memory, position 0 is. */
    public long address() {
        return base;
    }

    /** The byte at a position, or 0 at the end. */
    public int at(int p) {
        return p >= 0 && p < end ? UnsafeApi.getByte(array, base + p) : 0;
    }

    /** Eight bytes at a position, the first lowest; zero-filled behind the end. */
    public long word(int p) {
        return (p | end - 8 - p) >= 0 ? load(p) : tail(p);
    }

    /**
     * Eight bytes at a position, as {@link #word}, where the caller knows that all of them lie inside: nothing is checked.
     *
     * @param p at least 0 and at most {@link #end()} − 8
     */
    public long load(int p) {
        assert p >= 0 && p <= end - 8 : p;
        return UnsafeApi.getLongUnaligned(array, base + p, false);
    }

    /** What is left of a word at the end: the last word of the region, shifted. */
    private long tail(int p) {
        if (p < 0 || p >= end) {
            return 0;
        }
        if (end >= 8) {
            return load(end - 8) >>> (p + 8 - end << 3);
        }
        long word = 0;
        for (int i = end - 1; i >= p; i--) {
            word = word << 8 | at(i) & 0xFF;
        }
        return word;
    }

    /** Behind any white space. */
    public int space(int p) {
        while (p < end) {
            int c = at(p);
            if (c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                break;
            }
            p++;
        }
        return p;
    }

    /**
     * One punctuation mark, white space before it allowed.
     *
     * @param p where to look
     * @param mark the byte due
     * @return behind it, or a fault
     */
    public int expect(int p, int mark) {
        int at = at(p) == mark ? p : space(p);
        if (at >= end) {
            return Fault.TRUNCATED;
        }
        return at(at) == mark ? at + 1 : Fault.MALFORMED;
    }

    /**
     * A string; its raw content is then {@link #textStart()} and {@link #textLength()}.
     *
     * @param p its opening quote
     * @return behind the closing quote, or a fault (also for control characters, as JSON has it)
     */
    public int text(int p) {
        int open = at(p) == '"' ? p : space(p);
        if (open >= end) {
            return Fault.TRUNCATED;
        }
        if (at(open) != '"') {
            return Fault.MALFORMED;
        }
        int close = closingQuote(open + 1);
        if (close < 0) {
            return close;
        }
        textStart = open + 1;
        textLength = close - open - 1;
        return close + 1;
    }

    private int closingQuote(int p) {
        int at = p;
        while (true) {
            // Behind the end all bytes are 0, control characters.
            long w = word(at);
            long special =
                    (Words.zeroBytes(w ^ QUOTES) | Words.zeroBytes(w ^ SLASHES) | ~((w & LOW7) + SPACES | w) & HIGH);
            if (special == 0) {
                at += 8;
                continue;
            }
            at += Long.numberOfTrailingZeros(special) >>> 3;
            if (at >= end) {
                return Fault.TRUNCATED;
            }
            int c = at(at);
            if (c == '"') {
                return at;
            }
            if (c >= 0 && c < ' ') {
                return Fault.MALFORMED;
            }
            at += c == '\\' ? 2 : 1;
        }
    }

    /**
     * A number or a string holding one, scaled to a long (NUM-5): value · 10^scale.
     *
     * @param p its first byte
     * @param scale decimals wanted, 0 … 18 (the exponent negated)
     * @return behind it, or a fault; {@code null}, {@code NaN} and the empty string are malformed
     */
    public int number(int p, int scale) {
        if (at(p) == '"') {
            return closed(decimal(p + 1, scale));
        }
        int at = space(p);
        if (at(at) == '"') {
            return closed(decimal(at + 1, scale));
        }
        return decimal(at, scale);
    }

    /**
     * A number or a string holding one, rounded half to even where it has more digits than the scale (NUM-4): for what
     * venues compute themselves and send finer than the tick, such as index prices and turnover.
     *
     * @param p its first byte
     * @param scale decimals kept, 0 … 18
     * @return behind it, or a fault, never {@link Fault#PRECISION}
     */
    public int rounded(int p, int scale) {
        int at = space(p);
        boolean quoted = at(at) == '"';
        int stop = digits.rounded(bytes(), quoted ? at + 1 : at, end, scale);
        value = digits.value();
        return quoted ? closed(stop) : stop;
    }

    private int closed(int p) {
        if (p < 0) {
            return p;
        }
        if (p >= end) {
            return Fault.TRUNCATED;
        }
        return at(p) == '"' ? p + 1 : Fault.MALFORMED;
    }

    /** Whether {@code null} stands at a position. */
    public boolean isNull(int p) {
        return (word(space(p)) & Words.mask(4)) == Skip.NULL;
    }

    /**
     * Digits as they stand, without quotes: {@code 61250.10}, {@code 9.75E+4}, {@code -0}.
     *
     * @param p first digit or sign
     * @param scale decimals wanted, 0 … 18
     * @return the position of the first byte that belongs to the number no more, or a fault
     */
    public int decimal(int p, int scale) {
        long x0 = word(p) ^ EightDigits.ZEROS;
        long m0 = EightDigits.marks(x0);
        int d = Long.numberOfTrailingZeros(m0) >>> 3;
        if (m0 != 0 && d != 0) {
            int mark = (int) (x0 >>> (d << 3)) & 0xFF;
            if (mark == ('.' ^ '0')) {
                return fraction(p, x0, m0, d, scale);
            }
            if (isPlainEnd(p, mark) && scale <= 10) {
                value = EightDigits.value(x0 << (64 - (d << 3))) * EightDigits.power(scale);
                return p + d;
            }
        }
        return slow(p, scale);
    }

    /** {@code d} digits, a point at {@code p + d}; up to 15 digits in all, else the slow way. */
    private int fraction(int p, long x0, long m0, int d, int scale) {
        long x1 = word(p + 8) ^ EightDigits.ZEROS;
        long rest = m0 & m0 - 1;
        int stop;
        if (rest != 0) {
            stop = Long.numberOfTrailingZeros(rest) >>> 3;
        } else {
            long m1 = EightDigits.marks(x1);
            if (m1 == 0) {
                return slow(p, scale);
            }
            stop = 8 + (Long.numberOfTrailingZeros(m1) >>> 3);
        }
        int mark = at(p + stop);
        int fraction = stop - d - 1;
        int kept = Math.min(fraction, scale);
        int count = d + kept;
        boolean isOpen = (mark | 0x20) == 'e' || p + 16 > end && isNumberByte(mark);
        if (fraction == 0 || isOpen || scale - kept > 3) {
            return slow(p, scale);
        }
        long before = (1L << (d << 3)) - 1;
        long first = x0 & before | (x0 >>> 8 | x1 << 56) & ~before;
        if (fraction > scale && !zeroTail(first, x1 >>> 8, count, stop - 1)) {
            return Fault.PRECISION;
        }
        if (count <= 8) {
            value = EightDigits.value(first << (64 - (count << 3))) * EightDigits.power(scale - kept);
        } else {
            long second = x1 >>> 8 << (64 - (count - 8 << 3));
            value = (EightDigits.value(first) * EightDigits.power(count - 8) + EightDigits.value(second))
                    * EightDigits.power(scale - kept);
        }
        return p + stop;
    }

    /** Whether the digits from {@code count} up to {@code all}, of 16 in two words, are zero. */
    private static boolean zeroTail(long first, long second, int count, int all) {
        long firstTail = ~Words.mask(count) & Words.mask(all);
        long secondTail = ~Words.mask(Math.max(count - 8, 0)) & Words.mask(Math.max(all - 8, 0));
        return (first & firstTail | second & secondTail) == 0;
    }

    /**
     * An integer, bare or in quotes, of up to 19 digits: ids and times.
     *
     * @param p its first byte
     * @return behind it, or a fault
     */
    public int integer(int p) {
        long x0 = word(p) ^ EightDigits.ZEROS;
        long m0 = EightDigits.marks(x0);
        if (m0 == 0) {
            long x1 = word(p + 8) ^ EightDigits.ZEROS;
            long m1 = EightDigits.marks(x1);
            int more = Long.numberOfTrailingZeros(m1) >>> 3;
            if (m1 != 0 && isPlainEnd(p, (int) (x1 >>> (more << 3)))) {
                long second = x1 << (56 - (more << 3)) << 8;
                value = EightDigits.value(x0) * EightDigits.power(more) + EightDigits.value(second);
                return p + 8 + more;
            }
        } else {
            int count = Long.numberOfTrailingZeros(m0) >>> 3;
            if (count > 0 && isPlainEnd(p, (int) (x0 >>> (count << 3)))) {
                value = EightDigits.value(x0 << (64 - (count << 3)));
                return p + count;
            }
        }
        return number(p, 0);
    }

    /**
     * Whether the byte behind digits, still xored with '0', continues them neither as fraction nor as exponent. A sign does
     * neither, but at the end of a frame what is cut off must be told from what is wrong, and that takes the slow way.
     */
    private boolean isPlainEnd(int p, int mark) {
        int c = mark & 0xFF;
        boolean isOpen = c == ('.' ^ '0') || c == ('e' ^ '0') || c == ('E' ^ '0');
        return !isOpen && (p + 16 <= end || c != ('+' ^ '0') && c != ('-' ^ '0'));
    }

    /**
     * Any value, checked for JSON's structure and nesting but not kept.
     *
     * @param p its first byte or white space before it
     * @return behind it, or a fault
     */
    public int skip(int p) {
        return Skip.value(this, p);
    }

    private int slow(int p, int scale) {
        int stop = p;
        while (stop < end && isNumberByte(at(stop))) {
            stop++;
        }
        switch (decimals.parse(bytes(), p, stop - p, -scale)) {
            case OK:
                value = decimals.value();
                return stop;
            case PRECISION:
                return Fault.PRECISION;
            case OVERFLOW:
                return Fault.OVERFLOW;
            default:
                return stop >= end ? Fault.TRUNCATED : Fault.MALFORMED;
        }
    }

    private static boolean isNumberByte(int c) {
        return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || (c | 0x20) == 'e';
    }
}
