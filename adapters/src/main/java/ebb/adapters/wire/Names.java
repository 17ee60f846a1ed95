package ebb.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A set of short texts, each with its number: venue symbols, event names, member keys. Found by the bytes of the frame
 * itself, without a {@code String}; open addressing over little-endian words, so one compare per eight bytes.
 *
 * <p>Adding allocates and belongs to start-up or to the slow path; looking up does not. One thread.
 */
public final class Names {
    /** Longest text that can be added, in bytes of UTF-8. */
    public static final int MAX_LENGTH = 48;

    private static final int STRIDE = MAX_LENGTH / 8;
    private static final int FREE = -1;

    private long[] words = new long[16 * STRIDE];
    private byte[] lengths = new byte[16];
    private int[] buckets = new int[32];
    private int size;

    /** An empty set. */
    public Names() {
        Arrays.fill(buckets, FREE);
    }

    /**
     * A set of these texts, numbered from 0.
     *
     * @param texts distinct, at most {@link #MAX_LENGTH} bytes each
     * @return the set
     */
    public static Names of(String... texts) {
        Names names = new Names();
        for (String text : texts) {
            names.add(text);
        }
        return names;
    }

    /** How many texts are in. */
    public int size() {
        return size;
    }

    /**
     * The number of a text, added if it is new.
     *
     * @param text 1 … {@link #MAX_LENGTH} bytes of UTF-8
     * @return its number, counting from 0 in the order of adding
     * @throws IllegalArgumentException if it is empty or longer
     */
    public int add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_LENGTH + " bytes: '" + text + "'");
        }
        long[] key = new long[STRIDE];
        for (int i = 0; i < bytes.length; i++) {
            key[i >> 3] |= (bytes[i] & 0xFFL) << ((i & 7) << 3);
        }
        int known = find(key, bytes.length);
        return known >= 0 ? known : insert(key, bytes.length);
    }

    /**
     * The number of a text that stands in a frame.
     *
     * @param scan over the frame
     * @param start first byte of the text
     * @param length in bytes
     * @return its number, or −1 if it is not in the set
     */
    public int find(JsonScan scan, int start, int length) {
        if (length <= 0 || length > MAX_LENGTH) {
            return FREE;
        }
        long first = scan.word(start) & Words.mask(length);
        int bucket = hash(first, length) & buckets.length - 1;
        while (true) {
            int at = buckets[bucket];
            if (at == FREE) {
                return FREE;
            }
            if (words[at * STRIDE] == first
                    && lengths[at] == length
                    && (length <= 8 || tail(scan, start, length, at))) {
                return at;
            }
            bucket = bucket + 1 & buckets.length - 1;
        }
    }

    private boolean tail(JsonScan scan, int start, int length, int at) {
        for (int i = 8; i < length; i += 8) {
            if ((scan.word(start + i) & Words.mask(length - i)) != words[at * STRIDE + (i >> 3)]) {
                return false;
            }
        }
        return true;
    }

    private int find(long[] key, int length) {
        for (int at = 0; at < size; at++) {
            if (lengths[at] == length && Arrays.equals(words, at * STRIDE, (at + 1) * STRIDE, key, 0, STRIDE)) {
                return at;
            }
        }
        return FREE;
    }

    private int insert(long[] key, int length) {
        if (size == lengths.length) {
            words = Arrays.copyOf(words, words.length * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
            buckets = new int[buckets.length * 2];
            Arrays.fill(buckets, FREE);
            for (int at = 0; at < size; at++) {
                chain(at);
            }
        }
        System.arraycopy(key, 0, words, size * STRIDE, STRIDE);
        lengths[size] = (byte) length;
        chain(size);
        return size++;
    }

    private void chain(int at) {
        int bucket = hash(words[at * STRIDE], lengths[at]) & buckets.length - 1;
        while (buckets[bucket] != FREE) {
            bucket = bucket + 1 & buckets.length - 1;
        }
        buckets[bucket] = at;
    }

    private static int hash(long first, int length) {
        long mixed = (first + length) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40);
    }
}
