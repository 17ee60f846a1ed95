package ebb.bench.jmh;

import ebb.bench.FlowWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.PlainFlow;
import ebb.bench.market.Prints;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One print into CVD and VPIN, and the whole way through the tape; the floor is a sum and a ring of 50 buckets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowBench {
    private static final int COUNT = 1 << 16;
    private static final long BUCKET = 100_000;
    private static final double CLOSE_ENOUGH = 1e-9;

    private final long[] price = new long[COUNT];
    private final long[] quantity = new long[COUNT];
    private final int[] sign = new int[COUNT];
    private final FlowWorkload ebb = Workloads.flow(BUCKET);
    private final PlainFlow plain = new PlainFlow(BUCKET);
    private int next;

    /** Draws the tape and compares both over all of it. */
    @Setup
    public void setUp() {
        Prints prints = new Prints(COUNT, 17);
        for (int i = 0; i < COUNT; i++) {
            price[i] = prints.price(i);
            quantity[i] = prints.quantity(i);
            sign[i] = prints.sign(i);
            ebb.print(price[i], quantity[i], sign[i]);
            plain.delta(quantity[i], sign[i]);
        }
        boolean isSame = plain.cvd() == ebb.cvd() && plain.buckets() == ebb.buckets();
        if (!isSame || Math.abs(plain.vpin() - ebb.vpin()) > CLOSE_ENOUGH) {
            throw new IllegalStateException("cvd " + ebb.cvd() + ", wanted " + plain.cvd() + "; vpin " + ebb.vpin()
                    + ", wanted " + plain.vpin());
        }
    }

    /** CVD and VPIN alone. */
    @Benchmark
    public long ebbCvdVpin() {
        int i = next++ & COUNT - 1;
        ebb.delta(quantity[i], sign[i]);
        return ebb.cvd();
    }

    /** Duplicates, side, CVD, VPIN, taker groups. */
    @Benchmark
    public long ebbTape() {
        int i = next++ & COUNT - 1;
        ebb.print(price[i], quantity[i], sign[i]);
        return ebb.cvd();
    }

    /** A sum and a ring. */
    @Benchmark
    public long floorPlain() {
        int i = next++ & COUNT - 1;
        plain.delta(quantity[i], sign[i]);
        return plain.cvd();
    }
}
