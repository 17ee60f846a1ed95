package ebb.engine.strategy;

/**
 * What became of a person's command. Its number stands in the journal, as value of the {@code Alert} whose {@code ref} is
 * the command's id; numbers never change.
 */
public enum Answer {
    /** Done, or under way. */
    DONE,
    /** No strategy of this run has issued that signal. */
    UNKNOWN_SIGNAL,
    /** The signal waits for nobody: it was entered, declined, or is over (NS-LIV-3). */
    NOT_PROPOSED,
    /** The price has moved too far from the proposal, or its level is gone (NS-LIV-3). */
    LAPSED,
    /** The rules, asked again, do not all pass any more (NS-SM-1). */
    RULES_DENY,
    /** The house's own limits denied the order (NS-RSK). */
    LIMITS_DENY,
    /** No open position has that id. */
    UNKNOWN_POSITION,
    /** The stop would not come closer by a tick, or there is none (NS-PRT-5). */
    NOT_TIGHTER,
    /** The position is being closed already (NS-PRT-6). */
    ALREADY_CLOSING,
    /** A field of the command is missing or out of its range. */
    BAD_FIELD,
    /** The run has no strategy of that number (NS-LIV-5). */
    UNKNOWN_STRATEGY,
    /** No kill of that strategy alone is in force. */
    NOT_KILLED,
    /** A resume has to be armed first, and to follow within {@code TradingState.ARM_NS}. */
    NOT_ARMED
}
