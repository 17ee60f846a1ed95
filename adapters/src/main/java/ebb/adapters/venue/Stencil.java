package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import ebb.codecs.Nulls;
import org.agrona.UnsafeApi;

/**
 * A trade's whole object laid over the text at once: a run with number and price, a quantity in quotes, perhaps a second one
 * that nobody asks for, a run with the time and perhaps the first and last fill, a flag and the last run. It takes what its
 * {@link Layout} expects and reads what that would read, without stopping at the end of each run and past the
 * {@link Fields}; where anything differs, or the trade is none that can be told, the object is there to be read run by run.
 *
 * <p>What is expected lies in fields, and in one array of words for the spelling: there are too few registers for more.
 */
public final class Stencil {
    private static final int WORD_BYTES = 8;
    /** Longs of four words, and their bytes: each is a text and its limits, see {@link Runs#WORD}. */
    private static final int STEP = 4 * Runs.WORD;

    private static final long STEP_BYTES = (long) STEP * WORD_BYTES;
    private static final long PLAN = UnsafeApi.arrayBaseOffset(long[].class);
    private static final int MAX_STEPS = (Sketch.MAX_MEMBERS + 1) * Sketch.STRIDE / Runs.BLOCK_BYTES + 4;
    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;
    private static final long TEXT = 15;

    /** Bytes of {@code true}; {@code false} has one more. */
    private static final int FLAG = 4;

    /** The last eight bytes up to the end of either flag, of which those of the run before it are not looked at. */
    private static final long TRUE = Words.word("true") << 32;

    private static final long FALSE = Words.word("false") << 24;
    private static final long OF_BOTH = -1L << 32;
    private static final long OF_FALSE = -1L << 24;
    private static final long MOST_LOW = 99_999_999;
    private static final long MOST_FILLS = Nulls.U32 - 1;
    private static final int REFUSED = -1;
    private static final int NONE = -1;

    private final Layout layout;
    private final Runs runs;
    private final Fields fields;
    private final QuotedQuantity shape;
    private final TradeKeys keys;
    /** The first run and the quote behind it, then the quote before the run before the flag, and that. */
    private final long[] plan = new long[MAX_STEPS * STEP];

    private boolean isDrawn;
    private boolean isPassing;
    private boolean isCounted;
    private long front;
    private long back;
    private long backPlan;
    private long passing;
    private long last;
    private int lastLength;
    private int lastNumbers;
    private int frontNumbers;
    private int backNumbers;
    private int priceNumber;
    private boolean isWide;

    private long idAt;
    private long idMask;
    private long idBase;
    private long priceAt;
    private long priceBehind;
    private long priceBefore;
    private long priceBase;
    private long priceFactor;
    private long firstAt;
    private long firstMask;
    private long firstBase;
    private long endAt;
    private long endMask;
    private long endBase;
    private long timeAt;
    private long timeMask;
    private long timeBase;
    private long nsPerUnit;

    private long price;
    private long quantity;
    private long id;
    private long firstId = Nulls.LONG;
    private long count = Nulls.U32;
    private long tx;
    private boolean sells;

    /**
     * Knows no object yet.
     *
     * @param layout whose object is read
     * @param runs of it
     * @param fields take the family
     * @param shape what the layout expects of quantities
     * @param keys of a trade
     */
    Stencil(Layout layout, Runs runs, Fields fields, QuotedQuantity shape, TradeKeys keys) {
        this.layout = layout;
        this.runs = runs;
        this.fields = fields;
        this.shape = shape;
        this.keys = keys;
    }

    /** Takes what the layout expects, if it is of the shape. */
    void draw() {
        long[] abouts = runs.abouts;
        int end = layout.runs - 1;
        isPassing = end == 3;
        isDrawn = (end == 2 || isPassing && Runs.between(abouts[1]) == Layout.PASSED)
                && layout.symbolRun == 0
                && isRun(abouts[0], Layout.QUANTITY, keys.quantity())
                && isRun(abouts[end - 1], Layout.FLAG, keys.flag())
                && (!isPassing || Runs.number(abouts[1]) == Runs.NONE)
                && (layout.seen[0] | layout.seen[end - 1]) == keys.numbers()
                && (Runs.number(abouts[end]) == Runs.NONE || layout.seen[end] == 1L << keys.family())
                && isNumbered(abouts[0], abouts[end - 1]);
        if (isDrawn) {
            passing = abouts[1];
            last = abouts[end];
            lastLength = Runs.length(last);
            lastNumbers = Runs.number(last);
            front = Runs.length(abouts[0]) + 1;
            back = Runs.length(abouts[end - 1]) + 1;
            backPlan = PLAN + (long) lay(0, abouts[0], 0) * WORD_BYTES;
            lay((int) (backPlan - PLAN) / WORD_BYTES, abouts[end - 1], 1);
        }
    }

