package ebb.adapters.wire;

import java.nio.charset.StandardCharsets;

/** Short ASCII texts as little-endian words, so that a key is compared in one instruction. */
public final class Words {
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;

    private Words() {}

    /**
     * The first eight bytes of a text, the first byte lowest, zero-filled.
     *
     * @param text ASCII
     * @return the word as {@code getLong} would read it on a zero-padded buffer
     */
    public static long word(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        long word = 0;
        for (int i = Math.min(bytes.length, 8) - 1; i >= 0; i--) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }

    /**
     * Mask of the lowest bytes of a word.
     *
     * @param length bytes kept, 0 … 8
     * @return ones in these bytes
     */
    public static long mask(int length) {
        return length >= 8 ? -1L : (1L << (length << 3)) - 1;
    }

    /**
     * Which bytes of a word are zero; exact, whatever the others hold.
     *
     * @param word any; xored with a byte repeated eight times, the places of that byte are found
     * @return the high bit of each byte that is zero
     */
    public static long zeroBytes(long word) {
        return ~((word & LOW7) + LOW7 | word) & HIGH;
    }
}
