package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import java.lang.invoke.VarHandle;
import org.agrona.UnsafeApi;

/**
 * The fast way through levels in the spelling {@code ["61250.10","1.204"]}: from text to the group entry without a step
 * between.
 *
 * <p>A stream's prices nearly always have as many digits as the one before, and its quantities as many decimals: both
 * shapes are predicted ({@link QuotedPrice}, {@link QuotedQuantity}) and only verified. What leads to the next level is
 * then one thing that has to be waited for, the place of the quantity's point. What does not fit (other spellings, long
 * numbers, bad values) is left to {@link LevelReader}.
 */
final class QuotedLevels {
    /** Bytes before a level that words which end in it may begin in. */
    private static final int BEFORE = 12;
    /** Bytes of a price looked at, with the two marks before it. */
    private static final int PRICE = 18;

    private static final int LEVEL = 16;
    /** From the closing quote of a level to the first digit of the next. */
    private static final int TO_NEXT = 5;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    private static final long TWO = 0xFFFFL;
    private static final long OPEN = Words.word("[\"");
    private static final long CLOSE = Words.word("\"]");
    private static final long NEXT = Words.word("\"],[\"");
    private static final int REFUSED = -1;

    /** Digits have this bit, a point and a quote do not. */
    private static final long DIGIT_BITS = 0x1010101010101010L;
    /** From the first of the last eight characters of a price behind the {@code ","}, where all of them count. */
    private static final int REACH = 11;
    /** Where in a byte that bit is: the mark is found so many bits behind the digits. */
    private static final int DIGIT_BIT = 4;
    /** The most that a number of eight digits may be multiplied by in its last step, so that it stays below 2^32. */
    private static final int MOST_FACTOR = 42;

    private final QuotedPrice prices = new QuotedPrice();
    private final QuotedQuantity quantities = new QuotedQuantity();
    private int count;
    /** Behind the last level written, and where the price of the next one begins. */
    private long behind;

    private long start;
    /** Whether no level follows, or there is no room for it. */
    private boolean isOver;

    // Both shapes in one place, or each would need a register of its own.
    private long gap;
    private long reach;
    private long step;
    private boolean isUsual;
    private long text;
    private long mask;
    private long limits;
    private long text1;
    private long mask1;
    private long after;
    private long before;
    private long factor;
    private long behindMark;
    private long back;
    private int widest;
    private boolean isCut;
    private long[] masks;
    private long amountText;
    private long amountLimits;
    private long amountAfter;
    private long amountBefore;
    private long amountFactor;

    // Of the plain spelling; with constants, which would take a register each: from memory they cost no instruction.
    private boolean isPlain;
    private long stride;
    private long low;
    private long join;
    private int amountShift;
    private long amountPoint;
    private long amountJoin;
    private final long zeros;
    private final long marks;
    private final long next;
    private final long up;
    private final long pairs;
    private final long fours;

    QuotedLevels() {
        zeros = EightDigits.ZEROS;
        marks = MARKS;
        next = NEXT;
        pairs = 0x00FF00FF_00FF00FFL;
        fours = 0x0000FFFF_0000FFFFL;
        up = (1L << 8) - 1;
        take();
    }

    private void take() {
        gap = prices.gap;
        reach = prices.reach;
        isUsual = prices.isUsual;
        text = prices.text;
        mask = prices.mask;
        limits = prices.limits;
        text1 = prices.text1;
        mask1 = prices.mask1;
        after = prices.after;
        before = prices.before;
        factor = prices.factor;
        behindMark = quantities.behindMark;
        back = quantities.cut + 8 - behindMark;
        step = behindMark + TO_NEXT + gap;
        widest = quantities.widest;
        isCut = quantities.cut != 0;
        masks = quantities.masks;
        amountText = quantities.text;
        amountLimits = quantities.limits;
        amountAfter = quantities.after;
        amountBefore = quantities.before;
        amountFactor = quantities.factor;
        boolean areSmall = factor <= MOST_FACTOR && amountFactor <= MOST_FACTOR;
        isPlain = isUsual && reach == REACH && !isCut && behindMark > 1 && widest > 0 && areSmall;
        stride = TO_NEXT + gap;
        low = before >>> 8;
        join = join(factor);
        amountJoin = join(amountFactor);
        int point = 8 - (int) behindMark;
        amountShift = (point << 3) + DIGIT_BIT;
        amountPoint = (long) ('.' ^ '0') << (point << 3);
    }

