package ebb.codecs;

import org.agrona.MutableDirectBuffer;

/**
 * The one way out of the engine: where it emits outbound messages, in order. Claim, encode in place, commit.
 *
 * <p>Threads: the business-logic thread alone. A claim always succeeds or halts the engine: what a decision emits may
 * not be lost, and the engine does not wait.
 */
public interface Egress {
    /**
     * Claims room for one message.
     *
     * @param maxLength bytes the message will have at most, its SBE header included; up to {@link Slots#SLOT_BYTES}
     */
    void claim(int maxLength);

    /**
     * Where the claimed room is. It holds what an earlier message left ({@link Blocks#open}).
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
     * Hands the message on; its head is complete ({@link OutHead}).
     *
     * @param length bytes of the message, its SBE header included; not more than was claimed
     */
    void commit(int length);
}
