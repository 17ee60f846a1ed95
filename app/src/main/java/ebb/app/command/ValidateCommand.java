package ebb.app.command;

import ebb.adapters.files.CaptureException;
import ebb.app.backtest.RecordedMarkets;
import ebb.app.gate.Gate;
import ebb.app.gate.GateRecord;
import ebb.app.state.Json;
import ebb.config.SetupReader;
import ebb.journal.Run;
import ebb.research.data.DataFolder;
import ebb.research.data.Dataset;
import ebb.research.page.ValidationPage;
import ebb.research.page.ValidationText;
import ebb.research.trade.RunFacts;
import ebb.research.validate.Findings;
import ebb.research.validate.FindingsText;
import ebb.research.validate.FindingsTree;
import ebb.research.validate.HistoryGates;
import ebb.research.validate.LiveGates;
import ebb.research.validate.Performance;
import ebb.research.validate.Validation;
import ebb.research.validate.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ebb validate nullspectre}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Runs a strategy with and without each enhancement over recorded markets and says which gates hold.",
        footer = {
            "",
            "The folder is the catalogue's, or its folder pumps: " + DataFolder.CANDLES + ",",
            "  " + DataFolder.TRADES + ", and the events beside them.",
            "",
            "Examples:",
            "  ebb validate nullspectre --data ../shared/data",
            "  ebb validate nullspectre --data ../shared/data --symbols SIRENUSDT,GUAUSDT --json --out /tmp/v",
            "  ebb validate nullspectre --data ../shared/data --page docs",
            "  ebb validate nullspectre --journal paper-out"
        })
public final class ValidateCommand implements Callable<Integer> {
    private static final String NULLSPECTRE = "nullspectre";
    private static final String SPLIT = "0.7";
    private static final String SEED = "1";
    private static final String RESAMPLES = "2000";

    @Parameters(paramLabel = "STRATEGY", description = "nullspectre")
    private String strategy;

    @Option(names = "--data", description = "folder with the recordings")
    private Path data;

    @Option(names = "--journal", description = "instead of recordings, a run: the live gate of NS-VAL-12")
    private Path journal;

    @Option(names = "--paper", description = "with --journal, the paper run of the same signals")
    private Path paper;

    @Option(names = "--symbols", split = ",", description = "only these symbols of the candles, and no trades")
    private List<String> symbols = new ArrayList<>();

