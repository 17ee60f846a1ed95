package ebb.journal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The queue file being appended to, as the appending thread tells the threads that work for it. */
final class WrittenFile {
    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(WrittenFile.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A mapped piece of the file: positions {@code start} to {@code limit} lie from {@code address} on. */
    static final class Mapping {
        private final long address;
        private final long start;
        private final long limit;
        // Written by whoever makes pages present, the forerunner or the writer when it rests; read by both, volatile.
        // One that
        // overwrites the other's costs a look at pages that are present already.
        private volatile long presentTo;

        Mapping(long address, long start, long limit) {
            this.address = address;
            this.start = start;
            this.limit = limit;
            presentTo = start;
        }

        long start() {
            return start;
        }

        long limit() {
            return limit;
        }

        /** Up to where pages were made present. */
        long presentTo() {
            return presentTo;
        }

        /** Makes pages present and writable from a position on, a multiple of their size. */
        Posix.Answer populate(long from, long length) {
            Posix.Answer answer = Posix.populate(at(from), length);
            if (answer == Posix.Answer.DONE) {
                presentTo = from + length;
            }
            return answer;
        }

        /** See {@link Posix#pageByPage}; of pages that are not present yet. */
        void pageByPage(boolean isSo) {
            Posix.pageByPage(address, limit - start, isSo);
        }

        /** The address of a position. */
        long at(long position) {
            return address + (position - start);
        }
    }

    private final Path path;
    private final FileChannel channel;

    // Written by the appending thread, read by the forerunner: volatile, so that an end seen later lies in it or
    // behind.
    private volatile Mapping mapping;
    // Written by the appending thread after each record, read by the forerunner, opaque: any recent value will do.
    private long end;
    // Written by the forerunner (and by the appending thread when it has to help itself, both under this object's
    // lock), read by the appending thread before each record.
    private volatile long reservedTo;

    WrittenFile(Path path, long end, boolean isReserving) throws IOException {
        this.path = path;
        this.end = end;
        this.reservedTo = isReserving ? 0 : Long.MAX_VALUE;
        this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    Mapping mapping() {
        return mapping;
    }

    void mapping(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Where the next document begins. */
    long end() {
        return (long) END.getOpaque(this);
    }

    void end(long position) {
        END.setOpaque(this, position);
    }

    long reservedTo() {
        return reservedTo;
    }

    /** Reserves up to a position; where that cannot be done at all, everything counts as reserved. */
    synchronized Posix.Answer reserve(long to) {
        long from = reservedTo;
        if (to <= from) {
            return Posix.Answer.DONE;
        }
        Posix.Answer answer = Posix.reserve(path, from, to - from);
        if (answer == Posix.Answer.DONE) {
            reservedTo = to;
        } else if (answer == Posix.Answer.UNKNOWN) {
            reservedTo = Long.MAX_VALUE;
        }
        return answer;
    }
}
