package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {
    private final Records records = new Records(21);

    @TempDir
    private Path dir;

    @Test
    void shouldKnowWhatIsOnTheDiskAfterEachSync() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.SYNC_BEFORE_EGRESS))) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                assertEquals(0, writer.syncedNumber());
                for (int batch = 1; batch <= 40; batch++) {
                    // 500 records are a tenth of a block, or several blocks: both ways to the disk are taken.
                    records.append(writer, batch % 10 == 0 ? 20_000 : 500);
                    writer.sync();
                    assertEquals(writer.lastNumber(), writer.syncedNumber());
                    assertEquals(
                            writer.lastNumber(),
                            live.run().manifest(JournalStream.IN).synced());
                }
                records.append(writer, 10);
                assertEquals(writer.lastNumber() - 10, writer.syncedNumber());
            }
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(report.last(), report.synced());
        }
    }

    /** Pages ahead go to the disk empty while records go there behind them: several blocks, and the end of a day. */
    @Test
    void shouldEndWithItsRunWhatSettlesPages() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.SYNC_BEFORE_EGRESS))) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                await("a thread that settles", () -> settlers() == 1);
                for (int day = 0; day < 2; day++) {
                    writer.day(System.currentTimeMillis() + day * 86_400_000L);
                    for (int batch = 0; batch < 20; batch++) {
                        records.append(writer, 1_000);
                        writer.sync();
                    }
                }
            }
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(40_000, report.records());
        }
        await("its end", () -> settlers() == 0);
    }

    /** Pages are made writable beside the writer, through several blocks and the end of a day. */
    @Test
    void shouldPrepareTheNextSyncWhereTheWriterRests() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.SYNC_BEFORE_EGRESS))) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                for (int batch = 0; batch < 40; batch++) {
                    writer.day(System.currentTimeMillis() + batch / 20 * 86_400_000L);
                    records.append(writer, 1_000);
                    writer.sync();
                    live.rest();
                    if (batch % 8 == 1) {
                        long before = live.prepared();
                        records.append(writer, 1);
                        writer.sync();
                        live.rest();
                        await("a writer prepared", () -> live.prepared() > before);
                    }
                }
            }
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(40_005, report.records());
            assertEquals(report.last(), report.synced());
        }
    }

    @Test
    void shouldPrepareNothingWhereNoOrderWaitsForTheDisk() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.GROUP_SYNC));
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            records.append(writer, 5_000);
            live.rest();
            await("records on the disk", () -> writer.syncedNumber() == writer.lastNumber());
            assertEquals(0, live.prepared());
        }
    }

    private static long settlers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ebb-journal-settle"))
                .count();
    }

    /** Whoever stops threads interrupts them, and channels close at an interrupt. */
    @Test
    void shouldEndInOrderAlthoughInterrupted() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.SYNC_BEFORE_EGRESS))) {
            StreamWriter writer = live.writer(JournalStream.IN, 1);
            records.append(writer, 100);
            Thread.currentThread().interrupt();
            records.append(writer, 20_000);
            writer.sync();
            writer.day(System.currentTimeMillis() + 86_400_000L);
            records.append(writer, 100);
            writer.sync();
            writer.close();
            assertTrue(Thread.interrupted());
            StreamReport report = records.read(live.run(), JournalStream.IN);
            assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
            assertEquals(20_200, report.records());
            assertTrue(report.closed());
        }
    }

    @Test
    void shouldSyncAGroupByItself() {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.GROUP_SYNC))) {
            try (StreamWriter in = live.writer(JournalStream.IN, 1);
                    StreamWriter out = live.writer(JournalStream.OUT, 1)) {
                for (int day = 0; day < 2; day++) {
                    in.day(System.currentTimeMillis() + day * 86_400_000L);
                    records.append(in, 5_000);
                    records.append(out, 100);
                    await("records on the disk", () -> in.syncedNumber() == in.lastNumber());
                }
                assertEquals(0, out.syncedNumber());
            }
            assertTrue(Verifier.verify(live.run()).isWhole());
        }
    }

    @Test
    void shouldNoticeAnAppendThatDoesNotReturn() throws InterruptedException {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(settings(Durability.PAGE_CACHE));
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            records.append(writer, 100);
            await("quiet", () -> live.stallNs() == 0);
            HangingBuffer hanging = new HangingBuffer();
            Thread watcher = new Thread(() -> {
                await("a stall", () -> live.stallNs() > 5_000_000L);
                hanging.release();
            });
            watcher.start();
            // The append hangs inside, where it reads its payload, until the stall has been seen.
            writer.append(hanging, 0, 8);
            watcher.join();
            await("the stall over", () -> live.stallNs() == 0);
            assertTrue(live.longestStallNs() > 5_000_000L);
            assertEquals(DiskState.OK, live.disk());
        }
    }

    @Test
    void shouldSayWhenSpaceRunsLow() {
        JournalSettings greedy = settings(Durability.PAGE_CACHE).withFreeMinBytes(Long.MAX_VALUE);
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            try (LiveRun live = journal.newRun(greedy)) {
                await("low", () -> live.disk() == DiskState.LOW);
            }
            JournalSettings plain = JournalSettings.plain();
            try (LiveRun live = journal.newRun(plain.withFreeMinBytes(0))) {
                assertEquals(DiskState.OK, live.disk());
            }
            try (LiveRun live = journal.newRun(plain.withFreeMinBytes(Long.MAX_VALUE))) {
                assertEquals(DiskState.LOW, live.disk());
            }
        }
    }

    private static JournalSettings settings(Durability durability) {
        return new JournalSettings(durability, 1_000_000L, 1 << 20, 0, true, true, JournalSettings.AHEAD_BYTES);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
            Thread.onSpinWait();
        }
    }

    /** Does not give its bytes away until told. */
    private static final class HangingBuffer extends UnsafeBuffer {
        private volatile boolean isReleased;

        private HangingBuffer() {
            super(new byte[8]);
        }

        void release() {
            isReleased = true;
        }

        @Override
        public void getBytes(int index, MutableDirectBuffer destination, int offset, int length) {
            while (!isReleased) {
                Thread.onSpinWait();
            }
            super.getBytes(index, destination, offset, length);
        }
    }
}
