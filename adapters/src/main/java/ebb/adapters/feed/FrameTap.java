package ebb.adapters.feed;

import ebb.adapters.files.LineKind;
import org.agrona.DirectBuffer;

/**
 * Sees what comes and goes, byte for byte, in the order of the event loop: for {@code ebb record}.
 * {@link ebb.adapters.files.FramesWriter#write} has this shape. Heartbeats are not shown.
 */
@FunctionalInterface
public interface FrameTap {
    /**
     * Something was received, sent, opened or closed. Called on the event loop; must not block for long.
     *
     * @param receiveNs ns since the epoch, by the clock that stamps messages
     * @param kind what
     * @param conn name of the connection, such as {@code mexc-edge#3}; the target asked for HTTP
     * @param payload valid during the call
     * @param offset of its first byte
     * @param length in bytes; 0 for an opened connection
     */
    void onFrame(long receiveNs, LineKind kind, String conn, DirectBuffer payload, int offset, int length);
}
