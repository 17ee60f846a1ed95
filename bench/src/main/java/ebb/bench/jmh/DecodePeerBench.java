package ebb.bench.jmh;

import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameKind;
import ebb.bench.market.Frames;
import ebb.bench.peer.PeerFrames;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The frames of {@link DecodeBench} through other JSON libraries into arrays of longs, without SBE. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodePeerBench {
    private static final int COUNT = 1_024;
    private static final long SEED = 11;

    /** Which frames. */
    @Param({"DEPTH_20", "DEPTH_100", "AGG_TRADE", "BOOK_TICKER"})
    public FrameKind kind;

    /** Which library. */
    @Param({PeerFrames.DSL_JSON, PeerFrames.FASTJSON2})
    public String peer;

    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[1_024];
    private final long[] asks = new long[1_024];
    private byte[][] texts;
    private PeerFrames decoder;
    private int next;

    /** Draws the frames and holds what the library finds against what the generator said. */
    @Setup
    public void setUp() {
        Frames frames = kind.frames(COUNT, SEED);
        texts = frames.texts();
        decoder = PeerFrames.of(peer, BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        for (int i = 0; i < COUNT; i++) {
            decoder.decode(texts[i], texts[i].length, header, bids, asks);
            if (Frames.checksum(header, bids, asks) != frames.checksum(i)) {
                throw new IllegalStateException(peer + " misread frame " + i + ": " + new String(texts[i]));
            }
        }
    }

    /** One frame into arrays. */
    @Benchmark
    public long peer() {
        byte[] frame = texts[next++ & COUNT - 1];
        decoder.decode(frame, frame.length, header, bids, asks);
        return header[Frames.LAST];
    }
}
