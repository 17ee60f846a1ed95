package ebb.bench.run;

import ebb.bench.Load;
import ebb.bench.Rig;
import ebb.bench.page.PerformancePage;
import ebb.bench.profile.Profiles;
import ebb.bench.row.Row;
import ebb.bench.row.RowFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebb-bench}. */
@Command(
        name = "ebb-bench",
        mixinStandardHelpOptions = true,
        subcommands = {Bench.Page.class, Bench.Profile.class},
        description = "Times Ebb beside its floors, and beside its peers, interleaved in one run.",
        footer = {
            "",
            "A contender whose result differs from the others' fails the run before its time counts.",
            "peak, allocation and memory, together long, take minutes each, show once what must hold, and are not in all.",
            "Exit codes: 0 measured, 1 a contender failed or differed, what must hold did not, or a file cannot be read or"
                    + " written, 2 wrong usage.",
            "Examples:",
            "  ./ebb-bench decode --peers --rounds 3",
            "  ./ebb-bench peak --times 10 --minutes 10 --json peak.jsonl",
            "  ./ebb-bench all --peers --json run.jsonl && ./ebb-bench profile all && ./ebb-bench page run.jsonl",
            "  ./ebb-bench page"
        })
public final class Bench implements Callable<Integer> {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 1;
    private static final String ALL = "all";
    private static final String PROFILES = "${sys:ebb.root:-.}/bench/target/profiles";
    private static final String KEPT = "${sys:ebb.root:-.}/docs/performance/rows";
    private static final String LONG = "long";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORKLOAD",
            description =
                    "decode, sbe, book, hop, journal, studies, path, replay, or all; latency (of path, alone); peak, allocation,"
                            + " memory, or long")
    private List<String> workloads = List.of();

    @Option(names = "--peers", description = "other people's libraries take part")
    private boolean peers;

    @Option(names = "--rounds", description = "interleaved rounds (default: 5, with --quick 1)")
    private Integer rounds;

    @Option(names = "--quick", description = "a look: few cases, short iterations, not to be quoted")
    private boolean isQuick;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "one JSON object a row; a file that is there is replaced")
    private Path json;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "peak: how many times the captures' peak rate (default: 10)")
    private int times = Load.DEFAULTS.times();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "peak: minutes at that rate (default: 10); memory: minutes of market (default: 60)")
    private double minutes = Load.DEFAULTS.minutes();

    @Option(names = "--slots", paramLabel = "N", description = "peak: ring.slots (default: ${DEFAULT-VALUE})")
    private int slots = Load.DEFAULTS.slots();

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "allocation: messages in each topology (default: ${DEFAULT-VALUE})")
    private long messages = Load.DEFAULTS.messages();

    @Option(names = "--symbols", paramLabel = "N", description = "memory: symbols (default: ${DEFAULT-VALUE})")
    private int symbols = Load.DEFAULTS.symbols();

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command; what it cannot read or write, or finds wrong in a file, it says in a sentence. */
    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((e, command, parsed) -> {
            Exception cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
            // Where something is measured, an argument that is wrong is a fault of the bench, and its stack says where.
            boolean isOfFile = cause instanceof IllegalArgumentException && command.getCommand() instanceof Page;
            if (!(cause instanceof IOException) && !isOfFile) {
                throw e;
            }
            command.getErr().println("ebb-bench: " + sentence(cause));
            return 1;
        });
    }

    private static String sentence(Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no " + cause.getMessage();
        }
        // Of the others of its kind the name is half of what they say.
        return cause instanceof IOException ? cause.toString() : cause.getMessage();
    }

    @Override
    public Integer call() throws IOException {
        int count = rounds != null ? rounds : isQuick ? QUICK_ROUNDS : ROUNDS;
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is 1 or more, not " + count);
        }
        List<String> chosen = chosen();
        Load load = load();
        if (json != null) {
            Files.deleteIfExists(json);
        }
        String command = "./ebb-bench "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        List<Row> rows = new ArrayList<>();
        boolean isWhole;
        try (Stolen stolen = Stolen.begin()) {
            keep(rows, Machine.begin(command, System.getProperty("ebb.bench.commit", "")));
            isWhole = run(chosen, new Rig.Settings(count, peers, isQuick, load), rows);
            keep(rows, List.of(Machine.load(Machine.LOAD_END)));
            keep(rows, stolen.rows());
        }
        Table.print(System.out, rows);
        return isWhole ? 0 : 1;
    }

    private Load load() {
        try {
            return new Load(times, minutes, slots, messages, symbols);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<String> chosen() {
        return chosen(workloads, spec, true);
    }

    /** The workloads meant; of those that are not in all only where they may be. */
    private static List<String> chosen(List<String> workloads, CommandSpec spec, boolean mayBeBeside) {
        String all = String.join(", ", Plan.WORKLOADS) + ", " + ALL
                + (mayBeBeside ? ", " + String.join(", ", Plan.BESIDE) + ", " + LONG : "");
        if (workloads.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "which workload? " + all);
        }
        List<String> chosen = new ArrayList<>();
        for (String each : workloads) {
            if (each.equals(ALL)) {
                chosen.addAll(Plan.WORKLOADS);
            } else if (mayBeBeside && each.equals(LONG)) {
                chosen.addAll(Plan.LONG);
            } else if (Plan.WORKLOADS.contains(each) || mayBeBeside && Plan.BESIDE.contains(each)) {
                chosen.add(each);
            } else {
                throw new ParameterException(
                        spec.commandLine(), "no workload is called " + each + "; there are " + all);
            }
        }
        return chosen.stream().distinct().toList();
    }

    /** Measures; returns whether every rig did its work. */
    private boolean run(List<String> chosen, Rig.Settings settings, List<Row> rows) {
        List<Contest> contests = new ArrayList<>();
        List<RigProcess.Of> rigs = new ArrayList<>();
        int units = 0;
        for (String each : chosen) {
            contests.addAll(Plan.contests(each, peers, isQuick));
            rigs.addAll(RigProcess.Of.workload(each, isQuick));
        }
        // One that was asked for alone may belong to another workload that was asked for.
        rigs = rigs.stream().distinct().toList();
        for (Contest each : contests) {
            units += each.forks() * settings.rounds();
        }
        for (RigProcess.Of each : rigs) {
            units += each.forks(settings.rounds());
        }
        Progress progress = new Progress(System.err, units);
        JmhRounds jmh = new JmhRounds(isQuick);
        try {
            for (int i = 0; i < settings.rounds(); i++) {
                jmh.play(contests, progress);
            }
        } finally {
            keep(rows, jmh.rows());
        }
        boolean isWhole = true;
        for (RigProcess.Of each : rigs) {
            progress.next("rig " + each.name().toLowerCase(java.util.Locale.ROOT), each.forks(settings.rounds()));
            List<Row> found;
            try {
                found = RigProcess.run(each, settings);
            } catch (IllegalStateException e) {
                // The others' figures are as good as before; the page says what is missing, the exit code that it is.
                found = List.of(Row.fact(Row.FAILED, e.getMessage()));
            }
            keep(rows, found);
            for (Row row : found) {
                if (row.isFailure()) {
                    System.err.println("ebb-bench: " + row.subject());
                    isWhole = false;
                }
            }
        }
        return isWhole;
    }

    /** What there is goes to the file at once: a run cut short leaves what it had. */
    private void keep(List<Row> rows, List<Row> more) {
        rows.addAll(more);
        if (json != null) {
            RowFile.append(json, more);
        }
    }

    /** {@code ebb-bench page}. */
    @Command(
            name = "page",
            mixinStandardHelpOptions = true,
            description = "Writes the page of figures from the files of runs; nothing of it is typed.")
    static final class Page implements Callable<Integer> {
        @Parameters(
                arity = "0..*",
                paramLabel = "FILE",
                description =
                        "what --json wrote; of a row twice the last counts, the first tells of the machine; without one"
                                + " the page is made again from --kept")
        private List<Path> files = List.of();

        @Option(
                names = "--kept",
                paramLabel = "DIR",
                defaultValue = KEPT,
                description = "rows and profiles that the page was made of (default: ${DEFAULT-VALUE})")
        private Path kept;

        @Option(
                names = "--out",
                defaultValue = "${sys:ebb.root:-.}/docs/performance.md",
                description = "the page (default: ${DEFAULT-VALUE}); its pictures go to a folder of its name beside it")
        private Path out;

        @Option(
                names = "--profiles",
                paramLabel = "DIR",
                defaultValue = PROFILES,
                description = "with FILE: what ./ebb-bench profile wrote (default: ${DEFAULT-VALUE})")
        private Path profiles;

        @Option(
                names = "--thrown-away",
                defaultValue = "${sys:ebb.root:-.}/bench/thrown-away.md",
                description = "what was tried and thrown away, in words (default: ${DEFAULT-VALUE})")
        private Path thrownAway;

        @Override
        public Integer call() throws IOException {
            String words = Files.exists(thrownAway) ? Files.readString(thrownAway) : "";
            PerformancePage page = files.isEmpty()
                    ? PerformancePage.kept(kept, words)
                    : new PerformancePage(RowFile.read(files), new Profiles(profiles), words);
            page.write(out);
            return 0;
        }
    }

    /** {@code ebb-bench profile}. */
    @Command(
            name = "profile",
            mixinStandardHelpOptions = true,
            description = "Records where Ebb's contenders spend their time, for the page's flame graphs.")
    static final class Profile implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "WORKLOAD", description = "as of ebb-bench, or all")
        private List<String> workloads;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = PROFILES,
                description = "takes a file of stacks a case (default: ${DEFAULT-VALUE})")
        private Path out;

        @Override
        public Integer call() throws IOException {
            for (Path each : Recorder.record(chosen(workloads, spec, false), new Profiles(out))) {
                System.out.println(each);
            }
            return 0;
        }
    }
}
