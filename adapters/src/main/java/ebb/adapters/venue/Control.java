package ebb.adapters.venue;

/** Frames that concern the connection rather than the market. */
public enum Control {
    /** A request was accepted. */
    ACK,
    /** A request was refused. */
    ERROR,
    /** Answer to our ping. */
    PONG,
    /** Answer to a query, such as the list of subscriptions. */
    ANSWER,
    /** The venue is about to close the connection. */
    SHUTDOWN,
    /** An instrument's terms changed: read the catalog anew. */
    DEFINITION
}
