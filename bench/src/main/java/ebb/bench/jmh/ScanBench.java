package ebb.bench.jmh;

import ebb.bench.JournalWorkload;
import ebb.bench.Scratch;
import ebb.bench.Workloads;
import ebb.bench.floor.MappedAppend;
import ebb.bench.floor.RawChronicle;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Forward scan of records of 128 bytes: ours verifies each; peer: Chronicle's tailer, floor: a mapped file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScanBench {
    private static final int RECORDS = 200_000;
    private static final int LENGTH = 128;

    private Path directory;
    private JournalWorkload journal;
    private RawChronicle raw;
    private MappedAppend mapped;

    /** Writes the same records to all three and compares what comes back. */
    @Setup
    public void setUp() {
        directory = Scratch.make();
        journal = Workloads.journal(directory.resolve("journal"), "page-cache");
        raw = new RawChronicle(directory.resolve("queue"));
        mapped = new MappedAppend(directory.resolve("mapped"), RECORDS * (LENGTH + 8));
        byte[] record = new byte[LENGTH];
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < RECORDS; i++) {
            random.nextBytes(record);
            journal.append(record, LENGTH);
            raw.append(record, LENGTH);
            mapped.append(record, LENGTH);
        }
        long records = journal.scan();
        long sum = journal.lastSum();
        if (records != RECORDS || raw.scan() != sum || mapped.scan(RECORDS) != sum) {
            throw new IllegalStateException("scans disagree: " + records + " records, sum " + sum);
        }
    }

    /** Removes the files. */
    @TearDown
    public void tearDown() {
        mapped.close();
        raw.close();
        journal.close();
        Scratch.remove(directory);
    }

    /** Ours: magic, stream, number, length, CRC. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long ebb() {
        return journal.scan();
    }

    /** Chronicle's tailer, nothing verified. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long rawChronicle() {
        return raw.scan();
    }

    /** Length and first word of each. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long floorMapped() {
        return mapped.scan(RECORDS);
    }
}
