package ebb.bench.jmh;

import ebb.bench.ApplyWorkload;
import ebb.bench.EngineApplyWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.JacksonFrames;
import ebb.bench.floor.TickRing;
import ebb.bench.floor.TreeBook;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.Frames;
import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A depth frame from text to book. Every contender writes the ids of the next frame into the text first (about 15 ns).
 * Floor: the sum of the bytes and as many changes of a tick ring; peer: Jackson into {@code TreeMap}s. Beside them the
 * whole engine on the straight loop, without and with an order a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApplyBench {
    private static final int COUNT = 2_048;
    /** Levels of all frames of a loop at most, so that large ones are drawn in a moment. */
    private static final int MOST = 204_800;

    private static final long SEED = 18;

    /** Levels of a frame, both sides together. */
    @Param({"20", "100"})
    public int levels;

    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[4_096];
    private final long[] asks = new long[4_096];
    private final JacksonFrames jackson = new JacksonFrames(BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
    private final TreeBook tree = new TreeBook();
    private final TickRing ring = new TickRing();
    private FrameLoop loop;
    private ApplyWorkload ebb;
    private EngineApplyWorkload engine;
    private EngineApplyWorkload trader;
    private LevelStream changes;
    private int message;

    /** Plays one round of the loop through all contenders and compares the best bid after each frame. */
    @Setup
    public void setUp() {
        int count = Math.min(COUNT, MOST / levels);
        changes = new LevelStream(Shape.fixed(levels), levels * count, SEED);
        loop = new FrameLoop(levels, count, SEED);
        ebb = Workloads.apply("binance-usdm");
        ebb.open(loop.lastId(), loop.opening(LevelStream.BID), loop.opening(LevelStream.ASK));
        engine = new EngineApplyWorkload(loop, false);
        trader = new EngineApplyWorkload(loop, true);
        for (int i = 0; i < changes.initial(); i++) {
            tree.level(changes.side(i), changes.tick(i) * BinanceText.TICK, changes.quantity(i));
            ring.level(changes.side(i), changes.tick(i), changes.quantity(i));
        }
        for (int i = 0; i < 2 * count; i++) {
            byte[] frame = loop.next();
            long wanted = byTree(frame);
            boolean isSame = ebb.apply(frame, frame.length) == wanted
                    && engine.apply(frame, frame.length) == wanted
                    && trader.apply(frame, frame.length) == wanted;
            if (!isSame) {
                throw new IllegalStateException("best bid differs after frame " + i + ", wanted " + wanted);
            }
        }
        if (trader.orders() != 2 * count) {
            throw new IllegalStateException(trader.orders() + " orders for " + 2 * count + " frames");
        }
    }

    private long byTree(byte[] frame) {
        jackson.decode(frame, frame.length, header, bids, asks);
        for (int i = 0; i < header[Frames.BIDS]; i += 2) {
            tree.level(0, bids[i], bids[i + 1]);
        }
        for (int i = 0; i < header[Frames.ASKS]; i += 2) {
            tree.level(1, asks[i], asks[i + 1]);
        }
        return tree.best(0);
    }

    /** Decoder, slot, book. */
    @Benchmark
    public long ebb() {
        byte[] frame = loop.next();
        return ebb.apply(frame, frame.length);
    }

    /** Decoder, slot, the whole engine with its hashes; a strategy looks on. */
    @Benchmark
    public long ebbEngine() {
        byte[] frame = loop.next();
        return engine.apply(frame, frame.length);
    }

    /** The same with an order a frame through risk, spelled for the venue, and its answer. */
    @Benchmark
    public long ebbEngineOrder() {
        byte[] frame = loop.next();
        return trader.apply(frame, frame.length);
    }

    /** Every byte looked at once, every level put into a ring. */
    @Benchmark
    public long floorSumAndRing() {
        byte[] frame = loop.next();
        int sum = 0;
        for (int i = 0; i < frame.length; i++) {
            sum += frame[i];
        }
        message = message + 1 == changes.messages() ? 0 : message + 1;
        for (int i = changes.begin(message); i < changes.end(message); i++) {
            ring.level(changes.side(i), changes.tick(i), changes.quantity(i));
        }
        return sum + ring.best(0);
    }

    /** Jackson's streaming parser into trees. */
    @Benchmark
    public long jacksonTreeMap() {
        return byTree(loop.next());
    }
}
