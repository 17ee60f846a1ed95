package ebb.codecs;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The shape of a ring slot (messages.md §2): SBE's 8-byte header, the 32-byte head, the rest of the block, groups and
 * texts; 1,024 bytes at most. {@code offset} is always that of the SBE header.
 */
public final class Slots {
    /** Bytes of a slot; no message is longer. */
    public static final int SLOT_BYTES = 1024;

    /** Bytes of SBE's message header. */
    public static final int HEADER_BYTES = 8;

    /** Where the head begins, seen from the message's start. */
    public static final int HEAD_OFFSET = HEADER_BYTES;

    /** Bytes of the head, inbound and outbound. */
    public static final int HEAD_BYTES = 32;

    /** Where the fields after the head begin, seen from the message's start. */
    public static final int BODY_OFFSET = HEAD_OFFSET + HEAD_BYTES;

    /** Book levels that fit one message, both sides together. */
    public static final int MAX_LEVELS = 56;

    /** Book levels that fit one message when each carries its fraction digits (BOOK-11). */
    public static final int MAX_LEVELS_WITH_DIGITS = 48;

    /** The greatest inbound template id; outbound ones follow from 200. */
    public static final int MAX_INBOUND_TEMPLATE = 199;

    private static final int TEMPLATE_ID_OFFSET = 2;
    private static final int SCHEMA_ID_OFFSET = 4;
    private static final int VERSION_OFFSET = 6;

    private Slots() {}

    /**
     * Length of the block that follows the header.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return bytes, without groups and texts
     */
    public static int blockLength(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Which message it is.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return {@code TEMPLATE_ID} of the flyweight to wrap
     */
    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Which schema the message speaks; ours is 1.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return the schema's id
     */
    public static int schemaId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + SCHEMA_ID_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Which version of the schema wrote the message.
     *
     * @param buffer holds the message
     * @param offset of the message
     * @return the acting version to wrap a decoder with
     */
    public static int version(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Tells which of the two heads a message has.
     *
     * @param templateId of the message
     * @return true for {@link InHead}, false for {@link OutHead}
     */
    public static boolean isInbound(int templateId) {
        return templateId <= MAX_INBOUND_TEMPLATE;
    }
}
