package ebb.adapters.context;

/** Why an answer, a coin's value or a kept file was not taken; each is counted under its name. */
public enum Refusal {
    /** 429, or an error body that says so: silence as long as asked for. */
    RATE_LIMITED,
    /** 401, 403, or an error body that names the key: the next round tries again. */
    KEY_REFUSED,
    /** Another 4xx. */
    REQUEST_REFUSED,
    /** 5xx. */
    SERVER_ERROR,
    /** No whole answer in time. */
    SLOW,
    /** No connection, or it broke. */
    UNREACHABLE,
    /** Not HTTP, encoded, too large, a redirect. */
    NOT_HTTP,
    /** The answer is not JSON, or ends early: none of it is taken. */
    NOT_JSON,
    /** JSON, but not of the documented shape: none of it is taken. */
    WRONG_SHAPE,
    /** A 200 that carries an error. */
    ERROR_BODY,
    /** A coin nobody asked for. */
    UNASKED,
    /** A coin asked for that the answer leaves out: renamed or gone. What is known of it ages. */
    MISSING,
    /** The same coin twice with different values: none is taken. */
    DUPLICATE,
    /** The cap is null or left out. */
    NULL_VALUE,
    /** The cap is 0: the provider knows none. */
    ZERO,
    /** The cap is below 0. */
    NEGATIVE,
    /** The cap is a text, NaN, infinite, an object. */
    NOT_A_NUMBER,
    /** The cap is below a cent or beyond 1e15 USD. */
    IMPLAUSIBLE,
    /** The provider no longer follows the coin. */
    INACTIVE,
    /** The value has no time, or none that can be. */
    NO_TIME,
    /** The value's time is ahead of ours. */
    FUTURE,
    /** The value is older than one already known. */
    OLDER,
    /** The kept file is damaged or of something else: begun anew. */
    CACHE_DAMAGED,
    /** The kept file could not be written or read. */
    CACHE_UNUSABLE;

    /** Whether the provider no longer stands by the value it gave before: told to the engine as an ERROR. */
    boolean takesBack() {
        return switch (this) {
            case DUPLICATE, NULL_VALUE, ZERO, NEGATIVE, NOT_A_NUMBER, IMPLAUSIBLE, INACTIVE -> true;
            default -> false;
        };
    }
}
