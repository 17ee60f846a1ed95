package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * The shape of the prices of a stream: how many digits stand before the point and behind it. It is learnt from one price
 * and verified in the next ones together with the {@code ","} behind them: the last eight
 * characters that count, the last eight bytes, and of a long one eight from the front and from the middle.
 */
final class QuotedPrice {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 15;
    /** The longest price whose first eight bytes and last eight, those of the {@code ","} among them, are all of it. */
    private static final int TWO_WORDS = 13;
    /** Where in a longer one the third word begins. */
    private static final int MIDDLE = 6;

    private static final int BETWEEN_LENGTH = 3;
    /** Characters of a price among its last eight bytes. */
    private static final int LAST_OF_PRICE = 8 - BETWEEN_LENGTH;
    /** Which lie before a price, its digits, and behind it. */
    private static final String OPEN = "[\"";

    private static final String BETWEEN = "\",\"";
    private static final int DOT = '.' ^ '0';
    private static final int QUOTE = '"' ^ '0';
    private static final int REFUSED = -1;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    /** Added to what a byte differs by: it reaches 16 from 10 on, where a digit is due. */
    private static final int DIGIT = 6;
    /** The same from 1 on, where a certain byte is due. */
    private static final int TEXT = 15;

    private int scale = -1;
    /** From its first digit behind the {@code ","} that follows. */
    int gap = BETWEEN_LENGTH;
    /** From the first of its last eight characters that count behind the {@code ","}. */
    int reach = 8;
    /** Whether the word of these characters and that of the last eight bytes are all of it. */
    boolean isUsual;

    private int length;
    private boolean isLong;

    long text;
    long mask;
    long limits = MARKS;
    /** Of the last eight bytes: what has to stand behind the digits that count. */
    long text1;

    long mask1;
    /** Of the word that counts: the digits behind the point, and those before it when moved up by the point. */
    long after;

    long before;
    long factor;

    private long text0;
    private long mask0;
    private long limits0;
    private long text2;
    private long limits2;
    private long upper;
    private int upperBack;
    private long upperFactor;

    /** Decimals wanted; a shape learnt for others is forgotten. Whether they are others than before. */
    boolean scale(int scale) {
        boolean isOther = this.scale != scale;
        if (isOther) {
            this.scale = scale;
            limits = MARKS;
        }
        return isOther;
    }

    /**
     * Whether a price is not of the shape learnt, in the upper half of each byte: other digits, other marks.
     *
     * @param array holds it
     * @param behind the {@code ","} that follows it
     */
    long differs(byte[] array, long behind) {
        long e = (load(array, behind - reach) ^ text) & mask;
        long e1 = (load(array, behind - 8) ^ text1) & mask1;
        long differs = e1 != 0 ? MARKS : e + limits | e;
        return isUsual ? differs : differs | rest(array, behind);
    }

    /** The same of what the two words leave out of an unusual price. */
    long rest(byte[] array, long behind) {
        long e0 = (load(array, behind - gap) ^ text0) & mask0;
        long e2 = isLong ? load(array, behind - gap + MIDDLE) ^ text2 : 0;
        return e0 + limits0 | e0 | e2 + limits2 | e2;
    }

    /** The price of the shape learnt, which has been verified. */
    long value(byte[] array, long behind) {
        long e = (load(array, behind - reach) ^ text) & mask;
        long low = EightDigits.value(e & after | e << 8 & before);
        return isUsual ? low * factor : value(array, behind, low);
    }

