package ebb.adapters.net;

/** Why a connection is not there, or is there no more. */
public enum Cause {
    /** Asked for: the first attempt, or the next one after its wait. */
    ASKED,
    /** The handshake was completed. */
    ESTABLISHED,
    /** We closed it for good. */
    CLOSED_BY_US,
    /** We gave it up to open a new one, at an adapter's wish. */
    RENEWED,
    /** The peer closed it, with a close frame (its code in the transition) or without. */
    CLOSED_BY_PEER,
    /** The host has no address. */
    NAME_UNKNOWN,
    /** Nobody listens there. */
    REFUSED,
    /** No route. */
    UNREACHABLE,
    /** Not established within {@code net.connect-timeout}; the detail names the phase. */
    CONNECT_TIMEOUT,
    /** The certificate is for another host name. */
    TLS_WRONG_HOST,
    /** The certificate leads to no authority we trust. */
    TLS_UNTRUSTED,
    /** The certificate has expired or is not valid yet. */
    TLS_EXPIRED,
    /** TLS failed otherwise. */
    TLS_FAILED,
    /** The server answered the WebSocket handshake with something else; the status in the transition. */
    HANDSHAKE_REFUSED,
    /** Status 429 or 418 instead of the handshake. */
    RATE_LIMITED,
    /** The peer broke the WebSocket protocol or a size limit. */
    PROTOCOL_ERROR,
    /** No frame since our last ping: half-open, or as good as. */
    PONG_MISSED,
    /** No message for {@code net.idle}. */
    IDLE,
    /** The peer reset the connection. */
    RESET,
    /** Another input or output error. */
    IO_ERROR,
    /** Our own frame handler threw: a defect, logged with its stack. */
    HANDLER_FAILED
}
