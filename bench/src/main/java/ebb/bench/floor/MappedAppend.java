package ebb.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Floor of PERF §5: records in a mapped file whose pages were touched before, the length stored last. Begins again at the
 * file's start when it is full.
 */
public final class MappedAppend implements AutoCloseable {
    private static final int PAGE = 4_096;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer file;
    private final int capacity;
    private int position;

    /**
     * Makes the file and touches it.
     *
     * @param path of the file
     * @param capacity bytes
     */
    public MappedAppend(Path path, int capacity) {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, capacity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = new UnsafeBuffer(mapped);
        this.capacity = capacity;
        for (int i = 0; i < capacity; i += PAGE) {
            file.putByte(i, (byte) 0);
        }
    }

    /** Appends a record; returns where it stands. */
    public int append(byte[] record, int length) {
        int next = position + Integer.BYTES + (length + 7 & ~7);
        if (next > capacity) {
            position = 0;
            next = Integer.BYTES + (length + 7 & ~7);
        }
        file.putBytes(position + Integer.BYTES, record, 0, length);
        file.putIntOrdered(position, length);
        int at = position;
        position = next + 3 & ~3;
        return at;
    }

    /**
     * Reads records from the start.
     *
     * @param records how many
     * @return sum of the first long of each
     */
    public long scan(int records) {
        long sum = 0;
        int at = 0;
        for (int i = 0; i < records; i++) {
            int length = file.getIntVolatile(at);
            sum += file.getLong(at + Integer.BYTES);
            at = at + Integer.BYTES + (length + 7 & ~7) + 3 & ~3;
        }
        return sum;
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
