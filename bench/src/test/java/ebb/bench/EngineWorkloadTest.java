package ebb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.bench.market.FrameLoop;
import ebb.bench.market.LevelStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EngineWorkloadTest {
    private static final int FRAMES = 300;
    private static final long INTERVAL_NS = 100_000;

    @TempDir
    Path directory;

    private void run(Path journal, boolean hasSnapshot) throws InterruptedException {
        FrameLoop frames = new FrameLoop(20, 50, 71);
        try (VenueSocket venue = new VenueSocket(frames);
                EngineWorkload engine = Workloads.engine("127.0.0.1", venue.port(), journal, "page-cache")) {
            if (hasSnapshot) {
                engine.open(frames.lastId(), frames.opening(LevelStream.BID), frames.opening(LevelStream.ASK));
            }
            Thread acceptor = new Thread(venue::accept);
            acceptor.start();
            engine.connect();
            acceptor.join();
            OpenLoop loop = new OpenLoop(venue, INTERVAL_NS, 100, () -> true, FRAMES - 100, () -> {});
            while (!loop.isDone()) {
                loop.turn();
            }
            assertEquals(FRAMES, engine.frames());
            assertEquals(FRAMES, engine.orders());
            assertEquals(FRAMES - 100, loop.times().getTotalCount());
            assertTrue(loop.times().getMinValue() > 0);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldAnswerEachFrameOfASocketWithAnOrderWithoutAJournal() throws InterruptedException {
        run(null, true);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldAnswerEachFrameOfASocketWithAnOrderBehindAJournal() throws InterruptedException {
        run(directory.resolve("journal"), true);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldBeginAnEmptyBookWhenTheVenueGivesNoSnapshot() throws InterruptedException {
        run(null, false);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldShareTheEventLoopWithItsVenueThoughFramesOutgrowTheSocket() throws InterruptedException {
        int many = 5_000;
        FrameLoop frames = new FrameLoop(20, 50, 71);
        try (VenueSocket venue = new VenueSocket(frames);
                EngineWorkload engine = Workloads.engine("127.0.0.1", venue.port(), null, "page-cache")) {
            engine.open(frames.lastId(), frames.opening(LevelStream.BID), frames.opening(LevelStream.ASK));
            Thread acceptor = new Thread(venue::accept);
            acceptor.start();
            engine.connect();
            acceptor.join();
            // All are due at once, some 5 MB of them: only a client that reads between them lets the venue go on.
            LatencyRig.drive(engine, new OpenLoop(venue, 1, 0, () -> true, many, () -> {}));
            assertEquals(many, engine.orders());
        }
    }

    /** A wire that stalls: every frame that was due meanwhile must show the stall, not only the one that hit it. */
    @Test
    void shouldCountWhatPilesUpBehindAStall() {
        long stallNs = 20_000_000;
        Wire stalling = new Wire() {
            private int outstanding;
            private int sent;

            @Override
            public void prepare() {}

            @Override
            public void send() {
                sent++;
                outstanding++;
                if (sent == 50) {
                    long end = System.nanoTime() + stallNs;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                }
            }

            @Override
            public int poll() {
                int came = outstanding;
                outstanding = 0;
                return came;
            }
        };
        OpenLoop loop = new OpenLoop(stalling, 1_000_000, 0, () -> true, 100, () -> {});
        while (!loop.isDone()) {
            loop.turn();
        }
        // 20 frames at 1 ms were due during the stall, the n-th of them waited 20 - n ms; a closed loop would show one.
        long late = loop.times().getCountBetweenValues(stallNs / 2, Long.MAX_VALUE >> 2);
        assertTrue(late >= 10, () -> "late frames " + late);
    }
}
