package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;
import ebb.adapters.wire.JsonScan;
import ebb.adapters.wire.Words;
import org.agrona.UnsafeApi;

/**
 * The runs of a {@link Layout} as they were drawn: words that are due, numbers and where they stand, and a long about each run.
 * They are verified and read here, without a look at what stands between them.
 */
final class Runs {
    private static final int MAX_WORDS = 4 * Layout.MAX_RUNS + (Sketch.MAX_MEMBERS + 1) * Sketch.STRIDE / 8;
    private static final long MARKS = 0xF0F0F0F0F0F0F0F0L;

    /**
     * Longs of a word: its text, {@code 0} where a digit is due, and what each byte's difference to it may not reach 16 with
     * when added: 15 for text, 6 for a digit.
     */
    static final int WORD = 2;

    /** Words looked at in one step, and their bytes. */
    private static final int BLOCK = 4 * WORD;

    static final int BLOCK_BYTES = 32;
    /** Longs of a number: see {@link Drawing#number}. */
    static final int NUMBER = 6;

    /** In the place of its first number: the run has none. */
    static final int NONE = 0xFFFF;
    /** In a run's long, beside its length, first word, first number and key: a number of it is scaled. */
    static final long SCALED = 1L << 56;
    /** In a run's long, from here on: what stands behind it, {@link Layout#ANY} if the caller is to read it. */
    static final int BETWEEN_AT = 57;
    /** In a run's long: it holds more than text. */
    static final long TELLS = 1L << 63;

    final long[] words = new long[MAX_WORDS * WORD];
    final long[] numbers = new long[Sketch.MAX_MEMBERS * NUMBER];
    final long[] abouts = new long[Layout.MAX_RUNS];
    private final long[] values;

    /**
     * None yet.
     *
     * @param values takes the numbers, by key
     */
    Runs(long[] values) {
        this.values = values;
    }

    /** Bytes of a run. */
    static int length(long about) {
        return (int) about & 0xFFFF;
    }

    /** The first word of a run. */
    static int word(long about) {
        return (int) (about >>> 16) & 0xFFFF;
    }

    /** The first number of a run, or {@link #NONE}. */
    static int number(long about) {
        return (int) (about >>> 32) & 0xFFFF;
    }

    /** The key whose value stands behind a run, or {@link Layout#END}. */
    static int key(long about) {
        return (int) (about >>> 48) & 0xFF;
    }

    /** Of what kind the value behind a run is, {@link Layout#ANY} if the caller is to read it. */
    static int between(long about) {
        return (int) (about >>> BETWEEN_AT) & 0xF;
    }

    /** Eight bytes of a run's texts or limits, beyond it others. */
    long word(long about, int from, int half, long beyond) {
        int length = length(about);
        long word = 0;
        for (int k = 7; k >= 0; k--) {
            int at = from + k;
            long value = beyond;
            if (at >= 0 && at < length) {
                int in = at - Math.min(at & -BLOCK_BYTES, length - BLOCK_BYTES);
                int w = word(about) + (at / BLOCK_BYTES * 4 + (in >> 3)) * WORD;
                value = words[w + half] >>> ((in & 7) << 3) & 0xFF;
            }
            word = word << 8 | value;
        }
        return word;
    }

    /** Whether a run is spelt as expected. */
    boolean fits(JsonScan scan, byte[] array, int p, int length, int from) {
        long[] words = this.words;
        long at = scan.address() + p;
        if (length < 8) {
            boolean isBehind = p + length >= 8;
            long word = isBehind ? load(array, at + length - 8) >>> (64 - (length << 3)) : head(scan, p, length);
            return (differs(word, words[from], words[from + 1]) & MARKS) == 0;
        }
        if (length < BLOCK_BYTES) {
            int end = length - 8;
            long differs = differs(load(array, at), words[from], words[from + 1])
                    | differs(load(array, at + Math.min(8, end)), words[from + 2], words[from + 3])
                    | differs(load(array, at + Math.min(16, end)), words[from + 4], words[from + 5])
                    | differs(load(array, at + end), words[from + 6], words[from + 7]);
            return (differs & MARKS) == 0;
        }
        return isSpelt(array, at, length, from);
    }

    /**
     * Whether a run of at least a block is spelt as expected. Four words a step, of which those of the last step may have been
     * looked at before: no loop of an even count, which the compiler would cut into three for the few steps there are.
     */
    private boolean isSpelt(byte[] array, long p, long length, int from) {
        long[] words = this.words;
        long at = p;
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

    /** The first bytes of a frame, where no word can end. */
    private static long head(JsonScan scan, int p, int length) {
        return scan.word(p) & Words.mask(length);
    }

    private static long load(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
    }

    private static long differs(long word, long text, long limits) {
        // A byte that carries into the next has a mark itself.
        long x = word ^ text;
        return x + limits | x;
    }

    /** Sets the numbers of a run, whose digits were verified. */
    void numbers(byte[] array, long behind, int from) {
        long[] numbers = this.numbers;
        long[] values = this.values;
        int n = from;
        while (true) {
            long about = numbers[n];
            long end = behind + (about & 0xFFFF);
            long x = load(array, end);
            long value = EightDigits.value(x & numbers[n + 1] | x << 8 & numbers[n + 2]) + numbers[n + 3];
            long upper = numbers[n + 4];
            if (upper != 0) {
                value += EightDigits.value(load(array, end - 8) & upper)
                        * EightDigits.power((int) (about >>> 32) & 0xFF);
            }
            values[(int) (about >>> 24) & 0xFF] = value * numbers[n + 5];
            if (about < 0) {
                return;
            }
            n += NUMBER;
        }
    }
}
