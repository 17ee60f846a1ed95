package ebb.desk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.Engine;
import ebb.journal.Run;
import ebb.runtime.Replay;
import ebb.runtime.ReplayResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String HOSTILE = "</script><b onclick='x'>&\"COIN";

    @TempDir
    Path directory;

    private static ReportFacts facts(ReplayResult replay, long speed) {
        return new ReportFacts(
                "Ebb demo",
                "demo",
                SyntheticRun.SEED,
                speed,
                12_300_000_000L,
                Map.of("mexc", Map.of("frames", 12_345L, "gaps", 1L)),
                replay,
                List.of("A note."));
    }

    private static ReplayResult prove(Run run) {
        return new Replay(run, egress -> new Engine(egress, SyntheticRun::setup)::onMessage).prove();
    }

    private String report(Run run, ReportFacts facts) throws Exception {
        Path file = directory.resolve("report.html");
        Report.write(run, SyntheticRun::setup, facts, file);
        String keep = System.getProperty("ebb.report");
        if (keep != null) {
            Files.copy(file, Path.of(keep), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(file);
    }

    private Run story(int printsPerStep) {
        try (SyntheticRun made = new SyntheticRun(directory.resolve("journal"))) {
            made.start("strategy = nullspectre\n");
            made.play(HOSTILE, printsPerStep);
            made.latencies(1_000);
            return made.run();
        }
    }

    @Test
    void shouldTellTheStoryOfAPumpItsRejectionsAndTheTrade() throws Exception {
        Run run = story(1);
        ReplayResult replay = prove(run);
        String page = report(run, facts(replay, 10));
        assertTrue(replay.isProof(), replay::toString);
        for (String fact : List.of(
                "PUMP_USDT pumped 4",
                "Three pushes failed at 14.0",
                "nullspectre signalled a short",
                "Shorted ",
                "covered at ",
                "by its target",
                "replay proved",
                "A note.",
                "12,345",
                "NS-REJ-2",
                "Pattern score",
                "book not LIVE",
                "./ebb replay ",
                "Configuration hash",
                "p99.9")) {
            assertTrue(page.contains(fact), "the report says: " + fact);
        }
    }
}
