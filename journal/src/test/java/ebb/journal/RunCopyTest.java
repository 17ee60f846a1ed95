package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.OutHead;
import ebb.codecs.Slots;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCopyTest {
    private static final int OUT_BYTES = Slots.HEAD_OFFSET + 64;

    private final Records records = new Records(77);

    @TempDir
    private Path dir;

    @Test
    void shouldCopyWhatIsAcknowledgedWhileMoreIsWritten() throws Exception {
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("journal"), 12);
                LiveRun live = journal.newRun(JournalSettings.plain())) {
            StreamWriter in = live.writer(JournalStream.IN, 5);
            StreamWriter lat = live.writer(JournalStream.LAT, 1);
            records.append(in, 20_000);
            records.append(lat, 3_000);
            AtomicBoolean isDone = new AtomicBoolean();
            AtomicBoolean hasBegun = new AtomicBoolean();
            Run[] copied = new Run[1];
            Thread copier = new Thread(() -> {
                copied[0] = RunCopy.of(live.run(), dir.resolve("copy"), () -> {
                    hasBegun.set(true);
                    return false;
                });
                isDone.set(true);
            });
            copier.start();
            DurabilityTest.await("the copy's beginning", hasBegun::get);
            while (!isDone.get() && copier.isAlive()) {
                records.append(in, 100);
            }
            copier.join();

            StreamReport report = records.read(copied[0], JournalStream.IN);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(5, report.first());
            assertTrue(report.last() >= 20_004 && report.last() < in.lastNumber(), report::summary);
            assertEquals(report.last(), report.synced(), "it is on the disk");
            assertFalse(report.closed(), "its run goes on");
            assertEquals(3_000, records.read(copied[0], JournalStream.LAT).records());
            assertEquals(12, copied[0].manifest(JournalStream.IN).epoch());
            assertEquals(live.run().number(), copied[0].number());
            in.close();
            lat.close();
        }
        // A journal again: its numbers go on where the copy ends.
        try (JournalDirectory restored = JournalDirectory.open(dir.resolve("copy"))) {
            assertTrue(restored.inspect().orElseThrow().isWhole());
            assertEquals(3_001, restored.nextNumber(JournalStream.LAT));
            assertEquals(13, restored.epoch());
        }
    }

    @Test
    void shouldLeaveOutWhatAnInputBehindItsEndHasCaused() {
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("journal"));
                LiveRun live = journal.newRun(JournalSettings.plain());
                StreamWriter in = live.writer(JournalStream.IN, 1);
                StreamWriter out = live.writer(JournalStream.OUT, 1)) {
            records.append(in, 10);
            UnsafeBuffer message = new UnsafeBuffer(new byte[OUT_BYTES]);
            for (int cause = 1; cause <= 12; cause++) {
                OutHead.stamp(message, 0, cause, cause, cause, 0);
                out.append(message, 0, OUT_BYTES);
            }

            Run copy = RunCopy.of(live.run(), dir.resolve("copy"), () -> false);

            assertTrue(Verifier.verify(copy).isWhole());
            assertEquals(10, Verifier.verify(copy, JournalStream.OUT).last());
        }
    }

    @Test
    void shouldEndInOrderWhereTheRunHas() {
        Run run = run(2_000);

        Run copy = RunCopy.of(run, dir.resolve("copy"), () -> false);

        StreamReport report = records.read(copy, JournalStream.IN);
        assertTrue(report.closed() && report.verdict() == StreamReport.Verdict.CLEAN, report::summary);
        assertEquals(2_000, report.records());
    }

    @Test
    void shouldRefuseWhatIsDamagedAndStopWhenTold() throws IOException {
        Run run = run(5_000);
        JournalException stopped =
                assertThrows(JournalException.class, () -> RunCopy.of(run, dir.resolve("stopped"), () -> true));
        assertEquals(JournalException.Kind.UNUSABLE, stopped.kind());

        Path file;
        try (var files = Files.list(run.queue(JournalStream.IN))) {
            file = files.filter(each -> each.toString().endsWith(QueueFile.SUFFIX))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long at = 400_000;
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 1);
        }
        assertFalse(Verifier.verify(run).isWhole());

        JournalException damaged =
                assertThrows(JournalException.class, () -> RunCopy.of(run, dir.resolve("copy"), () -> false));

        assertEquals(JournalException.Kind.DAMAGED, damaged.kind());
        assertTrue(damaged.getMessage().contains("is missing or damaged"), damaged.getMessage());
    }

    private Run run(int count) {
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("journal"));
                LiveRun live = journal.newRun(JournalSettings.plain())) {
            StreamWriter in = live.writer(JournalStream.IN, 1);
            records.append(in, count);
            in.close();
            return live.run();
        }
    }
}
