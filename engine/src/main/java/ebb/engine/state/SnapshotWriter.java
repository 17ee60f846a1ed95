package ebb.engine.state;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes state, little-endian and without padding. Allocates as it grows: a snapshot is taken off the measured path.
 *
 * <p>Parts begin with a mark, so that a reader that has lost its place says in which part.
 */
public final class SnapshotWriter {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int INITIAL = 1 << 16;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL);
    private int length;

    /**
     * Marks the beginning of a part.
     *
     * @param part its name, ASCII, e.g. {@code cvd}
     */
    public void mark(String part) {
        putInt(markOf(part));
    }

    /** The same name gives the same mark in every JVM. */
    static int markOf(String part) {
        long sum = 0;
        for (int i = 0; i < part.length(); i++) {
            sum = Digest.mix(sum, part.charAt(i));
        }
        return (int) (sum >>> 32);
    }

    /**
     * Writes a flag.
     *
     * @param value one byte, 0 or 1
     */
    public void putBoolean(boolean value) {
        buffer.putByte(length, (byte) (value ? 1 : 0));
        length++;
    }

    /**
     * Writes a number.
     *
     * @param value four bytes
     */
    public void putInt(int value) {
        buffer.putInt(length, value, ORDER);
        length += Integer.BYTES;
    }

    /**
     * Writes a number.
     *
     * @param value eight bytes
     */
    public void putLong(long value) {
        buffer.putLong(length, value, ORDER);
        length += Long.BYTES;
    }

    /**
     * Writes a number bit for bit (NUM-9).
     *
     * @param value eight bytes
     */
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /**
     * Writes one of a kind by its place among them; a snapshot is read only by a build with the same schema.
     *
     * @param value any, not null
     */
    public void putEnum(Enum<?> value) {
        putInt(value.ordinal());
    }

    /**
     * Writes a text.
     *
     * @param value any, not null
     */
    public void putText(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        buffer.putBytes(length, bytes);
        length += bytes.length;
    }

    /**
     * Writes bytes, without saying how many.
     *
     * @param from holds them
     * @param offset where they begin
     * @param count how many
     */
    public void putBytes(DirectBuffer from, int offset, int count) {
        buffer.putBytes(length, from, offset, count);
        length += count;
    }

    /**
     * Writes the first numbers of an array, and how many.
     *
     * @param values where they stand
     * @param count how many of them
     */
    public void putLongs(long[] values, int count) {
        putInt(count);
        for (int i = 0; i < count; i++) {
            putLong(values[i]);
        }
    }

    /**
     * Writes the first numbers of an array, and how many.
     *
     * @param values where they stand
     * @param count how many of them
     */
    public void putInts(int[] values, int count) {
        putInt(count);
        for (int i = 0; i < count; i++) {
            putInt(values[i]);
        }
    }

    /**
     * Writes the first numbers of an array bit for bit, and how many.
     *
     * @param values where they stand
     * @param count how many of them
     */
    public void putDoubles(double[] values, int count) {
        putInt(count);
        for (int i = 0; i < count; i++) {
            putDouble(values[i]);
        }
    }

    /**
     * What was written; the writer's own.
     *
     * @return the bytes from 0 to {@link #length()}
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * How much was written.
     *
     * @return bytes
     */
    public int length() {
        return length;
    }
}
