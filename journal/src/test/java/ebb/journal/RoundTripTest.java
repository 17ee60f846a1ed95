package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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

    private final Records records = new Records(7);

    @TempDir
    private Path dir;

    @Test
    void shouldReadBackWhatWasAppendedAcrossBlocks() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 41)) {
                records.append(writer, 20_000);
                assertEquals(20_040, writer.lastNumber());
            }
            StreamReport report = records.read(live.run(), JournalStream.IN);

            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(20_000, report.records());
            assertEquals(41, report.first());
            assertEquals(20_040, report.acknowledged());
            assertTrue(report.closed());
        }
    }

    /** The library's own tailer is the slow twin; past 2^20 records a second index page lies between the data. */
    @Test
    void shouldAgreeWithTheQueuesOwnTailerAndLastIndex() {
        int count = 1_060_000;
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            UnsafeBuffer payload = new UnsafeBuffer(new byte[8]);
            try (StreamWriter writer = live.writer(JournalStream.OUT, 1)) {
                for (int i = 0; i < count; i++) {
                    payload.putLong(0, i * 31L);
                    writer.append(payload, 0, 1 + (i & 7));
                }
            }
            try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(
                                    live.run().queue(JournalStream.OUT))
                            .rollCycle(RollCycles.FAST_DAILY)
                            .blockSize(1 << 20)
                            .build();
                    ExcerptTailer tailer = queue.createTailer();
                    StreamReader reader = live.run().reader(JournalStream.OUT)) {
                assertEquals(count, compare(tailer, reader));
                assertFalse(reader.next());
                assertEquals(count - 1, queue.rollCycle().toSequenceNumber(queue.lastIndex()));
                assertEquals(StreamReport.Verdict.CLEAN, reader.conclude().verdict());
            }
        }
    }

    private static long compare(ExcerptTailer tailer, StreamReader reader) {
        UnsafeBuffer theirs = new UnsafeBuffer(0, 0);
        UnsafeBuffer ours = new UnsafeBuffer(0, 0);
        for (long seen = 0; ; seen++) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return seen;
                }
                assertTrue(reader.next());
                Bytes<?> bytes = document.wire().bytes();
                int length = (int) bytes.readRemaining() - RecordLayout.HEADER_LENGTH;
                theirs.wrap(bytes.addressForRead(bytes.readPosition()) + RecordLayout.HEADER_LENGTH, length);
                ours.wrap(reader.buffer(), reader.offset(), reader.length());
                assertEquals(theirs, ours);
            }
        }
    }

    @Test
    void shouldCrossIntoTheFileOfTheNextDay() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1);
                    StreamReader follower = live.run().reader(JournalStream.IN)) {
                for (int day = 0; day < 3; day++) {
                    writer.day(System.currentTimeMillis() + day * DAY_MS);
                    records.append(writer, 1_000);
                    for (int i = 0; i < 1_000; i++) {
                        assertTrue(follower.next(), follower::damage);
                    }
                    assertFalse(follower.next());
                }
                writer.sync();
                assertEquals(3_000, follower.number());
            }
            StreamReport report = records.read(live.run(), JournalStream.IN);

            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(3_000, report.records());
            assertEquals(3, cycleFiles(live.run()).length);
        }
    }

    @Test
    void shouldStayInOneFileWhenNobodyTellsTheDay() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            writer.day(0);
            records.append(writer, 100);
            assertEquals(1, cycleFiles(live.run()).length);
        }
    }

    @Test
    void shouldFollowAStreamThatIsBeingWritten() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL);
                StreamWriter writer = live.writer(JournalStream.IN, 1);
                StreamReader reader = live.run().reader(JournalStream.IN)) {
            long seen = 0;
            for (int round = 0; round < 200; round++) {
                assertFalse(reader.next());
                assertNull(reader.damage());
                records.append(writer, 100);
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

    @Test
    void shouldFollowFromAnotherThreadWhileTheWriterRuns() throws InterruptedException {
        int count = 200_000;
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            String[] wrong = {null};
            Thread follower = new Thread(() -> {
                Records expected = new Records(7);
                try (StreamReader reader = live.run().reader(JournalStream.IN)) {
                    while (reader.number() < count && wrong[0] == null) {
                        if (!reader.next()) {
                            wrong[0] = reader.damage();
                        } else if (!expected.isRight(
                                reader.number(), reader.buffer(), reader.offset(), reader.length())) {
                            wrong[0] = "record " + reader.number() + " read before it was whole";
                        }
                    }
                }
            });
            follower.start();
            records.append(writer, count);
            follower.join(60_000);
            assertFalse(follower.isAlive(), "the follower did not reach the end");
            assertNull(wrong[0]);
        }
    }

    @Test
    void shouldGoOnFromRunToRun() {
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            for (int run = 1; run <= 3; run++) {
                try (LiveRun live = journal.newRun(SMALL);
                        StreamWriter writer = live.writer(JournalStream.IN, journal.nextNumber(JournalStream.IN))) {
                    assertEquals(run, live.run().number());
                    assertEquals((run - 1) * 10, writer.lastNumber());
                    records.append(writer, 10);
                }
            }
            Run last = journal.lastRun().orElseThrow();
            assertEquals(30, last.manifest(JournalStream.IN).last());
            assertEquals(last, Run.at(dir));
            assertEquals(2, last.before().orElseThrow().number());
            assertEquals(1, Run.at(dir.resolve("runs/1")).number());
        }
    }

    @Test
    void shouldRefuseImpossibleRecordsAndGoOn() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            StreamWriter writer = live.writer(JournalStream.LAT, 1);
            UnsafeBuffer longest = new UnsafeBuffer(new byte[StreamWriter.MAX_LENGTH + 1]);

            assertEquals(JournalFault.Kind.MISUSE, fault(writer, longest, 0));
            assertEquals(JournalFault.Kind.MISUSE, fault(writer, longest, -1));
            assertEquals(JournalFault.Kind.MISUSE, fault(writer, longest, StreamWriter.MAX_LENGTH + 1));
            assertEquals(1, writer.append(longest, 1, StreamWriter.MAX_LENGTH));
            writer.close();
            assertEquals(JournalFault.Kind.MISUSE, fault(writer, longest, 1));

            StreamReport report = Verifier.verify(live.run(), JournalStream.LAT);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(1, report.records());
        }
    }

    private static JournalFault.Kind fault(StreamWriter writer, UnsafeBuffer source, int length) {
        return assertThrows(JournalFault.class, () -> writer.append(source, 0, length))
                .kind();
    }

    @Test
    void shouldFailForGoodWhenAnotherThreadAppends() throws InterruptedException {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL)) {
            StreamWriter writer = live.writer(JournalStream.IN, 1);
            records.append(writer, 3);
            JournalFault[] seen = new JournalFault[1];
            Thread stranger = new Thread(() -> {
                int length = new Records(7).make(4);
                seen[0] = assertThrows(JournalFault.class, () -> writer.append(records.buffer(), 0, length));
            });
            stranger.start();
            stranger.join();

            assertEquals(JournalFault.Kind.STORAGE, seen[0].kind());
            assertEquals(seen[0], assertThrows(JournalFault.class, () -> records.append(writer, 1)));
            writer.close();
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertEquals(3, report.records());
            assertTrue(report.isWhole(), report::summary);
            assertFalse(report.closed());
        }
    }

    private static String[] cycleFiles(Run run) {
        return run.queue(JournalStream.IN).toFile().list((at, name) -> name.endsWith(QueueFile.SUFFIX));
    }
}
