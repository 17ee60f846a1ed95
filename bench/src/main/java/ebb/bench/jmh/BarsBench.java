package ebb.bench.jmh;

import ebb.bench.BarsWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.PlainStudies;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One bar in, RSI 14, EMA 20 and ATR 14 out; the floor is the same as bare doubles. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BarsBench {
    private static final int COUNT = 4_096;
    private static final double CLOSE_ENOUGH = 1e-6;

    private final long[] open = new long[COUNT];
    private final long[] high = new long[COUNT];
    private final long[] low = new long[COUNT];
    private final long[] close = new long[COUNT];
    private final BarsWorkload ebb = Workloads.bars();
    private final PlainStudies plain = new PlainStudies();
    private int next;

    /** Draws the bars and compares both over all of them. */
    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(16);
        long at = 6_125_010;
        for (int i = 0; i < COUNT; i++) {
            open[i] = at;
            close[i] = at + random.nextInt(401) - 200;
            high[i] = Math.max(at, close[i]) + random.nextInt(100);
            low[i] = Math.min(at, close[i]) - random.nextInt(100);
            at = close[i];
            ebb.bar(open[i], high[i], low[i], close[i], 1);
            plain.bar(high[i], low[i], close[i]);
        }
        compare(plain.rsi(), ebb.rsi());
        compare(plain.ema(), ebb.ema());
        compare(plain.atr(), ebb.atr());
    }

    private static void compare(double wanted, double found) {
        if (Math.abs(wanted - found) > CLOSE_ENOUGH * Math.abs(wanted)) {
            throw new IllegalStateException("wanted " + wanted + ", found " + found);
        }
    }

    /** Ours. */
    @Benchmark
    public double ebb() {
        int i = next++ & COUNT - 1;
        ebb.bar(open[i], high[i], low[i], close[i], 1);
        return ebb.rsi() + ebb.ema() + ebb.atr();
    }

    /** Bare doubles. */
    @Benchmark
    public double floorDoubles() {
        int i = next++ & COUNT - 1;
        plain.bar(high[i], low[i], close[i]);
        return plain.rsi() + plain.ema() + plain.atr();
    }
}
