package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.bench.floor.PlainCodec;
import ebb.bench.market.BinanceText;
import ebb.bench.market.Frames;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CodecWorkloadTest {
    private static final int HEAD_END = 40;

    private final CodecWorkload codec = Workloads.codec();
    private final PlainCodec plain = new PlainCodec();
    private final ByteBuffer out = ByteBuffer.allocateDirect(1_024);
    private final UnsafeBuffer view = new UnsafeBuffer(out);
    private final UnsafeBuffer plainOut = new UnsafeBuffer(ByteBuffer.allocateDirect(1_024));
    private final long[] header = new long[Frames.HEADER];
    private final long[] bids = new long[128];
    private final long[] asks = new long[128];

    private void assertBody(int expected, int found) {
        assertEquals(expected, found);
        for (int i = HEAD_END; i < expected; i++) {
            assertEquals(plainOut.getByte(i), view.getByte(i), "byte " + i);
        }
    }

    @Test
    void shouldWriteTheDeltaOfThePlainFlyweightsAndReadItBack() {
        Frames frames = BinanceText.depth(40, 100, 31);
        for (int i = 0; i < frames.size(); i++) {
            int bytes = codec.encodeDelta(out, frames.header(i), frames.bids(i), frames.asks(i));
            assertBody(plain.delta(plainOut, frames.header(i), frames.bids(i), frames.asks(i)), bytes);
            assertEquals(bytes, plain.deltaWords(plainOut, frames.header(i), frames.bids(i), frames.asks(i)), 8);
            java.util.Arrays.fill(header, 0);
            codec.decodeDelta(out, header, bids, asks);
            assertEquals(frames.checksum(i), Frames.checksum(header, bids, asks));
        }
    }

    @Test
    void shouldWriteTheTradeOfThePlainFlyweightsAndReadItBack() {
        Frames frames = BinanceText.trades(100, 32);
        for (int i = 0; i < frames.size(); i++) {
            assertBody(plain.trade(plainOut, frames.header(i)), codec.encodeTrade(out, frames.header(i)));
            java.util.Arrays.fill(header, 0);
            codec.decodeTrade(out, header);
            assertEquals(frames.checksum(i), Frames.checksum(header, bids, asks));
        }
    }
}
