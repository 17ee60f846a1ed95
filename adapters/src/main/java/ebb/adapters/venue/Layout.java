package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * How the last objects of one kind were laid out: their keys, in their order, and how many digits each number had. An
 * object is expected to be spelt like them, which is verified eight bytes a step; its numbers are then read where they
 * are known to stand. What does not fit is a {@link #MISS} and is read member by member, with the same result, and the
 * {@link Sketch} of that object is the next expectation.
 *
 * <p>An object is cut into runs, each of a fixed length: one ends where a value begins whose length cannot be foreseen
 * ({@link #key()} tells whose), which is for the caller to read, or behind the object. A run that misses has had no effect.
 */
public final class Layout {
    /** A value for the caller to read, of whatever length it is. */
    public static final byte ANY = 0;
    /** A number nobody asks for: it is verified, not kept. */
    public static final byte CHECKED = 1;
    /** An integer. */
    public static final byte INTEGER = 2;
    /** A price, scaled as its instrument's are. */
    public static final byte PRICE = 3;
    /** A quantity, scaled as its instrument's are. */
    public static final byte QUANTITY = 4;
    /** The symbol of the instrument. */
    public static final byte SYMBOL = 5;
    /** A text that tells the kind of the object. */
    public static final byte NAME = 6;

    /** The object is not laid out as expected from here on. */
    public static final int MISS = -1;
    /** In the place of a key: the object is over. */
    public static final int END = 254;

    static final int MAX_RUNS = Sketch.MAX_MEMBERS + 1;
    private static final int MAX_WORDS = 4 * MAX_RUNS + (Sketch.MAX_MEMBERS + 1) * Sketch.STRIDE / 8;
    /** So many objects in a row that fit make up for one that does not. */
    private static final int TRUST = 16;
    /** For so many objects at most nothing is expected, where expecting did not pay. */
    private static final int LONGEST_REST = 63;

    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;

    /**
     * Longs of a word: its text, {@code 0} where a digit is due, and what each byte's difference to it may not reach 16 with
     * when added: 15 for text, 6 for a digit.
     */
    private static final int WORD = 2;

    /** Words looked at in one step, and their bytes. */
    private static final int BLOCK = 4 * WORD;

    private static final int BLOCK_BYTES = 32;
    /** Longs of a number: see {@link Drawing#number}. */
    private static final int NUMBER = 5;

    /** In the place of its first number: the run has none. */
    static final int NONE = 0xFFFF;
    /** In a run's long, beside its length, first word, first number and key: a number of it is scaled. */
    static final long SCALED = 1L << 56;
    /** In a run's long: it holds more than text. */
    static final long TELLS = 1L << 63;

    private final Fields fields;
    private final SymbolTable symbols;
    private final Sketch sketch;
    private final Drawing drawing = new Drawing(this);

    final long[] words = new long[MAX_WORDS * WORD];
    final long[] numbers = new long[Sketch.MAX_MEMBERS * NUMBER];
    final long[] abouts = new long[MAX_RUNS];
    final int[] firstMembers = new int[MAX_RUNS];
    final long[] seen = new long[MAX_RUNS];
    int runs;
    int symbolRun;
    int symbolKey;
    int symbolStart;
    int symbolLength;
    int symbolSlot;

    private int run;
    private int key;
    private int slot;
    private int hits;
    private int rest;
    private int resting;

    /**
     * Expects nothing yet.
     *
     * @param fields takes the numbers
     * @param symbols tells the decimals of an instrument
     */
    public Layout(Fields fields, SymbolTable symbols) {
        this.fields = fields;
        this.symbols = symbols;
        this.sketch = new Sketch(symbols);
    }

    /**
     * The first run of an object.
     *
     * @param scan over the frame
     * @param p the opening brace
     * @param slot of the instrument, negative if it is not known yet
     * @return as {@link #next}
     */
    public int first(JsonScan scan, int p, int slot) {
        run = 0;
        if (runs == 0 || resting > 0) {
            return MISS;
        }
        return read(scan, p, slot);
    }

    /**
     * The run behind a value that the caller has read.
     *
     * @param scan over the frame
     * @param p behind the value
     * @param slot of the instrument, negative if it is not known yet
     * @return behind the run: where the value of {@link #key()} begins, or behind the object; or {@link #MISS}
     */
    public int next(JsonScan scan, int p, int slot) {
        run++;
        return read(scan, p, slot);
    }

    /** The code of the value at the end of the run, or {@link #END}. */
    public int key() {
        return key;
    }

    /** The instrument, as told by the caller or by the symbol in the run. */
    public int slot() {
        return slot;
    }

    /** How many members were taken before the run that missed: where reading member by member goes on. */
    public int index() {
        return firstMembers[run];
    }

    private int read(JsonScan scan, int p, int known) {
        long about = abouts[run];
        int length = (int) about & 0xFFFF;
        int end = p + length;
        if (end > scan.end() || !fits(scan, p, length, (int) (about >>> 16) & 0xFFFF)) {
            return MISS;
        }
        slot = known;
        key = (int) (about >>> 48) & 0xFF;
        if (about >= 0) {
            // Text alone.
            if (key == END) {
                hits++;
            }
            return end;
        }
        boolean isNamed = run == symbolRun;
        slot = isNamed ? symbolSlot : known;
        int numbers = (int) (about >>> 32) & 0xFFFF;
        if (numbers != NONE && !numbers(scan, p, numbers, (about & SCALED) != 0)) {
            return MISS;
        }
        fields.seen(seen[run]);
        if (isNamed) {
            fields.found(symbolKey, p + symbolStart, symbolLength);
        }
        if (key == END) {
            hits++;
        }
        return end;
    }

    /**
     * Whether a run is spelt as expected. Four words a step, of which those of the last step may have been looked at before: no
     * loop of an even count, which the compiler would cut into three for the few steps there are.
     */
    private boolean fits(JsonScan scan, int p, int length, int from) {
        if (length < BLOCK_BYTES) {
            if (length == 1) {
                return scan.at(p) == (int) words[from];
            }
            return length < 8 ? fitsWord(scan, p, length, from) : fitsWords(scan, p, length, from);
        }
        byte[] array = scan.array();
        long[] words = this.words;
        long at = scan.address() + p;
        long last = at + length - BLOCK_BYTES;
        long differs = 0;
        int i = from;
        while (true) {
            differs |= differs(load(array, at), words[i], words[i + 1])
                    | differs(load(array, at + 8), words[i + 2], words[i + 3])
                    | differs(load(array, at + 16), words[i + 4], words[i + 5])
                    | differs(load(array, at + 24), words[i + 6], words[i + 7]);
            if (at == last) {
                return (differs & MARKS) == 0;
            }
            i += BLOCK;
            at = Math.min(at + BLOCK_BYTES, last);
        }
    }

    private boolean fitsWord(JsonScan scan, int p, int length, int i) {
        return (differs(scan.word(p) & Words.mask(length), words[i], words[i + 1]) & MARKS) == 0;
    }

    private boolean fitsWords(JsonScan scan, int p, int length, int i) {
        byte[] array = scan.array();
        long at = scan.address() + p;
        int end = length - 8;
        long differs = differs(load(array, at), words[i], words[i + 1])
                | differs(load(array, at + Math.min(8, end)), words[i + 2], words[i + 3])
                | differs(load(array, at + Math.min(16, end)), words[i + 4], words[i + 5])
                | differs(load(array, at + end), words[i + 6], words[i + 7]);
        return (differs & MARKS) == 0;
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    private static long differs(long word, long text, long limits) {
        // A byte that carries into the next has a mark itself.
        long x = word ^ text;
        return x + limits | x;
    }

    /** Puts the numbers of a run; false if one cannot have the decimals of this instrument. */
    private boolean numbers(JsonScan scan, int p, int from, boolean scaled) {
        if (scaled && slot < 0) {
            return false;
        }
        int priceScale = scaled ? symbols.priceScale(slot) : 0;
        int quantityScale = scaled ? symbols.quantityScale(slot) : 0;
        byte[] array = scan.array();
        long[] numbers = this.numbers;
        long behind = scan.address() + p - 8;
        int n = from;
        while (true) {
            long about = numbers[n];
            long end = behind + (about & 0xFFFF);
            long x = load(array, end) ^ EightDigits.ZEROS;
            long value = numbers[n + 3] + EightDigits.value(x & numbers[n + 1] | x << 8 & numbers[n + 2]);
            long upper = numbers[n + 4];
            if (upper != 0) {
                long y = (load(array, end - 8) ^ EightDigits.ZEROS) & upper;
                value += EightDigits.value(y) * EightDigits.power((int) (about >>> 32) & 0xFF);
            }
            int kind = (int) (about >>> 16) & 0xFF;
            if (kind != INTEGER) {
                int missing = (kind == PRICE ? priceScale : quantityScale) - ((int) (about >>> 40) & 0xFF);
                if (missing != 0) {
                    if (missing < 0 || missing > (about >>> 48 & 0xFF)) {
                        return false;
                    }
                    value *= EightDigits.power(missing);
                }
            }
            fields.set((int) (about >>> 24) & 0xFF, value);
            if (about < 0) {
                return true;
            }
            n += NUMBER;
        }
    }

    /**
     * An object is read member by member from a member on, and {@link #member} is told of each.
     *
     * @param index of the member, those before it were as expected
     * @param isSample whether the object is one to learn from
     */
    public void learn(int index, boolean isSample) {
        if (sketch.isOpen()) {
            // The last one was not read to its end: what was noted of it and of those before is mixed up.
            sketch.drop();
        }
        if (resting > 0) {
            resting--;
        } else if (isSample && !sketch.begin(index)) {
            runs = 0;
        }
    }

    /**
     * A member was read.
     *
     * @param scan over the frame
     * @param key its code
     * @param kind of its value: {@link #ANY} to {@link #NAME}
     * @param from behind the value before it, or the opening brace
     * @param value where its value begins
     * @param behind its value
     * @param slot of the instrument, negative if it is not known yet
     */
    public void member(JsonScan scan, int key, byte kind, int from, int value, int behind, int slot) {
        sketch.member(scan, key, kind, from, value, behind, slot);
    }

    /**
     * The object was read to its end: what it looked like is expected from now on.
     *
     * @param scan over the frame
     * @param from behind the last value
     * @param behind the object
     * @param slot of the instrument; negative if it is none of ours, from which nothing is learnt
     */
    public void learnt(JsonScan scan, int from, int behind, int slot) {
        if (!sketch.isOpen()) {
            return;
        }
        rest = hits >= TRUST ? 0 : Math.min(2 * rest + 1, LONGEST_REST);
        resting = rest;
        hits = 0;
        if (slot >= 0 && sketch.end(scan, from, behind)) {
            drawing.draw(sketch, slot);
        } else {
            sketch.drop();
        }
    }
}