    private static boolean isRun(long about, byte between, int key) {
        return Runs.between(about) == between && Runs.key(about) == key && Runs.length(about) >= Runs.BLOCK_BYTES;
    }

    /** Takes where the numbers stand; false if one stands elsewhere, or the time is none. */
    private boolean isNumbered(long first, long second) {
        int number = find(first, keys.id());
        int time = find(second, keys.time());
        priceNumber = find(first, keys.price());
        isCounted = keys.isCounted();
        int from = isCounted ? find(second, keys.first()) : time;
        int to = isCounted ? find(second, keys.last()) : time;
        if (Math.min(Math.min(number, priceNumber), Math.min(time, Math.min(from, to))) < 0) {
            return false;
        }
        frontNumbers = Runs.number(first);
        backNumbers = Runs.number(second);
        long[] numbers = runs.numbers;
        isWide = (numbers[number + 4] | numbers[priceNumber + 4] | numbers[time + 4]) != 0
                || (numbers[from + 4] | numbers[to + 4]) != 0;
        idAt = at(number);
        idMask = numbers[number + 1];
        idBase = numbers[number + 3];
        priceAt = at(priceNumber);
        priceBehind = numbers[priceNumber + 1];
        priceBefore = numbers[priceNumber + 2];
        priceBase = numbers[priceNumber + 3];
        // These are told from the quote before their run.
        firstAt = at(from) + 1;
        firstMask = numbers[from + 1];
        firstBase = numbers[from + 3];
        endAt = at(to) + 1;
        endMask = numbers[to + 1];
        endBase = numbers[to + 3];
        timeAt = at(time) + 1;
        timeMask = numbers[time + 1];
        timeBase = numbers[time + 3];
        nsPerUnit = fields.nsPerUnit();
        scaled();
        return isWide || fields.isTime(timeBase) && fields.isTime(timeBase + MOST_LOW);
    }

    /** From the start of its run to the eight bytes that end with a number. */
    private long at(int number) {
        return (runs.numbers[number] & 0xFFFF) - WORD_BYTES;
    }

    private int find(long about, int key) {
        long[] numbers = runs.numbers;
        int n = Runs.number(about);
        while (n != Runs.NONE) {
            if ((numbers[n] >>> 24 & 0xFF) == key) {
                return n;
            }
            n = numbers[n] < 0 ? Runs.NONE : n + Runs.NUMBER;
        }
        return NONE;
    }

    /** Lays a run down with a quote before or behind it; where the next can begin. */
    private int lay(int from, long about, int before) {
        int length = Runs.length(about) + 1;
        int w = from;
        for (int at = 0; at < length; at += Runs.BLOCK_BYTES) {
            int block = Math.min(at, length - Runs.BLOCK_BYTES);
            for (int k = 0; k < 4; k++) {
                plan[w] = runs.word(about, block + 8 * k - before, 0, '"');
                plan[w + 1] = runs.word(about, block + 8 * k - before, 1, TEXT);
                w += Runs.WORD;
            }
        }
        return w;
    }

    /** The numbers of the layout were scaled anew. */
    void scaled() {
        priceFactor = runs.numbers[priceNumber + 5];
    }

    /** Whether the layout is of the shape. */
    boolean isDrawn() {
        return isDrawn;
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
        long q = at + front;
        if (q > end - WORD_BYTES) {
            return Layout.MISS;
        }
        int digits = QuotedQuantity.digits(load(array, q));
        long close = q + digits + shape.behindMark;
        if (close >= end || digits > shape.widest || !shape.isCut(array, close)) {
            return Layout.MISS;
        }
        long word = shape.word(array, close, digits);
        long open = isPassing ? passed(scan, array, close) : close;
        long flag = open + back;
        if (open < 0 || flag > end - FLAG) {
            return Layout.MISS;
        }
        // Which of them stands there cannot be foreseen and is no branch: the second bit of f is set, that of t is not.
        long isFalse = UnsafeApi.getByte(array, flag) >>> 1 & 1;
        long third = flag + FLAG + isFalse;
        if (third + lastLength > end) {
            return Layout.MISS;
        }
        long spelt = load(array, third - WORD_BYTES) ^ TRUE ^ (TRUE ^ FALSE) & -isFalse;
        long differs = shape.differs(word)
                | differs(array, at, q - Runs.BLOCK_BYTES, PLAN)
                | differs(array, open, flag - Runs.BLOCK_BYTES, backPlan);
        if ((differs & MARKS | spelt & (OF_BOTH | OF_FALSE & -isFalse)) != 0 || !isEnd(scan, array, third)) {
            return Layout.MISS;
        }
        sells = isFalse == 0;
        quantity = shape.value(word);
        boolean isTold = isWide ? isTold(array, at, open) : isToldLow(array, at, open);
        return isTold ? (int) (third - base) + lastLength : Layout.MISS;
    }

