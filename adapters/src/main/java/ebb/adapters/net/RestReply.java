package ebb.adapters.net;

import io.netty.handler.codec.http.HttpHeaders;
import org.agrona.DirectBuffer;

/** The outcome of a request. Valid during the callback only. */
public final class RestReply {
    private final RestRequest request;
    private final RestOutcome outcome;
    private final int status;
    private final HttpHeaders headers;
    private final DirectBuffer body;
    private final long retryAfterNs;
    private final Failure failure;
    private final long sentNs;
    private final long receiveNs;

    RestReply(RestExchange exchange, RestOutcome outcome, Failure failure, long retryAfterNs, long receiveNs) {
        request = exchange.request();
        sentNs = exchange.sentNs();
        status = exchange.status();
        headers = exchange.headers();
        body = exchange.bodyView();
        this.outcome = outcome;
        this.failure = failure;
        this.retryAfterNs = retryAfterNs;
        this.receiveNs = receiveNs;
    }

    /** The request this answers. */
    public RestRequest request() {
        return request;
    }

    /** How it ended. */
    public RestOutcome outcome() {
        return outcome;
    }

    /** Whether it is a 2xx with its whole body. */
    public boolean isOk() {
        return outcome == RestOutcome.OK;
    }

    /** HTTP status, 0 if no answer began. */
    public int status() {
        return status;
    }

    /**
     * A header of the answer.
     *
     * @param name in any case
     * @return its value, or null
     */
    public String header(String name) {
        return headers.get(name);
    }

    /** The body from 0 to its capacity, direct memory; empty if there is none. Errors of a venue have bodies, too. */
    public DirectBuffer body() {
        return body;
    }

    /** After 429 and 418 and while paused: how long the client stays silent, ns; else 0. */
    public long retryAfterNs() {
        return retryAfterNs;
    }

    /** Why there was no connection, or none any more: for NOT_CONNECTED and BROKEN, else ASKED. */
    public Cause cause() {
        return failure.cause();
    }

    /** For the operator: what happened, to what. */
    public String detail() {
        return failure.detail();
    }

    /** When the request was written, ns since epoch; 0 if it was not. */
    public long sentNs() {
        return sentNs;
    }

    /** When the last byte was read, or the failure noticed, ns since epoch. */
    public long receiveNs() {
        return receiveNs;
    }

    @Override
    public String toString() {
        return request.method() + " " + path() + ": " + outcome + (status == 0 ? "" : " " + status) + ", "
                + failure.detail();
    }

    /** Without the query: it may carry a signature. */
    private String path() {
        int query = request.target().indexOf('?');
        return query < 0 ? request.target() : request.target().substring(0, query);
    }
}
