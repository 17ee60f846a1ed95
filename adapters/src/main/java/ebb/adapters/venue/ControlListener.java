package ebb.adapters.venue;

import org.agrona.DirectBuffer;

/** The session's ear: what a decoder reads that is not market data. Called on the decoder's thread. */
public interface ControlListener {
    /** Hears nothing; for captures. */
    ControlListener NONE = new ControlListener() {
        @Override
        public void onControl(Control kind, int conn, long id, DirectBuffer text, int offset, int length) {}

        @Override
        public void onRejected(
                Rejection reason, int conn, long receiveNs, DirectBuffer frame, int offset, int length) {}
    };

    /**
     * A control frame. The text is that of the frame and valid only during the call.
     *
     * @param kind what it is
     * @param conn the connection it came over
     * @param id of the request that is answered, or −1 where the venue names none
     * @param text holds what matters: the topic acknowledged, the error's message, the whole frame otherwise
     * @param offset of its first byte
     * @param length in bytes
     */
    void onControl(Control kind, int conn, long id, DirectBuffer text, int offset, int length);

    /**
     * A frame was refused; it is counted already, and where its instrument was known the engine was told.
     *
     * @param reason why
     * @param conn the connection it came over
     * @param receiveNs when
     * @param frame holds it
     * @param offset of its first byte
     * @param length in bytes
     */
    void onRejected(Rejection reason, int conn, long receiveNs, DirectBuffer frame, int offset, int length);

    /**
     * A frame that was refused could have been of any book or tape of its connection: nobody knows whose, and no stream was
     * marked. Told before {@link #onRejected}.
     *
     * @param reason why
     * @param conn the connection it came over
     */
    default void onUnplaced(Rejection reason, int conn) {}
}
