package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoundTripTest {
    private static final JournalSettings SMALL = JournalSettings.plain().withBlockBytes(1 << 20);
    private static final long DAY_MS = 86_400_000L;

    @TempDir
    private Path dir;

    @Test
    void shouldReadBackWhatWasAppendedAcrossBlocks() {
        long seed = 7;
        int records = 20_000;
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 41)) {
                append(writer, records, seed);
                assertEquals(41 + records - 1, writer.lastNumber());
            }
            StreamReport report = verifyAgainst(live.run(), seed);

            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(records, report.records());
            assertEquals(41, report.first());
            assertTrue(report.closed());
            assertEquals(report.last(), report.synced());
        }
    }

    @Test
    void shouldAgreeWithTheQueuesOwnTailerAndLastIndex() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.OUT, 1)) {
                append(writer, 5_000, 11);
            }
            try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(
                                    live.run().queue(JournalStream.OUT))
                            .rollCycle(RollCycles.FAST_DAILY)
                            .blockSize(1 << 20)
                            .build();
                    ExcerptTailer tailer = queue.createTailer();
                    StreamReader reader = live.run().reader(JournalStream.OUT)) {
                UnsafeBuffer view = new UnsafeBuffer(0, 0);
                long records = 0;
                while (true) {
                    try (DocumentContext document = tailer.readingDocument()) {
                        if (!document.isPresent()) {
                            break;
                        }
                        assertTrue(reader.next());
                        Bytes<?> bytes = document.wire().bytes();
                        view.wrap(bytes.addressForRead(bytes.readPosition()), (int) bytes.readRemaining());
                        assertEquals(RecordLayout.HEADER_LENGTH + reader.length(), view.capacity());
                        UnsafeBuffer payload = new UnsafeBuffer(view, RecordLayout.HEADER_LENGTH, reader.length());
                        assertEquals(payload, new UnsafeBuffer(reader.buffer(), reader.offset(), reader.length()));
                        records++;
                    }
                }
                assertFalse(reader.next());
                assertEquals(5_000, records);
                assertEquals(records - 1, queue.rollCycle().toSequenceNumber(queue.lastIndex()));
                assertEquals(reader.number(), records);
            }
        }
    }

    @Test
    void shouldCrossIntoTheFileOfTheNextDay() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                SplittableRandom random = new SplittableRandom(3);
                for (int day = 0; day < 3; day++) {
                    writer.day(System.currentTimeMillis() + day * DAY_MS);
                    append(writer, 1_000, random);
                }
                writer.sync();
            }
            StreamReport report = verifyAgainst(live.run(), 3);

            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(3_000, report.records());
            assertEquals(3, files(live.run()).length);
        }
    }

    @Test
    void shouldFollowAStreamThatIsBeingWritten() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            try (StreamReader reader = live.run().reader(JournalStream.IN)) {
                SplittableRandom random = new SplittableRandom(5);
                long seen = 0;
                for (int round = 0; round < 50; round++) {
                    assertFalse(reader.next());
                    assertNull(reader.damage());
                    append(writer, 100, random);
                    while (reader.next()) {
                        seen++;
                        assertEquals(seen, reader.number());
                    }
                    assertEquals(writer.lastNumber(), seen);
                }
                StreamReport report = reader.conclude();
                assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
                assertFalse(report.closed());
            }
        }
    }

    @Test
    void shouldGoOnFromRunToRun() {
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            for (int run = 1; run <= 3; run++) {
                long next = journal.lastRun()
                        .map(before -> before.manifest(JournalStream.IN).last() + 1)
                        .orElse(1L);
                try (LiveRun live = journal.newRun(SMALL);
                        StreamWriter writer = live.writer(JournalStream.IN, next)) {
                    assertEquals(run, live.run().number());
                    append(writer, 10, run);
                }
            }
            assertEquals(
                    30,
                    journal.lastRun().orElseThrow().manifest(JournalStream.IN).last());
            assertEquals(journal.lastRun().orElseThrow(), Run.at(dir));
            assertEquals(2, Run.at(dir).before().orElseThrow().number());
            assertEquals(1, Run.at(dir.resolve("runs/1")).number());
        }
    }

    static void append(StreamWriter writer, int records, long seed) {
        append(writer, records, new SplittableRandom(seed));
    }

    static void append(StreamWriter writer, int records, SplittableRandom random) {
        byte[] bytes = new byte[3_000];
        UnsafeBuffer source = new UnsafeBuffer(bytes);
        for (int i = 0; i < records; i++) {
            int length = length(random);
            fill(bytes, length, random);
            writer.append(source, 0, length);
        }
    }

    private static int length(SplittableRandom random) {
        return random.nextInt(50) == 0 ? 1 + random.nextInt(2_999) : 1 + random.nextInt(300);
    }

    private static void fill(byte[] bytes, int length, SplittableRandom random) {
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
    }

    /** Reads the stream again beside the generator that made it. */
    private static StreamReport verifyAgainst(Run run, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[3_000];
        try (StreamReader reader = run.reader(JournalStream.IN)) {
            while (reader.next()) {
                int length = length(random);
                fill(bytes, length, random);
                assertEquals(length, reader.length());
                assertEquals(
                        new UnsafeBuffer(bytes, 0, length),
                        new UnsafeBuffer(reader.buffer(), reader.offset(), length),
                        () -> "record " + reader.number() + ", seed " + seed);
            }
            return reader.conclude();
        }
    }

    private static String[] files(Run run) {
        return run.queue(JournalStream.IN).toFile().list((at, name) -> name.endsWith(".cq4"));
    }
}
