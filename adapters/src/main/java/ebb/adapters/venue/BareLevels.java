package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * The fast way through levels in the spelling {@code [61250.1,1804,3]}, numbers of up to eight characters: from text to
 * the group entry without a step between. Each number is read by the word that ends with it, so that where it begins only
 * says what to mask. What does not fit is left to {@link LevelReader}.
 */
final class BareLevels {
    /** Bytes before a level that words which end in it may begin in. */
    private static final int BEFORE = 8;
    /** Bytes that must lie behind the start of a level: three numbers with their marks, and the word after them. */
    private static final int MARGIN = 48;

    private static final int LEVEL = 16;
    private static final int LONGEST = 8;
    private static final int REFUSED = -1;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    /** Added to a digit's byte: it reaches 16 from 10 on. */
    private static final long DIGIT = 0x0606060606060606L;
    /** Digits have this bit, commas and points do not; xored with a zero it is the other way round. */
    private static final long BIT_4 = 0x1010101010101010L;
    /** The closing bracket has this bit, digits do not. */
    private static final long BIT_6 = 0x4040404040404040L;

    private static final long THREE = 0xFFFFFFL;
    private static final long NEXT = Words.word("],[");
    private static final int MOST_ORDERS = 5;
    private static final int WHOLE = 8;

    private final long[] priceFactors = new long[WHOLE + 1];
    private final long[] quantityFactors = new long[WHOLE + 1];
    private int priceScale = -1;
    private int quantityScale = -1;
    private int count;

    /** Levels written by the last {@link #read}. */
    int count() {
        return count;
    }

    /**
     * Writes levels as long as they are in this spelling and the slot has room.
     *
     * @param scan over the frame
     * @param p the opening bracket of a level
     * @param priceScale decimals of a price
     * @param quantityScale decimals of a quantity
     * @param out takes the levels
     * @return behind the last level written, {@code p} if there is none; what follows it is for the caller to judge
     */
    int read(JsonScan scan, int p, int priceScale, int quantityScale, DepthWriter out) {
        count = 0;
        if (p < BEFORE || p > scan.end() - MARGIN || out.isFull() || scan.at(p) != '[') {
            return p;
        }
        scales(priceScale, quantityScale);
        // Read and written past the buffers: the region was checked by the scan, the slot when it was claimed.
        byte[] target = out.target();
        long from = out.position();
        long full = out.full();
        byte[] text = scan.array();
        long start = scan.address();
        long last = start + scan.end() - MARGIN;
        long put = from;
        long behind = start + p;
        long at = behind + 1;
        while (true) {
            int chars = chars(text, at);
            long price = number(text, at, chars, priceFactors);
            long q = at + chars + 1;
            int places = chars(text, q);
            long quantity = number(text, q, places, quantityFactors);
            long orders = load(text, q + places + 1);
            int digits = Long.numberOfTrailingZeros(orders & BIT_6) >>> 3;
            long next = orders >>> (digits << 3) & THREE;
            boolean isClosed = isCount(orders, digits) && (next & 0xFF) == ']';
            if (price <= 0 || quantity < 0 || !isClosed) {
                break;
            }
            UnsafeApi.putLongUnaligned(target, put, price, false);
            UnsafeApi.putLongUnaligned(target, put + 8, quantity, false);
            put += LEVEL;
            behind = q + places + digits + 2;
            if (next != NEXT || behind >= last || put == full) {
                break;
            }
            at = behind + 2;
        }
        count = (int) (put - from) / LEVEL;
        out.written(put);
        return (int) (behind - start);
    }

    private void scales(int price, int quantity) {
        if (priceScale != price || quantityScale != quantity) {
            priceScale = price;
            quantityScale = quantity;
            factors(priceFactors, price);
            factors(quantityFactors, quantity);
        }
    }

    /** By the byte of a word that the point is in, or {@link #WHOLE}: what the digits are worth; 0 if too little. */
    private static void factors(long[] factors, int scale) {
        for (int i = 0; i <= WHOLE; i++) {
            int missing = i == WHOLE ? scale : scale - (WHOLE - 1 - i);
            boolean isUsual = i != WHOLE - 1 && missing >= 0 && missing <= 10;
            factors[i] = isUsual ? EightDigits.power(missing) : 0;
        }
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Characters up to a comma; more than {@link #LONGEST} if there are more, or if something else ends them. */
    private static int chars(byte[] text, long at) {
        long word = load(text, at);
        long commas = ~(word | word << 3) & BIT_4;
        int chars = Long.numberOfTrailingZeros(commas) >>> 3;
        return UnsafeApi.getByte(text, at + chars) == ',' ? chars : LONGEST + 1;
    }

    /** Whether these are the digits of a number of orders, from one to {@link #MOST_ORDERS}. */
    private static boolean isCount(long orders, int digits) {
        long x = (orders ^ EightDigits.ZEROS) & (1L << (digits << 3)) - 1;
        return digits > 0 && digits <= MOST_ORDERS && ((x + DIGIT | x) & MARKS) == 0;
    }

    /** A number of so many characters; {@link #REFUSED} if it is none of this spelling. */
    private static long number(byte[] text, long at, int chars, long[] factors) {
        if (chars > LONGEST) {
            return REFUSED;
        }
        long x = (load(text, at + chars - 8) ^ EightDigits.ZEROS) & -1L << (64 - (chars << 3));
        long points = x & BIT_4;
        if (points != 0) {
            return fraction(x, points, chars, factors);
        }
        long factor = factors[WHOLE];
        return chars > 0 && factor != 0 && ((x + DIGIT | x) & MARKS) == 0 ? EightDigits.value(x) * factor : REFUSED;
    }

    private static long fraction(long x, long points, int chars, long[] factors) {
        long unit = points >>> 4;
        // The point becomes 0, and nothing else will do in its place.
        long digits = x ^ (points << 1) - (unit << 1);
        long limits = DIGIT + (unit << 3) + unit;
        int point = Long.numberOfTrailingZeros(points) >>> 3;
        boolean isOne = (points & points - 1) == 0 && point > 8 - chars;
        long factor = factors[point];
        if (!isOne || factor == 0 || ((digits + limits | digits) & MARKS) != 0) {
            return REFUSED;
        }
        long before = unit - 1;
        return EightDigits.value((digits & before) << 8 | digits & ~before) * factor;
    }
}
