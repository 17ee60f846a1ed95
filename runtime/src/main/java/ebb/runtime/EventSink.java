package ebb.runtime;

import org.agrona.DirectBuffer;

/** Takes inbound messages in ring order: the engine, or a stand-in for benchmarks. */
@FunctionalInterface
public interface EventSink {
    /**
     * Applies one message.
     *
     * @param buffer holds the SBE message header at offset
     * @param offset where it begins
     * @param length bytes, headers included
     */
    void onMessage(DirectBuffer buffer, int offset, int length);
}
