package ebb.bench.run;

import ebb.bench.row.Row;
import ebb.bench.row.RowFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a figure depends on beside the code. */
final class Machine {
    /** Fact: load average of the last minute when the run began. */
    static final String LOAD_BEGIN = "load average, begin";

    /** Fact: the same when it ended. */
    static final String LOAD_END = "load average, end";

    private Machine() {}

    /**
     * Facts at the beginning of a run.
     *
     * @param command as it was given
     * @param commit of the sources, or empty
     */
    static List<Row> begin(String command, String commit) {
        List<Row> facts = new ArrayList<>();
        facts.add(Row.fact(RowFile.COMMAND, command));
        facts.add(Row.fact(
                RowFile.BEGUN, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        if (!commit.isBlank()) {
            facts.add(Row.fact(RowFile.COMMIT, commit));
        }
        facts.add(Row.fact(
                "jdk",
                System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + ", "
                        + Runtime.version()));
        facts.add(Row.fact("flags", String.join(" ", flags())));
        facts.add(Row.fact(
                "heap of a fork",
                String.join(" ", JmhRounds.heap("")) + ", books " + String.join(" ", JmhRounds.heap(Plan.BOOK))));
        facts.add(Row.fact("os", System.getProperty("os.name") + ' ' + System.getProperty("os.version")));
        facts.add(Row.fact("cpu", cpu()));
        facts.add(Row.fact("cores", "", Runtime.getRuntime().availableProcessors()));
        facts.add(Row.fact("memory", "MiB", memory()));
        facts.add(load(LOAD_BEGIN));
        return facts;
    }

    /** The load now. */
    static Row load(String name) {
        return Row.fact(name, "", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Flags of this process, which are those of its forks, without the openings that every run of Ebb has. */
    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("-X") || each.startsWith("-Dsbe") || each.startsWith("-Dagrona"))
                .toList();
    }

    private static String cpu() {
        return first(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch"));
    }

    private static double memory() {
        String found = first(Path.of("/proc/meminfo"), "MemTotal", "");
        return found.isEmpty()
                ? Double.NaN
                : Long.parseLong(found.replace("kB", "").strip()) / 1_024.0;
    }

    /** What stands behind the colon of the first line that begins so; where there is no such file, something else. */
    private static String first(Path file, String begin, String otherwise) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.toLowerCase(Locale.ROOT).startsWith(begin.toLowerCase(Locale.ROOT))) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
            return otherwise;
        } catch (IOException e) {
            // Not Linux: the page says what the JVM knows.
            return otherwise;
        }
    }
}
