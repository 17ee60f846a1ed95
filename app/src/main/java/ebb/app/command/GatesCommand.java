package ebb.app.command;

import ebb.app.gate.Gate;
import ebb.app.gate.GateRecord;
import ebb.app.state.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb gates DIR}: what was recorded of the gates between the phases (NS-LIV-2). */
@Command(
        name = "gates",
        mixinStandardHelpOptions = true,
        description = "Shows what is recorded of the gates before the live phases of NullSpectre, in DIR/gates.tsv.",
        footer = {
            "",
            "Gates in their order: history (NS-VAL-4), paper (NS-VAL-11) before ns-live-micro, live (NS-VAL-12) before",
            "  ns-live-scale, scale (NS-VAL-12) before ns-semi. The newest line of a gate counts.",
            "",
            "Example:",
            "  ebb gates data --record paper --verdict PASS --note 'review of 60 days'"
        })
public final class GatesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "a journal directory")
    private Path directory;

    @Option(names = "--record", description = "adds a verdict on this gate: history, paper, live, scale")
    private String gate;

    @Option(names = "--verdict", description = "PASS, HOLD or FAIL (default: ${DEFAULT-VALUE})", defaultValue = "PASS")
    private GateRecord.Verdict verdict;

    @Option(names = "--note", description = "what the verdict rests on", defaultValue = "")
    private String note;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() {
        GateRecord record = new GateRecord(directory);
        try {
            if (gate != null) {
                Gate which = Gate.of(gate)
                        .orElseThrow(() -> new Failure(
                                ExitCode.USAGE,
                                "there is no gate " + gate + "; there are history, paper, live, scale"));
                record.add(new GateRecord.Entry(Instant.now(), which, verdict, Control.operator(), note));
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            for (Gate each : Gate.values()) {
                tree.put(each.text(), told(record.newest(each)));
            }
            if (json) {
                System.out.println(Json.line(tree));
            } else {
                tree.forEach(
                        (name, told) -> System.out.printf("%-8s %s%n", name, told == null ? "not recorded" : told));
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private static Map<String, Object> told(Optional<GateRecord.Entry> entry) {
        return entry.map(each -> {
                    Map<String, Object> tree = new LinkedHashMap<>();
                    tree.put("verdict", each.verdict().name());
                    tree.put("at", each.at().toString());
                    tree.put("by", each.by());
                    tree.put("note", each.note());
                    return tree;
                })
                .orElse(null);
    }

    /**
     * Lets a session of a live phase start, or not (NS-LIV-2).
     *
     * @param profile of the session
     * @param directory where its journal stands
     * @param acceptedBy the person who takes it upon themselves; null for none
     * @return the gate that a person has accepted just now, absent where none had to be
     * @throws Failure if the gate is not open and nobody accepts it
     */
    static Optional<Gate> check(String profile, Path directory, String acceptedBy) {
        Optional<Gate> gate = Gate.before(profile);
        if (gate.isEmpty()) {
            return gate;
        }
        GateRecord record = new GateRecord(directory);
        try {
            Optional<GateRecord.Entry> newest = record.newest(gate.get());
            if (newest.isPresent() && newest.get().opens()) {
                return Optional.empty();
            }
            if (acceptedBy == null || acceptedBy.isBlank()) {
                throw new Failure(
                        ExitCode.CONFIGURATION,
                        "profile " + profile + " stands behind the gate "
                                + gate.get().text() + ", which is "
                                + newest.map(each -> each.verdict().name()).orElse("not recorded") + " in "
                                + directory.resolve(GateRecord.FILE)
                                + "; ebb gates shows the record, --accept-gate NAME takes it upon a person");
            }
            record.add(new GateRecord.Entry(
                    Instant.now(), gate.get(), GateRecord.Verdict.ACCEPTED, acceptedBy, "--accept-gate, " + profile));
            return gate;
        } catch (IOException e) {
            throw new Failure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }
}
