package ebb.adapters.net;

/** Is told each change of a connection's state, on the event loop. */
@FunctionalInterface
public interface ConnectionListener {
    /**
     * The state changed. On LIVE nothing is subscribed yet; on DOWN all channels of this connection are gaps.
     *
     * @param transition what, when and why
     */
    void onState(Transition transition);

    /**
     * One change of state.
     *
     * @param state the new one
     * @param cause why
     * @param code HTTP status of a refused handshake, close code of the peer, else 0
     * @param detail for the operator: what happened, to what
     * @param timeNs ns since epoch
     */
    record Transition(ConnectionState state, Cause cause, int code, String detail, long timeNs) {}
}
