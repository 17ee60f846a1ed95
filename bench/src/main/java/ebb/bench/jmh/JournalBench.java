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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Append of a record of 128 bytes, mean; {@link ebb.bench.JournalRig} has the percentiles. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBench {
    private static final int LENGTH = 128;
    private static final int MAPPED = 256 << 20;

    /** Ours: header, CRC, reservation, warm pages; a fresh journal for each iteration. */
    @State(Scope.Thread)
    public static class Ebb {
        private final byte[] record = record();
        private Path directory;
        private JournalWorkload journal;

        /** Opens it. */
        @Setup(Level.Iteration)
        public void open() {
            directory = Scratch.make();
            journal = Workloads.journal(directory.resolve("journal"), "page-cache");
        }

        /** Removes it. */
        @TearDown(Level.Iteration)
        public void close() {
            journal.close();
            Scratch.remove(directory);
        }
    }

    /** Chronicle Queue alone. */
    @State(Scope.Thread)
    public static class Raw {
        private final byte[] record = record();
        private Path directory;
        private RawChronicle queue;

        /** Opens it. */
        @Setup(Level.Iteration)
        public void open() {
            directory = Scratch.make();
            queue = new RawChronicle(directory.resolve("queue"));
        }

        /** Removes it. */
        @TearDown(Level.Iteration)
        public void close() {
            queue.close();
            Scratch.remove(directory);
        }
    }

    /** A mapped file whose pages are there. */
    @State(Scope.Thread)
    public static class Mapped {
        private final byte[] record = record();
        private Path directory;
        private MappedAppend file;

        /** Opens it. */
        @Setup(Level.Iteration)
        public void open() {
            directory = Scratch.make();
            file = new MappedAppend(directory.resolve("mapped"), MAPPED);
        }

        /** Removes it. */
        @TearDown(Level.Iteration)
        public void close() {
            file.close();
            Scratch.remove(directory);
        }
    }

    private static byte[] record() {
        byte[] record = new byte[LENGTH];
        new SplittableRandom(14).nextBytes(record);
        return record;
    }

    /** Ours. */
    @Benchmark
    public long ebb(Ebb state) {
        return state.journal.append(state.record, LENGTH);
    }

    /** Chronicle without header and CRC. */
    @Benchmark
    public void rawChronicle(Raw state) {
        state.queue.append(state.record, LENGTH);
    }

    /** Mapped file, touched ahead, length stored last. */
    @Benchmark
    public int floorMapped(Mapped state) {
        return state.file.append(state.record, LENGTH);
    }
}
