package ebb.adapters.wire;

import java.util.Arrays;

/**
 * Walks over the members of an object and tells each key by its code. The order of keys of the object before is taken
 * as a prediction: where it holds, a key costs one or two compares of eight bytes; where it does not, the key is read
 * out and looked up, and the order is learnt anew from there. The result is the same either way.
 *
 * <p>One walk at a time: {@link #start}, then {@link #next} until it answers {@link #END} or a fault.
 */
public final class Members {
    /** The object is over; {@link #position()} is behind its closing brace. */
    public static final int END = 254;
    /** A key that is not among those asked for. */
    public static final int OTHER = 255;

    private static final int MAX_PREDICTED = 40;
    /** In the place of a code: a key too long, or spaced too oddly, to be compared in two words. */
    private static final int UNPREDICTABLE = -1;
    /** A comma, two quotes, a colon: with the key at most 16 bytes, two words. */
    private static final int PUNCTUATION = 4;

    private final Names keys;
    private final long[] first = new long[MAX_PREDICTED];
    private final long[] firstMask = new long[MAX_PREDICTED];
    private final long[] second = new long[MAX_PREDICTED];
    private final long[] secondMask = new long[MAX_PREDICTED];
    private final int[] length = new int[MAX_PREDICTED];
    private final int[] code = new int[MAX_PREDICTED];
    private int predicted;
    private int index;
    private int position;

    /**
     * Over objects with these keys.
     *
     * @param keys fewer than 254; a key's number is its code
     */
    public Members(Names keys) {
        this.keys = keys;
        Arrays.fill(code, UNPREDICTABLE);
    }

    /**
     * Begins a walk.
     *
     * @param whole true at the opening brace; false behind the first member, if that was read already
     */
    public void start(boolean whole) {
        index = whole ? 0 : 1;
    }

    /**
     * Begins a walk in the middle of an object.
     *
     * @param members of it that were read already; the next begins behind the value of the last of them
     */
    public void start(int members) {
        index = members;
    }

    /** Takes the members of an object one by one. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A member.
         *
         * @param key the code of its key, or {@link #OTHER}
         * @param p where its value begins
         * @return behind the value, or a fault
         */
        int member(int key, int p);
    }

    /**
     * Walks over a whole object.
     *
     * @param scan over the frame
     * @param p the opening brace
     * @param visitor takes each member; one that is made once, where no garbage is wanted
     * @return behind the object, or a fault
     */
    public int each(JsonScan scan, int p, Visitor visitor) {
        start(true);
        int at = p;
        while (true) {
            int key = next(scan, at);
            if (key < 0 || key == END) {
                return key < 0 ? key : position;
            }
            at = visitor.member(key, position);
            if (at < 0) {
                return at;
            }
        }
    }

    /** Where the value of the last member begins; behind the object after {@link #END}. */
    public int position() {
        return position;
    }

    /**
     * The next member.
     *
     * @param scan over the frame
     * @param p the opening brace for the first member, else behind the value before
     * @return the code of its key, {@link #OTHER}, {@link #END}, or a fault
     */
    public int next(JsonScan scan, int p) {
        int i = index;
        if (i < predicted
                && code[i] != UNPREDICTABLE
                && ((scan.word(p) ^ first[i]) & firstMask[i]) == 0
                && (secondMask[i] == 0 || ((scan.word(p + 8) ^ second[i]) & secondMask[i]) == 0)) {
            index = i + 1;
            position = p + length[i];
            return code[i];
        }
        return read(scan, p);
    }

    private int read(JsonScan scan, int p) {
        int at = scan.space(p);
        int mark = scan.at(at);
        if (mark == '}' && index > 0 || mark == '{' && index == 0 && scan.at(scan.space(at + 1)) == '}') {
            position = mark == '}' ? at + 1 : scan.space(at + 1) + 1;
            return END;
        }
        if (mark != (index == 0 ? '{' : ',')) {
            return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
        }
        int behind = scan.text(scan.space(at + 1));
        if (behind < 0) {
            return behind;
        }
        int start = scan.textStart();
        int size = scan.textLength();
        int value = scan.expect(behind, ':');
        if (value < 0) {
            return value;
        }
        value = scan.space(value);
        int found = keys.find(scan, start, size);
        int answer = found < 0 ? OTHER : found;
        learn(scan, p, value, start, size, answer);
        index++;
        position = value;
        return answer;
    }

    private void learn(JsonScan scan, int p, int value, int start, int size, int answer) {
        int i = index;
        if (i >= MAX_PREDICTED) {
            return;
        }
        predicted = i + 1;
        length[i] = value - p;
        code[i] = UNPREDICTABLE;
        if (start == p + 2 && value == p + PUNCTUATION + size && length[i] <= 16) {
            code[i] = answer;
            firstMask[i] = Words.mask(length[i]);
            secondMask[i] = Words.mask(Math.max(length[i] - 8, 0));
            first[i] = scan.word(p) & firstMask[i];
            second[i] = scan.word(p + 8) & secondMask[i];
        }
    }
}
