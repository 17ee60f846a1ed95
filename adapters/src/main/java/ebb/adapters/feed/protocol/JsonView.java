package ebb.adapters.feed.protocol;

import ebb.adapters.wire.JsonScan;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads the answers of slow paths: members by name, elements one by one. A position of {@link #NONE}: not there. */
final class JsonView {
    static final int NONE = -1;

    private final JsonScan scan = new JsonScan();

    JsonView(DirectBuffer text) {
        scan.wrap(text, 0, text.capacity());
    }

    /** Where the whole value begins. */
    int root() {
        return scan.space(0);
    }

    boolean isArray(int p) {
        return p >= 0 && scan.at(p) == '[';
    }

    boolean isObject(int p) {
        return p >= 0 && scan.at(p) == '{';
    }

    /** The value of a member; NONE if there is none, if it is null, or if this is no object. */
    int member(int object, String name) {
        if (!isObject(object)) {
            return NONE;
        }
        int at = scan.space(object + 1);
        while (at >= 0 && scan.at(at) == '"') {
            int behind = scan.text(at);
            if (behind < 0) {
                return NONE;
            }
            boolean isIt = isText(scan.textStart(), scan.textLength(), name);
            int colon = scan.expect(behind, ':');
            int value = colon < 0 ? NONE : scan.space(colon);
            if (value < 0 || isIt) {
                return value < 0 || scan.isNull(value) ? NONE : value;
            }
            at = next(value);
        }
        return NONE;
    }

    /** The first element of an array; NONE if it is empty or none. */
    int first(int array) {
        if (!isArray(array)) {
            return NONE;
        }
        int at = scan.space(array + 1);
        return scan.at(at) == ']' || at >= scan.end() ? NONE : at;
    }

    /** The element behind one; NONE behind the last. */
    int next(int element) {
        int behind = scan.skip(element);
        if (behind < 0) {
            return NONE;
        }
        int at = scan.space(behind);
        return scan.at(at) == ',' ? scan.space(at + 1) : NONE;
    }

    /** A string's content or a number's digits, as they stand; empty for NONE. */
    String text(int p) {
        if (p < 0) {
            return "";
        }
        int start = p;
        int length;
        if (scan.at(p) == '"') {
            if (scan.text(p) < 0) {
                return "";
            }
            start = scan.textStart();
            length = scan.textLength();
        } else {
            int behind = scan.skip(p);
            length = behind < 0 ? 0 : behind - p;
        }
        byte[] bytes = new byte[length];
        scan.bytes().getBytes(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether a number stands there, bare or in quotes; it is then {@link #value()}, rounded to the scale. */
    boolean isNumber(int p, int scale) {
        return p >= 0 && scan.rounded(p, scale) >= 0;
    }

    long value() {
        return scan.value();
    }

    /** A number rounded to a scale, or what stands for none. */
    long number(int p, int scale, long otherwise) {
        return isNumber(p, scale) ? scan.value() : otherwise;
    }

    private boolean isText(int start, int length, String name) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (scan.at(start + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