    /** What two fours are multiplied by, so that the upper half is the number. */
    private static long join(long factor) {
        return (10_000L << 32 | 1) * factor;
    }

    /** Levels written by the last {@link #read}. */
    int count() {
        return count;
    }

    /**
     * Writes levels as long as they are in the usual spelling and the slot has room.
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
        if (p < BEFORE || p > scan.end() - PRICE || out.isFull() || (scan.load(p) & TWO) != OPEN) {
            return p;
        }
        if (prices.scale(priceScale) | quantities.scale(quantityScale)) {
            take();
        }
        long base = scan.address();
        long last = base + scan.end() - 8;
        byte[] array = scan.array();
        byte[] target = out.target();
        long from = out.position();
        long full = out.full();
        behind = base + p;
        start = behind + 2;
        isOver = false;
        long put = from;
        do {
            boolean isDirect = isPlain && target == null;
            put = isDirect ? plain(array, last, put, full) : run(array, last, target, put, full);
        } while (!isOver && put != full && level(array, last, target, put) && !over(put += LEVEL, full));
        count = (int) (put - from) / LEVEL;
        out.written(put);
        return count == 0 ? p : (int) (behind - base);
    }

    private boolean over(long put, long full) {
        return isOver || put == full;
    }

    /**
     * Levels of the shapes learnt, as far as a word at their ends lies inside the frame. Reads and writes past the buffers: the
     * region was checked by the scan, the slot when it was claimed.
     */
    private long run(byte[] array, long last, byte[] target, long from, long full) {
        long put = from;
        long safe = last - behindMark - 8;
        long q = start + gap;
        while (q <= safe) {
            int d = QuotedQuantity.digits(load(array, q));
            long mark = q + d;
            long next = load(array, mark + behindMark);
            long p = (load(array, q - reach) ^ text) & mask;
            long p1 = (load(array, q - 8) ^ text1) & mask1;
            long a = (load(array, mark - back) ^ amountText) & masks[d];
            long shape = p + limits | p | a + amountLimits | a;
            if (!isUsual) {
                shape |= prices.rest(array, q);
            }
            if ((shape & MARKS | p1) != 0 || d > widest || isCut && !quantities.isCut(array, mark + behindMark)) {
                break;
            }
            long price = EightDigits.value(p & after | p << 8 & before);
            price = isUsual ? price * factor : prices.value(array, q, price);
            UnsafeApi.putLongUnaligned(target, put, price, false);
            long amount = EightDigits.value(a & amountAfter | (a & amountBefore) << 8) * amountFactor;
            UnsafeApi.putLongUnaligned(target, put + 8, amount, false);
            if (price <= 0) {
                break;
            }
            if (!isNext(next)) {
                isOver = true;
                boolean isLast = (next & TWO) == CLOSE;
                behind = isLast ? mark + behindMark + 2 : behind(put, from, q);
                return isLast ? put + LEVEL : put;
            }
            put += LEVEL;
            q = mark + step;
            if (put == full) {
                break;
            }
        }
        behind = behind(put, from, q);
        start = q - gap;
        return put;
    }

