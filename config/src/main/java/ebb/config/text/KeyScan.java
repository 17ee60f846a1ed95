package ebb.config.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds every place of a HOCON text that gives a key a value. The library keeps the last one only: what was written twice,
 * or dropped because a group of the same name follows, it does not tell. Takes texts that the library could parse.
 */
final class KeyScan {
    /**
     * A value given to a key; groups are told by the keys in them.
     *
     * @param path keys from the root, joined by dots
     * @param line 1-based
     * @param builds whether it adds to what stands before: {@code +=}, or a value with a substitution
     */
    record Place(String path, int line, boolean builds) {}

    private static final char END = '\0';

    private final String text;
    private final List<Place> places = new ArrayList<>();
    private int at;
    private int line = 1;

    private KeyScan(String text) {
        this.text = text;
    }

    /** All places of a text, in its order. */
    static List<Place> of(String text) {
        KeyScan scan = new KeyScan(text);
        scan.blanks(true);
        if (scan.peek() == '{') {
            scan.step();
        }
        scan.members("");
        return scan.places;
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    private void step() {
        if (peek() == '\n') {
            line++;
        }
        at++;
    }

    private boolean isDone() {
        return at >= text.length();
    }

    /** Up to the brace that closes the object, which is taken too. */
    private void members(String prefix) {
        while (!isDone()) {
            blanks(true);
            char c = peek();
            if (c == ',') {
                step();
            } else if (c == '}') {
                step();
                return;
            } else if (!isDone()) {
                member(prefix);
            }
        }
    }

    private void member(String prefix) {
        int from = line;
        String key = key();
        if (key.equals("include") || key.startsWith("include ")) {
            restOfLine();
            return;
        }
        String path = prefix.isEmpty() ? key : prefix + "." + key;
        boolean builds = peek() == '+';
        if (builds) {
            step();
        }
        if (peek() == '=' || peek() == ':') {
            step();
            blanks(true);
        }
        value(path, from, builds);
    }

    /** A path up to its separator; quotation marks are taken off. */
    private String key() {
        StringBuilder key = new StringBuilder();
        while (!isDone() && "=:{+}\n,#".indexOf(peek()) < 0) {
            if (peek() == '"') {
                key.append(string());
            } else {
                key.append(peek());
                step();
            }
        }
        return key.toString().strip();
    }

    /** Takes an include's argument, whose quotation marks may hold anything. */
    private void restOfLine() {
        while (!isDone() && peek() != '\n' && peek() != '}' && peek() != ',') {
            skip();
        }
    }

    private void value(String path, int from, boolean adds) {
        boolean builds = adds;
        boolean isObject = false;
        while (true) {
            blanks(false);
            char c = peek();
            if (isDone() || c == '\n' || c == ',' || c == '}') {
                break;
            }
            if (c == '{') {
                isObject = true;
                step();
                members(path);
            } else {
                builds |= c == '$' && peek(1) == '{';
                skip();
            }
        }
        if (!isObject) {
            places.add(new Place(path, from, builds));
        }
    }

    /** One piece of a value: a text, a list, a substitution, or a character. */
    private void skip() {
        char c = peek();
        if (c == '"') {
            string();
        } else if (c == '[') {
            enclosed('[', ']');
        } else if (c == '$' && peek(1) == '{') {
            step();
            enclosed('{', '}');
        } else {
            step();
        }
    }

    private void enclosed(char opens, char closes) {
        int depth = 0;
        while (!isDone()) {
            blanks(true);
            char c = peek();
            if (c == '"') {
                string();
                continue;
            }
            step();
            if (c == opens) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return;
            }
        }
    }

    /** A text in one or three quotation marks. */
    private String string() {
        if (peek(1) == '"' && peek(2) == '"') {
            int end = text.indexOf("\"\"\"", at + 3);
            int to = end < 0 ? text.length() : end + 3;
            String whole = text.substring(Math.min(at + 3, to), Math.max(Math.min(at + 3, to), to - 3));
            while (at < to) {
                step();
            }
            return whole;
        }
        StringBuilder held = new StringBuilder();
        step();
        while (!isDone() && peek() != '"') {
            if (peek() == '\\') {
                step();
            }
            held.append(peek());
            step();
        }
        step();
        return held.toString();
    }

    /** Blanks and comments, and line breaks where they mean nothing. */
    private void blanks(boolean acrossLines) {
        while (!isDone()) {
            char c = peek();
            if (c == '#' || c == '/' && peek(1) == '/') {
                while (!isDone() && peek() != '\n') {
                    step();
                }
            } else if (c == '\n' ? acrossLines : Character.isWhitespace(c) || c == '\uFEFF') {
                step();
            } else {
                return;
            }
        }
    }
}
