package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.floor.PlainFlow;
import ebb.bench.floor.PlainStudies;
import ebb.bench.market.Prints;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StudiesTest {
    @Test
    void shouldAgreeWithTheBareStudiesAfterWarmUp() {
        BarsWorkload bars = Workloads.bars();
        PlainStudies plain = new PlainStudies();
        SplittableRandom random = new SplittableRandom(61);
        long open = 6_125_010;
        for (int i = 0; i < 2_000; i++) {
            long close = open + random.nextInt(401) - 200;
            long high = Math.max(open, close) + random.nextInt(100);
            long low = Math.min(open, close) - random.nextInt(100);
            bars.bar(open, high, low, close, 1 + random.nextInt(1_000));
            plain.bar(high, low, close);
            if (i >= 20) {
                assertEquals(plain.rsi(), bars.rsi(), 1e-6 * 100, "bar " + i);
                assertEquals(plain.ema(), bars.ema(), 1e-6 * close, "bar " + i);
                assertEquals(plain.atr(), bars.atr(), 1e-6 * close, "bar " + i);
            }
            open = close;
        }
    }

    @Test
    void shouldAgreeWithTheBareFlow() {
        Prints prints = new Prints(20_000, 62);
        FlowWorkload alone = Workloads.flow(10_000);
        FlowWorkload whole = Workloads.flow(10_000);
        PlainFlow plain = new PlainFlow(10_000);
        for (int i = 0; i < 20_000; i++) {
            alone.delta(prints.quantity(i), prints.sign(i));
            whole.print(prints.price(i), prints.quantity(i), prints.sign(i));
            plain.delta(prints.quantity(i), prints.sign(i));
        }
        assertEquals(plain.cvd(), alone.cvd());
        assertEquals(plain.cvd(), whole.cvd());
        assertTrue(plain.buckets() > 100, () -> "buckets " + plain.buckets());
        assertEquals(plain.buckets(), alone.buckets());
        assertEquals(plain.vpin(), alone.vpin(), 1e-9);
        assertEquals(plain.vpin(), whole.vpin(), 1e-9);
    }
}
