package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;

/**
 * How the last objects of one kind were laid out: their keys, in their order, and how many digits each number had. An
 * object is expected to be spelt like them, which is verified eight bytes a step; its numbers are then read where they
 * are known to stand. What does not fit is a {@link #MISS} and is read member by member, with the same result, and the
 * {@link Sketch} of that object is the next expectation.
 *
 * <p>An object is cut into runs, each of a fixed length: one ends where a value begins whose length cannot be foreseen, or
 * behind the object. Flags, and numbers in quotes of whose digits only the decimals are foreseen, are read on the way; what
 * else there is is for the caller to read ({@link #key()} tells whose it is). A run that misses has had no effect.
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
    /** {@code true} or {@code false}, kept as 1 and 0. */
    public static final byte FLAG = 7;

    /** Between two runs: a number in quotes, spelt like a quantity, that nobody asks for. */
    static final byte PASSED = 8;

    /** The object is not laid out as expected from here on. */
    public static final int MISS = -1;
    /** In the place of a key: the object is over. */
    public static final int END = 254;

    static final int MAX_RUNS = Sketch.MAX_MEMBERS + 1;
    /** So many objects in a row that fit make up for one that does not. */
    private static final int TRUST = 16;
    /** For so many objects at most nothing is expected, where expecting did not pay. */
    private static final int LONGEST_REST = 63;

    private static final int NO_SLOT = -1;
    private static final int NO_KEY = -1;

    private final Fields fields;
    private final SymbolTable symbols;
    private final Sketch sketch;
    private final Runs drawn;
    private final Drawing drawing;
    private final VaryingValues varying;

    final int[] firstMembers = new int[MAX_RUNS];
    final long[] seen = new long[MAX_RUNS];
    int runs;
    int symbolRun;
    int symbolKey;
    int symbolStart;
    int symbolLength;
    int symbolSlot;
    int numberEnd;
    int spare = NO_KEY;
    int instead;

    private Stencil stencil;
    private int scaledFor = NO_SLOT;
    private int scaledAt;
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
        this.varying = new VaryingValues(fields);
        this.sketch = new Sketch(symbols);
        this.drawn = new Runs(fields.values());
        this.drawing = new Drawing(this, drawn);
    }

    /**
     * An integer that nobody asks for where another one stands in the same object: it is verified then, not kept.
     *
     * @param key that can be spared
     * @param other which is read instead
     */
    public void spare(int key, int other) {
        spare = key;
        instead = other;
    }

    /**
     * Its objects are trades.
     *
     * @param keys of them
     * @return what {@link #trade} reads them into
     */
    public Stencil trades(TradeKeys keys) {
        stencil = new Stencil(this, drawn, fields, varying.quantities(), keys);
        return stencil;
    }

    /**
     * Reads a trade at once, past the fields.
     *
     * @param scan over the frame
     * @param p the opening brace
     * @return behind the object, its instrument being {@link #slot}, or {@link #MISS}: it is to be read by {@link #first} then
     */
    public int trade(JsonScan scan, int p) {
        if (!stencil.isDrawn() || runs == 0 || resting > 0 || !isScaled(symbolSlot)) {
            return MISS;
        }
        int behind = stencil.read(scan, p);
        if (behind >= 0) {
            slot = symbolSlot;
            hits++;
        }
        return behind;
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

    /**
     * One run after the other, as long as a number of a varying length or a flag is all that stands between them. Where one
     * misses behind such a value the value is handed to the caller, as if it had not been read.
     */
    private int read(JsonScan scan, int p, int known) {
        byte[] array = scan.array();
        long base = scan.address();
        int from = p;
        int own = known;
        int value = MISS;
        while (true) {
            long about = drawn.abouts[run];
            int length = Runs.length(about);
            int end = from + length;
            if (end > scan.end() || !drawn.fits(scan, array, from, length, Runs.word(about))) {
                return missed(value);
            }
            if (about < 0) {
                boolean isNamed = run == symbolRun;
                int named = isNamed ? symbolSlot : own;
                int numbers = Runs.number(about);
                if (numbers != Runs.NONE) {
                    if ((about & Runs.SCALED) != 0 && !isScaled(named)) {
                        return missed(value);
                    }
                    drawn.numbers(array, base + from - 8, numbers);
                }
                own = named;
                fields.seen(seen[run]);
                if (isNamed) {
                    fields.found(symbolKey, from + symbolStart, symbolLength);
                }
            }
            slot = own;
            key = Runs.key(about);
            int between = Runs.between(about);
            if (between == ANY) {
                hits += key == END ? 1 : 0;
                return end;
            }
            if (between == FLAG) {
                from = varying.flag(scan, key, end);
            } else if (between == PASSED) {
                from = varying.passed(scan, end);
            } else {
                from = isScaled(own) ? varying.number(scan, key, between == PRICE, end) : MISS;
            }
            if (from < 0) {
                return end;
            }
            value = end;
            run++;
        }
    }

    /** The run at hand misses, behind a value that was read before it, if there is one. */
    private int missed(int value) {
        if (value != MISS) {
            run--;
        }
        return value;
    }

    /** Whether the numbers are scaled as those of an instrument are, or can be from now on. */
    private boolean isScaled(int slot) {
        return slot >= 0 && slot == scaledFor && symbols.changes() == scaledAt || scale(slot);
    }

    /** Sets what each number is multiplied by; false if one cannot have the decimals of this instrument. */
    boolean scale(int slot) {
        scaledFor = NO_SLOT;
        if (slot < 0) {
            return false;
        }
        long[] numbers = drawn.numbers;
        for (int n = 0; n < numberEnd; n += Runs.NUMBER) {
            long about = numbers[n];
            int kind = (int) (about >>> 16) & 0xFF;
            int decimals = (int) (about >>> 40) & 0xFF;
            int scale = kind == PRICE ? symbols.priceScale(slot) : symbols.quantityScale(slot);
            int missing = kind == INTEGER ? 0 : scale - decimals;
            if (missing < 0 || missing > (about >>> 48 & 0xFF)) {
                return false;
            }
            numbers[n + 5] = EightDigits.power(missing);
        }
        varying.scale(symbols.priceScale(slot), symbols.quantityScale(slot));
        if (stencil != null) {
            stencil.scaled();
        }
        scaledFor = slot;
        scaledAt = symbols.changes();
        return true;
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
            if (stencil != null) {
                stencil.draw();
            }
        } else {
            sketch.drop();
        }
    }
}