    /** Reads numbers of which no more than the last eight characters change; whether they are a trade that can be told. */
    private boolean isToldLow(byte[] array, long at, long open) {
        long x = load(array, at + priceAt);
        price = (EightDigits.value(x & priceBehind | x << 8 & priceBefore) + priceBase) * priceFactor;
        id = EightDigits.value(load(array, at + idAt) & idMask) + idBase;
        tx = (EightDigits.value(load(array, open + timeAt) & timeMask) + timeBase) * nsPerUnit;
        long end = 0;
        if (isCounted) {
            firstId = EightDigits.value(load(array, open + firstAt) & firstMask) + firstBase;
            end = EightDigits.value(load(array, open + endAt) & endMask) + endBase;
        }
        return isTold(end);
    }

    /** The same for numbers that change in more than their last eight characters, as all do in time. */
    private boolean isTold(byte[] array, long at, long open) {
        runs.numbers(array, at - WORD_BYTES, frontNumbers);
        runs.numbers(array, open + 1 - WORD_BYTES, backNumbers);
        price = fields.value(keys.price());
        id = fields.value(keys.id());
        long time = fields.value(keys.time());
        tx = time * nsPerUnit;
        long end = 0;
        if (isCounted) {
            firstId = fields.value(keys.first());
            end = fields.value(keys.last());
        }
        return fields.isTime(time) && isTold(end);
    }

    private boolean isTold(long end) {
        if (isCounted) {
            count = end - firstId + 1;
        }
        return price > 0 && quantity > 0 && (!isCounted || count >= 1 && count <= MOST_FILLS);
    }

    /** What a run of at least four words differs by from its plan, as told by {@link #MARKS}; the last four may be looked at twice. */
    private long differs(byte[] array, long from, long last, long words) {
        long[] plan = this.plan;
        long at = from;
        long w = words;
        long differs = 0;
        while (true) {
            long x0 = load(array, at) ^ UnsafeApi.getLong(plan, w);
            long x1 = load(array, at + 8) ^ UnsafeApi.getLong(plan, w + 16);
            long x2 = load(array, at + 16) ^ UnsafeApi.getLong(plan, w + 32);
            long x3 = load(array, at + 24) ^ UnsafeApi.getLong(plan, w + 48);
            differs |= x0 | x0 + UnsafeApi.getLong(plan, w + 8);
            differs |= x1 | x1 + UnsafeApi.getLong(plan, w + 24);
            differs |= x2 | x2 + UnsafeApi.getLong(plan, w + 40);
            differs |= x3 | x3 + UnsafeApi.getLong(plan, w + 56);
            if (at == last) {
                return differs;
            }
            w += STEP_BYTES;
            at = Math.min(at + Runs.BLOCK_BYTES, last);
        }
    }

    /** Whether the last run stands at a place: mostly nothing but the brace. */
    private boolean isEnd(JsonScan scan, byte[] array, long at) {
        if (lastLength == 1) {
            return UnsafeApi.getByte(array, at) == '}';
        }
        if (!runs.fits(scan, array, (int) (at - scan.address()), lastLength, Runs.word(last))) {
            return false;
        }
        if (lastNumbers != Runs.NONE) {
            runs.numbers(array, at - WORD_BYTES, lastNumbers);
        }
        return true;
    }

    /** The closing quote of a second quantity that nobody asks for, negative if it and the run before it are not as expected. */
    private long passed(JsonScan scan, byte[] array, long close) {
        int length = Runs.length(passing);
        int from = (int) (close + 1 - scan.address());
        if (UnsafeApi.getByte(array, close) != '"'
                || from + length > scan.end()
                || !runs.fits(scan, array, from, length, Runs.word(passing))) {
            return REFUSED;
        }
        return shape.closing(array, close + length + 2, scan.address() + scan.end());
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    /** Whether the family is told. */
    public boolean hasFamily() {
        return lastNumbers != Runs.NONE;
    }

    /** The family, if it is told. */
    public long family() {
        return fields.value(keys.family());
    }

    /** Price, above zero. */
    public long price() {
        return price;
    }

    /** Quantity, above zero. */
    public long quantity() {
        return quantity;
    }

    /** The trade's number. */
    public long id() {
        return id;
    }

    /** Number of its first fill, or null. */
    public long firstId() {
        return firstId;
    }

    /** How many fills it is, or {@link Nulls#U32}. */
    public long count() {
        return count;
    }

    /** Venue time, ns. */
    public long tx() {
        return tx;
    }

    /** Whether the flag is set. */
    public boolean sells() {
        return sells;
    }
}
