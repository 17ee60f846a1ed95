package ebb.adapters.net;

/** Where a WebSocket connection stands. */
public enum ConnectionState {
    /** Not connected; a new attempt follows unless the client was closed. */
    DOWN,
    /** Name, TCP, TLS or handshake under way. */
    CONNECTING,
    /** Frames flow: subscribe now. */
    LIVE
}
