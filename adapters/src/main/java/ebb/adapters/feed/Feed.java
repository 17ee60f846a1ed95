package ebb.adapters.feed;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** The market data of one venue. All methods: any thread, none blocks. */
public interface Feed extends AutoCloseable {
    /**
     * Reads the instruments, publishes their definitions, then connects and subscribes, and stays so until closed.
     *
     * @return completed when the configured instruments are defined and the sockets are being connected; failed with a
     *     {@link FeedException} if that cannot be, the feed being closed then
     */
    CompletableFuture<Void> start();

    /**
     * A message the engine emitted. Requests to this venue (BookResync, HistoryRequest, SubscriptionChange) are copied and
     * handed to the event loop, all else is ignored. One thread at a time: the egress.
     *
     * @param templateId of the message
     * @param buffer holds it
     * @param offset of its SBE header
     * @param length in bytes, header included
     */
    void onOutbound(int templateId, DirectBuffer buffer, int offset, int length);

    /** Whether all configured instruments are defined and all their streams live. */
    boolean isReady();

    /** For operators: how things stand. */
    FeedStatus status();

    /** Closes the connections; what is asked for remains unanswered. Again changes nothing. */
    @Override
    void close();
}
