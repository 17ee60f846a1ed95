package ebb.bench;

import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import ebb.runtime.RingSettings;
import ebb.runtime.Topology;
import ebb.runtime.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes that each thread on the way of a message allocates, from the decrypted buffer to the masked order, in both
 * topologies (DESIGN law 5). A frame is two messages: the depth, and the closing of the order it caused.
 *
 * <p>Counted in windows, so that what comes once in a while, a mapped block of the journal or a swap of compiled code, is
 * told from what comes with each message.
 */
public final class AllocationRig implements Rig {
    /** Messages of a window, so few that a block of the journal lasts for many; a run has some windows at least. */
    private static final int WINDOW = 10_000;

    private static final int WINDOWS = 20;
    private static final int WINDOWS_TOLD = 50;

    private static final String WORKLOAD = "allocation";
    private static final long QUICK = 400_000;
    private static final int MESSAGES_A_FRAME = 2;
    private static final int LEVELS = 20;
    private static final int WARM_UP = 60_000;
    /** So many frames may be under way: each order is held until its closing has come. */
    private static final int UNDER_WAY = 512;

    private static final long PATIENCE_NS = 60_000_000_000L;

    /** A rig. */
    public AllocationRig() {}

    /**
     * A thread's bytes.
     *
     * @param thread its name
     * @param windows bytes in each window, in order
     * @param openings blocks and index pages that the journal began in each window
     */
    record Allocation(String thread, long[] windows, long[] openings) {
        long total() {
            long sum = 0;
            for (long each : windows) {
                sum += each;
            }
            return sum;
        }

        /** Windows in which nothing was allocated. */
        int empty() {
            int empty = 0;
            for (long each : windows) {
                empty += each == 0 ? 1 : 0;
            }
            return empty;
        }

        /** Windows in which something was allocated though the journal began neither a block nor a page. */
        int unexplained() {
            int unexplained = 0;
            for (int i = 0; i < windows.length; i++) {
                unexplained += windows[i] > 0 && openings[i] == 0 ? 1 : 0;
            }
            return unexplained;
        }

        long least() {
            long least = Long.MAX_VALUE;
            for (long each : windows) {
                least = Math.min(least, each);
            }
            return least;
        }

        long most() {
            long most = 0;
            for (long each : windows) {
                most = Math.max(most, each);
            }
            return most;
        }
    }

    @Override
    public List<Row> run(Settings settings) {
        long messages = settings.isQuick()
                ? Math.min(QUICK, settings.load().messages())
                : settings.load().messages();
        int windows = windows(messages);
        List<Row> rows = new ArrayList<>();
        for (Topology topology : Topology.values()) {
            String name = String.format(
                    Locale.ROOT,
                    "%s, %,d messages in %d windows",
                    topology.name().toLowerCase(Locale.ROOT),
                    messages,
                    windows);
            for (Allocation each : run(topology, messages)) {
                rows.add(new Row(
                        WORKLOAD,
                        name,
                        each.thread(),
                        Kind.EBB,
                        "B/message",
                        (double) each.total() / messages,
                        (double) each.total() / messages,
                        Double.NaN,
                        (double) each.total() / messages,
                        1));
                rows.add(Row.once(WORKLOAD, name, each.thread() + ", windows of 0 B", "windows", each.empty()));
                rows.add(Row.once(
                        WORKLOAD,
                        name,
                        each.thread()
                                + ", windows with bytes, in which the journal began neither a block nor an index page",
                        "windows",
                        each.unexplained()));
                rows.add(Row.once(WORKLOAD, name, each.thread() + ", most in a window", "B", each.most()));
                if (each.empty() <= windows / 2) {
                    rows.add(Row.fact(
                            Row.FAILED,
                            "allocation: " + each.thread() + ", " + name + ": only " + each.empty() + " of 0 B"));
                }
            }
        }
        return rows;
    }

    private static int windows(long messages) {
        return (int) Math.max(WINDOWS, messages / WINDOW);
    }

    /**
     * Runs one topology.
     *
     * @param topology which thread does what
     * @param messages to count over, after the warm-up
     * @return of the feeding thread first, then of the engine's
     * @throws IllegalStateException if not each frame caused its order
     */
    static List<Allocation> run(Topology topology, long messages) {
        Path directory = Scratch.make();
        RingSettings ring = new RingSettings(
                RingSettings.SLOTS,
                RingSettings.RESERVE,
                RingSettings.FULL_REDUCE_NS,
                RingSettings.FULL_HALT_NS,
                RingSettings.FULL_LIFT_NS,
                Waiting.YIELDING,
                topology);
        try (BytePath path = new BytePath(directory.resolve("journal"), ring, LEVELS, n -> {})) {
            Compilers compilers = new Compilers();
            do {
                play(path, WARM_UP);
            } while (!compilers.areAtRest());
            List<Allocation> found = count(path, topology, messages);
            if (path.sent() != path.fed() || path.conflations() != 0) {
                throw new IllegalStateException(path.fed() + " frames, " + path.sent() + " orders");
            }
            return found;
        } finally {
            Scratch.remove(directory);
        }
    }

    private static List<Allocation> count(BytePath path, Topology topology, long messages) {
        String[] names = topology == Topology.COMPACT
                ? new String[] {"I/O", "journal+logic+egress"}
                : new String[] {"I/O", "journal", "logic", "egress"};
        Allocated[] threads = new Allocated[names.length];
        threads[0] = new Allocated(null);
        for (int i = 1; i < threads.length; i++) {
            threads[i] = new Allocated("ebb-engine-" + (i - 1));
        }
        int windows = windows(messages);
        long[][] bytes = new long[names.length][windows];
        long[] openings = new long[windows];
        long frames = messages / MESSAGES_A_FRAME / windows;
        for (int window = 0; window < windows; window++) {
            long begun = path.live().journalOpenings();
            // The caller is one of those who are counted: it begins last, ends first, and makes no iterator.
            for (int i = threads.length - 1; i >= 0; i--) {
                threads[i].begin();
            }
            play(path, frames);
            for (int i = 0; i < threads.length; i++) {
                threads[i].end();
            }
            for (int i = 0; i < bytes.length; i++) {
                bytes[i][window] = threads[i].bytes();
            }
            openings[window] = path.live().journalOpenings() - begun;
            if (window % WINDOWS_TOLD == WINDOWS_TOLD - 1) {
                told(names, bytes, topology, window);
            }
        }
        List<Allocation> found = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            found.add(new Allocation(names[i], bytes[i], openings));
        }
        return found;
    }

    private static void told(String[] names, long[][] bytes, Topology topology, int window) {
        StringBuilder line = new StringBuilder("ebb-bench: allocation, ")
                .append(topology.name().toLowerCase(Locale.ROOT))
                .append(", window ")
                .append(window + 1)
                .append(" of ")
                .append(bytes[0].length);
        for (int i = 0; i < names.length; i++) {
            line.append(i == 0 ? ": " : ", ")
                    .append(names[i])
                    .append(' ')
                    .append(bytes[i][window])
                    .append(" B");
        }
        System.err.println(line);
    }

    /** As fast as orders come back; returns when each frame has its order. */
    private static void play(BytePath path, long frames) {
        for (long i = 0; i < frames; i++) {
            if (path.fed() - path.sent() >= UNDER_WAY) {
                await(path, UNDER_WAY / 2);
            }
            path.feed();
        }
        await(path, 0);
    }

    private static void await(BytePath path, long underWay) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (path.fed() - path.sent() > underWay) {
            path.answer();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(path.fed() + " frames, only " + path.sent() + " orders");
            }
            Thread.yield();
        }
        path.answer();
    }
}
