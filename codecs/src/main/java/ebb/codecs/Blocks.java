package ebb.codecs;

import ebb.codecs.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Prepares a slot for an encoder so that the same message always has the same bytes, whatever the slot held before (law
 * 4, messages.md §2). See the package's description for the whole recipe.
 */
public final class Blocks {
    private Blocks() {}

    /**
     * Writes the SBE header and zeroes the block, its pad included; the encoder is then wrapped at
     * {@code offset + Slots.HEADER_BYTES}.
     *
     * @param buffer      holds the slot
     * @param offset      of the message in it
     * @param blockLength {@code BLOCK_LENGTH} of the encoder, a multiple of 8
     * @param templateId  {@code TEMPLATE_ID} of the encoder
     */
    public static void open(MutableDirectBuffer buffer, int offset, int blockLength, int templateId) {
        buffer.putLong(offset, header(blockLength, templateId), ByteOrder.LITTLE_ENDIAN);
        zero(buffer, offset + Slots.HEADER_BYTES, blockLength);
    }

    /**
     * The SBE header as one little-endian word, for who writes the whole block that follows word by word.
     *
     * @param blockLength {@code BLOCK_LENGTH} of the encoder
     * @param templateId  {@code TEMPLATE_ID} of the encoder
     * @return eight bytes
     */
    public static long header(int blockLength, int templateId) {
        return blockLength
                | (long) templateId << 16
                | (long) MessageHeaderEncoder.SCHEMA_ID << 32
                | (long) MessageHeaderEncoder.SCHEMA_VERSION << 48;
    }

    /**
     * Zeroes a region eight bytes at a time, which for blocks of a hundred bytes beats a bulk fill.
     *
     * @param buffer holds the region
     * @param offset of its first byte
     * @param length in bytes, a multiple of 8
     */
    public static void zero(MutableDirectBuffer buffer, int offset, int length) {
        if ((length & 7) != 0) {
            throw notAMultiple(length);
        }
        // Checked once, then written past the buffer, whose own check would be one for each word.
        buffer.boundsCheck(offset, length);
        byte[] array = buffer.byteArray();
        long at = buffer.addressOffset() + offset;
        for (long end = at + length; at < end; at += Long.BYTES) {
            UnsafeApi.putLong(array, at, 0L);
        }
    }

    private static IllegalArgumentException notAMultiple(int length) {
        return new IllegalArgumentException("a block has a multiple of 8 bytes, not " + length);
    }
}
