package ebb.adapters.net.frame;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes a client's frames: header, mask key, masked payload, in one pass into the buffer that goes to the socket. Never
 * fragments. One thread; allocates nothing.
 */
public final class FrameWriter {
    /** Most bytes that stand before a payload. */
    public static final int MAX_HEADER = 10 + Opcode.MASK_KEY_LENGTH;

    private long state;

    /**
     * Creates a writer.
     *
     * @param seed where the mask keys begin; from a secure source, so that nobody who chooses the text can choose the
     *     bytes on the wire (RFC 6455 §10.3)
     */
    public FrameWriter(long seed) {
        state = seed;
    }

    /**
     * How long a frame with this payload is.
     *
     * @param payloadLength 0 or more
     * @return bytes from the first of the header to the last of the payload
     */
    public static int frameLength(int payloadLength) {
        int header = payloadLength < Opcode.LENGTH_16 ? 2 : payloadLength <= 0xFFFF ? 4 : 10;
        return header + Opcode.MASK_KEY_LENGTH + payloadLength;
    }

    /**
     * Writes a text frame.
     *
     * @param target has {@link #frameLength} bytes from {@code at} on
     * @param at where the frame begins
     * @param source holds the text in UTF-8, not inside the target
     * @param offset of its first byte
     * @param length of the text
     * @return the frame's length
     */
    public int text(MutableDirectBuffer target, int at, DirectBuffer source, int offset, int length) {
        return frame(Opcode.TEXT, target, at, source, offset, length);
    }

    /**
     * Writes a ping; parameters as {@link #text}, the payload of at most 125 bytes.
     *
     * @return the frame's length
     */
    public int ping(MutableDirectBuffer target, int at, DirectBuffer source, int offset, int length) {
        return frame(Opcode.PING, target, at, source, offset, length);
    }

    /**
     * Writes a pong; parameters as {@link #text}, the payload of at most 125 bytes.
     *
     * @return the frame's length
     */
    public int pong(MutableDirectBuffer target, int at, DirectBuffer source, int offset, int length) {
        return frame(Opcode.PONG, target, at, source, offset, length);
    }

    /**
     * Writes a close frame without a reason.
     *
     * @param target has 8 bytes from {@code at} on
     * @param at where the frame begins
     * @param code 1000..4999
     * @return the frame's length, 8
     */
    public int close(MutableDirectBuffer target, int at, int code) {
        int key = nextKey();
        int payload = header(Opcode.CLOSE, target, at, 2, key);
        target.putByte(payload, (byte) (code >>> 8 ^ key));
        target.putByte(payload + 1, (byte) (code ^ key >>> 8));
        return payload + 2 - at;
    }

    private int frame(int opcode, MutableDirectBuffer target, int at, DirectBuffer source, int offset, int length) {
        int key = nextKey();
        int payload = header(opcode, target, at, length, key);
        mask(target, payload, source, offset, length, key);
        return payload + length - at;
    }

    private static int header(int opcode, MutableDirectBuffer target, int at, int length, int key) {
        target.putByte(at, (byte) (Opcode.FIN_BIT | opcode));
        int next = at + 2;
        if (length < Opcode.LENGTH_16) {
            target.putByte(at + 1, (byte) (Opcode.MASK_BIT | length));
        } else if (length <= 0xFFFF) {
            target.putByte(at + 1, (byte) (Opcode.MASK_BIT | Opcode.LENGTH_16));
            target.putShort(next, (short) length, ByteOrder.BIG_ENDIAN);
            next += 2;
        } else {
            target.putByte(at + 1, (byte) (Opcode.MASK_BIT | Opcode.LENGTH_64));
            target.putLong(next, length, ByteOrder.BIG_ENDIAN);
            next += 8;
        }
        target.putInt(next, key, ByteOrder.LITTLE_ENDIAN);
        return next + Opcode.MASK_KEY_LENGTH;
    }

    /** Eight bytes a step; the key lies little-endian, so byte i of it is bits 8i and up. */
    private static void mask(MutableDirectBuffer target, int at, DirectBuffer source, int offset, int length, int key) {
        long twice = key & 0xFFFFFFFFL | (long) key << 32;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            target.putLong(
                    at + i, source.getLong(offset + i, ByteOrder.LITTLE_ENDIAN) ^ twice, ByteOrder.LITTLE_ENDIAN);
        }
        for (int shift = 0; i < length; i++, shift += 8) {
            target.putByte(at + i, (byte) (source.getByte(offset + i) ^ twice >>> shift));
        }
    }

    /** SplitMix64: a bijection of a counter, so no key repeats soon and none shows the next without the seed. */
    private int nextKey() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) ((z ^ z >>> 31) >>> 32);
    }
}
