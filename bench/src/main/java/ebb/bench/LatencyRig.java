package ebb.bench;

import ebb.bench.floor.SyncedOverwrite;
import ebb.bench.market.FrameLoop;
import ebb.bench.market.LevelStream;
import ebb.bench.profile.Phase;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import io.netty.channel.SingleThreadEventLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
public final class LatencyRig implements Rig {
    private static final String WORKLOAD = "path";
    private static final String ENGINE_THREAD = "ebb-engine-0";
    private static final int LEVELS = 20;
    private static final int WARM_UP = 10_000;
    private static final int COUNTED = 20_000;
    private static final long INTERVAL_NS = 100_000;
    private static final int SYNCED_WARM_UP = 200;
    private static final int SYNCED = 1_000;
    private static final long SYNCED_INTERVAL_NS = 2_000_000;
    private static final int FRAMES = 512;
    private static final long SEED = 20;
    private static final long DEADLINE_S = 30;
    /** Rounds of a contender that are begun again because a neighbour held the machine, in a run. */
    private static final int RETRIES = 5;

    private static final long HIGHEST_NS = 60_000_000_000L;

    private final Rounds cached = new Rounds(WORKLOAD, "socket to order, 20 levels");
    private final Rounds synced = new Rounds(WORKLOAD, "socket to order, synced before it leaves");
    private double bytes;
    private int retries = RETRIES;

    /** A rig. */
    public LatencyRig() {}

    @Override
    public List<Row> run(Settings settings) {
        for (int i = 0; i < settings.rounds(); i++) {
            round(settings);
        }
        List<Row> rows = new ArrayList<>(cached.rows());
        rows.addAll(synced.rows());
        return rows;
    }

    private void round(Settings settings) {
        int counted = settings.calls(COUNTED);
        int few = settings.calls(SYNCED);
        cached.add("raw TCP", Kind.FLOOR, 1, echo(counted), Double.NaN);
        for (String durability : new String[] {"off", "page-cache", "group-sync"}) {
            Histogram times = patient(durability, WARM_UP, counted, INTERVAL_NS);
            cached.add(durability.equals("page-cache") ? "ebb" : "ebb, " + durability, Kind.EBB, 1, times, bytes);
        }
        synced.add("fdatasync after overwrite", Kind.FLOOR, 1, fdatasync(few, 0), Double.NaN);
        synced.add(
                "fdatasync after overwrite, on schedule",
                Kind.FLOOR,
                1,
                fdatasync(few, SYNCED_INTERVAL_NS),
                Double.NaN);
        synced.add("ebb", Kind.EBB, 1, patient("sync-before-egress", SYNCED_WARM_UP, few, SYNCED_INTERVAL_NS), bytes);
    }

    /**
     * A stall of half a second leaves more orders open than an engine holds, and those beyond are refused: nothing to
     * measure there. What stalls always is not forgiven.
     */
    private Histogram patient(String durability, int warmUp, int count, long interval) {
        while (true) {
            try {
                return ebb(durability, warmUp, count, interval);
            } catch (StalledException e) {
                if (retries-- == 0) {
                    throw e;
                }
                System.err.println("ebb-bench: begun again, " + durability + ": " + e.getMessage());
            }
        }
    }

    /**
     * One after the other, or on the schedule of the frames. Two milliseconds later the file has a new time, which a file
     * system without a journal writes with the data (each four milliseconds otherwise), and a virtual disk that was left
     * alone has to be woken, whoever syncs.
     */
    private static Histogram fdatasync(int count, long interval) {
        Path directory = Scratch.make();
        Histogram times = new Histogram(HIGHEST_NS, 3);
        byte[] record = new byte[1_024];
        try (SyncedOverwrite file = new SyncedOverwrite(directory.resolve("synced"))) {
            long due = System.nanoTime();
            for (int i = 0; i < count; i++) {
                due += interval;
                long begin = System.nanoTime();
                while (begin < due) {
                    Thread.onSpinWait();
                    begin = System.nanoTime();
                }
                file.write(record, record.length);
                times.recordValue(System.nanoTime() - begin);
            }
        } finally {
            Scratch.remove(directory);
        }
        return times;
    }

    private static Histogram echo(int counted) {
        byte[] frame = new FrameLoop(LEVELS, 1, SEED).next();
        try (EchoPair pair = new EchoPair(frame)) {
            Compilers compilers = new Compilers();
            OpenLoop loop = new OpenLoop(pair, INTERVAL_NS, WARM_UP, compilers::areAtRest, counted, () -> {});
            while (!loop.isDone()) {
                loop.turn();
            }
            return loop.times();
        }
    }

    private Histogram ebb(String durability, int warmUp, int count, long interval) {
        Path directory = Scratch.make();
        Path journal = durability.equals("off") ? null : directory.resolve("journal");
        FrameLoop frames = new FrameLoop(LEVELS, FRAMES, SEED);
        try (VenueSocket venue = new VenueSocket(frames);
                EngineWorkload engine = Workloads.engine(
                        "127.0.0.1", venue.port(), journal, journal == null ? "page-cache" : durability)) {
            engine.open(frames.lastId(), frames.opening(LevelStream.BID), frames.opening(LevelStream.ASK));
            connect(venue, engine);
            Allocated onLoop = new Allocated(EngineWorkload.LOOP_THREAD);
            Allocated onEngine = new Allocated(ENGINE_THREAD);
            Compilers compilers = new Compilers();
            OpenLoop loop = new OpenLoop(venue, interval, warmUp, compilers::areAtRest, count, () -> {
                onLoop.begin();
                onEngine.begin();
            });
            Phase phase = Phase.of(durability);
            drive(engine, loop);
            phase.over();
            onLoop.end();
            onEngine.end();
            if (engine.orders() != loop.sent()) {
                throw new IllegalStateException(engine.orders() + " orders to " + loop.sent() + " frames");
            }
            bytes = onLoop.each(count) + onEngine.each(count);
            return loop.times();
        } finally {
            Scratch.remove(directory);
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
                throw new StalledException("answers stopped coming: " + engine.frames() + " frames, " + engine.orders()
                        + " orders; the machine was too busy for the rate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
