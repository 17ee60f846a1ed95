package ebb.bench;

import com.sun.management.ThreadMXBean;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.LevelStream;
import io.netty.channel.SingleThreadEventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * The whole way, socket to order, compact topology on two cores (PERF §9): a venue writes depth frames on a fixed
 * schedule over a loopback WebSocket; they pass the real client, decoder, ring, journal, engine, risk and egress, and each
 * causes one order that is written back to the socket. Time is taken at the venue, from when the frame was due to when
 * its order had arrived. The venue lives on the event loop's thread, as in PERF §9; the engine has the other core.
 *
 * <p>Baseline: the same frame over raw TCP and back, both ends polled, on the same schedule, in the round before: hops
 * between cores follow what the hypervisor does this minute.
 */
public final class LatencyRig {
    private static final int ROUNDS = 7;
    private static final int QUICK_ROUNDS = 3;
    private static final int WARM_UP = 20_000;
    private static final int COUNTED = 40_000;
    private static final int QUICK_COUNTED = 20_000;
    private static final int SYNCED_WARM_UP = 200;
    private static final int SYNCED = 2_000;
    private static final long SYNCED_INTERVAL_NS = 2_000_000;
    private static final int FRAMES = 512;
    private static final long SEED = 20;
    private static final long DEADLINE_S = 60;

    private final int levels;
    private final long intervalNs;
    private final int counted;
    private final Rounds rounds = new Rounds();
    private final StringBuilder bytes = new StringBuilder();

    private LatencyRig(int levels, long intervalNs, int counted) {
        this.levels = levels;
        this.intervalNs = intervalNs;
        this.counted = counted;
    }

    /**
     * Runs the rig.
     *
     * @param args {@code --quick}, {@code --rounds=N}, {@code --levels=N} a frame, {@code --rate=N} frames a second
     */
    public static void main(String[] args) {
        int rounds = ROUNDS;
        int counted = COUNTED;
        int levels = 20;
        long rate = 10_000;
        for (String each : args) {
            if (each.equals("--quick")) {
                rounds = QUICK_ROUNDS;
                counted = QUICK_COUNTED;
            } else if (each.startsWith("--rounds=")) {
                rounds = Integer.parseInt(each.substring("--rounds=".length()));
            } else if (each.startsWith("--levels=")) {
                levels = Integer.parseInt(each.substring("--levels=".length()));
            } else if (each.startsWith("--rate=")) {
                rate = Long.parseLong(each.substring("--rate=".length()));
            } else {
                throw new IllegalArgumentException("what is " + each + "?");
            }
        }
        LatencyRig rig = new LatencyRig(levels, 1_000_000_000L / rate, counted);
        for (int i = 0; i < rounds; i++) {
            rig.round();
        }
        rig.rounds.print(
                System.out,
                String.format(
                        Locale.ROOT,
                        "socket to order, %d levels, %d frames/s, %d counted a round, from due to answered",
                        levels,
                        rate,
                        counted));
        System.out.println(rig.bytes);
    }

    private void round() {
        bytes.setLength(0);
        rounds.add("raw TCP echo", 1, echo());
        rounds.add("ebb, no journal", 1, ebb(null, "page-cache", WARM_UP, counted, intervalNs));
        for (String durability : new String[] {"page-cache", "sync-before-egress"}) {
            boolean isSynced = durability.equals("sync-before-egress");
            Path directory = Scratch.make();
            try {
                Histogram times = isSynced
                        ? ebb(directory, durability, SYNCED_WARM_UP, SYNCED, SYNCED_INTERVAL_NS)
                        : ebb(directory, durability, WARM_UP, counted, intervalNs);
                rounds.add("ebb, journal " + durability, 1, times);
            } finally {
                Scratch.remove(directory);
            }
        }
    }

    private Histogram echo() {
        byte[] frame = new FrameLoop(levels, 1, SEED).next();
        try (EchoPair pair = new EchoPair(frame)) {
            OpenLoop loop = new OpenLoop(pair, intervalNs, WARM_UP, counted, () -> {});
            while (!loop.isDone()) {
                loop.turn();
            }
            return loop.times();
        }
    }

    private Histogram ebb(Path directory, String durability, int warmUp, int count, long interval) {
        FrameLoop frames = new FrameLoop(levels, FRAMES, SEED);
        Path journal = directory == null ? null : directory.resolve("journal");
        try (VenueSocket venue = new VenueSocket(frames);
                EngineWorkload engine = Workloads.engine("127.0.0.1", venue.port(), journal, durability)) {
            engine.open(frames.lastId(), frames.opening(LevelStream.BID), frames.opening(LevelStream.ASK));
            connect(venue, engine);
            Allocations allocations = new Allocations();
            OpenLoop loop = new OpenLoop(venue, interval, warmUp, count, allocations::begin);
            drive(engine, loop);
            allocations.end();
            if (engine.orders() != warmUp + count) {
                throw new IllegalStateException(engine.orders() + " orders to " + (warmUp + count) + " frames");
            }
            bytes.append(String.format(
                    Locale.ROOT,
                    "%s: %.3f B a frame on the event loop, %.3f B on the engine's thread%n",
                    directory == null ? "no journal" : durability,
                    (double) allocations.loop / count,
                    (double) allocations.engine / count));
            return loop.times();
        }
    }

    private static void connect(VenueSocket venue, EngineWorkload engine) {
        Thread acceptor = new Thread(venue::accept, "ebb-bench-accept");
        acceptor.start();
        engine.connect();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets the schedule take its turns on the event loop, one between two looks of the loop at its sockets. A task that
     * put itself back would be run again in the same sitting, for up to a second: nothing would be read, and a venue
     * that fills the socket waits for ever for the client that shares its thread.
     */
    static void drive(EngineWorkload engine, OpenLoop loop) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        SingleThreadEventLoop eventLoop = (SingleThreadEventLoop) engine.loop().eventLoop();
        Runnable turn = new Runnable() {
            private final Runnable again = () -> eventLoop.execute(this);

            @Override
            public void run() {
                if (done.getCount() == 0) {
                    return;
                }
                try {
                    loop.turn();
                } catch (RuntimeException e) {
                    failure.set(e);
                }
                if (loop.isDone() || failure.get() != null) {
                    done.countDown();
                } else {
                    eventLoop.executeAfterEventLoopIteration(again);
                }
            }
        };
        eventLoop.execute(turn);
        try {
            if (!done.await(DEADLINE_S, TimeUnit.SECONDS)) {
                done.countDown();
                throw new IllegalStateException(
                        "answers stopped coming: " + engine.frames() + " frames, " + engine.orders()
                                + " orders; a machine too busy for this rate fills the ring, try a lower --rate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** Bytes that the two threads of the process allocated between two instants. */
    private static final class Allocations {
        private static final String ENGINE_THREAD = "ebb-engine-0";

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long loopId = find(EngineWorkload.LOOP_THREAD);
        private final long engineId = find(ENGINE_THREAD);
        private long loop;
        private long engine;

        private long find(String prefix) {
            for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (each != null && each.getThreadName().startsWith(prefix)) {
                    return each.getThreadId();
                }
            }
            throw new IllegalStateException("no thread " + prefix);
        }

        void begin() {
            loop = threads.getThreadAllocatedBytes(loopId);
            engine = threads.getThreadAllocatedBytes(engineId);
        }

        void end() {
            loop = threads.getThreadAllocatedBytes(loopId) - loop;
            engine = threads.getThreadAllocatedBytes(engineId) - engine;
        }
    }
}
