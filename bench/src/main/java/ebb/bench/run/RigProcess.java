package ebb.bench.run;

import ebb.bench.AllocationRig;
import ebb.bench.BookCalls;
import ebb.bench.EchoRig;
import ebb.bench.HopRig;
import ebb.bench.JournalRig;
import ebb.bench.LatencyRig;
import ebb.bench.Load;
import ebb.bench.MemoryRig;
import ebb.bench.PeakRig;
import ebb.bench.RateRig;
import ebb.bench.ReplayRig;
import ebb.bench.Rig;
import ebb.bench.row.Row;
import ebb.bench.row.RowFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A rig in a process of its own, with this one's flags: what the compiler learnt from the rig before does not colour its
 * figures.
 */
final class RigProcess {
    /** The rigs, each with the workloads it belongs to and how many forks of JMH one of its rounds takes as long as. */
    enum Of {
        /** One hop. */
        HOP(Plan.HOP, 2),
        /** Appends. */
        JOURNAL(Plan.JOURNAL, 3),
        /** WebSocket echo. */
        ECHO(Plan.PATH, 2),
        /** Socket to order. */
        LATENCY(List.of(Plan.PATH, Plan.LATENCY), 8),
        /** More and more messages a second. */
        RATE(Plan.PATH, 4),
        /** Journals and captures. */
        REPLAY(Plan.REPLAY, 8),
        /** The dearest call into a book, and what memory its levels take. */
        BOOK_CALLS(Plan.BOOK, 1),
        /** Ten minutes at many times the peak. */
        PEAK(Plan.PEAK, 250),
        /** Ten million messages in both topologies. */
        ALLOCATION(Plan.ALLOCATION, 60),
        /** An hour of a market; the heap begins small and untouched, so that what is resident is what is used. */
        MEMORY(Plan.MEMORY, 60, "-XX:-AlwaysPreTouch", "-Xms64m", "-Xmx4g");

        // The first is whose rows it writes.
        private final List<String> workloads;
        private final int forks;
        private final List<String> flags;

        Of(String workload, int forks, String... flags) {
            this(List.of(workload), forks, flags);
        }

        Of(List<String> workloads, int forks, String... flags) {
            this.workloads = workloads;
            this.forks = forks;
            this.flags = List.of(flags);
        }

        /** Rigs of a workload. */
        static List<Of> workload(String name, boolean isQuick) {
            List<Of> found = new ArrayList<>();
            for (Of each : values()) {
                if (each.workloads.contains(name) && !(isQuick && each == RATE)) {
                    found.add(each);
                }
            }
            return found;
        }

        /** The workload whose rows it writes. */
        String workload() {
            return workloads.get(0);
        }

        /** About how long so many rounds take, in forks of JMH; what shows something once does so once. */
        int forks(int rounds) {
            return Plan.LONG.contains(workload()) ? forks : forks * rounds;
        }

        private Rig rig() {
            return switch (this) {
                case HOP -> new HopRig();
                case JOURNAL -> new JournalRig();
                case ECHO -> new EchoRig();
                case LATENCY -> new LatencyRig();
                case RATE -> new RateRig();
                case REPLAY -> new ReplayRig();
                case BOOK_CALLS -> new BookCalls();
                case PEAK -> new PeakRig();
                case ALLOCATION -> new AllocationRig();
                case MEMORY -> new MemoryRig();
            };
        }
    }

    private RigProcess() {}

    /**
     * The process: measures and appends rows to a file.
     *
     * @param args rig, rounds, whether peers take part, whether a look is enough, load, file
     */
    public static void main(String[] args) {
        Rig.Settings settings = new Rig.Settings(
                Integer.parseInt(args[1]),
                Boolean.parseBoolean(args[2]),
                Boolean.parseBoolean(args[3]),
                Load.of(args[4]));
        RowFile.append(Path.of(args[5]), Of.valueOf(args[0]).rig().run(settings));
        // Spinning threads of a library must not keep the process.
        System.exit(0);
    }

    /**
     * Starts one and waits for its rows.
     *
     * @throws IllegalStateException if it fails
     */
    static List<Row> run(Of rig, Rig.Settings settings) {
        return run(rig, settings, List.of());
    }

    /** The same with further flags of the JVM. */
    static List<Row> run(Of rig, Rig.Settings settings, List<String> flags) {
        try {
            Path file = Files.createTempFile("ebb-bench", ".jsonl");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(rig.flags);
            command.addAll(flags);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), RigProcess.class.getName()));
            command.addAll(List.of(
                    rig.name(),
                    Integer.toString(settings.rounds()),
                    Boolean.toString(settings.hasPeers()),
                    Boolean.toString(settings.isQuick()),
                    settings.load().text(),
                    file.toString()));
            // Stdout is the table's alone; a rig speaks on stderr.
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "the rig " + rig + " failed with code " + code + "; its words are above");
            }
            List<Row> rows = RowFile.read(List.of(file));
            Files.delete(file);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
