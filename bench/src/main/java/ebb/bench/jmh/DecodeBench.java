package ebb.bench.jmh;

import ebb.bench.DecoderWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.JacksonFrames;
import ebb.bench.market.BinanceText;
import ebb.bench.market.FrameKind;
import ebb.bench.market.Frames;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame to SBE in the claimed slot; floors are the sum of its bytes and their copy, the peer Jackson's streaming parser. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBench {
    private static final int COUNT = 1_024;
    private static final long SEED = 11;

    /** Which frames. */
    @Param({"DEPTH_20", "DEPTH_100", "AGG_TRADE", "BOOK_TICKER", "MEXC_DEPTH", "MEXC_DEAL"})
    public FrameKind kind;

    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[1_024];
    private final long[] asks = new long[1_024];
    private final JacksonFrames jackson = new JacksonFrames(BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
    private final byte[] copy = new byte[1 << 16];
    private byte[][] texts;
    private DecoderWorkload decoder;
    private int next;

    /** Draws the frames and holds what the decoders find against what the generator said. */
    @Setup
    public void setUp() {
        Frames frames = kind.frames(COUNT, SEED);
        texts = frames.texts();
        decoder = Workloads.decoder(kind.venue());
        boolean hasPeer = kind.venue().startsWith("binance");
        for (int i = 0; i < COUNT; i++) {
            boolean taken = decoder.decode(texts[i], texts[i].length, header, bids, asks);
            require(taken && Frames.checksum(header, bids, asks) == frames.checksum(i), "ebb", i);
            if (hasPeer) {
                jackson.decode(texts[i], texts[i].length, header, bids, asks);
                require(Frames.checksum(header, bids, asks) == frames.checksum(i), "jackson", i);
            }
        }
    }

    private void require(boolean holds, String who, int i) {
        if (!holds) {
            throw new IllegalStateException(who + " misread frame " + i + ": " + new String(texts[i]));
        }
    }

    private byte[] next() {
        return texts[next++ & COUNT - 1];
    }

    /** Ours. */
    @Benchmark
    public int ebb() {
        byte[] frame = next();
        return decoder.decode(frame, frame.length);
    }

    /** Every byte looked at once. */
    @Benchmark
    public int floorByteSum() {
        byte[] frame = next();
        int sum = 0;
        for (int i = 0; i < frame.length; i++) {
            sum += frame[i];
        }
        return sum;
    }

    /** Every byte moved once. */
    @Benchmark
    public byte floorMemcpy() {
        byte[] frame = next();
        System.arraycopy(frame, 0, copy, 0, frame.length);
        return copy[frame.length - 1];
    }

    /** Jackson's streaming parser into arrays, without SBE. */
    @Benchmark
    public long jackson() {
        byte[] frame = next();
        jackson.decode(frame, frame.length, header, bids, asks);
        return header[Frames.LAST];
    }
}
