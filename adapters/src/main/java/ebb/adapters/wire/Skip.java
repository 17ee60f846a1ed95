package ebb.adapters.wire;

/** Walks over one JSON value of any kind; its structure is checked, so that garbage is not taken for a value. */
final class Skip {
    static final long NULL = Words.word("null");
    private static final long TRUE = Words.word("true");
    private static final long FALSE = Words.word("false");

    private Skip() {}

    /**
     * Walks over a value.
     *
     * @param scan over the text
     * @param p its first byte or white space before it
     * @return behind it, or a fault
     */
    static int value(JsonScan scan, int p) {
        // One bit a level of nesting, the innermost lowest: 1 for an object.
        long objects = 0;
        int depth = 0;
        int at = scan.space(p);
        while (true) {
            int c = scan.at(at);
            if (c == '{' || c == '[') {
                if (++depth > JsonScan.MAX_DEPTH) {
                    return Fault.TOO_DEEP;
                }
                objects = objects << 1 | (c == '{' ? 1 : 0);
                int first = scan.space(at + 1);
                if (scan.at(first) == c + 2) {
                    at = first;
                } else {
                    at = (objects & 1) == 1 ? key(scan, first) : first;
                    if (at < 0) {
                        return at;
                    }
                    continue;
                }
            } else {
                at = scalar(scan, at, c);
                if (at < 0) {
                    return at;
                }
                if (depth == 0) {
                    return at;
                }
            }
            // Behind a scalar, or on the bracket that closes an empty container.
            while (true) {
                at = scan.space(at);
                int mark = scan.at(at);
                if (mark == ',') {
                    at = (objects & 1) == 1 ? key(scan, scan.space(at + 1)) : scan.space(at + 1);
                    break;
                }
                if (mark != ((objects & 1) == 1 ? '}' : ']')) {
                    return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
                }
                at++;
                objects >>>= 1;
                if (--depth == 0) {
                    return at;
                }
            }
            if (at < 0) {
                return at;
            }
        }
    }

    /** Over a key and its colon, to the value. */
    private static int key(JsonScan scan, int p) {
        int at = scan.text(p);
        if (at < 0) {
            return at;
        }
        at = scan.expect(at, ':');
        return at < 0 ? at : scan.space(at);
    }

    private static int scalar(JsonScan scan, int p, int c) {
        switch (c) {
            case '"':
                return scan.text(p);
            case 't':
                return literal(scan, p, TRUE, 4);
            case 'f':
                return literal(scan, p, FALSE, 5);
            case 'n':
                return literal(scan, p, NULL, 4);
            default:
                return number(scan, p);
        }
    }

    private static int literal(JsonScan scan, int p, long word, int length) {
        if ((scan.word(p) & Words.mask(length)) == word) {
            return p + length;
        }
        return p + length > scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
    }

    /** A number nobody asked for: its grammar is checked, its size is not. */
    private static int number(JsonScan scan, int p) {
        int at = digits(scan, scan.at(p) == '-' ? p + 1 : p);
        if (at > 0 && scan.at(at) == '.') {
            at = digits(scan, at + 1);
        }
        if (at > 0 && (scan.at(at) | 0x20) == 'e') {
            int sign = scan.at(at + 1);
            at = digits(scan, sign == '+' || sign == '-' ? at + 2 : at + 1);
        }
        return at;
    }

    /** Behind at least one digit. */
    private static int digits(JsonScan scan, int p) {
        int at = p;
        int c = scan.at(at);
        while (c >= '0' && c <= '9') {
            c = scan.at(++at);
        }
        if (at > p) {
            return at;
        }
        return at >= scan.end() ? Fault.TRUNCATED : Fault.MALFORMED;
    }
}
