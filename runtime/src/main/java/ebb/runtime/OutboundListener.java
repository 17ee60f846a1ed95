package ebb.runtime;

import org.agrona.DirectBuffer;

/**
 * Who acts on what the engine emitted: gateways take orders, feeds take requests. Called on the egress thread (compact:
 * the logic thread) after the message stands in {@code out} and its cause in {@code in}.
 */
@FunctionalInterface
public interface OutboundListener {
    /**
     * One outbound message; the buffer is valid during the call only.
     *
     * @param templateId SBE template of the message
     * @param buffer holds the message header at offset
     * @param offset where it begins
     * @param length bytes, headers included
     */
    void onOutbound(int templateId, DirectBuffer buffer, int offset, int length);

    /** No further message is known to wait; comes with each tick of an idle ring, too. */
    default void onBatchEnd() {}
}
