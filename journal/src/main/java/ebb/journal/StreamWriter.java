package ebb.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends the records of one stream of one run. Made, used and closed by one thread; counters may be read by any.
 *
 * <p>Within a mapped block and a page of the index {@link #append} allocates nothing; a new one of either costs a few KB and
 * some time. A record is acknowledged when {@code append} has returned: from then on it survives the death of the process. Any
 * failure is final, see {@link JournalFault}.
 */
public final class StreamWriter implements AutoCloseable {
    /** Longest payload of one record, bytes. */
    public static final int MAX_LENGTH = RecordLayout.MAX_LENGTH;

    private static final int CHECKPOINT_EVERY = 1024;
    private static final VarHandle LAST;
    private static final VarHandle BYTES;
    private static final VarHandle PROGRESS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LAST = lookup.findVarHandle(StreamWriter.class, "last", long.class);
            BYTES = lookup.findVarHandle(StreamWriter.class, "bytes", long.class);
            PROGRESS = lookup.findVarHandle(StreamWriter.class, "progress", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final JournalStream stream;
    private final long begin;
    private final QueueFile queue;
    private final ExcerptAppender appender;
    private final ManifestWriter manifest;
    private final LiveRun run;
    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);

    // What the library writes is put together here, bytes 0 to 19 of its header and the payload behind them.
    private ByteBuffer checkedBytes = ByteBuffer.allocateDirect(RecordLayout.CRC_AT + 2048);
    private UnsafeBuffer checked = new UnsafeBuffer(checkedBytes);

    private long chain;
    private int sinceCheckpoint;
    // Written once, by whoever fails first; read before each append.
    private volatile JournalFault fault;
    private boolean isClosed;
    private final GroupSync groupSync;

    // Written by the appending thread, opaque; read by whoever shows or watches.
    private long last;
    private long bytes;
    // Odd while an append is under way: whoever watches sees a stall without the writer asking for the time.
    private long progress;
    // Written by whichever thread syncs, under this object's lock; read by any.
    private volatile long synced;

    StreamWriter(LiveRun run, JournalStream stream, long firstNumber) throws IOException {
        this.run = run;
        this.stream = stream;
        this.begin = RecordLayout.head(stream);
        this.last = firstNumber - 1;
        Path directory = run.run().queue(stream);
        this.manifest = ManifestWriter.create(
                run.run().manifestFile(stream), stream, run.run().number(), run.epoch(), firstNumber);
        this.queue = open(directory);
        this.appender = queue.appender();
        this.synced = last;
        OwnFiles.sync(directory.getParent());
        boolean isGrouped = stream == JournalStream.IN && run.settings().durability() == Durability.GROUP_SYNC;
        this.groupSync = isGrouped ? new GroupSync(this, queue, run.settings().groupSyncNs()) : null;
        run.opened(this, queue);
    }

    private QueueFile open(Path directory) throws IOException {
        try {
            return new QueueFile(directory, run.settings(), System.currentTimeMillis());
        } catch (IOException | RuntimeException | Error e) {
            manifest.close();
            throw e;
        }
    }

    /**
     * Appends one record.
     *
     * @param source where the payload lies
     * @param offset of the payload, bytes
     * @param length of the payload, 1 to {@link #MAX_LENGTH}
     * @return the record's number
     * @throws JournalFault when it could not be written; fatal
     */
    public long append(DirectBuffer source, int offset, int length) {
        if (fault != null || length <= 0 || length > MAX_LENGTH) {
            throw refuse(length);
        }
        source.boundsCheck(offset, length);
        PROGRESS.setOpaque(this, progress + 1);
        long number = last + 1;
        int code;
        try {
            queue.claim();
            code = queue.takes(RecordLayout.HEADER_LENGTH + length)
                    ? queue.write(begin, number, source, offset, length)
                    : writeByLibrary(source, offset, length, number);
        } catch (Throwable t) {
            throw broken(number, t);
        }
        manifest.appended(number);
        LAST.setOpaque(this, number);
        BYTES.setOpaque(this, bytes + RecordLayout.HEADER_LENGTH + length);
        chain = RecordLayout.chain(chain, number, code);
        if (++sinceCheckpoint == CHECKPOINT_EVERY) {
            sinceCheckpoint = 0;
            manifest.checkpoint(number, chain, false);
        }
        PROGRESS.setOpaque(this, progress + 1);
        return number;
    }

    private int writeByLibrary(DirectBuffer source, int offset, int length, long number) {
        int code = check(source, offset, length, number);
        long blocks = queue.blocks();
        queue.wrote(appendByLibrary(length, code, RecordLayout.HEADER_LENGTH + length));
        if (queue.blocks() != blocks) {
            run.mapped();
        }
        return code;
    }

    private int check(DirectBuffer source, int offset, int length, long number) {
        if (length > checked.capacity() - RecordLayout.CRC_AT) {
            grow(length);
        }
        UnsafeBuffer buffer = checked;
        buffer.putLong(RecordLayout.MAGIC_AT, begin, LITTLE_ENDIAN);
        buffer.putLong(RecordLayout.NUMBER_AT, number, LITTLE_ENDIAN);
        buffer.putInt(RecordLayout.LENGTH_AT, length, LITTLE_ENDIAN);
        source.getBytes(offset, buffer, RecordLayout.CRC_AT, length);
        crc.reset();
        checkedBytes.limit(RecordLayout.CRC_AT + length).position(0);
        crc.update(checkedBytes);
        return (int) crc.getValue();
    }

    private Bytes<?> appendByLibrary(int length, int code, int size) {
        DocumentContext document = appender.writingDocument();
        try {
            Bytes<?> wire = document.wire().bytes();
            long position = wire.writePosition();
            long address = wire.addressForWrite(position);
            queue.at(wire, position, address, size);
            target.wrap(address, size);
            target.putBytes(0, checked, 0, RecordLayout.CRC_AT);
            target.putInt(RecordLayout.CRC_AT, code, LITTLE_ENDIAN);
            target.putBytes(RecordLayout.HEADER_LENGTH, checked, RecordLayout.CRC_AT, length);
            wire.writeSkip(size);
            return wire;
        } catch (Throwable t) {
            document.rollbackOnClose();
            throw t;
        } finally {
            document.close();
        }
    }

    /**
     * Returns once every record appended so far is on the disk.
     *
     * @throws JournalFault when the disk does not take them; fatal
     */
    public void sync() {
        if (fault != null) {
            throw fault;
        }
        try {
            queue.sync();
        } catch (Throwable t) {
            throw broken(last, t);
        }
        synced(last);
    }

    /** Both the appending thread and the group sync may come here. */
    synchronized void synced(long number) {
        if (number > synced) {
            manifest.synced(number);
            synced = number;
        }
    }

    void fail(Throwable cause) {
        broken(last, cause);
    }

    long progress() {
        return (long) PROGRESS.getOpaque(this);
    }

    /**
     * Number of the last record known to be on the disk.
     *
     * @return one below the first number when there is none
     */
    public long syncedNumber() {
        return synced;
    }

    /**
     * Tells the writer what day it is: the first append of a new UTC day begins a new file (5 to 20 ms). A writer that
     * is never told goes on in one file.
     *
     * @param epochMs ms since 1970, not before the last one told
     */
    public void day(long epochMs) {
        queue.day(epochMs);
    }

    /**
     * Number of the last acknowledged record.
     *
     * @return one below the first number when there is none
     */
    public long lastNumber() {
        return (long) LAST.getOpaque(this);
    }

    /**
     * Bytes appended, our headers included.
     *
     * @return 0 or more
     */
    public long bytes() {
        return (long) BYTES.getOpaque(this);
    }

    /**
     * Which stream this writes.
     *
     * @return never null
     */
    public JournalStream stream() {
        return stream;
    }

    QueueFile queue() {
        return queue;
    }

    /** Closes in order: notes in the manifest that the stream ends here, and gives unused space back. */
    @Override
    public void close() {
        end(true);
    }

    /** Closes the files and leaves the stream without an end, as that of a run that goes on elsewhere (a copy of it). */
    void leave() {
        end(false);
    }

    private void end(boolean isInOrder) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        boolean isWhole = fault == null;
        if (isWhole) {
            fault = new JournalFault(
                    JournalFault.Kind.MISUSE, "The writer of " + stream.directory() + " is closed.", null);
        }
        run.closing(this);
        try {
            if (groupSync != null) {
                groupSync.stop();
            }
            queue.close();
            if (isWhole) {
                if (run.settings().durability() != Durability.PAGE_CACHE) {
                    synced(last);
                }
                manifest.checkpoint(last, chain, isInOrder);
            }
        } catch (IOException | RuntimeException e) {
            throw broken(last, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            manifest.close();
        }
    }

    private void grow(int length) {
        int capacity = RecordLayout.CRC_AT + Math.min(MAX_LENGTH, Integer.highestOneBit(length) * 2);
        checkedBytes = ByteBuffer.allocateDirect(capacity);
        checked = new UnsafeBuffer(checkedBytes);
    }

    private JournalFault refuse(int length) {
        if (fault != null) {
            return fault;
        }
        return new JournalFault(
                JournalFault.Kind.MISUSE,
                "A record of " + length + " bytes cannot be journaled; 1 to " + MAX_LENGTH + " are allowed.",
                null);
    }

    private JournalFault broken(long number, Throwable cause) {
        boolean isFull = cause instanceof QueueFile.DiskFull;
        fault = new JournalFault(
                isFull ? JournalFault.Kind.DISK_FULL : JournalFault.Kind.STORAGE,
                "Record " + number + " of " + stream.directory() + " could not be written to "
                        + run.run().path() + ": "
                        + (isFull ? cause.getMessage() : cause)
                        + ". Records before it stand. The process must halt; "
                        + (isFull ? "free space" : "check the disk") + ", then restart.",
                cause);
        return fault;
    }
}
