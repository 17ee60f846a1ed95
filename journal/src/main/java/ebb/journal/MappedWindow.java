package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A file for reading, mapped piece by piece; never mapped beyond its size, so that truncation is seen and not felt. */
final class MappedWindow implements AutoCloseable {
    private static final long WINDOW = 256L << 20;
    private static final long PAGE = 4096;

    private final FileChannel channel;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private MappedByteBuffer mapped;
    private long base;
    private long limit;

    MappedWindow(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    FileChannel channel() {
        return channel;
    }

    /** Makes these bytes of the file visible in {@link #view}; false when the file ends before them. */
    boolean show(long position, long length) {
        return position >= base && position + length <= limit || remap(position, length);
    }

    /** Where a shown position lies in {@link #view}. */
    int at(long position) {
        return (int) (position - base);
    }

    UnsafeBuffer view() {
        return view;
    }

    MappedByteBuffer mapped() {
        return mapped;
    }

    private boolean remap(long position, long length) {
        try {
            long size = channel.size();
            if (position + length > size) {
                return false;
            }
            unmap();
            base = position & -PAGE;
            limit = Math.min(size, base + Math.max(WINDOW, position - base + length));
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, base, limit - base);
            view.wrap(mapped);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unmap() {
        view.wrap(0, 0);
        if (mapped != null) {
            IoUtil.unmap(mapped);
            mapped = null;
        }
        base = 0;
        limit = 0;
    }

    @Override
    public void close() throws IOException {
        unmap();
        channel.close();
    }
}
