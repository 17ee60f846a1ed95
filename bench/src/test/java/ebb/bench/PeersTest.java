package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.floor.JacksonFrames;
import ebb.bench.floor.PlainStudies;
import ebb.bench.market.BinanceText;
import ebb.bench.market.Candles;
import ebb.bench.market.FrameKind;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.Frames;
import ebb.bench.market.LevelStream;
import ebb.bench.market.Shape;
import ebb.bench.peer.PeerBook;
import ebb.bench.peer.PeerFrames;
import ebb.bench.peer.Ta4jStudies;
import ebb.bench.peer.XChangeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that computes something else would be no peer: each agrees with Ebb before its time is looked at. */
class PeersTest {
    private static final int FRAMES = 1_000;

    @ParameterizedTest
    @CsvSource({
        "dsl-json, DEPTH_20", "dsl-json, DEPTH_100", "dsl-json, AGG_TRADE", "dsl-json, BOOK_TICKER",
        "fastjson2, DEPTH_20", "fastjson2, DEPTH_100", "fastjson2, AGG_TRADE", "fastjson2, BOOK_TICKER"
    })
    void shouldReadOfAThousandFramesWhatEbbReads(String name, FrameKind kind) {
        Frames frames = kind.frames(FRAMES, 31);
        PeerFrames peer = PeerFrames.of(name, BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        DecoderWorkload ebb = Workloads.decoder(kind.venue());
        long[] header = new long[Frames.HEADER];
        long[] bids = new long[512];
        long[] asks = new long[512];
        for (int i = 0; i < FRAMES; i++) {
            byte[] text = frames.frame(i);
            assertTrue(ebb.decode(text, text.length, header, bids, asks));
            long wanted = Frames.checksum(header, bids, asks);
            peer.decode(text, text.length, header, bids, asks);
            assertEquals(wanted, Frames.checksum(header, bids, asks), new String(text));
            assertEquals(wanted, frames.checksum(i), new String(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PeerBook.ECLIPSE, PeerBook.FASTUTIL, PeerBook.EXCHANGE_CORE, PeerBook.XCHANGE})
    void shouldHaveTheTopThatEbbHasAfterEachMessage(String name) {
        LevelStream stream = new LevelStream(Shape.ONE, 5_000, 32);
        PeerBook peer = PeerBook.of(name);
        BookWorkload ebb = Workloads.book();
        for (int i = 0; i < stream.initial(); i++) {
            peer.level(stream.side(i), stream.tick(i), stream.quantity(i));
            ebb.level(stream.side(i), stream.tick(i), stream.quantity(i));
        }
        for (int message = 0; message < stream.messages(); message++) {
            for (int i = stream.begin(message); i < stream.end(message); i++) {
                peer.level(stream.side(i), stream.tick(i), stream.quantity(i));
                ebb.level(stream.side(i), stream.tick(i), stream.quantity(i));
            }
            for (int side = 0; side < 2; side++) {
                assertEquals(ebb.best(side), peer.best(side), name + ", message " + message);
                assertEquals(ebb.count(side), peer.count(side), name + ", message " + message);
            }
        }
        assertTrue(stream.messages() > 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {Ta4jStudies.DOUBLE, Ta4jStudies.DECIMAL})
    void shouldAgreeOnAThousandBarsToAMillionth(String name) {
        Candles bars = new Candles(FRAMES, 33);
        Ta4jStudies peer = new Ta4jStudies(name);
        BarsWorkload ebb = Workloads.bars();
        PlainStudies plain = new PlainStudies();
        for (int i = 0; i < FRAMES; i++) {
            peer.bar(bars.open(i), bars.high(i), bars.low(i), bars.close(i), 1);
            ebb.bar(bars.open(i), bars.high(i), bars.low(i), bars.close(i), 1);
            plain.bar(bars.high(i), bars.low(i), bars.close(i));
            double[] found = {peer.rsi(), peer.ema(), peer.atr()};
            // They begin differently; what is left of that is below a millionth after some 300 bars.
            if (i >= 400) {
                Candles.requireClose("RSI " + i, ebb.rsi(), found[0]);
                Candles.requireClose("EMA " + i, ebb.ema(), found[1]);
                Candles.requireClose("ATR " + i, ebb.atr(), found[2]);
                Candles.requireClose("RSI " + i, ebb.rsi(), plain.rsi());
            }
        }
        assertThrows(IllegalStateException.class, () -> Candles.requireClose("off", 1, 1 + 1.1e-6));
        assertThrows(IllegalStateException.class, () -> Candles.requireClose("none", 1, Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100})
    void shouldBringXchangesBookWhereEbbsIs(int levels) {
        FrameLoop loop = new FrameLoop(levels, 100, 34);
        XChangeText peer = new XChangeText(BinanceText.PRICE_DECIMALS);
        ApplyWorkload ebb = Workloads.apply("binance-usdm");
        ebb.open(loop.lastId(), loop.opening(LevelStream.BID), loop.opening(LevelStream.ASK));
        for (int side = 0; side < 2; side++) {
            long[] opening = loop.opening(side);
            for (int i = 0; i < opening.length; i += 2) {
                peer.level(side, opening[i], opening[i + 1], BinanceText.QUANTITY_DECIMALS);
            }
        }
        for (int i = 0; i < 300; i++) {
            byte[] frame = loop.next();
            assertEquals(ebb.apply(frame, frame.length), peer.apply(frame, frame.length), "frame " + i);
            assertEquals(ebb.bestAsk(), peer.best(1), "frame " + i);
        }
    }

    @Test
    void shouldRefuseANameThatNobodyHas() {
        assertThrows(IllegalArgumentException.class, () -> PeerBook.of("a book of mine"));
        assertThrows(IllegalArgumentException.class, () -> PeerFrames.of("a reader of mine", 2, 3));
        assertThrows(IllegalArgumentException.class, () -> new Ta4jStudies("numbers of mine"));
    }

    /** The plainest reader knows nothing of either side and says the same. */
    @Test
    void shouldReadATouchAsJacksonDoes() {
        Frames frames = FrameKind.BOOK_TICKER.frames(50, 35);
        JacksonFrames jackson = new JacksonFrames(BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        PeerFrames peer = PeerFrames.of(PeerFrames.DSL_JSON, BinanceText.PRICE_DECIMALS, BinanceText.QUANTITY_DECIMALS);
        long[] mine = new long[Frames.HEADER];
        long[] other = new long[Frames.HEADER];
        for (int i = 0; i < frames.size(); i++) {
            peer.decode(frames.frame(i), frames.frame(i).length, mine, new long[2], new long[2]);
            jackson.decode(frames.frame(i), frames.frame(i).length, other, new long[2], new long[2]);
            assertEquals(Frames.checksum(other, other, other), Frames.checksum(mine, mine, mine));
        }
    }
}
