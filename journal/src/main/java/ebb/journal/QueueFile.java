package ebb.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Chronicle queue of one stream as we write it: a clock that stands until it is told, daily files, space taken before
 * it is used, sync with its answer looked at. Confined to the appending thread but for {@link #current}.
 */
final class QueueFile implements TimeProvider {
    private static final Logger LOG = LoggerFactory.getLogger(QueueFile.class);

    private static final RollCycles CYCLE = RollCycles.FAST_DAILY;

    static final String SUFFIX = ".cq4";
    static final String METADATA = "metadata.cq4t";

    private static final long PAGE = 4096;
    /** Made present at a time by a writer that rests: 5 to 20 µs, which the next message may have to wait for. */
    private static final long PIECE = PAGE;

    private static final long DAY_MS = 86_400_000L;
    // The longest record and the index pages (32 KiB each, two at most) that the queue may lay down with it.
    private static final long MARGIN = RecordLayout.MAX_LENGTH + (96 << 10);

    private final JournalSettings settings;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final Thread owner = Thread.currentThread();

    private long epochMs;
    // The day of the file in use, and what lays documents down in it; null where the library does all of it.
    private long fileDay;
    private DirectDocuments direct;
    private boolean isSameDay;
    private BytesStore<?, ?> block;
    private long blockStart;
    private long blockAddress;
    private long synced;
    // Until the kernel says that it does not do that.
    private boolean isSupplied = true;
    // Written by the appending thread, read by the forerunner and the group sync.
    private volatile WrittenFile current;
    // Written by the forerunner, read by the appending thread for each block.
    private volatile boolean isInBulk;
    private long blocks;
    // Counted by the appending thread, read by any.
    private final AtomicLong openings = new AtomicLong();

    QueueFile(Path directory, JournalSettings settings, long epochMs) throws IOException {
        this.settings = settings;
        this.epochMs = epochMs;
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(CYCLE)
                .blockSize((int) settings.blockBytes())
                .timeProvider(this)
                .checkInterrupts(false)
                // Ours below: it hears when the disk refuses, the queue only logs it.
                .syncMode(SyncMode.NONE)
                .build();
        try {
            OwnFiles.directory(directory);
            OwnFiles.close600(directory.resolve(METADATA));
            appender = queue.createAppender();
            begin();
            OwnFiles.sync(directory);
        } catch (IOException | RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    /** A document begun and taken back makes the file, so that the first append does not. */
    private void begin() throws IOException {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> wire = document.wire().bytes();
            enter(wire, wire.writePosition(), wire.addressForWrite(wire.writePosition()));
            document.rollbackOnClose();
        }
        current.channel().force(true);
    }

    /** The queue asks at each append; it is told, so that no clock is read on the way and no file rolls by itself. */
    @Override
    public long currentTimeMillis() {
        return epochMs;
    }

    void day(long toldMs) {
        epochMs = Math.max(epochMs, toldMs);
        isSameDay = Math.floorDiv(epochMs, DAY_MS) == fileDay;
    }

    ExcerptAppender appender() {
        return appender;
    }

    WrittenFile current() {
        return current;
    }

    /** How many blocks of its files were mapped so far; for the appending thread. */
    long blocks() {
        return blocks;
    }

    /** How many documents the library has laid, each block's first among them, and how many pages of an index were entered. */
    long openings() {
        return openings.get();
    }

    /**
     * For the forerunner: whether records come so fast that the whole cost of their pages counts, and not how long the next
     * one may have to wait for a piece of them.
     */
    void inBulk(boolean isSo) {
        isInBulk = isSo;
        WrittenFile.Mapping mapping = current.mapping();
        if (mapping != null) {
            mapping.pageByPage(!isSo);
        }
    }

    /** Called before each record: a compare, as long as the forerunner keeps ahead. */
    void claim() {
        WrittenFile file = current;
        if (file.end() + MARGIN > file.reservedTo()) {
            reserve(file, file.end() + MARGIN);
        }
    }

    /** Whether {@link #write} takes a record of this size, header included; otherwise it goes through the appender. */
    boolean takes(int size) {
        // Another thread is the appender's to refuse.
        return direct != null && isSameDay && Thread.currentThread() == owner && direct.takes(size);
    }

    /** Lays down a record, see {@link DirectDocuments#write}; only after {@link #takes}. */
    int write(long begin, long number, DirectBuffer source, int offset, int length) {
        int code = direct.write(begin, number, source, offset, length);
        current.end(direct.end());
        return code;
    }

    /**
     * The appender has written a record, whose place {@link #at} was told. Laying an index page behind it, it may have
     * left the block that the record lies in, which then is mapped no more.
     */
    void wrote(Bytes<?> wire) {
        openings.incrementAndGet();
        boolean isLeft = wire.bytesStore() != block;
        if (isLeft) {
            block = null;
            blockStart = Long.MAX_VALUE;
        }
        if (direct != null) {
            direct.wrote(isLeft ? DirectDocuments.UNKNOWN : current.end());
        }
    }

    /** Called for each record once its place is known: a compare, unless the mapping has changed. */
    void at(Bytes<?> wire, long position, long address, int size) {
        if (wire.bytesStore() != block) {
            enter(wire, position, address);
        }
        current.end(QueueFormat.align(position + size));
    }

    private void enter(Bytes<?> wire, long position, long address) {
        block = wire.bytesStore();
        blockStart = block.start();
        blockAddress = address - (position - blockStart);
        Path now = appender.currentFile().toPath();
        if (current == null || !now.equals(current.path())) {
            change(now, position - QueueFormat.WORD_LENGTH);
        }
        blocks++;
        WrittenFile.Mapping mapping = new WrittenFile.Mapping(blockAddress, blockStart, block.capacity());
        mapping.pageByPage(!isInBulk);
        current.mapping(mapping);
        if (direct != null) {
            direct.block(blockAddress, blockStart, (int) settings.blockBytes());
        }
    }

    private void change(Path now, long end) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            if (current != null) {
                finish();
            }
            OwnFiles.close600(now);
            WrittenFile file = new WrittenFile(now, end, settings.reserve());
            reserve(file, ahead(file));
            if (settings.reserve() && file.reservedTo() == Long.MAX_VALUE) {
                LOG.warn(
                        "This file system cannot reserve space for {}: a full disk will be a fault, not an answer.",
                        now);
            }
            current = file;
            synced = 0;
            direct = DirectDocuments.open(file.channel(), CYCLE, openings);
            fileDay = Math.floorDiv(epochMs, DAY_MS);
            isSameDay = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            restore(wasInterrupted);
        }
    }

    /** A channel closes itself when its thread is interrupted; a journal's thread is to stop in order instead. */
    private static void restore(boolean wasInterrupted) {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to where the forerunner keeps a file reserved: the block in use, the next, and their overlap. */
    long ahead(WrittenFile file) {
        long inUse = file.end() / settings.blockBytes();
        return (inUse + 2) * settings.blockBytes() + queue.overlapSize();
    }

    private static void reserve(WrittenFile file, long to) {
        if (file.reserve(to) == Posix.Answer.REFUSED) {
            throw new DiskFull("The disk has no space for " + file.path() + " beyond byte " + file.reservedTo());
        }
    }

    /** Thrown before anything was touched. */
    static final class DiskFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DiskFull(String message) {
            super(message);
        }
    }

    /**
     * The writer rests: a piece of what comes next is made present, 5 to 20 µs, unless enough is. Asked for by the appending
     * thread itself, between two messages, it costs nobody else's core a moment.
     *
     * @return false if there was nothing to do
     */
    boolean supply() {
        if (!isSupplied || block == null || Thread.currentThread() != owner) {
            return false;
        }
        WrittenFile.Mapping mapping = current.mapping();
        long page = current.end() & -PAGE;
        long from = Math.max(page, mapping.presentTo());
        long to = from + PIECE;
        boolean isWanted = to <= page + settings.aheadBytes() && to <= mapping.limit();
        if (!isWanted) {
            return false;
        }
        Posix.Answer answer = mapping.populate(from, PIECE);
        isSupplied = answer != Posix.Answer.UNKNOWN;
        return answer == Posix.Answer.DONE;
    }

    /** Puts every record before the end on the disk. */
    void sync() throws IOException {
        WrittenFile file = current;
        long end = file.end();
        if (synced < blockStart) {
            // The part before this mapping is mapped no more.
            boolean wasInterrupted = Thread.interrupted();
            try {
                file.channel().force(false);
            } finally {
                restore(wasInterrupted);
            }
        } else {
            long from = synced & -PAGE;
            Posix.sync(blockAddress + (from - blockStart), end - from);
        }
        synced = end;
    }

    /** The file ends here: everything on the disk that should be, the space behind it given back. */
    private void finish() throws IOException {
        WrittenFile file = current;
        if (direct != null) {
            direct.close();
            direct = null;
        }
        if (settings.durability() != Durability.PAGE_CACHE) {
            file.channel().force(false);
        }
        long end = QueueFormat.end(file.channel(), file.end());
        // One more page stays, so that a reader of the live file may look at the word behind the last document.
        file.channel().truncate(Math.min(file.channel().size(), (end & -PAGE) + 2 * PAGE));
        file.channel().close();
    }

    void close() throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            appender.close();
            queue.close();
            finish();
        } finally {
            restore(wasInterrupted);
        }
    }
}
