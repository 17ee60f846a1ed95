package ebb.adapters.venue;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.MutableDirectBuffer;

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
    private int stop;

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
        int last = scan.end() - MARGIN;
        int put = to;
        int end = to + room * LEVEL;
        int behind = p;
        int at = p + 2;
        count = 0;
        if (p > last || room == 0 || (scan.load(p) & TWO) != OPEN) {
            return p;
        }
        while (true) {
            long x0 = scan.load(at) ^ EightDigits.ZEROS;
            long x1 = scan.load(at + 8) ^ EightDigits.ZEROS;
            if ((differs(x0, x1) || learntScale != priceScale) && !learn(x0, x1, priceScale)) {
                break;
            }
            long price = price(x0, x1);
            int q = at + priceLength + 3;
            long quantity = quantity(scan, q, quantityScale);
            if (price <= 0 || quantity < 0 || !isShort && scan.at(q - 1) != '"') {
                break;
            }
            long next = scan.load(q + stop);
            if ((next & TWO) != CLOSE) {
                break;
            }
            into.putLong(put, price, LITTLE_ENDIAN);
            into.putLong(put + 8, quantity, LITTLE_ENDIAN);
            put += LEVEL;
            behind = q + stop + 2;
            at = behind + 3;
            if ((next & FIVE) != NEXT || at > last || put == end) {
                break;
            }
        }
        count = (put - to) / LEVEL;
        return behind;
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

    /** The quantity at a position, {@link #REFUSED} if it is not of the usual spelling; its end is left in stop. */
    private long quantity(JsonScan scan, int q, int scale) {
        long y0 = scan.load(q) ^ EightDigits.ZEROS;
        long marks = EightDigits.marks(y0);
        int d = Long.numberOfTrailingZeros(marks) - 7;
        stop = 0;
        if (d <= 0 || marks == 0) {
            return REFUSED;
        }
        int mark = (int) (y0 >>> d) & 0xFF;
        if (mark != DOT) {
            stop = d >>> 3;
            return mark == QUOTE && scale <= 10
                    ? EightDigits.value(y0 << (64 - d)) * EightDigits.power(scale)
                    : REFUSED;
        }
        long low = (1L << d) - 1;
        long rest = marks & marks - 1;
        if (rest == 0) {
            return longQuantity(scan, q, y0, d >>> 3, scale);
        }
        int digits = Long.numberOfTrailingZeros(rest) - 15;
        stop = (digits >>> 3) + 1;
        long joined = y0 & low | y0 >>> 8 & ~low;
        if (digits - d == scale << 3 && scale > 0) {
            // As many decimals as the scale has, which is how venues write them: nothing to cut and nothing to add.
            return EightDigits.value(joined << (64 - digits));
        }
        int kept = Math.min(digits - d, scale << 3);
        int used = d + kept;
        long all = joined & (1L << digits) - 1;
        int missing = scale - (kept >>> 3);
        if (digits == d || all >>> used != 0 || missing > 10) {
            return REFUSED;
        }
        return EightDigits.value(all << (64 - used)) * EightDigits.power(missing);
    }

    /** A quantity of 8 to 16 characters, its point among the first eight. */
    private long longQuantity(JsonScan scan, int q, long y0, int d, int scale) {
        long y1 = scan.load(q + 8) ^ EightDigits.ZEROS;
        long marks = EightDigits.marks(y1);
        if (marks == 0) {
            return REFUSED;
        }
        int end = Long.numberOfTrailingZeros(marks) >>> 3;
        stop = 8 + end;
        int digits = 7 + end;
        int kept = Math.min(digits - d, scale);
        int used = d + kept;
        int missing = scale - kept;
        long low = (1L << (d << 3)) - 1;
        long first = (y0 & low | (y0 >>> 8 | y1 << 56) & ~low) & Words.mask(digits);
        long second = y1 >>> 8 & Words.mask(Math.max(digits - 8, 0));
        if (digits == d || missing > 3) {
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
