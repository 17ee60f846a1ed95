package ebb.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Floor of a synced append: a file written once before, overwritten in place and brought to the disk each time. */
public final class SyncedOverwrite implements AutoCloseable {
    private static final int PAGE = 4_096;
    private static final int PAGES = 1_024;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PAGE);
    private long position;

    /** Writes the file once. */
    public SyncedOverwrite(Path path) {
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int i = 0; i < PAGES; i++) {
                buffer.clear();
                file.write(buffer, (long) i * PAGE);
            }
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a record; it is on the disk on return. */
    public void write(byte[] record, int length) {
        try {
            buffer.clear().put(record, 0, length).flip();
            file.write(buffer, position);
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = (position + length) % ((long) PAGE * PAGES);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