    /** The same of an unusual price, whose last digits are known. */
    long value(byte[] array, long behind, long low) {
        long x = upper == 0 ? 0 : (load(array, behind - upperBack - 8) ^ EightDigits.ZEROS) & upper;
        return (low + EightDigits.value(x) * upperFactor) * factor;
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Takes the shape of a price as the prediction for it and the next ones; false if it has no usual one. */
    boolean learn(long word0, long word1) {
        limits = MARKS;
        long x0 = word0 ^ EightDigits.ZEROS;
        long x1 = word1 ^ EightDigits.ZEROS;
        long m0 = EightDigits.marks(x0);
        int d = Long.numberOfTrailingZeros(m0) >>> 3;
        if (m0 == 0 || d == 0) {
            return false;
        }
        int mark = (int) (x0 >>> (d << 3)) & 0xFF;
        boolean isWhole = mark == QUOTE;
        long rest = m0 & m0 - 1;
        int close = Long.numberOfTrailingZeros(rest != 0 ? rest : EightDigits.marks(x1)) >>> 3;
        int all = isWhole ? d : rest != 0 ? close : 8 + close;
        int told = isWhole ? 0 : all - 1 - d;
        int kept = Math.min(told, scale);
        int missing = scale - kept;
        if (!isWhole && (mark != DOT || told == 0) || all < SHORTEST || all > LONGEST) {
            return false;
        }
        if (missing > (d + kept > 8 ? 3 : 10) || kept > 8) {
            return false;
        }
        length = all;
        gap = all + BETWEEN_LENGTH;
        isLong = all > TWO_WORDS;
        draw(d, kept, isWhole);
        factor = EightDigits.power(missing);
        return true;
    }

    /** Where digits are due, where text is, and what of it is the number. */
    private void draw(int d, int kept, boolean isWhole) {
        int end = kept == 0 ? d : d + 1 + kept;
        reach = gap - end + 8;
        text = 0;
        mask = 0;
        limits = 0;
        text0 = 0;
        text1 = 0;
        text2 = 0;
        limits0 = 0;
        mask1 = 0;
        limits2 = 0;
        mask0 = Words.mask(length + BETWEEN_LENGTH);
        for (int i = 7; i >= 0; i--) {
            text = text << 8 | due(i + end - 8, d, isWhole);
            mask = mask << 8 | (i + end - 8 < 0 ? 0 : 0xFF);
            limits = limits << 8 | limit(i + end - 8, d, end);
            text0 = text0 << 8 | due(i, d, isWhole);
            limits0 = limits0 << 8 | limit(i, d, end);
            text1 = text1 << 8 | due(i + length - 8 + BETWEEN_LENGTH, d, isWhole);
            mask1 = mask1 << 8 | (i + length - 8 + BETWEEN_LENGTH < end ? 0 : 0xFF);
            text2 = text2 << 8 | due(i + MIDDLE, d, isWhole);
            limits2 = isLong ? limits2 << 8 | limit(i + MIDDLE, d, end) : 0;
        }
        int low = Math.min(end, 8);
        long all = -1L << (64 - (low << 3));
        after = kept == 0 ? all : -1L << (64 - (kept << 3));
        // Moved up by the point; the lowest byte is then free of it.
        before = kept == 0 ? 0 : all << 8 & ~after;
        // What stands before the last eight characters, without the point.
        boolean isPointBefore = kept == 8;
        int upperEnd = isPointBefore ? end - 9 : end - 8;
        upper = upperEnd <= 0 ? 0 : -1L << (64 - (upperEnd << 3));
        upperBack = gap - upperEnd;
        isUsual = upper == 0 && length - LAST_OF_PRICE <= end;
        upperFactor = EightDigits.power(kept == 0 || isPointBefore ? low : low - 1);
    }

    private int due(int i, int d, boolean isWhole) {
        if (i < -OPEN.length()) {
            return 0;
        }
        if (i < 0) {
            return OPEN.charAt(i + OPEN.length());
        }
        if (i >= length) {
            return i - length < BETWEEN_LENGTH ? BETWEEN.charAt(i - length) : 0;
        }
        return i == d && !isWhole ? '.' : '0';
    }

    /** A digit is due in the places that count. */
    private int limit(int i, int d, int end) {
        return i >= 0 && i < end && i != d ? DIGIT : TEXT;
    }
}
