package ebb.adapters.venuesim.server;

/** A client's conversation with a venue. Loop only. */
interface Session {
    /** A text message came. */
    void onText(String text, long nowNs);

    /** A pong came. */
    void onPong();

    /** Time has passed; closes what was silent for too long. */
    void tend(long nowNanos);
}
