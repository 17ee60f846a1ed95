package ebb.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
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
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
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
        return ebb.bench.profile.Recording.stacks(file, THREAD::equals, true);
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
}
