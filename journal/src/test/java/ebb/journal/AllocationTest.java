package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocationTest {
    private static final int WINDOW = 100_000;
    private static final int WINDOWS = 5;
    private static final int LENGTH = 128;
    private static final long PER_BLOCK = 4 << 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));

    @TempDir
    private Path dir;

    private byte[] escaped;

    @Test
    void shouldAllocateNothingPerRecordWithinABlock() {
        JournalSettings oneBlock =
                new JournalSettings(Durability.PAGE_CACHE, 1, 1L << 30, 0, false, true, JournalSettings.AHEAD_BYTES);
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(oneBlock);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            assertNothing("append", () -> writer.append(payload, 0, LENGTH));
            assertEquals(WINDOW * (WINDOWS + 1L), writer.lastNumber());
            assertEquals(WINDOW * (WINDOWS + 1L) * (LENGTH + RecordLayout.HEADER_LENGTH), writer.bytes());

            try (StreamReader reader = live.run().reader(JournalStream.IN)) {
                long[] sum = {0};
                assertNothing("next", () -> {
                    assertTrue(reader.next());
                    sum[0] += reader.buffer().getByte(reader.offset()) + reader.length();
                });
                assertEquals(WINDOW * (WINDOWS + 1L) * LENGTH, sum[0]);
                assertEquals(writer.lastNumber(), reader.number());
            }
        }
    }

    @Test
    void shouldStayWithinFourKilobytesForEachNewBlock() {
        int blockBytes = 1 << 20;
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(JournalSettings.plain().withBlockBytes(blockBytes));
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            for (int i = 0; i < WINDOW; i++) {
                writer.append(payload, 0, LENGTH);
            }
            long[] bytes = new long[WINDOWS];
            long[] blocks = new long[WINDOWS];
            for (int window = 0; window < WINDOWS; window++) {
                long block = writer.queue().current().end() / blockBytes;
                long before = allocated();
                for (int i = 0; i < WINDOW; i++) {
                    writer.append(payload, 0, LENGTH);
                }
                bytes[window] = allocated() - before;
                blocks[window] = writer.queue().current().end() / blockBytes - block;
            }
            Arrays.sort(bytes);
            Arrays.sort(blocks);
            // At a block's edge the queue maps the old block and the new one a few times over.
            assertTrue(blocks[0] >= 10, "blocks " + Arrays.toString(blocks));
            assertTrue(
                    bytes[0] <= blocks[WINDOWS - 1] * PER_BLOCK,
                    "bytes " + Arrays.toString(bytes) + " for " + Arrays.toString(blocks) + " blocks");
        }
    }

    @Test
    void shouldSeeARecordThatAllocates() {
        long[] bytes = measure(() -> escaped = new byte[16]);
        assertEquals(32L * WINDOW, bytes[0]);
        assertEquals(16, escaped.length);
    }

    private void assertNothing(String what, Runnable record) {
        long[] bytes = measure(record);
        assertEquals(0, bytes[0], what + ": " + Arrays.toString(bytes));
        assertTrue(bytes[WINDOWS - 1] <= 1024, what + ": " + Arrays.toString(bytes));
    }

    /** Bytes of each window after a first one that warms up, smallest first. */
    private long[] measure(Runnable record) {
        long[] bytes = new long[WINDOWS];
        for (int window = -1; window < WINDOWS; window++) {
            long before = allocated();
            for (int i = 0; i < WINDOW; i++) {
                record.run();
            }
            long used = allocated() - before;
            if (window >= 0) {
                bytes[window] = used;
            }
        }
        Arrays.sort(bytes);
        return bytes;
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
