package ebb.app.command;

import ebb.app.state.Json;
import ebb.app.state.StateJson;
import ebb.codecs.OutHead;
import ebb.config.SetupReader;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.RunReport;
import ebb.journal.StreamReader;
import ebb.journal.StreamReport;
import ebb.journal.Verifier;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import ebb.runtime.RunBeginning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb replay DIR}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Runs a journal through the same engine and compares every outbound byte and state hash.",
        footer = {"", "Exits 0 when all agree, 5 when the journal is damaged, 6 at the first difference."})
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a journal directory (its last run) or a run")
    private Path directory;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() {
        Run run = Runs.at(directory);
        RunReport report = Verifier.verify(run);
        if (!report.isWhole()) {
            return damaged(run, report);
        }
        ReplayResult result = prove(run);
        print(run, result);
        if (result.damage() != null) {
            return ExitCode.JOURNAL;
        }
        return result.difference() == null ? ExitCode.OK : ExitCode.DIVERGED;
    }

    /** The proof itself, for other commands. */
    static ReplayResult prove(Run run) {
        return new Replay(run, egress -> RunBeginning.engine(run, egress, new SetupReader())::onMessage).prove();
    }

    private int damaged(Run run, RunReport report) {
        List<String> lines = new ArrayList<>();
        long sequence = 0;
        for (StreamReport each : report.streams()) {
            lines.add(each.summary());
            if (!each.isWhole() && each.stream() != JournalStream.LAT) {
                long from = each.stream() == JournalStream.IN ? each.last() + 1 : lastCause(run);
                sequence = sequence == 0 ? from : Math.min(sequence, from);
            }
        }
        if (sequence > 0) {
            ReplayResult.Difference difference = prove(run).difference();
            sequence = difference == null ? sequence : Math.min(sequence, difference.sequence());
            lines.add(
                    difference == null
                            ? "the replay agrees up to there; sequence " + sequence + " is the first in doubt"
                            : "the replay differs before: first at sequence " + difference.sequence());
        }
        lines.forEach(line -> System.err.println("ebb: " + line));
        System.err.println("ebb: the journal is damaged. Records before the damage can be read with: ebb journal cat "
                + directory);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("run", run.path().toString());
            tree.put("proof", false);
            tree.put("damage", String.join("; ", lines));
            tree.put("sequence", sequence == 0 ? null : sequence);
            System.out.println(Json.line(tree));
        }
        return ExitCode.JOURNAL;
    }

    /** What caused the last outbound message that can be read: damage behind it concerns this sequence or a later one. */
    private static long lastCause(Run run) {
        long cause = 0;
        try (StreamReader out = run.reader(JournalStream.OUT)) {
            while (out.next()) {
                cause = OutHead.cause(out.buffer(), out.offset());
            }
        }
        return cause == 0 ? 1 : cause;
    }

    private void print(Run run, ReplayResult result) {
        double seconds = result.elapsedNs() / 1e9;
        if (json) {
            System.out.println(Json.line(tree(run, result)));
            return;
        }
        System.out.printf(
                java.util.Locale.ROOT,
                "replayed %d messages (%d to %d) in %.2f s, %.0f a second; %d outbound compared, %d made again%n",
                result.messages(),
                result.firstSequence(),
                result.lastSequence(),
                seconds,
                result.messages() / Math.max(seconds, 1e-9),
                result.outbound(),
                result.remade());
        System.out.println("state hash " + StateJson.hex(result.stateHash()));
        if (result.damage() != null) {
            System.err.println("ebb: " + result.damage());
        }
        if (result.difference() != null) {
            ReplayResult.Difference d = result.difference();
            System.err.println("ebb: first difference at sequence " + d.sequence() + ", outbound " + d.out()
                    + ": journaled " + d.expected() + ", now " + d.actual());
            d.fields().forEach(line -> System.err.println("  " + line));
        }
        System.out.println(result.isProof() ? "every byte agrees" : "NOT proved");
    }

    private static Map<String, Object> tree(Run run, ReplayResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", run.path().toString());
        tree.put("messages", result.messages());
        tree.put("outbound", result.outbound());
        tree.put("remade", result.remade());
        tree.put("firstSequence", result.firstSequence());
        tree.put("lastSequence", result.lastSequence());
        tree.put("stateHash", StateJson.hex(result.stateHash()));
        tree.put("proof", result.isProof());
        tree.put("damage", result.damage());
        tree.put("difference", result.difference() == null ? null : difference(result.difference()));
        return tree;
    }

    private static Map<String, Object> difference(ReplayResult.Difference difference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sequence", difference.sequence());
        tree.put("out", difference.out());
        tree.put("journaled", difference.expected());
        tree.put("now", difference.actual());
        tree.put("fields", difference.fields());
        return tree;
    }
}
