package ebb.engine.state;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads what a {@link SnapshotWriter} wrote, in the same order. Nothing beyond the end is ever read. */
public final class SnapshotReader {
    private final DirectBuffer buffer;
    private final int end;
    private int at;
    private String part = "its beginning";

    /**
     * Stands at the beginning.
     *
     * @param buffer holds the snapshot
     * @param offset where it begins
     * @param length its bytes
     */
    public SnapshotReader(DirectBuffer buffer, int offset, int length) {
        buffer.boundsCheck(offset, length);
        this.buffer = buffer;
        at = offset;
        end = offset + length;
    }

    /**
     * A part begins here.
     *
     * @param name as it was marked
     * @throws SnapshotException if another does
     */
    public void mark(String name) {
        String before = part;
        part = name;
        if (readInt() != SnapshotWriter.markOf(name)) {
            throw new SnapshotException("the snapshot has something else where " + name + " should begin, after "
                    + before + ": it is of another build or configuration");
        }
    }

    /**
     * Reads a flag.
     *
     * @return what was written
     * @throws SnapshotException if the byte is neither 0 nor 1, or the snapshot ends
     */
    public boolean readBoolean() {
        int value = buffer.getByte(take(1));
        if ((value & ~1) != 0) {
            throw wrong("a flag of " + value);
        }
        return value == 1;
    }

    /**
     * Reads a number.
     *
     * @return what was written
     * @throws SnapshotException if the snapshot ends
     */
    public int readInt() {
        return buffer.getInt(take(Integer.BYTES), SnapshotWriter.ORDER);
    }

    /**
     * Reads a number.
     *
     * @return what was written
     * @throws SnapshotException if the snapshot ends
     */
    public long readLong() {
        return buffer.getLong(take(Long.BYTES), SnapshotWriter.ORDER);
    }

    /**
     * Reads a number.
     *
     * @return what was written, bit for bit
     * @throws SnapshotException if the snapshot ends
     */
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /**
     * Reads a count that something has room for.
     *
     * @param most what there is room for
     * @return 0 to {@code most}
     * @throws SnapshotException if it is more, or negative, or the snapshot ends
     */
    public int readCount(int most) {
        int count = readInt();
        if (count < 0 || count > most) {
            throw wrong("a count of " + count + " where " + most + " fit");
        }
        return count;
    }

    /**
     * Reads one of a kind.
     *
     * @param <E> the kind
     * @param values all of it, in their order
     * @return what was written
     * @throws SnapshotException if there is none at that place, or the snapshot ends
     */
    public <E> E readEnum(E[] values) {
        return values[readCount(values.length - 1)];
    }

    /**
     * Reads how many there have been in all, which a ring goes on counting beyond what it keeps.
     *
     * @return what was written
     * @throws SnapshotException if it is negative, or the snapshot ends
     */
    public long readTotal() {
        long total = readLong();
        if (total < 0) {
            throw wrong("a total of " + total);
        }
        return total;
    }

    /**
     * Reads a text.
     *
     * @return what was written
     * @throws SnapshotException if the snapshot ends
     */
    public String readText() {
        return new String(readBytes(readCount(end - at)), StandardCharsets.UTF_8);
    }

    /**
     * Reads bytes.
     *
     * @param count how many, 0 or more
     * @return the caller's own
     * @throws SnapshotException if the snapshot ends
     */
    public byte[] readBytes(int count) {
        int from = take(count);
        byte[] bytes = new byte[count];
        buffer.getBytes(from, bytes);
        return bytes;
    }

    /**
     * Reads numbers into an array.
     *
     * @param into its first places are filled
     * @return how many were written
     * @throws SnapshotException if they do not fit, or the snapshot ends
     */
    public int readLongs(long[] into) {
        int count = readCount(into.length);
        for (int i = 0; i < count; i++) {
            into[i] = readLong();
        }
        return count;
    }

    /**
     * Reads numbers into an array.
     *
     * @param into its first places are filled
     * @return how many were written
     * @throws SnapshotException if they do not fit, or the snapshot ends
     */
    public int readInts(int[] into) {
        int count = readCount(into.length);
        for (int i = 0; i < count; i++) {
            into[i] = readInt();
        }
        return count;
    }

    /**
     * Reads numbers into an array, bit for bit.
     *
     * @param into its first places are filled
     * @return how many were written
     * @throws SnapshotException if they do not fit, or the snapshot ends
     */
    public int readDoubles(double[] into) {
        int count = readCount(into.length);
        for (int i = 0; i < count; i++) {
            into[i] = readDouble();
        }
        return count;
    }

    /**
     * Nothing may be left.
     *
     * @throws SnapshotException if something is
     */
    public void finish() {
        if (at != end) {
            throw wrong((end - at) + " bytes too many");
        }
    }

    private int take(int bytes) {
        if (bytes > end - at) {
            throw wrong("an end");
        }
        int from = at;
        at += bytes;
        return from;
    }

    private SnapshotException wrong(String what) {
        return new SnapshotException(
                "the snapshot has " + what + " in " + part + ": it is damaged, or of another build or configuration");
    }
}
