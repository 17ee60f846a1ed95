package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that rests makes the pages present that it will write next. */
final class SupplyTest {
    private static final long AHEAD = 4L << 20;
    private static final long SMALLEST_PAGE = 4_096;
    private static final int RECORDS = 20_000;
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[512]);
    private final UnsafeBuffer checked = new UnsafeBuffer(new byte[RecordLayout.CRC_AT + 512]);

    @TempDir
    private Path dir;

    private static JournalSettings settings(Durability durability) {
        return new JournalSettings(durability, 1, 64L << 20, 0, false, true, AHEAD);
    }

    /** The queue alone: no forerunner does it meanwhile. */
    @Test
    void shouldSupplyAWriterThatRestsUntilEnoughIsAhead() throws IOException, InterruptedException {
        QueueFile queue = new QueueFile(dir.resolve("queue"), settings(Durability.PAGE_CACHE), 0);
        try {
            append(queue, 1);
            assumeTrue(queue.supply(), "this kernel does not make pages present ahead");
            AtomicBoolean byAnother = new AtomicBoolean();
            Thread other = new Thread(() -> byAnother.set(queue.supply()));
            other.start();
            other.join();
            assertFalse(byAnother.get(), "another thread's core is not taken for it");
            int pieces = 1;
            while (queue.supply()) {
                pieces++;
            }
            assertEquals(AHEAD / SMALLEST_PAGE, pieces);
            WrittenFile file = queue.current();
            assertEquals((file.end() & -SMALLEST_PAGE) + AHEAD, file.mapping().presentTo());
            append(queue, 100);
            assertTrue(queue.supply(), "what was written since is made up for");
        } finally {
            queue.close();
        }
    }

    /** In pieces of 2 MiB the first store to each took 20 ms of the writer's; where records come in bulk they cost less. */
    @Test
    void shouldHaveEachPageOfABlockComeAloneUnlessRecordsComeInBulk() throws IOException {
        assumeTrue(Files.isReadable(MAPPINGS), "this system does not tell of its mappings");
        QueueFile queue = new QueueFile(dir.resolve("queue"), settings(Durability.PAGE_CACHE), 0);
        try {
            append(queue, 1);
            assertTrue(isPageByPage(queue));
            queue.inBulk(true);
            assertFalse(isPageByPage(queue));
            queue.inBulk(false);
            assertTrue(isPageByPage(queue));
        } finally {
            queue.close();
        }
    }

    private static boolean isPageByPage(QueueFile queue) throws IOException {
        String address = Long.toHexString(queue.current().mapping().at(0)) + "-";
        List<String> lines = Files.readAllLines(MAPPINGS);
        int at = 0;
        while (!lines.get(at).startsWith(address)) {
            at++;
        }
        while (!lines.get(at).startsWith("VmFlags:")) {
            at++;
        }
        return List.of(lines.get(at).split(" +")).contains("rr");
    }

    @Test
    void shouldAllocateNothingWhileItRests() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.PAGE_CACHE));
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            long[] bytes = new long[6];
            for (int window = 0; window < bytes.length; window++) {
                long before = threads.getThreadAllocatedBytes(me);
                for (int i = 0; i < RECORDS; i++) {
                    writer.append(payload, 0, 64);
                    live.rest();
                }
                bytes[window] = threads.getThreadAllocatedBytes(me) - before;
            }
            Arrays.sort(bytes);
            assertEquals(0, bytes[0], () -> Arrays.toString(bytes));
        }
    }

    /** There pages ahead are brought to the disk, too; a writer that made them present itself would leave them out. */
    @Test
    void shouldLeaveItToTheForerunnerWhereAnOrderWaitsForTheDisk() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.SYNC_BEFORE_EGRESS));
                StreamWriter writer = live.writer(JournalStream.OUT, 1)) {
            writer.append(payload, 0, payload.capacity());
            assertFalse(live.suppliesItself());
        }
    }

    private void append(QueueFile queue, int records) {
        for (int i = 0; i < records; i++) {
            int size = RecordLayout.HEADER_LENGTH + payload.capacity();
            if (queue.takes(size)) {
                queue.write(i, i, payload, 0, payload.capacity());
            } else {
                DirectDocumentsTest.append(queue, checked, i, payload.capacity(), size);
            }
        }
    }
}
