package ebb.adapters.net;

/** Receives the outcome of one request, exactly once, on the event loop. */
@FunctionalInterface
public interface RestHandler {
    /**
     * The request ended, one way or another.
     *
     * @param reply valid during the call, its body buffer included
     */
    void onReply(RestReply reply);
}
