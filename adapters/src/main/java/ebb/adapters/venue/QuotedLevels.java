package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
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
    private static final long FIVE = 0xFF_FFFF_FFFFL;
    private static final long OPEN = Words.word("[\"");
    private static final long CLOSE = Words.word("\"]");
    private static final long NEXT = Words.word("\"],[\"");
    private static final int REFUSED = -1;

    private final QuotedPrice prices = new QuotedPrice();
    private final QuotedQuantity quantities = new QuotedQuantity();
    private int count;
    private long behind;

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
        prices.scale(priceScale);
        quantities.scale(quantityScale);
        long start = scan.address();
        behind = start + p;
        long from = out.position();
        long put = run(scan.array(), start + scan.end() - 8, out.target(), from, out.full());
        count = (int) (put - from) / LEVEL;
        out.written(put);
        return (int) (behind - start);
    }

    /**
     * Reads and writes past the buffers: the region was checked by the scan, the slot when it was claimed. Few things live
     * from one level to the next, or the compiler keeps them where each costs more than what is done with it.
     */
    private long run(byte[] text, long last, byte[] target, long from, long full) {
        QuotedPrice price = prices;
        QuotedQuantity quantity = quantities;
        long put = from;
        long q = behind + 2 + price.gap;
        while (q <= last) {
            int d = QuotedQuantity.digits(load(text, q));
            long close = q + d + quantity.behindMark;
            long next = close <= last ? load(text, close) : tail(text, close, last);
            boolean isNext = (next & FIVE) == NEXT;
            long shape = MARKS;
            long e = 0;
            if (isNext || (next & TWO) == CLOSE) {
                e = quantity.word(text, close, d);
                shape = quantity.differs(e) | price.differs(text, q);
            }
            long amount;
            if ((shape & MARKS) == 0 && d <= quantity.widest && quantity.isCut(text, close)) {
                amount = quantity.value(e);
            } else {
                if ((price.differs(text, q) & MARKS) != 0) {
                    long at = q - price.gap;
                    if (at > last - 8 || !price.learn(load(text, at), load(text, at + 8))) {
                        break;
                    }
                    q = at + price.gap;
                    if (q > last || (price.differs(text, q) & MARKS) != 0) {
                        break;
                    }
                    continue;
                }
                amount = q <= last - 8 ? quantity.odd(load(text, q), load(text, q + 8)) : REFUSED;
                close = q + quantity.width();
                next = amount < 0 ? 0 : close <= last ? load(text, close) : tail(text, close, last);
                isNext = (next & FIVE) == NEXT;
                if ((next & TWO) != CLOSE) {
                    break;
                }
            }
            long at = price.value(text, q);
            if (at <= 0) {
                break;
            }
            UnsafeApi.putLongUnaligned(target, put, at, false);
            UnsafeApi.putLongUnaligned(target, put + 8, amount, false);
            put += LEVEL;
            q = close + TO_NEXT + price.gap;
            if (!isNext || put == full) {
                behind = close + 2;
                return put;
            }
        }
        behind = put == from ? behind : q - price.gap - TO_NEXT + 2;
        return put;
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** A word that reaches beyond the end, zero-filled. */
    private static long tail(byte[] array, long at, long last) {
        return at < last + 8 ? load(array, last) >>> (at - last << 3) : 0;
    }
}
