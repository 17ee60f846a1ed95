package ebb.bench.jmh;

import ebb.bench.HopWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.CacheLine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A message over the ring and its number back over a cache line, against a line both ways; both threads spin. Means, and
 * bytes; the percentiles of one hop are those of {@link ebb.bench.HopRig}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBench {
    /** The real ring. */
    @State(Scope.Thread)
    public static class Ring {
        private HopWorkload hop;
        private long n;

        /** Starts the consumer. */
        @Setup
        public void open() {
            hop = Workloads.hop("busy-spin");
        }

        /** Stops it. */
        @TearDown
        public void close() {
            hop.close();
        }
    }

    /** Two words. */
    @State(Scope.Thread)
    public static class Line {
        private CacheLine line;
        private long n;

        /** Starts the echo. */
        @Setup
        public void open() {
            line = new CacheLine();
        }

        /** Stops it. */
        @TearDown
        public void close() {
            line.close();
        }
    }

    /** Over the ring and back. */
    @Benchmark
    public long ebb(Ring state) {
        state.hop.send(++state.n);
        while (state.hop.poll() != state.n) {
            Thread.onSpinWait();
        }
        return state.n;
    }

    /** Over a line and back. */
    @Benchmark
    public long floorCacheLine(Line state) {
        state.line.send(++state.n);
        while (state.line.poll() != state.n) {
            Thread.onSpinWait();
        }
        return state.n;
    }
}
