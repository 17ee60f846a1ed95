package ebb.adapters.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.concurrent.Future;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A request on its way and what has come back of it. Event loop only. */
final class RestExchange {
    private final RestRequest request;
    private final RestHandler handler;
    private int status;
    private HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
    private ByteBuf body;
    private long sentNs;
    private boolean isRepeated;
    private boolean isDone;
    private Future<?> deadline;

    RestExchange(RestRequest request, RestHandler handler) {
        this.request = request;
        this.handler = handler;
    }

    RestRequest request() {
        return request;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    long sentNs() {
        return sentNs;
    }

    void sent(long nowNs) {
        sentNs = nowNs;
    }

    void deadline(Future<?> task) {
        deadline = task;
    }

    void answered(int code, HttpHeaders fields) {
        status = code;
        headers = fields;
    }

    boolean isAnswered() {
        return status != 0;
    }

    /** Takes a piece of the body; the first says where the memory comes from. */
    void append(ByteBuf piece, int maxBytes) {
        if (body == null) {
            body = piece.alloc().directBuffer(piece.readableBytes(), maxBytes);
        }
        body.writeBytes(piece);
    }

    int bodyLength() {
        return body == null ? 0 : body.readableBytes();
    }

    DirectBuffer bodyView() {
        UnsafeBuffer view = new UnsafeBuffer(0, 0);
        if (body != null && body.hasMemoryAddress()) {
            view.wrap(body.memoryAddress() + body.readerIndex(), body.readableBytes());
        } else if (body != null) {
            view.wrap(body.nioBuffer());
        }
        return view;
    }

    /** May be sent once more: the venue had closed a connection that we had kept. */
    boolean repeat() {
        if (isRepeated || isAnswered() || !request.isRepeatable()) {
            return false;
        }
        isRepeated = true;
        sentNs = 0;
        stopDeadline();
        return true;
    }

    boolean isDone() {
        return isDone;
    }

    /** Tells the handler, once, and gives the body's memory back. */
    void finish(RestReply reply) {
        if (isDone) {
            return;
        }
        isDone = true;
        stopDeadline();
        try {
            handler.onReply(reply);
        } finally {
            if (body != null) {
                body.release();
                body = null;
            }
        }
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
