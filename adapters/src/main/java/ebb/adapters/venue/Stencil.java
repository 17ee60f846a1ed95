package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * The whole of an object of one shape, that of a trade, laid over the text at once: a run, a quantity in quotes, perhaps a second
 * one that nobody asks for, a run, a flag and the last run. It takes what its {@link Layout} expects and reads what that would
 * read, without stopping at the end of each run; where anything differs it has had no effect, and the layout reads the object
 * run by run.
 */
final class Stencil {
    private static final int WORD_BYTES = 8;
    /** Bytes of {@code true}; {@code false} has one more. */
    private static final int FLAG = 4;

    /** The last eight bytes up to the end of either flag, of which those of the run before it are not looked at. */
    private static final long TRUE = Words.word("true") << 32;

    private static final long FALSE = Words.word("false") << 24;
    private static final long OF_BOTH = -1L << 32;
    private static final long OF_FALSE = -1L << 24;
    private static final int REFUSED = -1;

    private final Layout layout;
    private final Runs runs;
    private final long[] values;
    private final QuotedQuantity quantity;

    private boolean isDrawn;
    private boolean isPassing;
    private long front;
    private long back;
    private int frontWords;
    private int backWords;
    private int frontNumbers;
    private int backNumbers;
    private int lastNumbers;
    private long passing;
    private long last;
    private int lastLength;
    private int quantityKey;
    private int flagKey;
    private long keys;

    /**
     * Knows no object yet.
     *
     * @param layout whose object is read
     * @param runs of it
     * @param values takes the numbers, by key
     * @param quantity what the layout expects of quantities
     */
    Stencil(Layout layout, Runs runs, long[] values, QuotedQuantity quantity) {
        this.layout = layout;
        this.runs = runs;
        this.values = values;
        this.quantity = quantity;
    }

    /** Takes what the layout expects, if it is of the shape. */
    void draw() {
        long[] abouts = runs.abouts;
        int end = layout.runs - 1;
        isPassing = end == 3;
        isDrawn = (end == 2 || isPassing && Runs.between(abouts[1]) == Layout.PASSED)
                && layout.symbolRun == 0
                && Runs.between(abouts[0]) == Layout.QUANTITY
                && Runs.between(abouts[end - 1]) == Layout.FLAG
                && Runs.length(abouts[0]) >= Runs.BLOCK_BYTES
                && Runs.length(abouts[end - 1]) >= Runs.BLOCK_BYTES
                && Runs.number(abouts[0]) != Runs.NONE
                && Runs.number(abouts[end - 1]) != Runs.NONE
                && (!isPassing || Runs.number(abouts[1]) == Runs.NONE);
        if (isDrawn) {
            front = Runs.length(abouts[0]);
            back = Runs.length(abouts[end - 1]);
            frontWords = Runs.word(abouts[0]);
            backWords = Runs.word(abouts[end - 1]);
            frontNumbers = Runs.number(abouts[0]);
            backNumbers = Runs.number(abouts[end - 1]);
            lastNumbers = Runs.number(abouts[end]);
            passing = abouts[1];
            last = abouts[end];
            lastLength = Runs.length(last);
            quantityKey = Runs.key(abouts[0]);
            flagKey = Runs.key(abouts[end - 1]);
            keys = layout.seen[0] | layout.seen[end - 1] | layout.seen[end] | 1L << quantityKey | 1L << flagKey;
        }
    }

    /** Whether the layout is of the shape. */
    boolean isDrawn() {
        return isDrawn;
    }

    /** The keys whose values are set when the object was read, a bit each. */
    long keys() {
        return keys;
    }

    /**
     * Reads an object.
     *
     * @param scan over the frame
     * @param p the opening brace
     * @return behind the object, or {@link Layout#MISS}
     */
    int read(JsonScan scan, int p) {
        byte[] array = scan.array();
        long base = scan.address();
        long end = base + scan.end();
        long at = base + p;
        long q = at + front + 1;
        long close = quantity.closing(array, q, end);
        if (close < 0) {
            return Layout.MISS;
        }
        long second = close + 1;
        if (isPassing) {
            second = passed(scan, array, base, second);
            if (second < 0) {
                return Layout.MISS;
            }
        }
        long flag = second + back;
        if (flag > end - FLAG) {
            return Layout.MISS;
        }
        // Which of them stands there cannot be foreseen and is no branch: the second bit of f is set, that of t is not.
        long isFalse = UnsafeApi.getByte(array, flag) >>> 1 & 1;
        long third = flag + FLAG + isFalse;
        long behind = third + lastLength;
        if (behind > end) {
            return Layout.MISS;
        }
        long word = load(array, third - WORD_BYTES);
        long differs = (word ^ TRUE ^ (TRUE ^ FALSE) & -isFalse) & (OF_BOTH | OF_FALSE & -isFalse);
        if (differs != 0
                || !runs.isSpelt(array, at, front, frontWords)
                || !runs.isSpelt(array, second, back, backWords)
                || !isEnd(scan, array, third)) {
            return Layout.MISS;
        }
        values[quantityKey] = quantity.value(array, q, close);
        values[flagKey] = 1 - isFalse;
        runs.numbers(array, at - WORD_BYTES, frontNumbers);
        runs.numbers(array, second - WORD_BYTES, backNumbers);
        if (lastNumbers != Runs.NONE) {
            runs.numbers(array, third - WORD_BYTES, lastNumbers);
        }
        return (int) (behind - base);
    }

    /** Whether the last run stands at a place: mostly nothing but the brace. */
    private boolean isEnd(JsonScan scan, byte[] array, long at) {
        return lastLength == 1
                ? UnsafeApi.getByte(array, at) == '}'
                : runs.fits(scan, array, (int) (at - scan.address()), lastLength, Runs.word(last));
    }

    /** Behind a run and a second quantity that nobody asks for, negative if they are not as expected. */
    private long passed(JsonScan scan, byte[] array, long base, long second) {
        int length = Runs.length(passing);
        int from = (int) (second - base);
        if (from + length > scan.end() || !runs.fits(scan, array, from, length, Runs.word(passing))) {
            return REFUSED;
        }
        long close = quantity.closing(array, second + length + 1, base + scan.end());
        return close < 0 ? REFUSED : close + 1;
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }
}
