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
import java.util.Optional;
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
    private static final String ENGINE = "ebb-engine-";
    /** What a replay is timed around. */
    private static final String WALK = "ReplayRig.walk";

    private static final int WARM_UPS = 4;
    private static final int ITERATIONS = 10;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

    /** A case whose stacks a rig's process gives, and the phase of the rig that they are of. */
    private record Part(String testCase, Optional<String> phase) {
        static Part whole(String testCase) {
            return new Part(testCase, Optional.empty());
        }

        static Part of(String testCase, String phase) {
            return new Part(testCase, Optional.of(phase));
        }
    }

    /** Rigs whose threads do Ebb's work alone, and the cases that their stacks are told under. */
    private static final Map<RigProcess.Of, List<Part>> CASES = Map.of(
            RigProcess.Of.ECHO, List.of(Part.whole("WebSocket echo, 300 B")),
            RigProcess.Of.LATENCY,
                    List.of(
                            Part.of("socket to order, 20 levels", "page-cache"),
                            Part.of("socket to order, synced before it leaves", "sync-before-egress")),
            RigProcess.Of.REPLAY, List.of(Part.whole("journal of demo, 5 systems")));

    /** Cases that a rig times call by call, by the case that times the same calls by their mean: one profile serves both. */
    private static final Map<String, String> CALL_BY_CALL =
            Map.of(Plan.THERE_AND_BACK, "one hop", Plan.APPEND_MEAN, "append 128 B");

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
            files.addAll(recorder.record(each));
        }
        for (RigProcess.Of each : rigs) {
            files.addAll(recorder.record(each));
        }
        return files;
    }

    private List<Path> record(Contest contest) throws IOException {
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
        Stacks measured = Recording.stacks(recording, thread -> thread.contains(WORKER), false)
                .under(contest.type().getSimpleName() + '.' + method);
        // Where what is timed hands on to the engine's own thread, half of the work is there.
        measured.addAll(Recording.stacks(recording, thread -> thread.startsWith(ENGINE), true));
        Files.delete(recording);
        List<Path> files = new ArrayList<>();
        files.add(profiles.keep(name.workload(), name.testCase(), measured));
        if (CALL_BY_CALL.containsKey(name.testCase())) {
            files.add(profiles.keep(name.workload(), CALL_BY_CALL.get(name.testCase()), measured));
        }
        return files;
    }

    private List<Path> record(RigProcess.Of rig) throws IOException {
        progress.next("recording the rig " + rig.name().toLowerCase(java.util.Locale.ROOT), rig.forks(1));
        // Of megabytes, gone when it has been read.
        Path recording = Files.createTempFile("ebb-bench", ".jfr");
        RigProcess.run(rig, new Rig.Settings(1, false, false), Recording.flags(recording));
        List<Path> files = new ArrayList<>();
        for (Part each : CASES.get(rig)) {
            Stacks ours = rig == RigProcess.Of.REPLAY
                    ? Recording.stacks(recording, thread -> true, false).under(WALK)
                    : Recording.stacks(recording, Recorder::isOurs, true, each.phase());
            files.add(profiles.keep(rig.workload(), each.testCase(), ours));
        }
        Files.delete(recording);
        return files;
    }

    /** A thread of the engine or of its sockets, not the other end of an echo. */
    private static boolean isOurs(String thread) {
        return thread.startsWith("ebb-") && !thread.endsWith("-echo");
    }
}
