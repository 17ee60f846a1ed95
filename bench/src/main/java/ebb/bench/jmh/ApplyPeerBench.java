package ebb.bench.jmh;

import ebb.bench.floor.JacksonFrames;
import ebb.bench.floor.TreeBook;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.Frames;
import ebb.bench.market.LevelStream;
import ebb.bench.peer.XChangeText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The frames of {@link ApplyBench} through XChange's stream of Binance. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyPeerBench {
    private static final int COUNT = 256;
    private static final long SEED = 18;

    /** Levels of a frame, both sides together. */
    @Param({"20", "100"})
    public int levels;

    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[4_096];
    private final long[] asks = new long[4_096];
    private final JacksonFrames jackson = new JacksonFrames(BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
    private final TreeBook tree = new TreeBook();
    private final XChangeText xchange = new XChangeText(BinanceText.PRICE_DECIMALS);
    private FrameLoop loop;

    /** Plays one round of the loop and compares the best bid after each frame with that of trees. */
    @Setup
    public void setUp() {
        loop = new FrameLoop(levels, COUNT, SEED);
        for (int side = LevelStream.BID; side <= LevelStream.ASK; side++) {
            long[] opening = loop.opening(side);
            for (int i = 0; i < opening.length; i += 2) {
                tree.level(side, opening[i], opening[i + 1]);
                xchange.level(side, opening[i], opening[i + 1], BinanceText.QUANTITY_DECIMALS);
            }
        }
        for (int i = 0; i < 2 * COUNT; i++) {
            byte[] frame = loop.next();
            jackson.decode(frame, frame.length, header, bids, asks);
            for (int k = 0; k < header[Frames.BIDS]; k += 2) {
                tree.level(0, bids[k], bids[k + 1]);
            }
            for (int k = 0; k < header[Frames.ASKS]; k += 2) {
                tree.level(1, asks[k], asks[k + 1]);
            }
            long found = xchange.apply(frame, frame.length);
            if (found != tree.best(0)) {
                throw new IllegalStateException(
                        "best bid after frame " + i + ": " + found + ", wanted " + tree.best(0));
            }
        }
    }

    /** Text to tree to transaction to book. */
    @Benchmark
    public long xchange() {
        byte[] frame = loop.next();
        return xchange.apply(frame, frame.length);
    }
}
