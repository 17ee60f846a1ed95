package ebb.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ebb.app.control.ControlClient;
import ebb.app.state.Json;
import ebb.app.state.ScanJson;
import ebb.config.SetupReader;
import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.journal.StreamReport;
import ebb.runtime.JournalWalk;
import ebb.runtime.RunBeginning;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb scan DIR}. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description =
                "Ranks the universe: of the process that runs on DIR, else of its last run, rebuilt from the journal.",
        footer = {
            "",
            "Columns: rank, symbol, venue, state, score and the points that volume, range, setup and newness give it,",
            "  traded in 24 h, average range of an hour, rejections of the best level, what keeps it from more.",
            "",
            "Examples:",
            "  ebb scan data/journal",
            "  ebb scan data/journal --top 20",
            "  ebb scan data/journal/runs/3 --json"
        })
public final class ScanCommand implements Callable<Integer> {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String ROW = "%4s  %-20s %-13s %-9s %7s  %6s %6s %6s %6s  %15s %7s %4s  %s%n";

    @Parameters(
            paramLabel = "DIR",
            description = "journal directory of a running process, or with runs in it, or a run")
    private Path directory;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Option(names = "--top", description = "only so many rows (default: all)", defaultValue = "2147483647")
    private int top;

    @Option(names = "--socket", description = "the control socket, if control.socket moved it")
    private Path socket;

    @Override
    public Integer call() {
        if (top < 1) {
            throw new Failure(ExitCode.USAGE, "--top is at least 1");
        }
        Path at = socket == null ? directory.resolve(Control.SOCKET) : socket;
        String scan = socket != null || Files.exists(at) ? asked(at) : null;
        if (scan == null) {
            Engine[] engine = new Engine[1];
            StreamReport report = rebuild(engine);
            if (report != null && !report.isWhole()) {
                System.err.println("ebb: " + report.summary());
                return ExitCode.JOURNAL;
            }
            scan = Json.line(ScanJson.tree(engine[0]));
        }
        if (json) {
            System.out.println(scan);
        } else {
            print(parsed(scan), System.out);
        }
        return ExitCode.OK;
    }

    /** The running process's answer; null when none listens, and no socket was named. */
    private String asked(Path at) {
        String answer;
        try {
            answer = ControlClient.ask(at, "scan");
        } catch (IOException e) {
            if (socket == null) {
                return null; // The socket of a dead process: its journal is there.
            }
            throw new Failure(ExitCode.VENUE, "no process answers at " + at + " (" + e.getMessage() + ")");
        }
        if (answer.startsWith("{\"error\"")) {
            throw new Failure(ExitCode.USAGE, answer);
        }
        return answer;
    }

    private StreamReport rebuild(Engine[] engine) {
        Run run = Runs.at(directory);
        return JournalWalk.walk(
                run,
                egress -> {
                    engine[0] = RunBeginning.engine(run, egress, new SetupReader());
                    return engine[0]::onMessage;
                },
                new JournalWalk.Visitor() {
                    @Override
                    public boolean onApplied(int templateId, DirectBuffer buffer, int offset, int length) {
                        return true;
                    }
                });
    }

    private static JsonNode parsed(String scan) {
        try {
            return new ObjectMapper().readTree(scan);
        } catch (JsonProcessingException e) {
            throw new Failure(ExitCode.INTERNAL, "the process's answer is no JSON: " + e.getOriginalMessage());
        }
    }

    private void print(JsonNode scan, PrintStream out) {
        JsonNode rows = scan.get("instruments");
        StringBuilder states = new StringBuilder();
        scan.get("states")
                .fields()
                .forEachRemaining(each -> states.append(states.length() == 0 ? "" : ", ")
                        .append(each.getValue().asInt())
                        .append(' ')
                        .append(each.getKey()));
        out.printf(
                Locale.ROOT,
                "%d instruments after %d evaluations%s%n",
                rows.size(),
                scan.get("evaluations").asLong(),
                rows.isEmpty() ? "" : ": " + states);
        if (rows.isEmpty()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                ROW,
                "rank",
                "symbol",
                "venue",
                "state",
                "score",
                "volume",
                "range",
                "setup",
                "new",
                "24h",
                "natr",
                "rej",
                "held back by");
        for (int i = 0; i < rows.size() && i < top; i++) {
            row(rows.get(i), out);
        }
    }

    private static void row(JsonNode row, PrintStream out) {
        JsonNode parts = row.get("parts");
        out.printf(
                Locale.ROOT,
                ROW,
                text(row.get("rank")),
                text(row.get("symbol")),
                text(row.get("venue")),
                text(row.get("state")),
                rounded(row.get("score"), 2),
                rounded(parts.get("volume"), 2),
                rounded(parts.get("range"), 2),
                rounded(parts.get("setup"), 2),
                rounded(parts.get("new"), 2),
                rounded(row.get("volume24h"), 0),
                row.get("natr1h").isNull() ? "–" : percent(row.get("natr1h")),
                row.get("rejections").asText(),
                row.get("hindrance").isNull() ? "" : row.get("hindrance").asText());
    }

    private static String text(JsonNode value) {
        return value == null || value.isNull() ? "–" : value.asText();
    }

    private static String rounded(JsonNode value, int places) {
        return value == null || value.isNull()
                ? "–"
                : new BigDecimal(value.asText())
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static String percent(JsonNode share) {
        return new BigDecimal(share.asText())
                        .multiply(HUNDRED)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + '%';
    }
}
