package ebb.runtime;

import org.agrona.MutableDirectBuffer;

/** One of the three things done to each message: append it, apply it, send what it caused. */
interface RingStage {
    /** On the consumer's own thread, before the first message. */
    default void onStart() {}

    /**
     * One message in ring order.
     *
     * @param buffer holds the message
     * @param offset where it begins
     * @param length bytes, headers included
     * @param endOfBatch whether no further message is known to be waiting
     */
    void onMessage(MutableDirectBuffer buffer, int offset, int length, boolean endOfBatch);

    /** On the consumer's own thread, after the last message. */
    default void onStop() {}
}
