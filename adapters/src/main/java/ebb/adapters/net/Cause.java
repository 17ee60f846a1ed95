package ebb.adapters.net;

/** Why a connection is not there, or is there no more. */
public enum Cause {
    /** Asked for: the first attempt, or the next one after its wait. */
    ASKED(""),
    /** The handshake was completed. */
    ESTABLISHED(""),
    /** We closed it for good. */
    CLOSED_BY_US(""),
    /** We gave it up to open a new one, at an adapter's wish. */
    RENEWED("A new connection is opened at once"),
    /** The peer closed it, with a close frame (its code in the transition) or without. */
    CLOSED_BY_PEER(null),
    /** The host has no address. */
    NAME_UNKNOWN("Tried again. Check the host under venues.NAME, and the name server"),
    /** Nobody listens there. */
    REFUSED("Tried again. Check host and port under venues.NAME"),
    /** No route. */
    UNREACHABLE("Tried again. Check the network and its routes"),
    /** Not established within {@code net.connect-timeout}; the detail names the phase. */
    CONNECT_TIMEOUT("Tried again. Check the network, a firewall, net.connect-timeout"),
    /** The certificate is for another host name. */
    TLS_WRONG_HOST("Nothing was sent; tried again. Something else answers for that host: check the "
            + "address under venues.NAME, the name server, a proxy"),
    /** The certificate leads to no authority we trust. */
    TLS_UNTRUSTED("Nothing was sent; tried again. If a proxy of your own signs, name its authority in "
            + "net.trust; if not, somebody listens in"),
    /** The certificate has expired or is not valid yet. */
    TLS_EXPIRED("Nothing was sent; tried again. Check this machine's date; else the venue must renew its certificate"),
    /** TLS failed otherwise. */
    TLS_FAILED("Nothing was sent; tried again. Check that the address is one of TLS (wss, https)"),
    /** The server answered the WebSocket handshake with something else; the status in the transition. */
    HANDSHAKE_REFUSED(
            "Tried again. Check the address under venues.NAME; a 403 may mean that the venue bars your region"),
    /** Status 429 or 418 instead of the handshake. */
    RATE_LIMITED("Tried again when the venue allows. Fewer processes on this address, fewer connections"),
    /** The peer broke the WebSocket protocol or a size limit. */
    PROTOCOL_ERROR("A new connection is opened. If a frame was too large raise net.frame-max or net.message-max"),
    /** No frame since our last ping: half-open, or as good as. */
    PONG_MISSED(null),
    /** No message for {@code net.idle}. */
    IDLE(null),
    /** The peer reset the connection. */
    RESET(null),
    /** Another input or output error. */
    IO_ERROR(null),
    /** Our own frame handler threw: a defect, logged with its stack. */
    HANDLER_FAILED("A new connection is opened. This is a defect of Ebb: report it with the trace in the log");

    private final String advice;

    Cause(String advice) {
        this.advice = advice == null ? Again.TEXT : advice;
    }

    /** Constants cannot name a static of their own enum. */
    private static final class Again {
        static final String TEXT =
                "Tried again, later each time. If it goes on check the network and the venue's notices";
    }

    /** What Ebb does about it and what is left to do, without a full stop; empty where nothing is wrong. */
    public String advice() {
        return advice;
    }
}
