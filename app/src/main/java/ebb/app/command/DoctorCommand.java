package ebb.app.command;

import ebb.app.control.ControlServer;
import ebb.app.state.Json;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import ebb.runtime.Topology;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb doctor}: tells whether this machine can run Ebb, by trying what Ebb does. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks this machine: Java, cores, disk, journal, control socket.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long FREE_MIN = 2L << 30;
    private static final int LIVE_JDK = 21;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "where the journal is to lie (default: ./data)")
    private Path directory = Path.of("data");

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    private final List<Map<String, Object>> findings = new ArrayList<>();
    private boolean failed;

    @Override
    public Integer call() {
        java();
        machine();
        disk();
        journal();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("ok", !failed);
            tree.put("checks", findings);
            System.out.println(Json.line(tree));
        } else {
            for (Map<String, Object> each : findings) {
                System.out.printf("%-5s %-16s %s%n", each.get("verdict"), each.get("check"), each.get("finding"));
            }
            System.out.println(
                    failed ? "this machine is not ready; see the lines that say FAIL" : "this machine can run Ebb");
        }
        return failed ? ExitCode.INTERNAL : ExitCode.OK;
    }

    private void java() {
        int feature = Runtime.version().feature();
        String running = System.getProperty("java.vm.name") + " " + Runtime.version();
        if (feature < 17) {
            add("FAIL", "java", running + "; install a JDK from 17 to 25");
        } else if (feature < LIVE_JDK) {
            add(
                    "WARN",
                    "java",
                    running + "; fine for paper and backtest, live wants 21 or newer: on a full disk an older"
                            + " one may lose the last acknowledged records");
        } else {
            add("ok", "java", running);
        }
    }

    private void machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        add(
                "ok",
                "cores",
                cores + ", topology " + Topology.forCores(cores).name().toLowerCase(java.util.Locale.ROOT));
        add("ok", "sockets", Epoll.isAvailable() ? "epoll" : "NIO (epoll is not available here)");
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        add(heap < 512 ? "WARN" : "ok", "heap", heap + " MiB" + (heap < 512 ? "; give at least -Xmx512m" : ""));
    }

    private void disk() {
        try {
            Path at = directory.toAbsolutePath();
            while (!Files.exists(at)) {
                at = at.getParent();
            }
            long free = Files.getFileStore(at).getUsableSpace();
            String said = (free >> 20) + " MiB free at " + at;
            add(
                    free < FREE_MIN ? "WARN" : "ok",
                    "disk",
                    said + (free < FREE_MIN ? "; below 2 GiB trading is reduce-only" : ""));
        } catch (IOException e) {
            add("FAIL", "disk", e + "; choose another directory");
        }
    }

    /** Writes a real record where the journal is to lie, and opens a real socket. */
    private void journal() {
        Path trial = null;
        try {
            Files.createDirectories(directory.toAbsolutePath());
            trial = Files.createTempDirectory(directory.toAbsolutePath(), "doctor");
            long begun = System.nanoTime();
            try (JournalDirectory journal = JournalDirectory.open(trial.resolve("journal"));
                    LiveRun run = journal.newRun(JournalSettings.plain())) {
                try (StreamWriter writer = run.writer(JournalStream.IN, 1)) {
                    writer.append(new UnsafeBuffer(new byte[64]), 0, 64);
                    writer.sync();
                }
            }
            add("ok", "journal", "a record is on the disk after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
            try (ControlServer server =
                    new ControlServer(directory.toAbsolutePath().resolve(Control.SOCKET + ".trial"), r -> r)) {
                add("ok", "control socket", "can be opened in " + directory);
            }
        } catch (IOException | RuntimeException e) {
            add("FAIL", "journal", e + "; start with ./ebb, which gives Java the flags it needs");
        } finally {
            delete(trial);
        }
    }

    private static void delete(Path tree) {
        if (tree == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            System.err.println(
                    "ebb: " + tree + " could not be removed (" + e.getMessage() + "); it can be deleted by hand");
        }
    }

    private void add(String verdict, String check, String finding) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("check", check);
        line.put("verdict", verdict);
        line.put("finding", finding);
        findings.add(line);
        failed |= verdict.equals("FAIL");
    }
}
