package ebb.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import net.openhft.chronicle.queue.RollCycle;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lays down the documents of one queue file that need nothing but themselves, with the very stores the queue's own appender
 * would make and in its order: the bytes, the word that makes them a document, the position of the last document, its
 * sequence. The appender's lock, its two looks at the end and its wire cost several times as much as these.
 *
 * <p>Everything else is the library's: the file and its header, each document for whose index entry there is no page yet
 * (one in a million), each that does not fit the mapped block, the end of the file. Both may alternate at will, since the
 * library looks in the file for where it stands; that the file is the one the library alone would have written, byte for
 * byte, is a test. One writer a run is the directory lock's business, not the queue's, whose lock lets a second one in.
 *
 * <p>Confined to the appending thread.
 */
final class DirectDocuments implements AutoCloseable {
    private static final int HEAD_BYTES = 4096;
    // The appender counts a position's sequence in the low bits, the position above: at least 32 of them.
    private static final int SEQUENCE_BITS = 32;
    /** An end that has to be found by the library, with its next document. */
    static final long UNKNOWN = -1;

    private final FileChannel channel;
    private final RollCycle cycle;
    private final MappedByteBuffer mappedHead;
    private final UnsafeBuffer head;
    private final int writePositionAt;
    private final int sequenceBits;
    private final long sequenceMask;
    private final long indexMask;
    private final AtomicLong openings;
    private final CRC32C crc = new CRC32C();
    // Null until the library has laid down the file's first array.
    private QueueIndex index;
    // The mapped block, twice: the checksum wants the library's own kind of buffer.
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private ByteBuffer blockBytes;
    private long blockStart;
    private long blockEnd;
    // Sequence of the file's next document.
    private long next;
    private long end = UNKNOWN;
    private boolean isWalked;

    private DirectDocuments(
            FileChannel channel,
            MappedByteBuffer mappedHead,
            int writePositionAt,
            RollCycle cycle,
            AtomicLong openings) {
        this.channel = channel;
        this.cycle = cycle;
        this.mappedHead = mappedHead;
        this.writePositionAt = writePositionAt;
        this.openings = openings;
        head = new UnsafeBuffer(mappedHead);
        sequenceBits = Math.max(SEQUENCE_BITS, 2 * log2(cycle.defaultIndexCount()) + log2(cycle.defaultIndexSpacing()));
        sequenceMask = (1L << sequenceBits) - 1;
        indexMask = cycle.defaultIndexSpacing() - 1;
    }

    private static int log2(int powerOfTwo) {
        return Integer.numberOfTrailingZeros(powerOfTwo);
    }

    /**
     * For a file that was just begun and holds no document yet.
     *
     * @param openings counts the pages of its index that are entered
     * @return null where the file is not laid out as expected: then the library writes all of it
     */
    static DirectDocuments open(FileChannel channel, RollCycle cycle, AtomicLong openings) throws IOException {
        int at = QueueFormat.writePositionAt(channel);
        boolean isLittle = ByteOrder.nativeOrder() == LITTLE_ENDIAN;
        if (at < 0 || at % Long.BYTES != 0 || at + 2 * Long.BYTES > HEAD_BYTES || !isLittle) {
            return null;
        }
        MappedByteBuffer head = channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD_BYTES);
        return new DirectDocuments(channel, head, at, cycle, openings);
    }

    /** The block of the file that is mapped from now on; documents go here as long as they end in it. */
    void block(long address, long start, int length) {
        block.wrap(address, length);
        blockBytes = MemoryIO.getInstance().newDirectByteBuffer(address, length);
        blockStart = start;
        blockEnd = start + length;
    }

    /**
     * The library has written the next document of the file, up to this position, and perhaps an index behind it; or
     * up to {@link #UNKNOWN}, when the block is no longer mapped.
     */
    void wrote(long position) {
        next++;
        end = position;
        isWalked = false;
    }

    /** Whether the next document can be laid down here: there is room for its index entry, and it ends in the mapped block. */
    boolean takes(int size) {
        if (end == UNKNOWN || isIndexed() && !hasPage()) {
            return false;
        }
        if (!isWalked) {
            walk();
        }
        return end >= blockStart && end + QueueFormat.WORD_LENGTH + size <= blockEnd;
    }

    private boolean isIndexed() {
        return (next & indexMask) == 0;
    }

    private boolean hasPage() {
        if (index == null) {
            index = next == 0 ? null : QueueIndex.open(channel, head, cycle, openings);
        }
        return index != null && index.takes(next);
    }

    /** Steps over the index pages that the library may have laid behind its document. */
    private void walk() {
        while (end >= blockStart && end + QueueFormat.WORD_LENGTH <= blockEnd) {
            int word = block.getIntVolatile((int) (end - blockStart));
            if ((word & ~QueueFormat.LENGTH_MASK) != QueueFormat.META) {
                break;
            }
            end = QueueFormat.align(end + QueueFormat.WORD_LENGTH + (word & QueueFormat.LENGTH_MASK));
        }
        isWalked = true;
    }

    /**
     * Lays down a record; only after {@link #takes}. It is put together and checked where it stays: a copy of its own for
     * the checksum cost a third of the whole.
     *
     * @param begin bytes 0 to 7 of its header, {@link RecordLayout#head}
     * @param number of the record
     * @param source where the payload lies
     * @param offset of the payload
     * @param length of the payload
     * @return its checksum
     */
    int write(long begin, long number, DirectBuffer source, int offset, int length) {
        long position = end;
        int word = (int) (position - blockStart);
        int record = word + QueueFormat.WORD_LENGTH;
        int payload = record + RecordLayout.HEADER_LENGTH;
        UnsafeBuffer to = block;
        source.getBytes(offset, to, payload, length);
        to.putLong(record, begin, LITTLE_ENDIAN);
        to.putLong(record + RecordLayout.NUMBER_AT, number, LITTLE_ENDIAN);
        to.putInt(record + RecordLayout.LENGTH_AT, length, LITTLE_ENDIAN);
        int code = check(record, payload, length);
        to.putInt(record + RecordLayout.CRC_AT, code, LITTLE_ENDIAN);
        int size = RecordLayout.HEADER_LENGTH + length;
        // From here on it is a document; a death before leaves bytes behind an empty word, which no reader takes.
        to.putIntOrdered(word, size);
        head.putLongOrdered(writePositionAt, position);
        head.putLongOrdered(writePositionAt + Long.BYTES, (position << sequenceBits) + (next & sequenceMask));
        if (isIndexed()) {
            index.put(next, position);
        }
        next++;
        end = QueueFormat.align(position + QueueFormat.WORD_LENGTH + size);
        return code;
    }

    private int check(int record, int payload, int length) {
        ByteBuffer bytes = blockBytes;
        crc.reset();
        bytes.limit(record + RecordLayout.CRC_AT).position(record);
        crc.update(bytes);
        bytes.limit(payload + length).position(payload);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Where the next document begins. */
    long end() {
        return end;
    }

    @Override
    public void close() {
        if (index != null) {
            index.close();
        }
        IoUtil.unmap(mappedHead);
    }
}
