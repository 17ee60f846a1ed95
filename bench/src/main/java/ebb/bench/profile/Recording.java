package ebb.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * A file of the flight recorder as stacks. Threads at work and threads inside a system call are sampled apart by the JVM;
 * both count here, the interval being the same for both.
 */
public final class Recording {
    private static final List<String> SAMPLES = List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");
    private static final int EVERY_MS = 10;
    private static final String STUB = "_jmhStub";

    /** Flags of the JVM without which a sample between two safepoints would be told of the last one. */
    public static final List<String> EXACT = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    private Recording() {}

    /**
     * Flags with which a JVM records itself until it exits.
     *
     * @param file takes the recording
     */
    public static List<String> flags(Path file) {
        StringBuilder start = new StringBuilder("-XX:StartFlightRecording:settings=profile,dumponexit=true");
        for (String each : SAMPLES) {
            start.append(',').append(each).append("#period=").append(EVERY_MS).append("ms");
        }
        List<String> flags = new ArrayList<>(EXACT);
        flags.add(start.append(",filename=").append(file).toString());
        return flags;
    }

    /** Records this JVM from now on, to be dumped by the caller. */
    public static jdk.jfr.Recording begin() {
        jdk.jfr.Recording recording = new jdk.jfr.Recording();
        SAMPLES.forEach(each -> recording.enable(each).withPeriod(Duration.ofMillis(EVERY_MS)));
        recording.start();
        return recording;
    }

    /**
     * Reads the stacks of some threads.
     *
     * @param file of the recorder
     * @param thread by name
     * @param isNamed whether a stack begins with its thread's name
     * @throws IOException if it cannot be read
     */
    public static Stacks stacks(Path file, Predicate<String> thread, boolean isNamed) throws IOException {
        return stacks(file, thread, isNamed, instant -> true);
    }

    /**
     * Reads the stacks of some threads during a {@link Phase}; the whole recording if it is not given.
     *
     * @param file of the recorder
     * @param thread by name
     * @param isNamed whether a stack begins with its thread's name
     * @param phase by name
     * @throws IOException if it cannot be read
     */
    public static Stacks stacks(Path file, Predicate<String> thread, boolean isNamed, Optional<String> phase)
            throws IOException {
        if (phase.isEmpty()) {
            return stacks(file, thread, isNamed);
        }
        List<RecordedEvent> during = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(Phase.TYPE)
                        && phase.get().equals(event.getString(Phase.NAME))) {
                    during.add(event);
                }
            }
        }
        return stacks(
                file,
                thread,
                isNamed,
                at -> during.stream()
                        .anyMatch(each -> !at.isBefore(each.getStartTime()) && !at.isAfter(each.getEndTime())));
    }

    private static Stacks stacks(Path file, Predicate<String> thread, boolean isNamed, Predicate<Instant> when)
            throws IOException {
        Stacks stacks = new Stacks();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (SAMPLES.contains(event.getEventType().getName())
                        && event.getStackTrace() != null
                        && when.test(event.getStartTime())) {
                    String name = name(event);
                    if (thread.test(name)) {
                        List<String> frames = frames(event);
                        if (isNamed && !frames.isEmpty()) {
                            frames.add(0, name);
                        }
                        stacks.add(frames, 1);
                    }
                }
            }
        }
        return stacks;
    }

    private static String name(RecordedEvent event) {
        String name = event.getThread("sampledThread") == null
                ? null
                : event.getThread("sampledThread").getJavaName();
        return name == null ? "a thread of the JVM" : name;
    }

    /** Outermost first; what JMH has around the measured method is left out. */
    private static List<String> frames(RecordedEvent event) {
        List<String> frames = new ArrayList<>();
        for (RecordedFrame each : event.getStackTrace().getFrames()) {
            if (each.getMethod() == null || each.getMethod().getName().endsWith(STUB)) {
                break;
            }
            frames.add(name(each.getMethod()));
        }
        Collections.reverse(frames);
        return frames;
    }

    private static String name(RecordedMethod method) {
        String type = method.getType() == null ? "?" : method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + '.' + method.getName();
    }
}
