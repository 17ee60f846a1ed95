package ebb.app.command;

import ebb.adapters.files.CandleCsvReader;
import ebb.adapters.files.CandleReport;
import ebb.adapters.files.CaptureException;
import ebb.adapters.files.CaptureImporter;
import ebb.adapters.files.CaptureReport;
import ebb.adapters.venue.Venue;
import ebb.app.backtest.Backtest;
import ebb.app.backtest.DemoMarket;
import ebb.app.live.Tally;
import ebb.app.state.Json;
import ebb.app.state.LedgerFiles;
import ebb.app.state.StateJson;
import ebb.codecs.Nulls;
import ebb.codecs.sbe.Mode;
import ebb.config.EbbConfig;
import ebb.desk.ReportFacts;
import ebb.desk.ledger.Ledger;
import ebb.runtime.ReplayResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ebb backtest}. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description =
                "Runs a recording, candles or the demo's market through the engine, as fast as it goes, and journals it.",
        footer = {
            "",
            "Examples:",
            "  ebb backtest --capture binance-usdm-btcusdt.frames.zst --strategy none --out /tmp/bt --at 5000,last",
            "  ebb backtest --market demo --seed 7 --out /tmp/demo --json",
            "  ebb backtest --candles mexc-meme-1m.csv.zst --symbol PEPEUSDT --frame 1m --venue mexc --out /tmp/c"
        })
public final class BacktestCommand implements Callable<Integer> {
    @Mixin
    private ConfigCommand.Sources sources;

    @Option(names = "--capture", description = "a capture in the frames format (.frames, .zst, .gz)")
    private Path capture;

    @Option(names = "--candles", description = "candles as CSV (.csv, .zst)")
    private Path candles;

    @Option(names = "--symbol", description = "with --candles: which symbol")
    private String symbol;

    @Option(
            names = "--frame",
            description = "with --candles: length of a candle (default: ${DEFAULT-VALUE})",
            defaultValue = "1m")
    private String frame;

    @Option(names = "--market", description = "demo: the demo's synthetic market")
    private String market;