    @Option(names = "--config", description = "HOCON file over the profile ns-candles; the later wins")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--set", description = "key=value; wins over files and profile")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--split",
            description = "share of the time that is in-sample (default: ${DEFAULT-VALUE})",
            defaultValue = SPLIT)
    private double split;

    @Option(names = "--seed", description = "of the bootstrap (default: ${DEFAULT-VALUE})", defaultValue = SEED)
    private long seed;

    @Option(
            names = "--resamples",
            description = "of the bootstrap (default: ${DEFAULT-VALUE})",
            defaultValue = RESAMPLES)
    private int resamples;

    @Option(
            names = "--parallel",
            description = "runs at once; what is found is the same (default: ${DEFAULT-VALUE})",
            defaultValue = "2")
    private int parallel;

    @Option(
            names = "--out",
            description =
                    "new folder for journals, validation.json, validation.html, trades.csv, and what --page writes; else nothing is kept")
    private Path out;

    @Option(
            names = "--page",
            description = "folder, such as docs, in which " + ValidationText.PAGE + " and its figures in "
                    + ValidationText.FIGURES + "/ are written anew")
    private Path page;

    @Option(
            names = "--record",
            description =
                    "a journal directory: the verdict is added to its gates.tsv, which live phases are started by")
    private Path record;

    @Option(
            names = "--gate",
            description = "which gate it is: history with --data (the default there), live or scale with --journal")
    private String gate;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!NULLSPECTRE.equals(strategy)) {
            throw new Failure(ExitCode.USAGE, "only nullspectre can be validated, not " + strategy);
        }
        if (!(split > 0 && split < 1) || resamples < 1 || parallel < 1) {
            throw new Failure(ExitCode.USAGE, "--split is between 0 and 1, --resamples and --parallel are at least 1");
        }
        if ((data == null) == (journal == null) || paper != null && journal == null) {
            throw new Failure(ExitCode.USAGE, "give --data DIR, or --journal DIR and perhaps --paper DIR");
        }
        if (journal != null) {
            return live();
        }
        if (out != null && Files.exists(out)) {
            throw new Failure(ExitCode.USAGE, out + " exists; give a new folder, or remove it");
        }
        Path journals = out == null ? Files.createTempDirectory("ebb-validate") : Files.createDirectories(out);
        try {
            return run(journals);
        } catch (CaptureException e) {
            throw new Failure(ExitCode.USAGE, e.getMessage());
        } finally {
            if (out == null) {
                remove(journals);
            }
        }
    }

    /** Adds what was found to the record that live phases are started by (NS-LIV-2), if that is wanted. */
    private void record(Gate standard, List<ebb.research.validate.Gate> asked, Path of) throws IOException {
        if (record == null) {
            return;
        }
        Gate which = gate == null
                ? standard
                : Gate.of(gate)
                        .filter(each -> (each == Gate.HISTORY) == (standard == Gate.HISTORY) && each != Gate.PAPER)
                        .orElseThrow(() -> new Failure(
                                ExitCode.USAGE, "--gate is history with --data, live or scale with --journal"));
        GateRecord.Verdict verdict = GateRecord.Verdict.of(
                asked.stream().map(ebb.research.validate.Gate::verdict).toList());
        new GateRecord(record).add(new GateRecord.Entry(Instant.now(), which, verdict, "ebb validate", of.toString()));
    }

    /** NS-VAL-12. */
    private int live() throws IOException {
        LiveGates measured = measured(journal);
        LiveGates shadow = paper == null ? null : measured(paper);
        record(Gate.LIVE, measured.gates(shadow), journal);
        if (json) {
            System.out.println(Json.line(measured.tree(shadow)));
        } else {
            measured.tree(shadow).forEach((name, value) -> {
                if (!name.equals("gates")) {
                    System.out.printf("%-16s %s%n", name, value == null ? "–" : value);
                }
            });
            FindingsText.gates(measured.gates(shadow)).forEach(System.out::println);
        }
        return ExitCode.OK;
    }

    private static LiveGates measured(Path directory) {
        Run run = Runs.at(directory);
        return LiveGates.of(run, RunFacts.read(run, new SetupReader()));
    }

    private int run(Path journals) throws IOException {
        List<Dataset> sets = DataFolder.read(data, symbols, ValidateCommand::progress);
        sets = sets.stream().filter(each -> each.instruments() > 0).toList();
        if (sets.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    data + " holds neither " + DataFolder.CANDLES + " nor " + DataFolder.TRADES
                            + (symbols.isEmpty() ? "" : " with " + String.join(", ", symbols))
                            + "; give the catalogue's folder or its folder pumps");
        }
        Findings.Options options = new Findings.Options(split, new Performance.Draws(resamples, seed));
        RecordedMarkets markets = new RecordedMarkets(files, this.sets);
        Findings findings =
                new Validation(markets, options, journals, out != null, parallel, ValidateCommand::progress).run(sets);
        record(Gate.HISTORY, strategyGate(findings), data);
        String object = Json.line(FindingsTree.of(findings));
        if (out != null) {
            Files.writeString(out.resolve("validation.json"), object + "\n");
            Files.write(out.resolve("trades.csv"), FindingsTree.csv(findings));
            Files.writeString(out.resolve("validation.html"), ValidationPage.of(findings));
            page(findings, out);
        }
        if (page != null) {
            page(findings, page);
        }
        if (json) {
            System.out.println(object);
        } else {
            FindingsText.of(findings).forEach(System.out::println);
        }
        return ExitCode.OK;
    }

    private void page(Findings findings, Path folder) throws IOException {
        Path figures = Files.createDirectories(folder.resolve(ValidationText.FIGURES));
        for (Map.Entry<String, String> each : ValidationPage.figures(findings).entrySet()) {
            Files.writeString(figures.resolve(each.getKey()), each.getValue());
        }
        Files.writeString(folder.resolve(ValidationText.PAGE), ValidationText.of(findings, again()));
    }

    /** What was asked, as far as it changes what is found. */
    private String again() {
        StringBuilder line = new StringBuilder("./ebb validate nullspectre --data " + data);
        if (!symbols.isEmpty()) {
            line.append(" --symbols ").append(String.join(",", symbols));
        }
        files.forEach(each -> line.append(" --config ").append(each));
        sets.forEach(each -> line.append(" --set '").append(each).append('\''));
        if (split != Double.parseDouble(SPLIT)) {
            line.append(" --split ").append(split);
        }
        if (seed != Long.parseLong(SEED)) {
            line.append(" --seed ").append(seed);
        }
        if (resamples != Integer.parseInt(RESAMPLES)) {
            line.append(" --resamples ").append(resamples);
        }
        return line.append(" --page docs").toString();
    }

    /** NS-VAL-4 on all, of the full variant out of sample (NS-VAL-13). */
    private static List<ebb.research.validate.Gate> strategyGate(Findings findings) {
        Findings.OfVariant full = findings.variant(Variant.FULL);
        Findings.OfVariant fixed = findings.withoutSupport(full);
        List<ebb.research.validate.Gate> all = HistoryGates.of(
                full.outOfSample(),
                Performance.of(full.outOfSample(), findings.options().draws()),
                fixed == null ? null : fixed.outOfSample());
        return all.subList(all.size() - 1, all.size());
    }

    /** What is left is empty folders: each run's journal went as soon as it was read. */
    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** On a terminal only; results are on stdout. */
    private static void progress(String what) {
        if (System.console() != null) {
            System.err.println("ebb: " + what);
        }
    }
}
