package ebb.adapters.net.frame;

import org.agrona.DirectBuffer;

/** Receives what concerns the connection rather than the feed. Buffers as in {@link FrameHandler}. */
public interface ControlHandler {
    /**
     * A ping: to be answered by a pong of the same payload.
     *
     * @param buffer holds the payload
     * @param offset of its first byte
     * @param length 0..125
     */
    void onPing(DirectBuffer buffer, int offset, int length);

    /**
     * The server closes. The scanner has stopped; to be answered by a close frame.
     *
     * @param code the server's, or 1005 if it gave none
     * @param buffer holds the reason
     * @param offset of its first byte
     * @param length of the reason, 0..123
     */
    void onClose(int code, DirectBuffer buffer, int offset, int length);

    /**
     * The server broke the protocol or a limit. The scanner has stopped.
     *
     * @param violation what it did
     * @param seen the offending value: a length, an opcode, a code
     */
    void onViolation(Violation violation, long seen);
}
