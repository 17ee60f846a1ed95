package ebb.bench;

import ebb.runtime.KillGate;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Depth frames at times fixed beforehand, each causing an order, with the journal on; then the journal is read back: every
 * frame once and in order, or merged while the ring was full, which it says.
 */
final class PeakRun {
    /** Most frames of any one second of the recorded captures: Binance USD-M BTCUSDT, 2024-08-08. */
    static final int PEAK = 2_466;

    /** Of each frame. */
    static final int LEVELS = 20;

    private static final long HIGHEST_NS = 600_000_000_000L;
    private static final int DUE = 1 << 20;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PATIENCE_NS = 60 * SECOND_NS;
    private static final int TICKS = 3;
    private static final long WARM_NS = 90 * SECOND_NS;
    /** Seconds of frames between two rests while warming up. */
    private static final int REST_EVERY = 10;

    private PeakRun() {}

    /** The ring of a trading process; consumers yield, so that two of them share two cores. */
    static RingSettings ring(int slots, Topology topology) {
        return new RingSettings(
                slots,
                Math.min(RingSettings.RESERVE, slots / 4),
                RingSettings.FULL_REDUCE_NS,
                RingSettings.FULL_HALT_NS,
                RingSettings.FULL_LIFT_NS,
                Waiting.YIELDING,
                topology);
    }

    /** When frames are due, and what else happens meanwhile; for tests. */
    static class Pace {
        /** Called before each frame, on the feeding thread; a negative one belongs to the warming up. */
        void before(long frame, BytePath path) {
            // A steady rate.
        }

        /** Whether the warming up lasts until the compilers rest: on two cores they take one from those who are measured. */
        boolean isPatient() {
            return false;
        }
    }

    /** What the feeding thread saw of the ring. */
    private static final class Seen {
        private final BytePath path;
        private final int slots;
        private long fullest;
        private long longestFullNs;
        private long turnedAway;
        private long fullSinceNs;

        Seen(BytePath path, RingSettings ring) {
            this.path = path;
            slots = ring.slots();
            turnedAway = turnedAway();
        }

        /** Claims refused, and frames merged with others that wait for room without asking for it again. */
        private long turnedAway() {
            return path.live().ring().refusedClaims() + path.conflations();
        }

        void before() {
            fullest = Math.max(fullest, slots - path.live().ring().free());
        }

        void after() {
            long now = turnedAway();
            if (now == turnedAway) {
                fullSinceNs = 0;
                return;
            }
            turnedAway = now;
            long at = System.nanoTime();
            fullSinceNs = fullSinceNs == 0 ? at : fullSinceNs;
            longestFullNs = Math.max(longestFullNs, at - fullSinceNs);
        }
    }

    /**
     * Feeds frames at a rate and reads the journal back.
     *
     * @param ring of the engine
     * @param rate frames a second
     * @param warmUp frames before those at least, as fast as the ring stays three quarters empty, then at the rate
     * @param frames how many
     * @param pace told before each
     * @return what came of it
     */
    static PeakOutcome run(RingSettings ring, long rate, int warmUp, long frames, Pace pace) {
        Path directory = Scratch.make();
        Histogram times = new Histogram(HIGHEST_NS, 3);
        // Times are taken from the first frame on and thrown away: code that has only been skipped is not warm.
        AtomicReference<Histogram> taken = new AtomicReference<>(new Histogram(HIGHEST_NS, 3));
        long[] due = new long[DUE];
        BytePath.Orders onOrder = n -> taken.get().recordValue(Math.max(0, System.nanoTime() - due[(int) n & DUE - 1]));
        try (BytePath path = new BytePath(directory.resolve("journal"), ring, LEVELS, onOrder)) {
            warm(path, ring, warmUp, rate, due, pace);
            taken.set(times);
            Seen seen = new Seen(path, ring);
            feed(path, ring, rate, 0, frames, due, pace, seen);
            settle(path, ring);
            long refused = path.live().ring().refusedClaims();
            long merged = path.conflations();
            path.live().stop();
            PeakJournal read = new PeakJournal(path.live().run(), path.lastId());
            return new PeakOutcome(
                    path.fed(),
                    path.sent(),
                    read.deltas(),
                    merged,
                    read.isContiguous(),
                    refused,
                    seen.fullest,
                    seen.longestFullNs,
                    read.lags(),
                    read.lifts(),
                    read.kills(),
                    path.live().gated().stopped(),
                    read.told(),
                    read.commands(),
                    frames,
                    times);
        } finally {
            Scratch.remove(directory);
        }
    }

    /**
     * Compiles what is on the way; where the pace is patient, by the very loop that is measured afterwards, for a minute and
     * a half and until the compilers rest. They come back some seconds after they first rested, and for each branch that is
     * taken for the first time: an idle engine, the end of a mapped block. So there are rests in between.
     */
    private static void warm(BytePath path, RingSettings ring, int frames, long rate, long[] due, Pace pace) {
        long begin = System.nanoTime();
        while (path.fed() < frames) {
            if (isRoomy(path, ring)) {
                due[(int) path.fed() & DUE - 1] = System.nanoTime();
                path.feed();
            } else {
                path.answer();
                Thread.yield();
            }
            if (System.nanoTime() - begin > PATIENCE_NS) {
                throw new IllegalStateException("only " + path.fed() + " frames in a minute of warming up");
            }
        }
        settle(path, ring);
        Compilers compilers = new Compilers();
        while (pace.isPatient() && (System.nanoTime() - begin < WARM_NS || !compilers.areAtRest())) {
            feed(path, ring, rate, -REST_EVERY * rate, 0, due, pace, new Seen(path, ring));
            settle(path, ring);
        }
    }

    /** While warming up the ring stays three quarters empty, however long the compilers hold the logic thread up. */
    private static boolean isRoomy(BytePath path, RingSettings ring) {
        return path.live().ring().free() > ring.slots() / 4 * 3;
    }

    private static void feed(
            BytePath path, RingSettings ring, long rate, long from, long to, long[] due, Pace pace, Seen seen) {
        long begin = System.nanoTime();
        for (long frame = from; frame < to; frame++) {
            pace.before(frame, path);
            // Of a whole number of seconds and a rest, so that ten minutes do not overflow.
            long n = frame - from;
            long at = begin + n / rate * SECOND_NS + n % rate * SECOND_NS / rate;
            while (System.nanoTime() < at || frame < 0 && !isRoomy(path, ring)) {
                path.answer();
                Thread.onSpinWait();
            }
            due[(int) path.fed() & DUE - 1] = at;
            seen.before();
            path.feed();
            seen.after();
        }
    }

    /** Until the ring is empty, nothing waits for room in it, and trading is not bounded for it any more. */
    private static void settle(BytePath path, RingSettings ring) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        long taken = -1;
        while (path.live().ring().free() < ring.slots()
                || taken != path.sent()
                || path.live().gate().level() == KillGate.REDUCE_ONLY) {
            require(deadline, "the ring did not empty, or trading stayed bounded, for a minute");
            taken = path.sent();
            path.answer();
            path.flush();
            LockSupport.parkNanos(1_000_000);
        }
        // What egress could not say meanwhile it says behind the next ticks.
        long ticks = path.live().applied() + TICKS;
        while (path.live().applied() < ticks) {
            require(deadline, "an idle engine did not tick");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void require(long deadline, String otherwise) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(otherwise);
        }
    }
}
