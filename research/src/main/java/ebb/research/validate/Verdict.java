package ebb.research.validate;

/** What a gate says. */
public enum Verdict {
    /** Held. */
    PASS,
    /** Not held, and not so bad that it is over: tune, do not proceed (NS-C14). */
    HOLD,
    /** Not held. */
    FAIL,
    /** Held by too few trades, or on data that lacks what was to be tested: a person must accept it (NS-VAL-8). */
    INDICATIVE,
    /** Too few trades to say anything. */
    NOT_ENOUGH_TRADES,
    /** The data or the variant cannot be asked this. */
    NOT_ASKED
}
