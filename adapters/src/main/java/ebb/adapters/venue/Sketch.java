package ebb.adapters.venue;

import ebb.adapters.wire.JsonScan;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the members of an object looked like, noted while it was read, and what of it was the same in the objects before:
 * the keys' texts, and of each value whether its text, the place of its digits or nothing of it can be foreseen.
 */
final class Sketch {
    static final int MAX_MEMBERS = 24;
    /** Bytes of a member kept: its key with what stands around it, and its value. */
    static final int STRIDE = 64;

    /** A value of which nothing is foreseen. */
    static final byte FREE = 0;
    /** A value whose every byte is foreseen. */
    static final byte TEXT = 1;
    /** A number of as many digits as before. */
    static final byte DIGITS = 2;
    /** The same, whose digits before its last eight characters are those of the one before. */
    static final byte NEAR = 3;

    private static final int LONGEST_KEY = 31;
    private static final int LONGEST_VALUE = STRIDE - LONGEST_KEY;
    private static final int MAX_DIGITS = 18;

    final int[] code = new int[MAX_MEMBERS];
    final byte[] kind = new byte[MAX_MEMBERS];
    final byte[] form = new byte[MAX_MEMBERS];
    /** Length of the key with what stands around it. */
    final int[] head = new int[MAX_MEMBERS];
    /** Length of the value, of which the quotes are part. */
    final int[] width = new int[MAX_MEMBERS];
    /** Where in the value its digits begin, and where those end that count. */
    final int[] first = new int[MAX_MEMBERS];

    final int[] last = new int[MAX_MEMBERS];
    /** Whether the value is in quotes. */
    final boolean[] isQuoted = new boolean[MAX_MEMBERS];
    /** Decimals among the digits that count. */
    final int[] decimals = new int[MAX_MEMBERS];

    final UnsafeBuffer text = new UnsafeBuffer(new byte[(MAX_MEMBERS + 1) * STRIDE]);
    int count;
    int tail;

    private final SymbolTable symbols;
    private int known;
    private boolean isOpen;
    private boolean isSound;

    private byte foundForm;
    private int foundFirst;
    private int foundLast;
    private int foundDecimals;

    Sketch(SymbolTable symbols) {
        this.symbols = symbols;
    }

    /** Members from this one on are noted anew; false if those before it are not known, and nothing is noted then. */
    boolean begin(int index) {
        isOpen = index <= count;
        isSound = true;
        known = count;
        count = Math.min(index, count);
        return isOpen;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Nothing is known. */
    void drop() {
        isOpen = false;
        count = 0;
        known = 0;
    }

    void member(JsonScan scan, int key, byte of, int from, int value, int behind, int slot) {
        if (!isOpen) {
            return;
        }
        int i = count;
        if (i == MAX_MEMBERS || value - from > LONGEST_KEY || isTwice(key)) {
            isSound = false;
            return;
        }
        judge(scan, of, value, behind, slot);
        int chars = foundLast - foundFirst;
        if (i == 0 && foundForm == NEAR && value - from + foundLast < (chars > 8 ? 16 : 8)) {
            // The words that end with the number would begin before the object.
            foundForm = FREE;
        }
        int length = foundForm == FREE ? value - from : behind - from;
        boolean isSame = i < known && code[i] == key && head[i] == value - from && isText(scan, i, from, head[i]);
        if (isSame) {
            foundForm = common(scan, i, value, behind);
            length = foundForm == FREE ? value - from : behind - from;
        } else {
            known = i;
        }
        code[i] = key;
        kind[i] = of;
        form[i] = foundForm;
        head[i] = value - from;
        width[i] = behind - value;
        first[i] = foundFirst;
        last[i] = foundLast;
        decimals[i] = foundDecimals;
        isQuoted[i] = scan.at(value) == '"';
        text.putBytes(i * STRIDE, scan.bytes(), from, length);
        count++;
    }

    /** Two members of one key: the later counts, which is not for a layout to know. */
    private boolean isTwice(int key) {
        for (int i = 0; i < count; i++) {
            if (code[i] == key && kind[i] != Layout.ANY && kind[i] != Layout.CHECKED) {
                return true;
            }
        }
        return false;
    }

    private boolean isText(JsonScan scan, int i, int from, int length) {
        for (int k = 0; k < length; k++) {
            if (text.getByte(i * STRIDE + k) != scan.at(from + k)) {
                return false;
            }
        }
        return true;
    }

    /** What a value has in common with the one in its place before. */
    private byte common(JsonScan scan, int i, int value, int behind) {
        if (form[i] == FREE || foundForm == FREE || width[i] != behind - value) {
            return FREE;
        }
        if (foundForm == TEXT) {
            return isValue(scan, i, value, width[i]) ? TEXT : FREE;
        }
        if (first[i] != foundFirst || last[i] != foundLast || decimals[i] != foundDecimals) {
            return FREE;
        }
        boolean isNear = form[i] == NEAR && isValue(scan, i, value, Math.max(foundLast - 8, 0));
        return isNear ? NEAR : DIGITS;
    }

    private boolean isValue(JsonScan scan, int i, int value, int length) {
        for (int k = 0; k < length; k++) {
            if (text.getByte(i * STRIDE + head[i] + k) != scan.at(value + k)) {
                return false;
            }
        }
        return true;
    }

    /** The form of a value by itself, and where its digits are. */
    private void judge(JsonScan scan, byte of, int value, int behind, int slot) {
        foundForm = FREE;
        foundFirst = 0;
        foundLast = 0;
        foundDecimals = 0;
        if (of == Layout.ANY || of == Layout.FLAG || behind - value > LONGEST_VALUE || behind <= value) {
            return;
        }
        if (of == Layout.SYMBOL || of == Layout.NAME) {
            foundForm = scan.at(value) == '"' ? TEXT : FREE;
            return;
        }
        int quote = scan.at(value) == '"' ? 1 : 0;
        int end = behind - value - quote;
        int point = end;
        for (int k = quote; k < end; k++) {
            int c = scan.at(value + k);
            if (c == '.' && point == end) {
                point = k;
            } else if (c < '0' || c > '9') {
                return;
            }
        }
        boolean isWhole = point == end;
        if (point == quote || !isWhole && (point == end - 1 || of == Layout.CHECKED || of == Layout.INTEGER)) {
            return;
        }
        foundForm = digits(of, quote, point, isWhole ? 0 : end - point - 1, slot);
    }

    /** Takes the digits that count: zeros behind the decimals of the instrument are text. */
    private byte digits(byte of, int start, int point, int fraction, int slot) {
        boolean isScaled = of == Layout.PRICE || of == Layout.QUANTITY;
        if (isScaled && slot < 0) {
            return FREE;
        }
        int scale = of == Layout.PRICE ? symbols.priceScale(slot) : isScaled ? symbols.quantityScale(slot) : 0;
        foundDecimals = Math.min(fraction, scale);
        foundFirst = start;
        foundLast = foundDecimals == 0 ? point : point + 1 + foundDecimals;
        int digits = point - start + foundDecimals;
        boolean fits = foundDecimals < 8 && foundLast - start <= 16 && digits + scale - foundDecimals <= MAX_DIGITS;
        return fits ? NEAR : FREE;
    }

    /** The object is over; whether all of it could be noted. */
    boolean end(JsonScan scan, int from, int behind) {
        isOpen = false;
        tail = behind - from;
        if (!isSound || tail > LONGEST_KEY) {
            return false;
        }
        text.putBytes(MAX_MEMBERS * STRIDE, scan.bytes(), from, tail);
        return true;
    }
}
