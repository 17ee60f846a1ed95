package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * The fast way through levels in the spelling {@code ["61250.10","1.204"]}: from text to the group entry without a step
 * between.
 *
 * <p>A stream's prices nearly always have as many digits as the one before, so that shape is predicted and only verified:
 * the place of the next number then waits for a branch that is guessed right instead of for arithmetic. What does not
 * fit (other spellings, long numbers, bad values, the last bytes of a frame) is left to {@link LevelReader}.
 */
final class QuotedLevels {
    /** Bytes that must lie behind the start of a level: two numbers of 16 with their marks. */
    private static final int MARGIN = 48;

    private static final int LEVEL = 16;
    /** The longest price of which all but the last byte of the {@code ","} behind lies in the sixteen looked at. */
    private static final int LONGEST = 14;

    private static final long TWO = 0xFFFFL;
    private static final long THREE = 0xFFFFFFL;
    private static final long FIVE = 0xFF_FFFF_FFFFL;
    private static final long OPEN = Words.word("[\"");
    /** Xored like the digits before it. */
    private static final long BETWEEN = (Words.word("\",\"") ^ EightDigits.ZEROS) & THREE;

    private static final long CLOSE = Words.word("\"]");
    private static final long NEXT = Words.word("\"],[\"");
    private static final int DOT = '.' ^ '0';
    private static final int QUOTE = '"' ^ '0';
    private static final int REFUSED = -1;

    private long digits0;
    private long digits1;
    private long text0;
    private long text0Mask;
    private long text1;
    private long text1Mask;
    private long before;
    private long after;
    private long tail0;
    private long tail1;
    private int shift0;
    private int shift1;
    private long factor0;
    private long factor1;
    private int priceLength;
    private boolean isShort;
    private boolean isExact;
    private int learntScale = -1;
    private int count;
    private int width;

    /** Levels written by the last {@link #read}. */
    int count() {
        return count;
    }

