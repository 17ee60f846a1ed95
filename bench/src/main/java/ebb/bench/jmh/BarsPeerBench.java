package ebb.bench.jmh;

import ebb.bench.floor.PlainStudies;
import ebb.bench.market.Candles;
import ebb.bench.peer.Ta4jStudies;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The bars of {@link BarsBench} through ta4j. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BarsPeerBench {
    private static final int COUNT = 4_096;

    /** Whose numbers. */
    @Param({Ta4jStudies.DOUBLE, Ta4jStudies.DECIMAL})
    public String peer;

    private final Candles bars = new Candles(COUNT, 16);
    private Ta4jStudies studies;
    private int next;

    /** Plays all bars and compares with bare doubles. */
    @Setup
    public void setUp() {
        studies = new Ta4jStudies(peer);
        PlainStudies plain = new PlainStudies();
        for (int i = 0; i < COUNT; i++) {
            studies.bar(bars.open(i), bars.high(i), bars.low(i), bars.close(i), 1);
            plain.bar(bars.high(i), bars.low(i), bars.close(i));
            // Its values are computed from those before: a series that is never asked has none.
            studies.rsi();
            studies.ema();
            studies.atr();
        }
        Candles.requireClose(peer + " RSI", plain.rsi(), studies.rsi());
        Candles.requireClose(peer + " EMA", plain.ema(), studies.ema());
        Candles.requireClose(peer + " ATR", plain.atr(), studies.atr());
    }

    /** One bar in, three values out. */
    @Benchmark
    public double peer() {
        int i = next++ & COUNT - 1;
        studies.bar(bars.open(i), bars.high(i), bars.low(i), bars.close(i), 1);
        return studies.rsi() + studies.ema() + studies.atr();
    }
}
