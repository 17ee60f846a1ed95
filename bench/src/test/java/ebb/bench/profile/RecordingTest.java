package ebb.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final int TRIES = 50;
    private static final int STEPS = 50_000_000;
    private static final String THREAD = "ebb-burner";

    @TempDir
    Path directory;

    private long burnt;

    /** Work that the compiler cannot leave out. */
    private void burn() {
        long value = burnt + 1;
        for (int i = 0; i < STEPS; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        burnt = value;
    }

    private Stacks record(int work) throws Exception {
        Path file = directory.resolve("burn.jfr");
        try (jdk.jfr.Recording recording = Recording.begin()) {
            Thread burner = new Thread(
                    () -> {
                        for (int i = 0; i < work; i++) {
                            burn();
                        }
                    },
                    THREAD);
            burner.start();
            burner.join();
            recording.stop();
            recording.dump(file);
        }
        return Recording.stacks(file, THREAD::equals, true);
    }

    @Test
    void shouldFindTheMethodThatDoesTheWorkUnderItsThread() throws Exception {
        Stacks stacks = new Stacks();
        for (int work = 1; work <= TRIES && stacks.total() == 0; work++) {
            stacks = record(work);
        }
        assertTrue(stacks.total() > 0, "not one sample of a thread that only computes");
        assertEquals("RecordingTest.burn", stacks.own(1).get(0).method());
        assertTrue(stacks.counts().keySet().stream().allMatch(each -> each.startsWith(THREAD + ";Thread.run;")));
    }

    @Test
    void shouldTellAPhaseFromTheRest() throws Exception {
        Path file = directory.resolve("phases.jfr");
        long all = 0;
        long during = 0;
        for (int work = 1; work <= TRIES && (during == 0 || during == all); work++) {
            try (jdk.jfr.Recording recording = Recording.begin()) {
                burn();
                Phase phase = Phase.of("second");
                for (int i = 0; i < work; i++) {
                    burn();
                }
                phase.over();
                burn();
                recording.stop();
                recording.dump(file);
            }
            String here = Thread.currentThread().getName();
            all = Recording.stacks(file, here::equals, false).total();
            during = Recording.stacks(file, here::equals, false, Optional.of("second"))
                    .total();
        }
        assertTrue(during > 0 && during < all, during + " samples of " + all);
        assertEquals(
                0,
                Recording.stacks(file, thread -> true, false, Optional.of("third"))
                        .total());
    }

    /** What a process of its own does that is to be recorded. */
    static final class Burner {
        private Burner() {}

        /** Burns as often as the argument says. */
        public static void main(String[] args) {
            RecordingTest burner = new RecordingTest();
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                burner.burn();
            }
        }
    }

    @Test
    void shouldRecordAProcessByItsFlagsAlone() throws Exception {
        Path file = directory.resolve("process.jfr");
        Stacks stacks = new Stacks();
        for (int work = 4; work <= TRIES && stacks.total() == 0; work *= 2) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Recording.flags(file));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Burner.class.getName(), "" + work));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertEquals(0, process.waitFor(), "a JVM that knows these flags");
            stacks = Recording.stacks(file, "main"::equals, false).under("RecordingTest.burn");
        }
        assertTrue(stacks.total() > 0, "not one sample of a process that only computes");
    }
}
