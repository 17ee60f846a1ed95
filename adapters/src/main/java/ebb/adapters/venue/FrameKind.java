package ebb.adapters.venue;

/** What a frame was decoded as. A frame counts once, whatever number of messages it became. */
public enum FrameKind {
    /** Changed levels. */
    DELTA,
    /** A whole book. */
    SNAPSHOT,
    /** The first levels of a book with a version of their own: a check, never a base. */
    PARTIAL,
    /** One or more trades. */
    TRADE,
    /** Best bid and ask. */
    TOP,
    /** Mark price, index price, or both with funding. */
    MARK,
    /** A funding rate by itself. */
    FUNDING,
    /** A forced order. */
    LIQUIDATION,
    /** A candle. */
    CANDLE,
    /** Figures of the last 24 hours. */
    TICKER,
    /** Acks, errors, pongs, notices: handed to the session. */
    CONTROL
}
