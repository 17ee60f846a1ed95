package ebb.bench.row;

import java.util.Locale;

/** Whose figure a row holds. */
public enum Kind {
    /** Ours. */
    EBB,
    /** Somebody else's code that does the same. */
    PEER,
    /** The least that the machine lets the task cost. */
    FLOOR,
    /** No figure of a contender but a fact about the run: machine, flags, load. */
    FACT;

    /** As the file spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Kind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
