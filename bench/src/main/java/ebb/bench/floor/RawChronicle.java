package ebb.bench.floor;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/** Peer of PERF §5: Chronicle Queue with nothing of ours around it. One thread. */
public final class RawChronicle implements AutoCloseable {
    private static final int BLOCK = 64 << 20;

    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    /** Opens a queue in a directory of its own. */
    public RawChronicle(Path directory) {
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK)
                .build();
        appender = queue.createAppender();
    }

    /** Appends a record. */
    public void append(byte[] record, int length) {
        try (DocumentContext document = appender.writingDocument()) {
            Bytes<?> bytes = document.wire().bytes();
            bytes.ensureCapacity(bytes.writePosition() + length);
            view.wrap(bytes.addressForWrite(bytes.writePosition()), length);
            view.putBytes(0, record, 0, length);
            bytes.writeSkip(length);
        }
    }

    /** Reads all records; returns the sum of the first long of each. */
    public long scan() {
        long sum = 0;
        try (ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return sum;
                    }
                    sum += document.wire().bytes().readLong();
                }
            }
        }
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
