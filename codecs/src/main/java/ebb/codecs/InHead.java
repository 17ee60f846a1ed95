package ebb.codecs;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The head of every inbound message (composite {@code inHead}, messages.md §2), read and written without knowing the
 * template. {@code offset} is that of the message: its SBE header.
 */
public final class InHead {
    /** Flag: first message of a chunked one. */
    public static final int FIRST = 1;

    /** Flag: last message of a chunked one. */
    public static final int LAST = 2;

    /** Flags of a message that is not chunked. */
    public static final int WHOLE = FIRST | LAST;

    /** Flag: read back from a journal or a capture. */
    public static final int REPLAYED = 4;

    /** Flag: made by the simulated exchange. */
    public static final int SIMULATED = 8;

    private static final int SEQ = Slots.HEAD_OFFSET;
    private static final int INGRESS = SEQ + 8;
    private static final int PUBLISH = SEQ + 16;
    private static final int INSTRUMENT = SEQ + 24;
    private static final int VENUE = SEQ + 28;
    private static final int FLAGS = SEQ + 29;
    private static final int CONN = SEQ + 30;

    private InHead() {}

    /**
     * Writes what the producer knows; {@link #stamp} adds the rest at commit.
     *
     * @param buffer     holds the message
     * @param offset     of the message
     * @param ingressNs  when the socket gave the bytes, ns since the epoch (TIME-1)
     * @param instrument dense id, or {@link Nulls#INSTRUMENT}
     * @param venue      0 to 254, or {@link Nulls#U8}
     * @param flags      of FIRST, LAST, REPLAYED, SIMULATED
     * @param conn       connection that carried it (BOOK-10), or {@link Nulls#U16}
     */
    public static void route(
            MutableDirectBuffer buffer, int offset, long ingressNs, int instrument, int venue, int flags, int conn) {
        buffer.putLong(offset + INGRESS, ingressNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + INSTRUMENT, way(instrument, venue, flags, conn), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The last four fields of the head, which follow each other, as one little-endian word.
     *
     * @param instrument dense id, or {@link Nulls#INSTRUMENT}
     * @param venue      0 to 254, or {@link Nulls#U8}
     * @param flags      of FIRST, LAST, REPLAYED, SIMULATED
     * @param conn       connection that carried it (BOOK-10), or {@link Nulls#U16}
     * @return the last eight bytes of the head
     */
    public static long way(int instrument, int venue, int flags, int conn) {
        return instrument & 0xFFFF_FFFFL
                | (venue & 0xFFL) << (VENUE - INSTRUMENT << 3)
                | (flags & 0xFFL) << (FLAGS - INSTRUMENT << 3)
                | (conn & 0xFFFFL) << (CONN - INSTRUMENT << 3);
    }

    /**
     * Writes what is known when the slot is published.
     *
     * @param buffer    holds the message
     * @param offset    of the message
     * @param seq       journal sequence
     * @param publishNs ns since the epoch
     */
    public static void stamp(MutableDirectBuffer buffer, int offset, long seq, long publishNs) {
        buffer.putLong(offset + SEQ, seq, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + PUBLISH, publishNs, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Replaces the flags, e.g. to mark a message as REPLAYED.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @param flags  of FIRST, LAST, REPLAYED, SIMULATED
     */
    public static void flags(MutableDirectBuffer buffer, int offset, int flags) {
        buffer.putByte(offset + FLAGS, (byte) flags);
    }

    /**
     * Journal sequence: contiguous, and running on from run to run.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return the sequence
     */
    public static long seq(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + SEQ, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * When the socket gave the bytes (TIME-1).
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return ns since the epoch
     */
    public static long ingress(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + INGRESS, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * When the slot was published.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return ns since the epoch
     */
    public static long publish(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + PUBLISH, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Which instrument the message is about (INST-1).
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return dense id, or {@link Nulls#INSTRUMENT}
     */
    public static int instrument(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Which venue the message comes from.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return 0 to 254, or {@link Nulls#U8}
     */
    public static int venue(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + VENUE) & 0xFF;
    }

    /**
     * The flags.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return of FIRST, LAST, REPLAYED, SIMULATED
     */
    public static int flags(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + FLAGS) & 0xFF;
    }

    /**
     * Which connection carried the message (BOOK-10).
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return 0 to 65,534, or {@link Nulls#U16}
     */
    public static int conn(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + CONN, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
