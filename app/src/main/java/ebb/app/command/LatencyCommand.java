package ebb.app.command;

import ebb.app.state.Json;
import ebb.codecs.MessageText;
import ebb.codecs.Slots;
import ebb.desk.LatencyTable;
import ebb.desk.LatencyTable.Stage;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb journal latency DIR}: what each stage took, and which messages took longest. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "Prints what each stage of a run took, and its slowest messages.",
        footer = {"", "Example: ebb journal latency demo-out --top 5"})
final class LatencyCommand implements Callable<Integer> {
    private static final double[] PERCENTS = {50, 99, 99.9};
    private static final double NS_PER_US = 1_000;

    @Parameters(paramLabel = "DIR")
    private Path directory;

    @Option(names = "--top", description = "how many of the slowest messages (default: 10)", defaultValue = "10")
    private int top;

    @Option(names = "--json", description = "one object on stdout, times in ns")
    private boolean json;

    @Override
    public Integer call() {
        if (top < 0) {
            throw new Failure(ExitCode.USAGE, "--top takes 0 or more, not " + top);
        }
        Run run = Runs.at(directory);
        LatencyTable table = LatencyTable.of(run, top);
        Map<Long, String> types = types(run, table.slowest());
        if (json) {
            System.out.println(Json.line(tree(table, types)));
        } else {
            print(table, types);
        }
        if (table.damage() != null) {
            System.err.println("ebb: stream lat is damaged: " + table.damage());
            return ExitCode.JOURNAL;
        }
        return ExitCode.OK;
    }

    /** What the slowest messages were; one that the journal no longer tells is left out. */
    private static Map<Long, String> types(Run run, List<LatencyTable.Slow> slowest) {
        Map<Long, String> types = new HashMap<>();
        if (slowest.isEmpty()) {
            return types;
        }
        List<Long> wanted = slowest.stream().map(LatencyTable.Slow::sequence).toList();
        MessageText text = new MessageText();
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (types.size() < wanted.size() && in.next()) {
                if (wanted.contains(in.number())) {
                    types.put(in.number(), text.name(Slots.templateId(in.buffer(), in.offset())));
                }
            }
        }
        return types;
    }

    private static Map<String, Object> tree(LatencyTable table, Map<Long, String> types) {
        List<Object> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            boolean isEmpty = table.count(stage) == 0;
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("stage", stage.name().toLowerCase(Locale.ROOT));
            tree.put("count", table.count(stage));
            for (double percent : PERCENTS) {
                tree.put(name(percent), isEmpty ? null : table.percentile(stage, percent));
            }
            tree.put("max", isEmpty ? null : table.max(stage));
            stages.add(tree);
        }
        List<Object> slowest = new ArrayList<>();
        for (LatencyTable.Slow each : table.slowest()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("sequence", each.sequence());
            tree.put("type", types.get(each.sequence()));
            tree.put("whole", each.wholeNs());
            tree.put("stage", each.slowest().name().toLowerCase(Locale.ROOT));
            tree.put("ofIt", each.slowestNs());
            slowest.add(tree);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("measured", table.count());
        tree.put("stages", stages);
        tree.put("slowest", slowest);
        return tree;
    }

    private static void print(LatencyTable table, Map<Long, String> types) {
        if (table.isEmpty()) {
            System.out.println("nothing was measured: a backtest has no ring and no socket to wait for");
            return;
        }
        System.out.printf(Locale.ROOT, "%-18s%10s%12s%12s%12s%12s%n", "µs", "count", "p50", "p99", "p99.9", "max");
        for (Stage stage : Stage.values()) {
            if (table.count(stage) > 0) {
                System.out.printf(Locale.ROOT, "%-18s%10d", stage.label(), table.count(stage));
                for (double percent : PERCENTS) {
                    System.out.printf(Locale.ROOT, "%12.2f", table.percentile(stage, percent) / NS_PER_US);
                }
                System.out.printf(Locale.ROOT, "%12.2f%n", table.max(stage) / NS_PER_US);
            }
        }
        for (LatencyTable.Slow each : table.slowest()) {
            System.out.printf(
                    Locale.ROOT,
                    "#%d %s: %.2f, of it %s %.2f%n",
                    each.sequence(),
                    types.getOrDefault(each.sequence(), "?"),
                    each.wholeNs() / NS_PER_US,
                    each.slowest().label(),
                    each.slowestNs() / NS_PER_US);
        }
    }

    private static String name(double percent) {
        return percent == 99.9 ? "p99.9" : "p" + (int) percent;
    }
}
