package ebb.runtime;

import org.agrona.DirectBuffer;

/** What happens when a consumer throws: halt, cancel, dump. Nothing is handled after it. */
@FunctionalInterface
public interface FatalHandler {
    /**
     * A consumer failed.
     *
     * @param failure what it threw
     * @param sequence journal sequence of the message in hand
     * @param buffer the message, or null when there was none
     * @param offset where it begins
     * @param length its bytes
     */
    void onFatal(Throwable failure, long sequence, DirectBuffer buffer, int offset, int length);
}
