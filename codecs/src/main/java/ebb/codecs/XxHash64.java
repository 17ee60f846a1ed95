package ebb.codecs;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * xxHash64 with seed 0 (messages.md §1 {@code hash}, {@code vid}): the one hash of Ebb, for ids that are not numeric,
 * configuration, code tables and digests. Not for secrets: it resists no one who wants a collision.
 */
public final class XxHash64 {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    private XxHash64() {}

    /**
     * Hashes a region without allocating.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes, 0 allowed
     * @return the hash
     */
    public static long hash(DirectBuffer buffer, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long h = P5;
        if (length >= 32) {
            long a = P1 + P2;
            long b = P2;
            long c = 0;
            long d = -P1;
            for (int last = end - 32; at <= last; at += 32) {
                a = round(a, buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
                b = round(b, buffer.getLong(at + 8, ByteOrder.LITTLE_ENDIAN));
                c = round(c, buffer.getLong(at + 16, ByteOrder.LITTLE_ENDIAN));
                d = round(d, buffer.getLong(at + 24, ByteOrder.LITTLE_ENDIAN));
            }
            h = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            h = merge(merge(merge(merge(h, a), b), c), d);
        }
        h += length;
        for (; at + 8 <= end; at += 8) {
            h = step8(h, buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
        }
        if (at + 4 <= end) {
            long four = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            h = Long.rotateLeft(h ^ four * P1, 23) * P2 + P3;
            at += 4;
        }
        for (; at < end; at++) {
            h = Long.rotateLeft(h ^ (buffer.getByte(at) & 0xFF) * P5, 11) * P1;
        }
        return avalanche(h);
    }

    /**
     * Hashes bytes. Allocates a view; the hot path keeps a buffer and calls {@link #hash(DirectBuffer, int, int)}.
     *
     * @param bytes  hold the region
     * @param offset of its first byte
     * @param length in bytes, 0 allowed
     * @return the hash
     */
    public static long hash(byte[] bytes, int offset, int length) {
        return hash(new UnsafeBuffer(bytes), offset, length);
    }

    /**
     * Hashes a text; for tools and start-up.
     *
     * @param text any text
     * @return the hash of its UTF-8 bytes
     */
    public static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    /**
     * Hashes one long: the hash of its 8 little-endian bytes.
     *
     * @param value any long
     * @return the hash
     */
    public static long hash(long value) {
        return avalanche(step8(P5 + 8, value));
    }

    /**
     * Hashes two longs: the hash of their 16 little-endian bytes. Chained, {@code h = hash(h, next)}, it digests a
     * sequence.
     *
     * @param first  any long
     * @param second any long
     * @return the hash
     */
    public static long hash(long first, long second) {
        return avalanche(step8(step8(P5 + 16, first), second));
    }

    private static long step8(long h, long eight) {
        return Long.rotateLeft(h ^ round(0, eight), 27) * P1 + P4;
    }

    private static long round(long accumulator, long lane) {
        return Long.rotateLeft(accumulator + lane * P2, 31) * P1;
    }

    private static long merge(long h, long accumulator) {
        return (h ^ round(0, accumulator)) * P1 + P4;
    }

    private static long avalanche(long hash) {
        long h = hash;
        h = (h ^ h >>> 33) * P2;
        h = (h ^ h >>> 29) * P3;
        return h ^ h >>> 32;
    }
}
