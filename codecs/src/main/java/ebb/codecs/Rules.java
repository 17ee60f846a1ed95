package ebb.codecs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Rule codes: the number a reason carries on the wire for a rule of the specification, such as REJ-5 (messages.md,
 * table RULES of the run header). Core rules from 1, NullSpectre from 1000, Apex 2000, Confidence 3000, V7 4000,
 * AlphaTrader 5000. The table is append-only: a code keeps its meaning for ever.
 *
 * <p>Code that emits looks its codes up by name once, at start-up, and keeps them as ints; readers of a journal make
 * the table from the text its run header carries. Immutable.
 */
public final class Rules {
    private static final String RESOURCE = "rules.tsv";
    private static final char SEPARATOR = '\t';

    private final String text;
    private final String[] names;
    private final Map<String, Integer> codes;

    private Rules(String text, String[] names, Map<String, Integer> codes) {
        this.text = text;
        this.names = names;
        this.codes = codes;
    }

    /**
     * The table of this build.
     *
     * @return the table
     */
    public static Rules load() {
        try (InputStream in = Rules.class.getResourceAsStream(RESOURCE)) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of this build", e);
        }
    }

    /**
     * The table of a journal, from its run header.
     *
     * @param text lines of code, tab, name, by ascending code
     * @return the table
     * @throws IllegalArgumentException with the line, if one is not of that form, a code does not ascend or is not in 1
     *     to 65,534, or a name comes twice
     */
    public static Rules of(String text) {
        String[] lines = text.split("\n");
        Map<String, Integer> codes = new HashMap<>();
        String[] names = new String[0];
        int before = 0;
        for (int i = 0; i < lines.length; i++) {
            int tab = lines[i].indexOf(SEPARATOR);
            int code = tab > 0 ? codeOf(lines[i].substring(0, tab)) : 0;
            String name = lines[i].substring(tab + 1).strip();
            if (code <= before || code >= Nulls.CODE || name.isEmpty() || codes.put(name, code) != null) {
                throw new IllegalArgumentException("rule table line " + (i + 1) + ": '" + lines[i]
                        + "' is not an ascending code, a tab and a new name");
            }
            if (code >= names.length) {
                names = Arrays.copyOf(names, code + 1);
            }
            names[code] = name;
            before = code;
        }
        return new Rules(text, names, codes);
    }

    private static int codeOf(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * The code of a rule.
     *
     * @param name as in the specification, e.g. {@code NS-REJ-3}
     * @return 1 to 65,534
     * @throws IllegalArgumentException if no rule has the name
     */
    public int code(String name) {
        Integer code = codes.get(name);
        if (code == null) {
            throw new IllegalArgumentException("no rule is named '" + name + "' in " + RESOURCE);
        }
        return code;
    }

    /**
     * Tells whether a rule has a code.
     *
     * @param name as in the specification
     * @return true if {@link #code} has an answer
     */
    public boolean has(String name) {
        return codes.containsKey(name);
    }

    /**
     * The rule of a code.
     *
     * @param code from a reason
     * @return its name
     * @throws IllegalArgumentException if no rule has the code
     */
    public String name(int code) {
        if (code < 0 || code >= names.length || names[code] == null) {
            throw new IllegalArgumentException("no rule has the code " + code);
        }
        return names[code];
    }

    /**
     * How many rules there are.
     *
     * @return a count
     */
    public int size() {
        return codes.size();
    }

    /**
     * The table as the run header carries it.
     *
     * @return lines of code, tab, name; {@link #of} reads them
     */
    public String text() {
        return text;
    }
}
