package ebb.bench;

import ebb.codecs.InHead;
import ebb.codecs.KillLevel;
import ebb.codecs.Slots;
import ebb.codecs.sbe.BookDeltaDecoder;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.EgressSuppressedDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final long WARM_NS = 60 * SECOND_NS;

    private PeakRun() {}

    /**
     * What came of a run.
     *
     * @param frames read
     * @param orders sent
     * @param journaled depth messages in the journal
     * @param merged depth messages merged into a later one because the ring was full
     * @param isContiguous whether each depth message of the journal follows on the one before it, up to the last frame
     * @param refused claims that the ring refused
     * @param fullest most slots taken at once, as the feeding thread saw it before each frame
     * @param lags times that a lag bounded trading
     * @param lifts times that it ended
     * @param kills kills of any other kind
     * @param stopped orders that the gate stopped
     * @param told of those, the ones that the engine was told of
     * @param times ns from a frame's due time to its order, of those after the warm-up; of use where each has one
     */
    record Outcome(
            long frames,
            long orders,
            long journaled,
            long merged,
            boolean isContiguous,
            long refused,
            long fullest,
            int lags,
            int lifts,
            int kills,
            long stopped,
            long told,
            Histogram times) {
        /** Nothing lost, nothing reordered, the ring never full. */
        boolean isWhole() {
            return journaled == frames && isContiguous && refused == 0 && merged == 0;
        }

        /** What the policy of a full ring asks: merged and not lost, bounded and lifted, each stopped order told. */
        boolean isBounded() {
            return isContiguous && merged > 0 && lags > 0 && lifts == lags && kills == 0 && stopped == told;
        }

        /** All but the times. */
        String words() {
            return "frames " + frames + ", journaled " + journaled + ", merged " + merged + ", contiguous "
                    + isContiguous
                    + ", refused " + refused + ", bounded " + lags + ", lifted " + lifts + ", kills " + kills
                    + ", stopped " + stopped + ", told " + told;
        }
    }

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
        /** Called before each frame, on the feeding thread. */
        void before(long frame, BytePath path) {
            // A steady rate.
        }

        /** Whether the warming up lasts until the compilers rest: on two cores they take one from those who are measured. */
        boolean isPatient() {
            return false;
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
    static Outcome run(RingSettings ring, long rate, int warmUp, long frames, Pace pace) {
        Path directory = Scratch.make();
        Histogram times = new Histogram(HIGHEST_NS, 3);
        long[] due = new long[DUE];
        AtomicLong from = new AtomicLong(Long.MAX_VALUE);
        BytePath.Orders onOrder = n -> {
            if (n >= from.get()) {
                times.recordValue(Math.max(0, System.nanoTime() - due[(int) n & DUE - 1]));
            }
        };
        try (BytePath path = new BytePath(directory.resolve("journal"), ring, LEVELS, onOrder)) {
            warm(path, ring, warmUp, pace.isPatient() ? rate : 0);
            from.set(path.fed());
            long fullest = feed(path, ring, rate, frames, due, pace);
            long refused = path.live().ring().refusedClaims();
            long merged = path.conflations();
            path.live().stop();
            Journaled read = new Journaled(path.live().run(), path.lastId());
            return new Outcome(
                    path.fed(),
                    path.sent(),
                    read.deltas,
                    merged,
                    read.isContiguous,
                    refused,
                    fullest,
                    read.lags,
                    read.lifts,
                    read.kills,
                    path.live().gated().stopped(),
                    read.told,
                    times);
        } finally {
            Scratch.remove(directory);
        }
    }

    /**
     * Compiles what is on the way, and lets each order come back.
     *
     * @param rate goes on at this rate, frames a second, for a minute and until the compilers rest; 0 does not. They
     *     come back once more some seconds after they first rested, and then a yielding thread gets a tenth of a core.
     */
    private static void warm(BytePath path, RingSettings ring, int frames, long rate) {
        long begin = System.nanoTime();
        long deadline = begin + PATIENCE_NS + (rate > 0 ? WARM_NS : 0);
        long due = 0;
        Compilers compilers = new Compilers();
        while (path.fed() < frames || rate > 0 && (System.nanoTime() - begin < WARM_NS || !compilers.areAtRest())) {
            long now = System.nanoTime();
            boolean isDue = path.fed() < frames || now >= due;
            if (isDue && path.live().ring().free() > ring.slots() / 4 * 3) {
                path.feed();
                due = rate > 0 ? now + SECOND_NS / rate : now;
            } else {
                path.answer();
                Thread.yield();
            }
            if (now > deadline) {
                throw new IllegalStateException("only " + path.fed() + " frames in a minute of warming up");
            }
        }
    }

    private static long feed(BytePath path, RingSettings ring, long rate, long frames, long[] due, Pace pace) {
        long fullest = 0;
        long begin = System.nanoTime();
        for (long n = 0; n < frames; n++) {
            pace.before(n, path);
            // Of a whole number of seconds and a rest, so that ten minutes do not overflow.
            long at = begin + n / rate * SECOND_NS + n % rate * SECOND_NS / rate;
            while (System.nanoTime() < at) {
                path.answer();
                Thread.onSpinWait();
            }
            due[(int) path.fed() & DUE - 1] = at;
            fullest = Math.max(fullest, ring.slots() - path.live().ring().free());
            path.feed();
        }
        settle(path, ring);
        return fullest;
    }

    /** Until the ring is empty and nothing waits for room in it. */
    private static void settle(BytePath path, RingSettings ring) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        long taken = -1;
        while (path.live().ring().free() < ring.slots() || taken != path.sent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the ring did not empty within a minute");
            }
            taken = path.sent();
            path.answer();
            path.flush();
            LockSupport.parkNanos(1_000_000);
        }
        // What egress could not say meanwhile it says behind the next ticks.
        long ticks = path.live().applied() + TICKS;
        while (path.live().applied() < ticks) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("an idle engine did not tick");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What the journal says of a run. */
    private static final class Journaled {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final BookDeltaDecoder delta = new BookDeltaDecoder();
        private final CommandDecoder command = new CommandDecoder();
        private long deltas;
        private long last = -1;
        private boolean isContiguous = true;
        private int lags;
        private int lifts;
        private int kills;
        private long told;

        Journaled(Run run, long lastFed) {
            try (StreamReader in = run.reader(JournalStream.IN)) {
                while (in.next()) {
                    switch (Slots.templateId(in.buffer(), in.offset())) {
                        case BookDeltaDecoder.TEMPLATE_ID -> onDelta(in);
                        case EgressSuppressedDecoder.TEMPLATE_ID -> told++;
                        case CommandDecoder.TEMPLATE_ID -> onCommand(in);
                        default -> {
                            // Neither the market nor a kill.
                        }
                    }
                }
                isContiguous &= in.damage() == null && last == lastFed;
            }
        }

        private void onDelta(StreamReader in) {
            delta.wrapAndApplyHeader(in.buffer(), in.offset(), header);
            int flags = InHead.flags(in.buffer(), in.offset());
            if ((flags & InHead.FIRST) != 0) {
                deltas++;
                isContiguous &= last < 0 || delta.prev() == last;
                last = delta.last();
            }
        }

        private void onCommand(StreamReader in) {
            command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
            boolean isLag = command.ref() == KillLevel.LAG;
            if (command.kind() == Cmd.KILL) {
                lags += isLag ? 1 : 0;
                kills += isLag ? 0 : 1;
            } else if (command.kind() == Cmd.RESUME && isLag) {
                lifts++;
            }
        }
    }
}
