package ebb.bench.run;

import ebb.bench.Rig;
import ebb.bench.profile.Profiles;
import ebb.bench.profile.Recording;
import ebb.bench.profile.Stacks;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Records where Ebb's contenders spend their time, one after the other, each in a process of its own that is not timed for
 * any row: a recorder costs a little.
 */
final class Recorder {
    private static final String EBB = "ebb";
    private static final String WORKER = "jmh-worker";
    /** What a replay is timed around. */
    private static final String WALK = "ReplayRig.walk";

    private static final int WARM_UPS = 4;
    private static final int ITERATIONS = 10;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

    /** Rigs whose threads do Ebb's work alone, and the case that their stacks are told under. */
    private static final Map<RigProcess.Of, String> CASES = Map.of(
            RigProcess.Of.ECHO, "WebSocket echo, 300 B",
            RigProcess.Of.LATENCY, "socket to order, 20 levels",
            RigProcess.Of.REPLAY, "journal of demo, 5 systems");

    private final Profiles profiles;
    private final Progress progress;

    private Recorder(Profiles profiles, Progress progress) {
        this.profiles = profiles;
        this.progress = progress;
    }

    /**
     * Records workloads.
     *
     * @param workloads of {@link Plan#WORKLOADS}
     * @param into takes the stacks
     * @return files written
     * @throws IOException if a file cannot be read or written
     */
    static List<Path> record(Collection<String> workloads, Profiles into) throws IOException {
        List<Contest> contests = new ArrayList<>();
        List<RigProcess.Of> rigs = new ArrayList<>();
        for (String each : workloads) {
            Plan.contests(each, false, true).stream()
                    .filter(contest ->
                            contest.kind() == Kind.EBB && contest.subjects().containsValue(EBB))
                    .flatMap(contest -> contest.single().stream())
                    .forEach(contests::add);
            RigProcess.Of.workload(each, true).stream()
                    .filter(CASES::containsKey)
                    .forEach(rigs::add);
        }
        int units = contests.size();
        for (RigProcess.Of each : rigs) {
            units += each.forks(1);
        }
        Recorder recorder = new Recorder(into, new Progress(System.err, units));
        List<Path> files = new ArrayList<>();
        for (Contest each : contests) {
            files.add(recorder.record(each));
        }
        for (RigProcess.Of each : rigs) {
            files.add(recorder.record(each));
        }
        return files;
    }

    private Path record(Contest contest) throws IOException {
        progress.next("recording " + contest.workload() + ' ' + contest.values().values(), 1);
        Path recording = Files.createTempFile("ebb-bench", ".jfr");
        OptionsBuilder options = new OptionsBuilder();
        contest.into(options);
        List<String> flags = new ArrayList<>(List.of(JmhRounds.heap(contest.workload())));
        flags.addAll(Recording.EXACT);
        options.jvmArgsAppend(flags.toArray(new String[0]))
                .addProfiler(FlightProfiler.class, recording.toString())
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        RunResult result;
        try {
            result = new Runner(options.build()).runSingle();
        } catch (RunnerException e) {
            throw new IllegalStateException(contest.workload() + " failed; its own words are above", e);
        }
        Row name = contest.row(result.getParams(), "");
        String method = contest.subjects().keySet().iterator().next();
        // Around it are JMH's own frames, and beside it the set-up and the tearing down.
        Stacks measured = take(recording, thread -> thread.contains(WORKER), false)
                .under(contest.type().getSimpleName() + '.' + method);
        return profiles.keep(name.workload(), name.testCase(), measured);
    }

    private Path record(RigProcess.Of rig) throws IOException {
        progress.next("recording the rig " + rig.name().toLowerCase(java.util.Locale.ROOT), rig.forks(1));
        Path recording = Files.createTempFile("ebb-bench", ".jfr");
        RigProcess.run(rig, new Rig.Settings(1, false, false), Recording.flags(recording));
        Stacks ours = rig == RigProcess.Of.REPLAY
                ? take(recording, thread -> true, false).under(WALK)
                : take(recording, thread -> thread.startsWith("ebb-") && !thread.endsWith("-echo"), true);
        return profiles.keep(rig.workload(), CASES.get(rig), ours);
    }

    /** A recording's stacks; its file, of megabytes, is gone then. */
    private static Stacks take(Path recording, Predicate<String> thread, boolean isNamed) throws IOException {
        Stacks stacks = Recording.stacks(recording, thread, isNamed);
        Files.delete(recording);
        return stacks;
    }
}
