package ebb.adapters.net.frame;

import org.agrona.DirectBuffer;

/**
 * Receives what a venue said. Called on the event loop, in the order of arrival. The buffer is the read buffer itself
 * (or the scanner's own, for what arrived in pieces): valid only during the call, never to be written to.
 */
public interface FrameHandler {
    /**
     * A whole text message. Whether it is valid UTF-8 was not checked: decoders check keys and digits.
     *
     * @param buffer holds the message
     * @param offset of its first byte
     * @param length in bytes, 0 or more
     * @param receiveNs ns since epoch at which the read that completed the message began
     */
    void onText(DirectBuffer buffer, int offset, int length, long receiveNs);

    /**
     * A whole binary message. The venues built so far speak text only, so the receiver counts and refuses it.
     *
     * @param buffer holds the message
     * @param offset of its first byte
     * @param length in bytes, 0 or more
     * @param receiveNs as in {@link #onText}
     */
    void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs);

    /**
     * A pong frame: the connection lives, whatever the venue's channels do (BOOK-10).
     *
     * @param buffer holds its payload, that of a ping of ours or, unsolicited, anything
     * @param offset of its first byte
     * @param length 0..125
     * @param receiveNs as in {@link #onText}
     */
    default void onPong(DirectBuffer buffer, int offset, int length, long receiveNs) {}
}
