package ebb.engine;

/**
 * Analytics that are INEXACT where a sum of theirs does not fit a long (NUM-2), as the alert of that rule names them: its
 * value, in micro-units, is a place here from 1 on.
 */
public enum Inexact {
    /** Cumulative volume delta. */
    CVD("its CVD"),
    /** Volume-synchronised probability of informed trading. */
    VPIN("its VPIN"),
    /** Score of the micro-structure. */
    MICRO("its micro-structure score"),
    /** Bars in the making. */
    BARS("its bars"),
    /** Depth of the book within a band. */
    DEPTH("its depth"),
    /** Average true range. */
    RANGE("its ATR"),
    /** Volume against its average. */
    VOLUME("its volume ratio"),
    /** Swings and volume profile. */
    SWINGS("its swings"),
    /** Open interest. */
    INTEREST("its open interest"),
    /** Liquidations. */
    LIQUIDATIONS("its liquidations");

    private static final Inexact[] ALL = values();
    private static final long ONE = 1_000_000;

    private final String words;

    Inexact(String words) {
        this.words = words;
    }

    /**
     * What an operator reads.
     *
     * @return words in the middle of a sentence
     */
    public String words() {
        return words;
    }

    /**
     * How an alert says it.
     *
     * @return micro-units
     */
    public long value() {
        return (ordinal() + 1) * ONE;
    }

    /**
     * What an alert says.
     *
     * @param value of the alert, micro-units
     * @return null if it is none of these: the journal is of another build
     */
    public static Inexact of(long value) {
        long place = value / ONE - 1;
        return value % ONE == 0 && place >= 0 && place < ALL.length ? ALL[(int) place] : null;
    }
}
