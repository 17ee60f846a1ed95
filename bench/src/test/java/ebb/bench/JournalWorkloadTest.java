package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.bench.floor.MappedAppend;
import ebb.bench.floor.RawChronicle;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalWorkloadTest {
    private static final int RECORDS = 2_000;
    private static final int LENGTH = 128;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"page-cache", "group-sync", "sync-before-egress"})
    void shouldReadBackWhatItAppended(String durability) {
        byte[] record = new byte[LENGTH];
        UnsafeBuffer view = new UnsafeBuffer(record);
        SplittableRandom random = new SplittableRandom(41);
        long sum = 0;
        int records = durability.equals("sync-before-egress") ? 20 : RECORDS;
        try (JournalWorkload journal = Workloads.journal(directory.resolve("journal"), durability)) {
            for (int i = 1; i <= records; i++) {
                random.nextBytes(record);
                sum += view.getLong(0);
                assertEquals(i, journal.append(record, LENGTH));
            }
            assertEquals(records, journal.scan());
            assertEquals(sum, journal.lastSum());
        }
    }

    @Test
    void shouldKeepTheFloorsHonest() {
        byte[] record = new byte[LENGTH];
        UnsafeBuffer view = new UnsafeBuffer(record);
        SplittableRandom random = new SplittableRandom(42);
        long sum = 0;
        try (RawChronicle raw = new RawChronicle(directory.resolve("queue"));
                MappedAppend mapped = new MappedAppend(directory.resolve("mapped"), RECORDS * (LENGTH + 8))) {
            for (int i = 0; i < RECORDS; i++) {
                random.nextBytes(record);
                sum += view.getLong(0);
                raw.append(record, LENGTH);
                mapped.append(record, LENGTH);
            }
            assertEquals(sum, raw.scan());
            assertEquals(sum, mapped.scan(RECORDS));
        }
    }
}