    /**
     * Writes levels as long as they are in the usual spelling.
     *
     * @param scan over the frame
     * @param p the opening bracket of a level
     * @param priceScale decimals of a price
     * @param quantityScale decimals of a quantity
     * @param into takes pairs of longs
     * @param to where the first pair goes
     * @param room pairs it may write
     * @return behind the last level written, {@code p} if there is none; what follows it is for the caller to judge
     */
    int read(JsonScan scan, int p, int priceScale, int quantityScale, MutableDirectBuffer into, int to, int room) {
        count = 0;
        if (p > scan.end() - MARGIN || room == 0 || (scan.load(p) & TWO) != OPEN) {
            return p;
        }
        // Checked once, then read and written past the buffers, whose own checks would be four a level.
        into.boundsCheck(to, room * LEVEL);
        byte[] target = into.byteArray();
        long put = into.addressOffset() + to;
        long full = put + (long) room * LEVEL;
        byte[] text = scan.array();
        long start = scan.address();
        long last = start + scan.end() - MARGIN;
        long behind = start + p;
        long at = behind + 2;
        int decimals = quantityScale << 3;
        while (true) {
            long x0 = load(text, at) ^ EightDigits.ZEROS;
            long x1 = load(text, at + 8) ^ EightDigits.ZEROS;
            if ((differs(x0, x1) || learntScale != priceScale) && !learn(x0, x1, priceScale)) {
                break;
            }
            long price = price(x0, x1);
            long q = at + priceLength + 3;
            long y0 = load(text, q) ^ EightDigits.ZEROS;
            long y1 = load(text, q + 8) ^ EightDigits.ZEROS;
            int d = Long.numberOfTrailingZeros(EightDigits.marks(y0)) & ~7;
            long low = (1L << d) - 1;
            long joined = y0 & low | (y0 >>> 8 | y1 << 56) & ~low;
            int digits = Long.numberOfTrailingZeros(EightDigits.marks(joined)) & ~7;
            long quantity;
            long stop;
            if (digits - d == decimals && d > 0 && decimals > 0 && (y0 >>> d & 0xFF) == DOT) {
                // As many decimals as the scale has, which is how venues write them: nothing to cut and nothing to add.
                quantity = EightDigits.value(joined << -digits);
                stop = q + (digits >>> 3) + 1;
            } else {
                quantity = quantity(y0, y1, quantityScale);
                stop = q + width;
            }
            if (price <= 0 || quantity < 0 || !isShort && UnsafeApi.getByte(text, q - 1) != '"') {
                break;
            }
            long next = load(text, stop);
            if ((next & TWO) != CLOSE) {
                break;
            }
            UnsafeApi.putLongUnaligned(target, put, price, false);
            UnsafeApi.putLongUnaligned(target, put + 8, quantity, false);
            put += LEVEL;
            behind = stop + 2;
            at = behind + 3;
            if ((next & FIVE) != NEXT || at > last || put == full) {
                break;
            }
        }
        count = (int) (put - into.addressOffset() - to) / LEVEL;
        return (int) (behind - start);
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Whether a price is not of the shape learnt: other digits, other marks. */
    private boolean differs(long x0, long x1) {
        long text = (x0 ^ text0) & text0Mask | (x1 ^ text1) & text1Mask;
        if (isShort) {
            return (EightDigits.marks(x0) & digits0 | text) != 0;
        }
        return (EightDigits.marks(x0) & digits0 | EightDigits.marks(x1) & digits1 | text) != 0;
    }

    /** The price of the shape learnt; negative if it is finer than its scale. */
    private long price(long x0, long x1) {
        if (isShort) {
            long all = x0 & before | x0 >>> 8 & after;
            if (isExact || (all & tail0) == 0) {
                return EightDigits.value(all << shift0) * factor0;
            }
            return REFUSED;
        }
        long first = x0 & before | (x0 >>> 8 | x1 << 56) & after;
        long second = x1 >>> 8;
        if ((first & tail0 | second & tail1) != 0) {
            return REFUSED;
        }
        long price = EightDigits.value(first << shift0) * factor0;
        return factor1 == 0 ? price : price + EightDigits.value(second << shift1) * factor1;
    }

    /** A quantity of up to 16 characters, {@link #REFUSED} if it is not of the usual spelling; its width is left. */
    private long quantity(long y0, long y1, int scale) {
        long marks = EightDigits.marks(y0);
        int d = firstMark(marks);
        width = 0;
        if (d == 0 || marks == 0) {
            return REFUSED;
        }
        int mark = (int) (y0 >>> (d << 3)) & 0xFF;
        if (mark != DOT) {
            width = d;
            return mark == QUOTE && scale <= 10
                    ? EightDigits.value(y0 << (64 - (d << 3))) * EightDigits.power(scale)
                    : REFUSED;
        }
        long rest = marks & marks - 1;
        long marks1 = EightDigits.marks(y1);
        if (rest == 0 && marks1 == 0) {
            return REFUSED;
        }
        width = rest != 0 ? firstMark(rest) : 8 + firstMark(marks1);
        int digits = width - 1;
        int kept = Math.min(digits - d, scale);
        int used = d + kept;
        int missing = scale - kept;
        long low = (1L << (d << 3)) - 1;
        long first = (y0 & low | (y0 >>> 8 | y1 << 56) & ~low) & Words.mask(digits);
        long second = y1 >>> 8 & Words.mask(Math.max(digits - 8, 0));
        if (digits == d || missing > (used > 8 ? 3 : 10)) {
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

    /** Takes the shape of the price in hand as the prediction for the next ones; false if it has no usual one. */
    private boolean learn(long x0, long x1, int scale) {
        long m0 = EightDigits.marks(x0);
        int d = Long.numberOfTrailingZeros(m0) >>> 3;
        if (m0 == 0 || d == 0) {
            return false;
        }
        int mark = (int) (x0 >>> (d << 3)) & 0xFF;
        boolean isWhole = mark == QUOTE;
        long rest = m0 & m0 - 1;
        int close = rest != 0 ? Long.numberOfTrailingZeros(rest) >>> 3 : 8 + firstMark(EightDigits.marks(x1));
        int end = isWhole ? d : close;
        int digits = isWhole ? d : end - 1;
        int kept = Math.min(digits - d, scale);
        int used = d + kept;
        int missing = scale - kept;
        if (!isWhole && (mark != DOT || digits == d) || end > LONGEST || missing > (used > 8 ? 3 : 10)) {
            return false;
        }
        learntScale = scale;
        priceLength = end;
        isShort = end <= 8;
        long point = isWhole ? 0 : 0xFFL << (d << 3);
        digits0 = Words.mask(end) & ~point;
        digits1 = Words.mask(Math.max(end - 8, 0));
        text0 = (long) DOT << (d << 3) & point | (end < 8 ? BETWEEN << (end << 3) : 0);
        text0Mask = point | (end < 8 ? THREE << (end << 3) : 0);
        text1 = end >= 8 ? BETWEEN << (end - 8 << 3) : BETWEEN >>> (8 - end << 3);
        text1Mask = end >= 8 ? THREE << (end - 8 << 3) : THREE >>> (8 - end << 3);
        before = Words.mask(d);
        after = isWhole ? 0 : ~before;
        shift0 = 64 - (Math.min(used, 8) << 3);
        shift1 = used > 8 ? 64 - (used - 8 << 3) : 0;
        factor1 = used > 8 ? EightDigits.power(missing) : 0;
        factor0 = EightDigits.power(missing) * EightDigits.power(Math.max(used - 8, 0));
        tail0 = Words.mask(Math.min(digits, 8)) & ~Words.mask(Math.min(used, 8));
        tail1 = Words.mask(Math.max(digits - 8, 0)) & ~Words.mask(Math.max(used - 8, 0));
        isExact = tail0 == 0;
        return !differs(x0, x1);
    }

    private static int firstMark(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
