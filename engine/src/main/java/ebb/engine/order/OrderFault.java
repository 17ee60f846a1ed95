package ebb.engine.order;

/** What went wrong with an order; each is counted, told to the listener, and never swallowed. */
public enum OrderFault {
    /** A report for an order nobody here knows. */
    UNMATCHED,
    /** An execution seen before: ignored. */
    DUPLICATE_EXECUTION,
    /** An execution seen before with other content, or a correction: not applied, to be reconciled. */
    CONFLICTING_EXECUTION,
    /** A fill after the end of its order: applied. */
    LATE_FILL,
    /** More filled than ordered: applied; the instrument is to be halted. */
    OVERFILL,
    /** Asked in vain: still UNKNOWN, counts in full; the instrument is to be set reduce-only. */
    UNRESOLVED,
    /** No slot for another order. */
    TABLE_FULL,
    /** A change was refused; the order stands as it was. */
    REPLACE_REJECTED,
    /** A cancel was refused. */
    CANCEL_REJECTED,
    /** A position without an acknowledged stop for {@code order.naked}: being closed. */
    NAKED,
    /** A reduce-only order turned the position over: being closed. */
    FLIPPED,
    /** The stop is too far from the fill price: being closed (NS-STP-2). */
    STOP_TOO_FAR,
    /** Refused for now as often as it is tried (NS-EXE-2): what should leave a position leaves at market, an entry is over. */
    GIVEN_UP
}
