package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * The Chronicle queue of one stream as we write it: a clock that stands until it is told, daily files, sync with its
 * answer looked at. Confined to the appending thread.
 */
final class QueueFile implements TimeProvider {
    static final String SUFFIX = ".cq4";
    static final String METADATA = "metadata.cq4t";

    private static final long PAGE = 4096;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    private long epochMs;
    private Path file;
    private FileChannel channel;
    private BytesStore<?, ?> block;
    private long blockStart;
    private long blockAddress;
    // Where in the file the next document begins, and up to where it is known to be on the disk.
    private long end;
    private long synced;

    QueueFile(Path directory, JournalSettings settings, long epochMs) throws IOException {
        this.epochMs = epochMs;
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize((int) settings.blockBytes())
                .timeProvider(this)
                .checkInterrupts(false)
                // Ours below: it hears when the disk refuses, the queue only logs it.
                .syncMode(SyncMode.NONE)
                .build();
        OwnFiles.directory(directory);
        OwnFiles.close600(directory.resolve(METADATA));
        appender = queue.createAppender();
        // A document begun and taken back makes the file, so that the first append does not.
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> wire = document.wire().bytes();
            end = wire.writePosition() - QueueFormat.WORD_LENGTH;
            entered(wire, wire.addressForWrite(wire.writePosition()));
            document.rollbackOnClose();
        }
        channel.force(true);
        OwnFiles.sync(directory);
    }

    /** The queue asks at each append; it is told, so that no clock is read on the way and no file rolls by itself. */
    @Override
    public long currentTimeMillis() {
        return epochMs;
    }

    void day(long toldMs) {
        epochMs = Math.max(epochMs, toldMs);
    }

    ExcerptAppender appender() {
        return appender;
    }

    /** Called for each record: a compare, unless the mapping has changed. */
    void at(Bytes<?> wire, long position, long address, int size) {
        if (wire.bytesStore() != block) {
            entered(wire, address);
        }
        end = QueueFormat.align(position + size);
    }

    private void entered(Bytes<?> wire, long address) {
        block = wire.bytesStore();
        blockStart = block.start();
        blockAddress = address - (wire.writePosition() - blockStart);
        Path now = appender.currentFile().toPath();
        if (now.equals(file)) {
            return;
        }
        try {
            if (channel != null) {
                finish();
            }
            OwnFiles.close600(now);
            channel = FileChannel.open(now, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file = now;
            synced = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts everything before {@link #end} on the disk. */
    void sync() throws IOException {
        if (synced < blockStart) {
            // The part before this mapping is mapped no more.
            channel.force(false);
        } else {
            long from = synced & -PAGE;
            Posix.sync(blockAddress + (from - blockStart), end - from);
        }
        synced = end;
    }

    /** The file ends here: everything on the disk that should be, the space behind it given back. */
    private void finish() throws IOException {
        channel.force(false);
        end = QueueFormat.end(channel, end);
        // One more page stays, so that a reader of the live file may look at the word behind the last document.
        channel.truncate(Math.min(channel.size(), (end & -PAGE) + 2 * PAGE));
        channel.close();
    }

    void close() throws IOException {
        appender.close();
        queue.close();
        finish();
    }
}
