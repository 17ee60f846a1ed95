package ebb.adapters.venue;

import ebb.adapters.wire.EightDigits;

/** Draws a {@link Layout} from the {@link Sketch} of an object: runs of words to be verified and numbers to be read. */
final class Drawing {
    private static final int MAX_ROOM = 18;
    /** Set in the last number of a run. */
    private static final long LAST = 1L << 63;

    /** Of a digit's byte, what it is worth. */
    private static final long DIGITS = 0x0F0F0F0F0F0F0F0FL;

    private final Layout layout;
    private final Runs drawn;
    /** The run at hand: its bytes where they are text, and for each byte whether it is text or a digit. */
    private final byte[] bytes = new byte[Sketch.MAX_MEMBERS * Sketch.STRIDE + Sketch.STRIDE];

    private final boolean[] isDigit = new boolean[bytes.length];
    private int length;
    private int wordCount;
    private int numberCount;
    private int firstNumber;
    private boolean isScaled;

    Drawing(Layout layout, Runs drawn) {
        this.layout = layout;
        this.drawn = drawn;
    }

    /**
     * Draws.
     *
     * @param sketch of an object that was read to its end
     * @param slot of the instrument its symbol named
     */
    void draw(Sketch sketch, int slot) {
        layout.runs = 0;
        layout.symbolRun = -1;
        layout.symbolSlot = slot;
        wordCount = 0;
        numberCount = 0;
        begin(0);
        for (int i = 0; i < sketch.count; i++) {
            int at = i * Sketch.STRIDE;
            text(sketch, at, sketch.head[i]);
            switch (sketch.form[i]) {
                case Sketch.FREE:
                    close(sketch.code[i], between(sketch.kind[i], sketch.isQuoted[i]));
                    begin(i + 1);
                    break;
                case Sketch.TEXT:
                    symbol(sketch, i);
                    text(sketch, at + sketch.head[i], sketch.width[i]);
                    break;
                default:
                    number(sketch, i);
            }
        }
        text(sketch, Sketch.MAX_MEMBERS * Sketch.STRIDE, sketch.tail);
        close(Layout.END, Layout.ANY);
        layout.numberEnd = numberCount;
        layout.scale(slot);
    }

    /** What of the values whose length varies the layout reads itself. */
    private static byte between(byte kind, boolean isQuoted) {
        boolean isNumber = kind == Layout.PRICE || kind == Layout.QUANTITY;
        if (kind == Layout.CHECKED && isQuoted) {
            return Layout.PASSED;
        }
        return isNumber && isQuoted || kind == Layout.FLAG ? kind : Layout.ANY;
    }

    private void begin(int member) {
        int r = layout.runs;
        layout.firstMembers[r] = member;
        layout.seen[r] = 0;
        isScaled = false;
        length = 0;
        firstNumber = numberCount;
    }

    private void text(Sketch sketch, int from, int count) {
        for (int k = 0; k < count; k++) {
            isDigit[length] = false;
            bytes[length++] = sketch.text.getByte(from + k);
        }
    }

    private void symbol(Sketch sketch, int i) {
        if (sketch.kind[i] == Layout.SYMBOL) {
            layout.symbolRun = layout.runs;
            layout.symbolKey = sketch.code[i];
            // Between its quotes.
            layout.symbolStart = length + 1;
            layout.symbolLength = sketch.width[i] - 2;
        }
    }

