package ebb.engine.book;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Asks for a cache line that is about to be changed, without waiting for it. A load of it would hold up all that follows;
 * a store does not, and Java has no instruction for prefetching. So the highest byte of a word that lies there is written,
 * which is 0 already: nothing changes, whenever the store takes place.
 */
final class LineFetch {
    /** The bits of a word that are not written; a word with others must not be asked for. */
    static final int PLAIN_BITS = 56;

    private static final long BASE = UnsafeApi.arrayBaseOffset(long[].class);
    private static final long HIGHEST = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.BYTES - 1 : 0;

    private LineFetch() {}

    /**
     * Asks for a word's line.
     *
     * @param words hold that word
     * @param at its index; not checked, for that would wait for the array's length. The word is less than 2^56, and not
     *     negative
     */
    static void ask(long[] words, int at) {
        assert words[at] >>> PLAIN_BITS == 0;
        UnsafeApi.putByte(words, BASE + HIGHEST + ((long) at << 3), (byte) 0);
    }
}
