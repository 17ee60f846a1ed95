package ebb.bench;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.runtime.KillGate;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The captures' peak rate, many times over, for minutes: nothing may be lost, nothing out of order, the ring never full. Then
 * the same at twice the rate while the logic thread is held up until the ring is full: what its policy does about it.
 */
public final class PeakRig implements Rig {
    private static final String WORKLOAD = "peak";
    private static final int WARM_UP = 100_000;
    private static final double MINUTES = 10;
    private static final double QUICK_MINUTES = 0.05;
    /** Time for the ring to fill, for trading to be bounded, and for the bound to be lifted. */
    private static final long SECONDS_HELD = 20;

    private static final long SECONDS_TOLD = 20;
    private static final long PATIENCE_MS = 60_000;

    /** A rig. */
    public PeakRig() {}

    @Override
    public List<Row> run(Settings settings) {
        Load load = settings.load();
        Topology topology = Topology.forCores(Runtime.getRuntime().availableProcessors());
        double minutes = load.minutes(settings.isQuick() ? QUICK_MINUTES : MINUTES);
        RingSettings ring = PeakRun.ring(load.slots(), topology);
        List<Row> rows = new ArrayList<>();
        long rate = (long) load.times() * PeakRun.PEAK;
        long frames = Math.max(1, (long) (minutes * 60 * rate));
        PeakOutcome steady = PeakRun.run(ring, rate, WARM_UP, frames, new Told("steady", rate, frames));
        String name = name(load.times(), minutes, ring, "");
        rows(rows, name, steady, true);
        if (!steady.isWhole()) {
            rows.add(Row.fact(Row.FAILED, "peak: " + name + " was not whole: " + steady.words()));
        }
        long twice = 2 * rate;
        long fewer = SECONDS_HELD * twice;
        PeakOutcome held = PeakRun.run(ring, twice, WARM_UP, fewer, new Held(twice, fewer));
        String nameHeld =
                name(2 * load.times(), SECONDS_HELD / 60.0, ring, ", the logic held up until the ring is full");
        rows(rows, nameHeld, held, false);
        if (!held.isBounded(ring)) {
            rows.add(
                    Row.fact(Row.FAILED, "peak: " + nameHeld + ", the policy did not act as written: " + held.words()));
        }
        return rows;
    }

    private static String name(int times, double minutes, RingSettings ring, String more) {
        return String.format(
                Locale.ROOT,
                "%d x %,d frames a second, %.1f min, %s, %,d slots%s",
                times,
                PeakRun.PEAK,
                minutes,
                ring.topology().name().toLowerCase(Locale.ROOT),
                ring.slots(),
                more);
    }

    private static void rows(List<Row> rows, String name, PeakOutcome found, boolean isTimed) {
        rows.add(Row.once(WORKLOAD, name, "frames of " + PeakRun.LEVELS + " levels", "frames", found.frames()));
        rows.add(Row.once(WORKLOAD, name, "depth messages in the journal", "messages", found.journaled()));
        rows.add(Row.once(WORKLOAD, name, "holes, or out of order", "0 is none", found.isContiguous() ? 0 : 1));
        rows.add(Row.once(WORKLOAD, name, "merged, for the ring was full", "frames", found.merged()));
        rows.add(Row.once(WORKLOAD, name, "claims refused", "claims", found.refused()));
        rows.add(Row.once(WORKLOAD, name, "ring at its fullest", "slots", found.fullest()));
        rows.add(Row.once(WORKLOAD, name, "longest time it was full", "ms", found.longestFullNs() / 1e6));
        rows.add(Row.once(WORKLOAD, name, "orders sent", "orders", found.orders()));
        rows.add(Row.once(WORKLOAD, name, "trading bounded for the lag", "times", found.lags()));
        rows.add(Row.once(WORKLOAD, name, "lifted by itself", "times", found.lifts()));
        rows.add(Row.once(WORKLOAD, name, "kills", "kills", found.kills()));
        rows.add(Row.once(WORKLOAD, name, "orders stopped by the gate", "orders", found.stopped()));
        rows.add(Row.once(WORKLOAD, name, "of those told to the engine", "orders", found.told()));
        if (isTimed && found.merged() == 0) {
            rows.add(Row.once(WORKLOAD, name, "frames without an order", "frames", found.unanswered()));
            double middle = found.within(50);
            double p99 = found.within(99);
            rows.add(new Row(WORKLOAD, name, "due to order", Kind.EBB, "ns, p50", middle, middle, p99, Double.NaN, 1));
            rows.add(Row.once(WORKLOAD, name, "due to order, p99.9", "ns", found.within(99.9)));
            rows.add(Row.once(
                    WORKLOAD, name, "due to order, most", "ns", found.times().getMaxValue()));
        }
    }

    /** Says now and then how far it is. */
    private static class Told extends PeakRun.Pace {
        private final String what;
        private final long rate;
        private final long frames;

        Told(String what, long rate, long frames) {
            this.what = what;
            this.rate = rate;
            this.frames = frames;
        }

        @Override
        boolean isPatient() {
            return true;
        }

        @Override
        void before(long frame, BytePath path) {
            if (frame >= 0 && frame % (SECONDS_TOLD * rate) == 0) {
                System.err.printf(
                        Locale.ROOT,
                        "ebb-bench: peak, %s, %,d a second: %.1f of %.1f min%n",
                        what,
                        rate,
                        frame / 60.0 / rate,
                        frames / 60.0 / rate);
            }
        }
    }

    /** Holds the logic thread up once, until the ring has been full for longer than trading may go on. */
    private static final class Held extends Told {
        private final long at;
        private final CountDownLatch hold = new CountDownLatch(1);

        Held(long rate, long frames) {
            super("held up", rate, frames);
            at = frames / 4;
        }

        @Override
        void before(long frame, BytePath path) {
            super.before(frame, path);
            if (frame == at) {
                new Thread(() -> path.live().ask(this::hold, PATIENCE_MS), "ebb-bench-hold").start();
            } else if (frame > at && hold.getCount() > 0 && path.live().gate().level() != KillGate.OPEN) {
                hold.countDown();
            }
        }

        private boolean hold() throws InterruptedException {
            return hold.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
    }
}
