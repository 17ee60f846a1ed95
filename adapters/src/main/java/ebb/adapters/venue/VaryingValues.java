package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * Values of an object whose length cannot be foreseen but whose spelling can: flags, and numbers in quotes that have as many
 * decimals as the ones before. What is spelt otherwise is left to the scan, with the same result.
 */
final class VaryingValues {
    /** Bytes before a number that words which end in it may begin in. */
    private static final int BEFORE = 12;
    /** Bytes of a number looked at, with its quote. */
    private static final int FIRST = 9;

    private static final int FIRST_TWO = 17;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    private static final long FOUR = 0xFFFF_FFFFL;
    private static final long FIFTH = 0xFF_0000_0000L;
    private static final long TRUE = Words.word("true");
    private static final long FALSE = Words.word("false");

    private final Fields fields;
    private final QuotedQuantity prices = new QuotedQuantity();
    private final QuotedQuantity quantities = new QuotedQuantity();

    VaryingValues(Fields fields) {
        this.fields = fields;
    }

    /** What is expected of quantities. */
    QuotedQuantity quantities() {
        return quantities;
    }

    /** Decimals wanted. */
    void scale(int price, int quantity) {
        prices.scale(price);
        quantities.scale(quantity);
    }

    /**
     * Reads a flag.
     *
     * @param scan over the frame
     * @param key it is of
     * @param p where it begins
     * @return behind it, or {@link Layout#MISS}
     */
    int flag(JsonScan scan, int key, int p) {
        long word = scan.word(p);
        // Which of them stands there cannot be foreseen and is no branch: the second bit of f is set, that of t is not.
        long isFalse = word >>> 1 & 1;
        long differs = (word ^ TRUE ^ (TRUE ^ FALSE) & -isFalse) & (FOUR | FIFTH & -isFalse);
        if (differs != 0) {
            return Layout.MISS;
        }
        fields.put(key, 1 - isFalse);
        return p + 4 + (int) isFalse;
    }

    /**
     * Reads a number.
     *
     * @param scan over the frame
     * @param key it is of
     * @param isPrice whether it is scaled as a price is, else as a quantity
     * @param p its opening quote
     * @return behind it, or {@link Layout#MISS}
     */
    int number(JsonScan scan, int key, boolean isPrice, int p) {
        int last = scan.end() - 1;
        if (p < BEFORE || p + FIRST > last) {
            return Layout.MISS;
        }
        QuotedQuantity shape = isPrice ? prices : quantities;
        byte[] array = scan.array();
        long q = scan.address() + p + 1;
        int digits = QuotedQuantity.digits(UnsafeApi.getLongUnaligned(array, q, false));
        int close = p + 1 + digits + shape.behindMark;
        if (close > last || scan.at(p) != '"' || scan.at(close) != '"') {
            return odd(scan, key, shape, p);
        }
        long end = scan.address() + close;
        long word = shape.word(array, end, digits);
        if ((shape.differs(word) & MARKS) != 0 || digits > shape.widest || !shape.isCut(array, end)) {
            return odd(scan, key, shape, p);
        }
        fields.put(key, shape.value(word));
        return close + 1;
    }

    /**
     * Passes over a value that nobody asks for, if it is spelt like a quantity.
     *
     * @param scan over the frame
     * @param p its opening quote
     * @return behind it, or {@link Layout#MISS}
     */
    int passed(JsonScan scan, int p) {
        if (p < BEFORE) {
            return Layout.MISS;
        }
        long base = scan.address();
        long close = quantities.closing(scan.array(), base + p + 1, base + scan.end());
        return close < 0 ? Layout.MISS : (int) (close - base) + 1;
    }

    private int odd(JsonScan scan, int key, QuotedQuantity shape, int p) {
        if (scan.at(p) != '"' || p + FIRST_TWO > scan.end()) {
            return Layout.MISS;
        }
        long value = shape.odd(scan.load(p + 1), scan.load(p + FIRST));
        int close = p + 1 + shape.width();
        if (value < 0 || scan.at(close) != '"') {
            return Layout.MISS;
        }
        fields.put(key, value);
        return close + 1;
    }
}