    @Option(names = "--seed", description = "with --market (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(names = "--instruments", description = "the venue's own instrument answer, instead of inferred definitions")
    private Path instruments;

    @Option(names = "--venue", description = "mexc, binance-usdm, binance-spot, binance-coinm (default: from the name)")
    private String venue;

    @Option(names = "--strategy", description = "a strategy's name, or none")
    private String strategy;

    @Option(names = "--out", required = true, description = "journal directory")
    private Path out;

    @Option(
            names = "--at",
            split = ",",
            description = "prints the state after these lines of the capture; last for the end")
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--report",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = {"report.html, signals.csv and trades.csv in --out (default); --no-report leaves them"})
    private boolean report;

    @Option(names = "--json", description = "a closing object on the last line")
    private boolean json;

    @Override
    public Integer call() {
        int given = (capture == null ? 0 : 1) + (candles == null ? 0 : 1) + (market == null ? 0 : 1);
        if (given != 1) {
            throw new Failure(ExitCode.USAGE, "give one of --capture FILE, --candles FILE, --market demo");
        }
        for (Path file : new Path[] {capture, candles, instruments}) {
            if (file != null && !Files.isReadable(file)) {
                throw new Failure(ExitCode.USAGE, "cannot read " + file + "; give the path of a file that exists");
            }
        }
        try {
            if (market != null) {
                return market();
            }
            return capture != null ? capture() : candles();
        } catch (CaptureException e) {
            throw new Failure(ExitCode.USAGE, e.getMessage());
        }
    }

    private EbbConfig config(String profile, List<String> more) {
        List<String> all = new ArrayList<>(more);
        if (strategy != null) {
            all.add("engine.strategies=" + (strategy.equals("none") ? "[]" : "[" + strategy + "]"));
        }
        return sources.load(Mode.BACKTEST, profile, all);
    }

    private int capture() {
        Venue of = venue(CaptureImporter.venueOf(capture), capture);
        EbbConfig config = config(null, List.of());
        TreeSet<Long> lines = lines();
        try (Backtest backtest = new Backtest(out, config, Backtest.noSeed(), (t, b, o, l) -> {})) {
            CaptureImporter importer = new CaptureImporter(
                    capture, of, backtest.ingress(), config.isSnapshotComplete(), Optional.ofNullable(instruments));
            CaptureReport report = importer.run(line -> show(backtest, lines, line));
            return close(backtest, counters(report), report.frames());
        }
    }

    private static void show(Backtest backtest, TreeSet<Long> lines, long line) {
        if (lines.contains(line)) {
            System.out.println(StateJson.line(backtest.engine(), null));
        }
    }

    private static Map<String, Object> counters(CaptureReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lines", named(report.lines()));
        tree.put("decoded", named(report.decoded()));
        tree.put("ignored", report.ignored());
        tree.put("rejected", named(report.rejected()));
        tree.put("instruments", report.instruments().size());
        tree.put("inferred", report.inferred());
        return tree;
    }

    private static Map<String, Object> named(Map<? extends Enum<?>, Long> counts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        counts.forEach((key, value) -> tree.put(key.name(), value));
        return tree;
    }

    private int candles() {
        if (symbol == null) {
            throw new Failure(ExitCode.USAGE, "--candles needs --symbol");
        }
        Venue of = venue(CaptureImporter.venueOf(candles), candles);
        EbbConfig config = config("ns-candles", List.of());
        TreeSet<Long> lines = lines();
        try (Backtest backtest = new Backtest(out, config, Backtest.noSeed(), (t, b, o, l) -> {})) {
            CandleReport report = CandleCsvReader.run(
                    candles, symbol, seconds(frame), of, backtest.ingress(), line -> show(backtest, lines, line));
            return close(backtest, Map.of("candles", report.candles()), report.candles());
        }
    }

    private int market() {
        if (!market.equals("demo")) {
            throw new Failure(ExitCode.USAGE, "--market knows one market: demo");
        }
        EbbConfig config = config("demo", List.of("demo.seed=" + seed));
        TreeSet<Long> lines = lines();
        DemoMarket source =
                new DemoMarket(seed, config.demo().hasFaults(), config.demo().marketNs());
        try (Backtest backtest = new Backtest(out, config, seed, source)) {
            long frames = source.run(backtest.ingress(), line -> show(backtest, lines, line));
            return close(backtest, source.counters(), frames);
        }
    }

    private int close(Backtest backtest, Map<String, Object> counters, long frames) {
        backtest.finish();
        if (at.contains("last")) {
            System.out.println(StateJson.line(backtest.engine(), null));
        }
        boolean flat = backtest.isFlat();
        long stateHash = backtest.tally().stateHash();
        Tally tally = backtest.tally();
        var run = backtest.run();
        backtest.close();
        ReplayResult proof = ReplayCommand.prove(run);
        Ledger ledger = report ? LedgerFiles.write(run, facts(proof), out) : null;
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("frames", frames);
        tree.put("messages", proof.messages());
        tree.put("signals", tally.count(Tally.Of.SIGNALS));
        tree.put("orders", tally.count(Tally.Of.ORDERS));
        tree.put("fills", tally.count(Tally.Of.FILLS));
        tree.put("gaps", tally.count(Tally.Of.GAPS));
        tree.put("resyncs", tally.count(Tally.Of.RESYNCS));
        tree.put("flat", flat);
        tree.put("stateHash", StateJson.hex(stateHash));
        tree.put("replayHash", StateJson.hex(proof.stateHash()));
        tree.put("counters", counters);
        tree.put("run", run.path().toString());
        if (json) {
            if (ledger != null) {
                LedgerFiles.into(tree, ledger);
            }
            System.out.println(Json.line(tree));
        } else {
            tree.forEach((key, value) -> System.out.printf("%-12s %s%n", key, value));
        }
        return proof.isProof() ? ExitCode.OK : ExitCode.DIVERGED;
    }

    private ReportFacts facts(ReplayResult proof) {
        long of = market == null ? Nulls.ID : seed;
        return new ReportFacts("Ebb backtest", "backtest", of, 1, 0, Map.of(), proof, List.of());
    }

    private Venue venue(Venue inferred, Path file) {
        if (venue == null) {
            if (inferred == null) {
                throw new Failure(ExitCode.USAGE, "the name of " + file + " does not tell its venue; give --venue");
            }
            return inferred;
        }
        Venue named = Venue.of(venue);
        if (named == null) {
            throw new Failure(ExitCode.USAGE, "no venue is called " + venue);
        }
        return named;
    }

    private TreeSet<Long> lines() {
        TreeSet<Long> lines = new TreeSet<>();
        for (String each : at) {
            if (!each.equals("last")) {
                try {
                    lines.add(Long.parseLong(each.strip()));
                } catch (NumberFormatException e) {
                    throw new Failure(ExitCode.USAGE, "--at takes line numbers or last, not " + each);
                }
            }
        }
        return lines;
    }

    private static int seconds(String text) {
        long factor = switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> throw new Failure(ExitCode.USAGE, "--frame is like 5s, 1m, 4h or 1d, not " + text);
        };
        try {
            return Math.toIntExact(Long.parseLong(text.substring(0, text.length() - 1)) * factor);
        } catch (NumberFormatException e) {
            throw new Failure(ExitCode.USAGE, "--frame is like 5s, 1m, 4h or 1d, not " + text);
        }
    }
}
