package ebb.app.command;

import ebb.adapters.files.CaptureException;
import ebb.app.backtest.RecordedMarkets;
import ebb.app.state.Json;
import ebb.research.data.DataFolder;
import ebb.research.data.Dataset;
import ebb.research.validate.Findings;
import ebb.research.validate.FindingsText;
import ebb.research.validate.FindingsTree;
import ebb.research.validate.Performance;
import ebb.research.validate.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "  ebb validate nullspectre --data ../shared/data --symbols SIRENUSDT,GUAUSDT --json --out /tmp/v"
        })
public final class ValidateCommand implements Callable<Integer> {
    private static final String NULLSPECTRE = "nullspectre";

    @Parameters(paramLabel = "STRATEGY", description = "nullspectre")
    private String strategy;

    @Option(names = "--data", required = true, description = "folder with the recordings")
    private Path data;

    @Option(names = "--symbols", split = ",", description = "only these symbols of the candles, and no trades")
    private List<String> symbols = new ArrayList<>();

    @Option(names = "--config", description = "HOCON file over the profile ns-candles; the later wins")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--set", description = "key=value; wins over files and profile")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--split",
            description = "share of the time that is in-sample (default: ${DEFAULT-VALUE})",
            defaultValue = "0.7")
    private double split;

    @Option(names = "--seed", description = "of the bootstrap (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(names = "--resamples", description = "of the bootstrap (default: ${DEFAULT-VALUE})", defaultValue = "2000")
    private int resamples;

    @Option(names = "--out", description = "folder for journals, validation.json, trades.csv; else nothing is kept")
    private Path out;

    @Option(names = "--json", description = "one object on stdout")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!NULLSPECTRE.equals(strategy)) {
            throw new Failure(ExitCode.USAGE, "only nullspectre can be validated, not " + strategy);
        }
        if (!(split > 0 && split < 1) || resamples < 1) {
            throw new Failure(ExitCode.USAGE, "--split is between 0 and 1, --resamples at least 1");
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

    private int run(Path journals) throws IOException {
        List<Dataset> sets = DataFolder.read(data, symbols, ValidateCommand::progress);
        sets = sets.stream().filter(each -> each.tape().instruments() > 0).toList();
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
                new Validation(markets, options, journals, out != null, ValidateCommand::progress).run(sets);
        String object = Json.line(FindingsTree.of(findings));
        if (out != null) {
            Files.writeString(out.resolve("validation.json"), object + "\n");
            Files.write(out.resolve("trades.csv"), FindingsTree.csv(findings));
        }
        if (json) {
            System.out.println(object);
        } else {
            FindingsText.of(findings).forEach(System.out::println);
        }
        return ExitCode.OK;
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
