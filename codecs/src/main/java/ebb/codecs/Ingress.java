package ebb.codecs;

import org.agrona.MutableDirectBuffer;

/**
 * The one way in (law 1): how a producer publishes one message. Claim, encode in place, commit:
 *
 * <pre>
 * if (ingress.tryClaim(Traffic.FEED)) {
 *     Blocks.open(ingress.buffer(), ingress.offset(), TickEncoder.BLOCK_LENGTH, TickEncoder.TEMPLATE_ID);
 *     InHead.route(ingress.buffer(), ingress.offset(), ingressNs, Nulls.INSTRUMENT, venue, InHead.WHOLE, conn);
 *     ingress.commit(length);
 * }
 * </pre>
 *
 * <p>There is no abort: a ring cannot take a slot back, so whoever claimed must commit something. A decoder that fails
 * after claiming writes a {@code SessionState} of state GAP into the slot instead (EVT-5).
 *
 * <p>Threads: an instance belongs to one producer thread, which has at most one slot claimed. Nothing here blocks.
 */
public interface Ingress {
    /**
     * Claims the next slot of {@link Slots#SLOT_BYTES} bytes.
     *
     * @param traffic what for; FEED leaves the reserve free (messages.md §5)
     * @return false if the ring is too full; nothing is claimed then. A feed conflates depth, and says GAP for a trade
     *     that cannot be published
     */
    boolean tryClaim(Traffic traffic);

    /**
     * Where the claimed slot is. It holds what an earlier message left ({@link Blocks#open}).
     *
     * @return valid from a claim to its commit
     */
    MutableDirectBuffer buffer();

    /**
     * Where in {@link #buffer} the message begins: its SBE header.
     *
     * @return an index
     */
    int offset();

    /**
     * Publishes the claimed slot. The caller has filled ingress, instrument, venue, flags and conn of the head; the
     * implementation stamps sequence and publish time.
     *
     * @param length bytes of the message, its SBE header included; 40 to {@link Slots#SLOT_BYTES}
     */
    void commit(int length);

    /**
     * Says when the socket gave the bytes that the next messages are made of, for the measured latencies of stream
     * {@code lat}. Nothing of it gets into a message. Whoever says it takes it back when the bytes are used up.
     *
     * @param readNs when they were read, by the clock that measures (real time, whatever clock stamps the messages); 0
     *     for messages that no socket brings
     */
    default void received(long readNs) {}

    /**
     * Free slots, of which a feed may use those beyond the reserve.
     *
     * @return a count that may be outdated when it is read
     */
    long capacityLeft();
}
