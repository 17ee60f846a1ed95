package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * The fast way through levels in the spelling {@code [61250.1,1804,3]}, numbers of up to eight digits and no trailing zeros:
 * from text to the group entry without a step between. Whether a number has a point is no branch, for it cannot be
 * foreseen. What does not fit is left to {@link LevelReader}.
 */
final class BareLevels {
    /** Bytes that must lie behind the start of a level: three numbers with their marks, and the word after them. */
    private static final int MARGIN = 56;

    private static final int LEVEL = 16;
    private static final int REFUSED = -1;
    private static final long DOTS = ('.' ^ '0') * 0x0101010101010101L;
    /** Brings the lowest bits of eight bytes together in the highest one. */
    private static final long GATHER = 0x0102040810204080L;

    private static final int COMMA = ',' ^ '0';
    private static final long THREE = 0xFFFFFFL;
    private static final long NEXT = Words.word("],[");

    private int count;

    /** Levels written by the last {@link #read}. */
    int count() {
        return count;
    }

    /**
     * Writes levels as long as they are in this spelling.
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
        if (p > scan.end() - MARGIN || room == 0 || scan.at(p) != '[') {
            return p;
        }
        into.boundsCheck(to, room * LEVEL);
        byte[] target = into.byteArray();
        long put = into.addressOffset() + to;
        long full = put + (long) room * LEVEL;
        byte[] text = scan.array();
        long start = scan.address();
        long last = start + scan.end() - MARGIN;
        long behind = start + p;
        long at = behind + 1;
        while (true) {
            long x0 = load(text, at) ^ EightDigits.ZEROS;
            long x1 = load(text, at + 8) ^ EightDigits.ZEROS;
            int ends = ends(x0) | ends(x1) << 8 | ends(load(text, at + 16) ^ EightDigits.ZEROS) << 16;
            int first = Integer.numberOfTrailingZeros(ends);
            ends &= ends - 1;
            int second = Integer.numberOfTrailingZeros(ends);
            ends &= ends - 1;
            int third = Integer.numberOfTrailingZeros(ends);
            // The next level is known from here on; what follows need not be waited for.
            long next = load(text, at + third);
            long q = at + first + 1;
            long price = number(x0, x1, first, priceScale);
            long quantity = number(
                    load(text, q) ^ EightDigits.ZEROS,
                    load(text, q + 8) ^ EightDigits.ZEROS,
                    second - first - 1,
                    quantityScale);
            long orders = EightDigits.marks(load(text, at + second + 1) ^ EightDigits.ZEROS);
            int digits = Long.numberOfTrailingZeros(orders) >>> 3;
            if (price <= 0 || quantity < 0 || digits == 0 || digits > 7 || digits != third - second - 1) {
                break;
            }
            if ((next & 0xFF) != ']') {
                break;
            }
            UnsafeApi.putLongUnaligned(target, put, price, false);
            UnsafeApi.putLongUnaligned(target, put + 8, quantity, false);
            put += LEVEL;
            behind = at + third + 1;
            at = behind + 2;
            if ((next & THREE) != NEXT || behind >= last || put == full) {
                break;
            }
        }
        count = (int) (put - into.addressOffset() - to) / LEVEL;
        return (int) (behind - start);
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Which of eight characters end a number, being neither digit nor point: a bit each, the first lowest. */
    private static int ends(long x) {
        long ends = EightDigits.marks(x) & ~Words.zeroBytes(x ^ DOTS);
        return (int) ((ends >>> 7) * GATHER >>> 56);
    }

    /**
     * A number of this spelling.
     *
     * @param x0 its first eight characters
     * @param x1 the eight behind them
     * @param length of it, up to the character that ends it
     * @param scale decimals wanted
     * @return {@link #REFUSED} if it is none
     */
    private static long number(long x0, long x1, int length, int scale) {
        int d = Long.numberOfTrailingZeros(EightDigits.marks(x0)) & ~7;
        boolean hasPoint = d >>> 3 < length;
        long low = (1L << d) - 1;
        long joined = x0 & low | (x0 >>> 8 | x1 << 56) & ~low;
        int all = Long.numberOfTrailingZeros(EightDigits.marks(joined)) & ~7;
        int digits = hasPoint ? length - 1 << 3 : length << 3;
        int missing = scale - (digits - d >>> 3);
        int end = (int) (length < 8 ? x0 >>> (length << 3) : x1 >>> (length - 8 << 3)) & 0xFF;
        boolean isUsual = d > 0 && d < 64 && length < 10 && end == COMMA && missing >= 0 && missing <= 10;
        if (!isUsual || hasPoint && (digits == d || all != digits)) {
            return REFUSED;
        }
        return EightDigits.value(joined << -digits) * EightDigits.power(missing);
    }
}
