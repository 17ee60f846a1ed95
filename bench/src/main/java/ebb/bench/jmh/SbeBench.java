package ebb.bench.jmh;

import ebb.bench.CodecWorkload;
import ebb.bench.Workloads;
import ebb.bench.floor.PlainCodec;
import ebb.bench.market.BinanceText;
import ebb.bench.market.Frames;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A trade and a delta of 40 levels to SBE and back; peer: the generated flyweights, floor: the same words. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SbeBench {
    private static final int COUNT = 256;
    private static final int SLOT = 1_024;

    /** Which message. */
    @Param({"trade", "delta40"})
    public String message;

    private final CodecWorkload codec = Workloads.codec();
    private final PlainCodec plain = new PlainCodec();
    private final ByteBuffer out = BufferUtil.allocateDirectAligned(SLOT, 64);
    private final UnsafeBuffer plainOut = new UnsafeBuffer(BufferUtil.allocateDirectAligned(SLOT, 64));
    private final ByteBuffer encoded = BufferUtil.allocateDirectAligned(SLOT, 64);
    private final UnsafeBuffer encodedView = new UnsafeBuffer(encoded);
    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[128];
    private final long[] asks = new long[128];
    private Frames frames;
    private boolean isTrade;
    private int encodedBytes;
    private int next;

    /** Draws the messages and compares what comes back. */
    @Setup
    public void setUp() {
        isTrade = message.equals("trade");
        frames = isTrade ? BinanceText.trades(COUNT, 12) : BinanceText.depth(40, COUNT, 12);
        for (int i = 0; i < COUNT; i++) {
            check(i);
        }
    }

    private void check(int i) {
        encodedBytes = encode(i, encoded);
        int plainBytes = isTrade
                ? plain.trade(plainOut, frames.header(i))
                : plain.delta(plainOut, frames.header(i), frames.bids(i), frames.asks(i));
        java.util.Arrays.fill(header, 0);
        decodeInto();
        boolean isSame = plainBytes == encodedBytes && Frames.checksum(header, bids, asks) == frames.checksum(i);
        for (int at = 48; isSame && at < plainBytes; at++) {
            isSame = encodedView.getByte(at) == plainOut.getByte(at);
        }
        if (!isSame) {
            throw new IllegalStateException("message " + i + " differs from that of the plain flyweights");
        }
    }

    private int encode(int i, ByteBuffer to) {
        return isTrade
                ? codec.encodeTrade(to, frames.header(i))
                : codec.encodeDelta(to, frames.header(i), frames.bids(i), frames.asks(i));
    }

    private void decodeInto() {
        if (isTrade) {
            codec.decodeTrade(encoded, header);
        } else {
            codec.decodeDelta(encoded, header, bids, asks);
        }
    }

    private int next() {
        return next++ & COUNT - 1;
    }

    /** Ours, as the decoders write it. */
    @Benchmark
    public int ebbEncode() {
        return encode(next(), out);
    }

    /** The generated encoder, used plainly. */
    @Benchmark
    public int plainEncode() {
        int i = next();
        return isTrade
                ? plain.trade(plainOut, frames.header(i))
                : plain.delta(plainOut, frames.header(i), frames.bids(i), frames.asks(i));
    }

    /** As many words. */
    @Benchmark
    public int floorEncodeWords() {
        int i = next();
        return isTrade
                ? plain.tradeWords(plainOut, frames.header(i))
                : plain.deltaWords(plainOut, frames.header(i), frames.bids(i), frames.asks(i));
    }

    /** Ours, as the engine reads it. */
    @Benchmark
    public long ebbDecode() {
        decodeInto();
        return header[Frames.LAST] + bids[0];
    }

    /** As many words. */
    @Benchmark
    public long floorDecodeWords() {
        return plain.sum(encodedView, encodedBytes);
    }
}
