package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.floor.TreeBook;
import ebb.bench.market.FrameKind;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.Frames;
import ebb.bench.market.LevelStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyWorkloadTest {
    private static final int FRAMES = 300;

    private static TreeBook opened(FrameLoop loop) {
        TreeBook tree = new TreeBook();
        for (int side = 0; side < 2; side++) {
            long[] levels = loop.opening(side);
            for (int i = 0; i < levels.length; i += 2) {
                tree.level(side, levels[i], levels[i + 1]);
            }
        }
        return tree;
    }

    private static void apply(TreeBook tree, DecoderWorkload decoder, byte[] frame) {
        long[] header = new long[Frames.HEADER];
        long[] bids = new long[512];
        long[] asks = new long[512];
        assertTrue(decoder.decode(frame, frame.length, header, bids, asks));
        for (int i = 0; i < header[Frames.BIDS]; i += 2) {
            tree.level(0, bids[i], bids[i + 1]);
        }
        for (int i = 0; i < header[Frames.ASKS]; i += 2) {
            tree.level(1, asks[i], asks[i + 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100})
    void shouldKeepTheTwinsBookOverThreeRoundsOfALoop(int levels) {
        FrameLoop loop = new FrameLoop(levels, FRAMES, 51);
        TreeBook tree = opened(loop);
        DecoderWorkload decoder = Workloads.decoder("binance-usdm");
        ApplyWorkload apply = Workloads.apply("binance-usdm");
        apply.open(loop.lastId(), loop.opening(LevelStream.BID), loop.opening(LevelStream.ASK));
        FrameLoop own = new FrameLoop(levels, FRAMES, 51);
        EngineApplyWorkload watched = new EngineApplyWorkload(own, false);
        for (int i = 0; i < 6 * FRAMES; i++) {
            byte[] frame = loop.next();
            apply(tree, decoder, frame);
            assertEquals(tree.best(0), apply.apply(frame, frame.length), "frame " + i);
            assertEquals(tree.best(1), apply.bestAsk(), "frame " + i);
            byte[] same = own.next();
            assertEquals(tree.best(0), watched.apply(same, same.length), "frame " + i);
        }
        assertTrue(apply.isLive());
        assertEquals(6L * FRAMES + 1, watched.updates(), "each frame and the snapshot");
        assertTrue(watched.isSound());
    }

    @Test
    void shouldAnswerEachFrameWithAnOrder() {
        FrameLoop loop = new FrameLoop(20, FRAMES, 52);
        EngineApplyWorkload engine = new EngineApplyWorkload(loop, true);
        for (int i = 0; i < 50 * FRAMES; i++) {
            byte[] frame = loop.next();
            engine.apply(frame, frame.length);
        }
        assertEquals(50L * FRAMES, engine.orders());
        assertTrue(engine.isSound());
    }

    @Test
    void shouldBeginAnEmptyBookWithoutASnapshotAndSayWhenAFrameIsMissing() {
        Frames frames = FrameKind.DEPTH_20.frames(10, 53);
        ApplyWorkload apply = Workloads.apply("binance-usdm");
        assertTrue(apply.apply(frames.frame(0), frames.frame(0).length) > 0);
        apply.apply(frames.frame(1), frames.frame(1).length);
        assertThrows(IllegalStateException.class, () -> apply.apply(frames.frame(3), frames.frame(3).length));
    }
}
