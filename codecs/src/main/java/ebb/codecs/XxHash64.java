package ebb.codecs;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
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
        // Checked once, then read past the buffer, whose own check would be one for each word.
        buffer.boundsCheck(offset, length);
        byte[] array = buffer.byteArray();
        long at = buffer.addressOffset() + offset;
        long end = at + length;
        long h = P5;
        if (length >= 32) {
            long a = P1 + P2;
            long b = P2;
            long c = 0;
            long d = -P1;
            for (int left = length >>> 5; left > 0; left--, at += 32) {
                a = round(a, word(array, at));
                b = round(b, word(array, at + 8));
                c = round(c, word(array, at + 16));
                d = round(d, word(array, at + 24));
            }
            h = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            h = merge(merge(merge(merge(h, a), b), c), d);
        }
        h += length;
        for (; at + 8 <= end; at += 8) {
            h = step8(h, word(array, at));
        }
        if (at + 4 <= end) {
            long four = UnsafeApi.getIntUnaligned(array, at, false) & 0xFFFF_FFFFL;
            h = Long.rotateLeft(h ^ four * P1, 23) * P2 + P3;
            at += 4;
        }
        for (; at < end; at++) {
            h = Long.rotateLeft(h ^ (UnsafeApi.getByte(array, at) & 0xFF) * P5, 11) * P1;
        }
        return avalanche(h);
    }

    /** Eight bytes, the first the least. */
    private static long word(byte[] array, long at) {
        return UnsafeApi.getLongUnaligned(array, at, false);
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
