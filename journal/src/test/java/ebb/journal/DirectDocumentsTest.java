package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.time.SetTimeProvider;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we lay down ourselves, held against what the library alone writes: the same files, byte for byte. */
final class DirectDocumentsTest {
    private static final long SEED = Long.getLong("ebb.seed", 5);
    private static final int BLOCK = 1 << 20;
    private static final long DAY_MS = 86_400_000L;
    private static final int RECORDS = 12_000;

    private final Records records = new Records(SEED);

    @TempDir
    private Path dir;

    /** Blocks of a MiB are left a few times, the day changes twice, and every 256th record gets an index entry. */
    @Test
    void shouldWriteTheFilesThatTheLibraryAloneWrites() throws IOException {
        long today = System.currentTimeMillis();
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("ours"));
                LiveRun live = journal.newRun(JournalSettings.plain().withBlockBytes(BLOCK))) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                for (int day = 0; day < 3; day++) {
                    writer.day(today + day * DAY_MS);
                    records.append(writer, RECORDS);
                }
            }
            Path ours = live.run().queue(JournalStream.IN);
            Path theirs = dir.resolve("theirs");
            copy(ours, theirs, today, BLOCK, RECORDS, 3 * RECORDS);

            List<Path> files = files(ours);
            assertEquals(3, files.size());
            for (Path file : files) {
                assertSame(file, theirs.resolve(file.getFileName()));
            }
        }
    }

    /** A page of the index holds 4,096 entries, each of 256 documents; the next one begins with the library's document. */
    @Test
    void shouldMakeTheEntriesOfTheNextPageToo() throws IOException {
        int records = 4_096 * 256 + 3_000;
        int block = 16 << 20;
        long today = System.currentTimeMillis();
        UnsafeBuffer payload = new UnsafeBuffer(new byte[Long.BYTES]);
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("ours"));
                LiveRun live = journal.newRun(JournalSettings.plain().withBlockBytes(block))) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                writer.day(today);
                for (int i = 0; i < records; i++) {
                    payload.putLong(0, i * SEED);
                    writer.append(payload, 0, 1 + i % Long.BYTES);
                }
            }
            Path ours = live.run().queue(JournalStream.IN);
            Path theirs = dir.resolve("theirs");
            copy(ours, theirs, today, block, records, records);
            Path file = files(ours).get(0);
            assertSame(file, theirs.resolve(file.getFileName()));
        }
    }

    /** The library's tailer reads our documents; its appender, on a clock that is told, writes them again. */
    private static void copy(Path from, Path to, long today, int block, int aDay, int all) {
        SetTimeProvider clock = new SetTimeProvider(today * 1_000_000L);
        try (ChronicleQueue ours = queue(from, block).build();
                ExcerptTailer tailer = ours.createTailer();
                ChronicleQueue theirs = queue(to, block).timeProvider(clock).build();
                ExcerptAppender appender = theirs.createAppender()) {
            for (long number = 1; ; number++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        assertEquals(all, number - 1);
                        return;
                    }
                    clock.currentTimeMillis(today + (number - 1) / aDay * DAY_MS);
                    try (DocumentContext copy = appender.writingDocument()) {
                        copy.wire().bytes().write(document.wire().bytes());
                    }
                }
            }
        }
    }

    private static SingleChronicleQueueBuilder queue(Path directory, int block) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(block);
    }

    private static List<Path> files(Path queue) throws IOException {
        try (Stream<Path> all = Files.list(queue)) {
            return all.filter(each -> each.toString().endsWith(QueueFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Ours is cut off behind its end when it is left; what the library's has beyond is nothing. */
    private static void assertSame(Path ours, Path theirs) throws IOException {
        byte[] a = Files.readAllBytes(ours);
        byte[] b = Files.readAllBytes(theirs);
        int both = Math.min(a.length, b.length);
        assertEquals(
                -1, Arrays.mismatch(Arrays.copyOf(a, both), Arrays.copyOf(b, both)), () -> ours + ", seed " + SEED);
        assertTrue(both > 2 * BLOCK, () -> "too little was written: " + both);
        byte[] rest = a.length > both ? a : b;
        for (int i = both; i < rest.length; i++) {
            assertEquals(0, rest[i], "there is more at " + i);
        }
    }

    /** After any number of our documents the library finds its place, and we find ours after any number of its. */
    @Test
    void shouldAlternateWithTheLibraryAtAnyPlace() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path directory = dir.resolve("queue");
        JournalSettings settings = JournalSettings.plain().withBlockBytes(BLOCK);
        QueueFile queue = new QueueFile(directory, settings, System.currentTimeMillis());
        UnsafeBuffer checked = new UnsafeBuffer(new byte[RecordLayout.CRC_AT + Records.LONGEST]);
        int direct = 0;
        int count = 3_000;
        for (int number = 0; number < count; number++) {
            int length = records.make(number);
            checked.putLong(0, number);
            checked.putBytes(RecordLayout.CRC_AT, records.buffer(), 0, length);
            int size = RecordLayout.HEADER_LENGTH + length;
            if (random.nextInt(3) > 0 && queue.takes(size)) {
                queue.write(number, number, records.buffer(), 0, length);
                direct++;
            } else {
                append(queue, checked, number, length, size);
            }
        }
        assertTrue(direct > count / 2, () -> "seed " + SEED);
        queue.close();
        try (ChronicleQueue library = queue(directory, BLOCK).build();
                ExcerptTailer tailer = library.createTailer()) {
            assertEquals(count - 1, library.rollCycle().toSequenceNumber(library.lastIndex()), "seed " + SEED);
            for (int number = 0; number < count; number++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    assertTrue(document.isPresent(), "seed " + SEED);
                    assertEquals(number, document.wire().bytes().readLong(), "seed " + SEED);
                }
            }
            long middle = library.rollCycle().toIndex(tailer.cycle(), count / 2);
            assertTrue(tailer.moveToIndex(middle));
            try (DocumentContext document = tailer.readingDocument()) {
                assertEquals(count / 2, document.wire().bytes().readLong(), "seed " + SEED);
            }
        }
    }

    static void append(QueueFile queue, UnsafeBuffer checked, int code, int length, int size) {
        Bytes<?> wire;
        try (DocumentContext document = queue.appender().writingDocument()) {
            wire = document.wire().bytes();
            long position = wire.writePosition();
            long address = wire.addressForWrite(position);
            queue.at(wire, position, address, size);
            UnsafeBuffer target = new UnsafeBuffer(address, size);
            target.putBytes(0, checked, 0, RecordLayout.CRC_AT);
            target.putInt(RecordLayout.CRC_AT, code);
            target.putBytes(RecordLayout.HEADER_LENGTH, checked, RecordLayout.CRC_AT, length);
            wire.writeSkip(size);
        }
        queue.wrote(wire);
    }
}