    /**
     * A number, six longs: about it (end in the run, kind, key, the digits among its last eight characters, decimals,
     * places it may be shifted by), the masks of its digits behind and before the point, the value of its foreseen digits,
     * the mask of those before the last eight characters that are not foreseen, and what it is multiplied by.
     */
    private void number(Sketch sketch, int i) {
        int from = i * Sketch.STRIDE + sketch.head[i];
        int chars = sketch.last[i] - sketch.first[i];
        int decimals = sketch.decimals[i];
        int lowChars = Math.min(chars, 8);
        int end = length + sketch.last[i];
        boolean isNear = sketch.form[i] == Sketch.NEAR;
        for (int k = 0; k < sketch.width[i]; k++) {
            byte c = sketch.text.getByte(from + k);
            boolean isLow = k >= sketch.last[i] - lowChars;
            isDigit[length] = k >= sketch.first[i] && k < sketch.last[i] && c != '.' && (isLow || !isNear);
            bytes[length++] = c;
        }
        byte kind = sketch.kind[i];
        if (kind == Layout.CHECKED || isSpare(sketch, i)) {
            return;
        }
        int r = layout.runs;
        int lowDigits = decimals > 0 ? lowChars - 1 : lowChars;
        long all = -1L << (64 - (lowChars << 3));
        long behindPoint = decimals > 0 ? -1L << (64 - (decimals << 3)) : all;
        long base = 0;
        for (int k = sketch.first[i]; isNear && k < sketch.last[i] - lowChars; k++) {
            base = base * 10 + sketch.text.getByte(from + k) - '0';
        }
        int scaled = chars - (decimals > 0 ? 1 : 0) - decimals;
        long room = MAX_ROOM - scaled - decimals;
        int n = numberCount;
        numberCount += Runs.NUMBER;
        drawn.numbers[n] = end
                | (long) kind << 16
                | (long) sketch.code[i] << 24
                | (long) lowDigits << 32
                | (long) decimals << 40
                | room << 48;
        drawn.numbers[n + 1] = behindPoint & DIGITS;
        // Moved up by the point; the lowest byte is then free of it.
        drawn.numbers[n + 2] = decimals > 0 ? all << 8 & ~behindPoint & DIGITS : 0;
        drawn.numbers[n + 3] = base * EightDigits.power(lowDigits);
        drawn.numbers[n + 4] = isNear || chars <= 8 ? 0 : -1L << (64 - (chars - 8 << 3)) & DIGITS;
        drawn.numbers[n + 5] = 1;
        layout.seen[r] |= 1L << sketch.code[i];
        isScaled |= kind != Layout.INTEGER;
    }

    /** Whether a number is not asked for, because the one that is asked for stands in the same run. */
    private boolean isSpare(Sketch sketch, int i) {
        boolean isSpare = false;
        for (int k = i + 1; sketch.code[i] == layout.spare && k < sketch.count; k++) {
            if (sketch.form[k] == Sketch.FREE) {
                break;
            }
            isSpare |= sketch.code[k] == layout.instead && sketch.kind[k] == Layout.INTEGER;
        }
        return isSpare;
    }

    private void close(int key, byte between) {
        int r = layout.runs++;
        boolean tells = numberCount > firstNumber || r == layout.symbolRun;
        drawn.abouts[r] = length
                | (long) wordCount << 16
                | (numberCount > firstNumber ? firstNumber : (long) Runs.NONE) << 32
                | (long) key << 48
                | (long) between << Runs.BETWEEN_AT
                | (isScaled ? Runs.SCALED : 0)
                | (tells ? Runs.TELLS : 0);
        if (numberCount > firstNumber) {
            drawn.numbers[numberCount - Runs.NUMBER] |= LAST;
        }
        if (length < Runs.BLOCK_BYTES) {
            for (int k = 0; k < 4; k++) {
                word(Math.max(k < 3 ? Math.min(8 * k, length - 8) : length - 8, 0));
            }
            return;
        }
        for (int at = 0; at < length; at += Runs.BLOCK_BYTES) {
            int block = Math.min(at, length - Runs.BLOCK_BYTES);
            for (int k = 0; k < 4; k++) {
                word(block + 8 * k);
            }
        }
    }

    private void word(int at) {
        long text = 0;
        long limits = 0;
        for (int k = 7; k >= 0; k--) {
            boolean isBeyond = at + k >= length;
            boolean isNumber = !isBeyond && isDigit[at + k];
            text = text << 8 | (isBeyond ? 0 : isNumber ? '0' : bytes[at + k] & 0xFF);
            limits = limits << 8 | (isNumber ? 16 - 10 : 15);
        }
        int w = wordCount;
        wordCount += Runs.WORD;
        drawn.words[w] = text;
        drawn.words[w + 1] = limits;
    }
}