    /**
     * As {@link #run}, of the spelling that most streams have: each character of a number counts, and quantities have decimals.
     *
     * <p>The fences are for the compiler alone and no instruction: without them it fetches some fields before the loop and holds
     * them in registers, and has the place of the next level, which all else waits for, in none.
     */
    private long plain(byte[] array, long last, long from, long full) {
        long put = from;
        long safe = last - behindMark - 8;
        long q = start + gap;
        while (q <= safe) {
            VarHandle.loadLoadFence();
            long word = load(array, q);
            int bits = Long.numberOfTrailingZeros(~word & DIGIT_BITS);
            long follows = q + step + (bits >>> 3);
            long differs = load(array, follows - stride) ^ next;
            // Shifted up to the end of the word its point has one place, and nothing stands behind it. With more digits
            // than there is room for the shift begins anew, and no point stands there.
            long a = (word ^ zeros) << amountShift - bits ^ amountPoint;
            long p = (load(array, q - REACH) ^ text) & mask;
            long texts = (load(array, q - 8) ^ text1) & mask1 | differs << 48;
            long shape = p + limits | p | a + amountLimits | a;
            if ((shape & marks) != 0 || texts != 0 || p == 0) {
                break;
            }
            VarHandle.loadLoadFence();
            UnsafeApi.putLongUnaligned(null, put, number(p, low, join), false);
            VarHandle.loadLoadFence();
            UnsafeApi.putLongUnaligned(null, put + 8, number(a, amountBefore, amountJoin), false);
            put += LEVEL;
            q = follows;
            if (differs << 24 != 0) {
                isOver = true;
                behind = q - stride + 2;
                return put;
            }
            if (put == full) {
                break;
            }
        }
        start = q - gap;
        behind = start - TO_NEXT + 2;
        return put;
    }

    /** As {@link EightDigits#value}, of digits of which those before a point are moved up, with the factor in the last step. */
    private long number(long word, long low, long join) {
        long digits = word + (word & low) * up;
        long two = digits * (10L << 8 | 1) >>> 8;
        long four = (two & pairs) * (100L << 16 | 1) >>> 16;
        return (four & fours) * join >>> 32;
    }

    private long behind(long put, long from, long q) {
        return put == from ? behind : q - gap - TO_NEXT + 2;
    }

    /** One level of whatever shape, from which the next ones are expected to differ in their digits alone; false if it is none. */
    private boolean level(byte[] array, long last, byte[] target, long put) {
        long q = start + gap;
        if (q <= last && (prices.differs(array, q) & MARKS) != 0) {
            if (start > last - 8 || !prices.learn(load(array, start), load(array, start + 8))) {
                return false;
            }
            take();
            q = start + gap;
        }
        if (q > last || (prices.differs(array, q) & MARKS) != 0) {
            return false;
        }
        long price = prices.value(array, q);
        int d = QuotedQuantity.digits(load(array, q));
        long close = q + d + behindMark;
        long next = at(array, close, last);
        long amount = REFUSED;
        if ((next & TWO) == CLOSE && d <= widest && quantities.isCut(array, close)) {
            long word = quantities.word(array, close, d);
            amount = (quantities.differs(word) & MARKS) == 0 ? quantities.value(word) : REFUSED;
        }
        if (amount < 0 && q <= last - 8) {
            amount = quantities.odd(load(array, q), load(array, q + 8));
            take();
            close = q + quantities.width();
            next = at(array, close, last);
        }
        if (price <= 0 || amount < 0 || (next & TWO) != CLOSE) {
            return false;
        }
        UnsafeApi.putLongUnaligned(target, put, price, false);
        UnsafeApi.putLongUnaligned(target, put + 8, amount, false);
        behind = close + 2;
        start = close + TO_NEXT;
        isOver = !isNext(next);
        return true;
    }

    /** Whether a level follows: shifted, the text is compared without a mask, which would be one more constant to hold. */
    private static boolean isNext(long word) {
        return (word ^ NEXT) << 24 == 0;
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** A word that may reach beyond the end, zero-filled. */
    private static long at(byte[] array, long at, long last) {
        if (at <= last) {
            return load(array, at);
        }
        return at < last + 8 ? load(array, last) >>> (at - last << 3) : 0;
    }
}
