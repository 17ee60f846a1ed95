package ebb.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.RollCycle;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The index of one queue file: for one document in {@code indexSpacing} its position, in pages that the library lays down; a
 * first array, which lies behind the header, says where the pages are. Entries of pages that exist are made here, with the
 * stores that the library would make: its own way there takes 10 to 60 µs, in the middle of an order's.
 *
 * <p>Confined to the appending thread.
 */
final class QueueIndex implements AutoCloseable {
    private static final int NOT_THERE = -1;
    /** Longer than what stands before an array: a word, a name, padding. */
    private static final int LONGEST_NAME = 64;

    private final FileChannel channel;
    private final UnsafeBuffer head;
    private final int nextAt;
    private final MappedByteBuffer mappedPages;
    private final UnsafeBuffer pages;
    private final int pagesAt;
    private final int spacing;
    private final int spacingBits;
    private final int entries;
    private final int entryBits;
    private final AtomicLong openings;

    private MappedByteBuffer mappedPage;
    private final UnsafeBuffer page = new UnsafeBuffer(0, 0);
    private int pageAt;
    private long pageNumber = NOT_THERE;

    private QueueIndex(
            FileChannel channel,
            UnsafeBuffer head,
            int nextAt,
            MappedByteBuffer mappedPages,
            int pagesAt,
            RollCycle cycle,
            AtomicLong openings) {
        this.channel = channel;
        this.head = head;
        this.nextAt = nextAt;
        this.mappedPages = mappedPages;
        this.pages = new UnsafeBuffer(mappedPages);
        this.pagesAt = pagesAt;
        this.openings = openings;
        spacing = cycle.defaultIndexSpacing();
        spacingBits = Integer.numberOfTrailingZeros(spacing);
        entries = cycle.defaultIndexCount();
        entryBits = Integer.numberOfTrailingZeros(entries);
    }

    /**
     * Looks for the first array of a file.
     *
     * @param channel of the file
     * @param head its first bytes, mapped, the whole header among them
     * @param cycle how the file is indexed
     * @param openings counts the pages that are entered
     * @return null where it is not there yet, or not laid out as expected: then the library makes the entries
     */
    static QueueIndex open(FileChannel channel, UnsafeBuffer head, RollCycle cycle, AtomicLong openings) {
        int next = QueueFormat.longAt(head, "lastIndex");
        int first = QueueFormat.longAt(head, "index2Index");
        if (next < 0 || next % Long.BYTES != 0 || first < 0) {
            return null;
        }
        long position = head.getLong(first, LITTLE_ENDIAN);
        MappedByteBuffer mapped = map(channel, position, cycle.defaultIndexCount());
        if (mapped == null) {
            return null;
        }
        int at = values(mapped, cycle.defaultIndexCount());
        if (at < 0) {
            IoUtil.unmap(mapped);
            return null;
        }
        return new QueueIndex(channel, head, next, mapped, at, cycle, openings);
    }

    private static MappedByteBuffer map(FileChannel channel, long position, int entries) {
        long length = LONGEST_NAME + (long) entries * Long.BYTES;
        // A channel closes itself when its thread is interrupted.
        boolean wasInterrupted = Thread.interrupted();
        try {
            boolean isThere = position > 0 && position % Long.BYTES == 0 && position + length <= channel.size();
            return isThere ? channel.map(FileChannel.MapMode.READ_WRITE, position, length) : null;
        } catch (IOException e) {
            // The library goes on with the entry, and says what is wrong with the file.
            return null;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where the values of the array begin that the document is; behind its capacity and how much of it is used. */
    private static int values(ByteBuffer document, int entries) {
        document.order(LITTLE_ENDIAN);
        if ((document.getInt(0) & ~QueueFormat.LENGTH_MASK) != QueueFormat.META) {
            return NOT_THERE;
        }
        for (int at = QueueFormat.WORD_LENGTH; at < LONGEST_NAME - 2 * Long.BYTES; at++) {
            int capacity = at + 1;
            if (document.get(at) == QueueFormat.LONG_ARRAY && document.getLong(capacity) == entries) {
                return capacity % Long.BYTES == 0 ? capacity + 2 * Long.BYTES : NOT_THERE;
            }
        }
        return NOT_THERE;
    }

    /** Whether the entry of a document goes into a page that exists. */
    boolean takes(long sequence) {
        long number = sequence >>> spacingBits + entryBits;
        return number == pageNumber || number < entries && enter(number);
    }

    private boolean enter(long number) {
        long position = pages.getLongVolatile(pagesAt + (int) number * Long.BYTES);
        if (position == 0) {
            return false;
        }
        MappedByteBuffer mapped = map(channel, position, entries);
        int at = mapped == null ? NOT_THERE : values(mapped, entries);
        if (at == NOT_THERE) {
            IoUtil.unmap(mapped);
            return false;
        }
        leave();
        mappedPage = mapped;
        page.wrap(mapped);
        pageAt = at;
        pageNumber = number;
        openings.incrementAndGet();
        return true;
    }

    private void leave() {
        IoUtil.unmap(mappedPage);
        mappedPage = null;
        pageNumber = NOT_THERE;
    }

    /**
     * Makes the entry of a document that is complete; only after {@link #takes}.
     *
     * @param sequence of the document, a multiple of the spacing
     * @param position of its word
     */
    void put(long sequence, long position) {
        int entry = (int) (sequence >>> spacingBits) & entries - 1;
        page.putLongOrdered(pageAt + entry * Long.BYTES, position);
        page.putLongOrdered(pageAt - Long.BYTES, entry + 1);
        head.putLongOrdered(nextAt, sequence + spacing);
    }

    @Override
    public void close() {
        leave();
        IoUtil.unmap(mappedPages);
    }
}
