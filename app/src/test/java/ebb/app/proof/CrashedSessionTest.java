package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.command.ExitCode;
import ebb.codecs.Slots;
import ebb.codecs.sbe.NewOrderDecoder;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.RunReport;
import ebb.journal.StreamReader;
import ebb.journal.StreamReport;
import ebb.journal.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole session dies by {@code kill -9} at any moment, again and again on the same journal: nothing acknowledged is
 * lost, and what is left verifies and replays. {@code -Debb.session-kills=N} sets how often, {@code -Debb.seed} when.
 */
final class CrashedSessionTest {
    private static final int KILLS = Integer.getInteger("ebb.session-kills", 4);
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int MOST_RECORDS = 80_000;
    private static final int LONGEST_BOOT_MS = 3_000;

    @TempDir
    private Path dir;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private long records;
    private long unacknowledged;
    private long torn;
    private long orders;
    private int seenRun;

    @Test
    void shouldLoseNothingAcknowledgedAndReplayWhatIsLeft() throws Exception {
        long expectedFirst = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = killAtRandom(kill);
            Run run = lastRun();
            if (run == null || run.number() == seenRun || !run.has(JournalStream.IN)) {
                assertEquals(0, acknowledged, "dead before its journal was begun");
                continue;
            }
            seenRun = run.number();
            String what = "kill " + kill + ", seed " + SEED + ": ";
            RunReport report = Verifier.verify(run);
            assertTrue(report.isWhole(), () -> what + report.summary());
            StreamReport in = report.stream(JournalStream.IN).orElseThrow();
            assertEquals(expectedFirst, in.first(), what);
            assertTrue(in.last() >= acknowledged, () -> what + acknowledged + " was acknowledged, " + report.summary());
            assertTrue(in.unacknowledged() <= 1, () -> what + report.summary());
            expectedFirst = in.last() + 1;
            Command replayed = Command.run("replay", run.path().toString());
            assertEquals(ExitCode.OK, replayed.code(), () -> what + replayed.text());
            count(run, report);
        }
        System.out.println(KILLS + " kills of a session: " + records + " records, " + orders
                + " orders, 0 acknowledged lost, " + unacknowledged + " readable but not acknowledged, " + torn
                + " torn tails; every run replayed");
    }

    private void count(Run run, RunReport report) {
        for (StreamReport each : report.streams()) {
            torn += each.verdict() == StreamReport.Verdict.TORN_TAIL ? 1 : 0;
        }
        StreamReport in = report.stream(JournalStream.IN).orElseThrow();
        records += in.records();
        unacknowledged += in.unacknowledged();
        if (run.has(JournalStream.OUT)) {
            try (StreamReader out = run.reader(JournalStream.OUT)) {
                while (out.next()) {
                    orders += Slots.templateId(out.buffer(), out.offset()) == NewOrderDecoder.TEMPLATE_ID ? 1 : 0;
                }
            }
        }
    }

    private Run lastRun() {
        List<Run> runs = Run.of(dir.resolve("journal"));
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    /** Runs a session and kills it; one in four at any time from its start on, booting included. */
    private long killAtRandom(int kill) throws Exception {
        Path witness = Files.createFile(dir.resolve("witness-" + kill));
        List<String> command =
                new ArrayList<>(List.of(witness.toString(), "demo", "--seed", Long.toString(1 + kill % 8), "--out"));
        command.add(dir.resolve("journal").toString());
        command.addAll(Inputs.busy("engine.topology=" + (kill % 2 == 0 ? "compact" : "spread")));
        try (EbbProcess process =
                new EbbProcess().main(ReportingMain.class).start(dir.resolve("logs"), command.toArray(String[]::new))) {
            if (kill % 4 == 3) {
                process.stand(random.nextInt(LONGEST_BOOT_MS));
            } else {
                process.await("the first acknowledged record", () -> acknowledged(witness) > 0);
                long at = acknowledged(witness) + random.nextInt(MOST_RECORDS);
                process.await("the record to die at", () -> acknowledged(witness) >= at);
            }
            process.kill();
        }
        return acknowledged(witness);
    }

    /** The last sequence the witness wrote; 0 for none. */
    private static long acknowledged(Path witness) {
        try {
            byte[] bytes = Files.readAllBytes(witness);
            int whole = bytes.length / Long.BYTES;
            return whole == 0 ? 0 : ByteBuffer.wrap(bytes).getLong((whole - 1) * Long.BYTES);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
