package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.command.ExitCode;
import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RunHeaderEncoder;
import ebb.journal.JournalDirectory;
import ebb.journal.JournalSettings;
import ebb.journal.JournalStream;
import ebb.journal.LiveRun;
import ebb.journal.StreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that the command must not use as they are: taken, newer, damaged. */
final class RefusedJournalTest {
    @TempDir
    private Path dir;

    private Path journal() {
        return dir.resolve("journal");
    }

    @Test
    void shouldRefuseASecondProcessOnOneJournal() throws Exception {
        String at = journal().toString();
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal(), "--speed", "1")) {
            demo.await("trading", status -> DemoProcess.trading(status).equals("NORMAL"));
            for (List<String> second :
                    List.of(List.of("demo", "--out", at), List.of("backtest", "--market", "demo", "--out", at))) {
                // In a process of its own: the lock is the operating system's.
                try (EbbProcess other = new EbbProcess().start(dir.resolve("other"), second.toArray(String[]::new))) {
                    assertEquals(ExitCode.JOURNAL, other.exitCode(), other::errors);
                    assertTrue(other.errors().contains(at), other::errors);
                    assertFalse(other.errors().contains("internal error"), other::errors);
                }
            }
            // Readers are welcome, and the first one goes on.
            assertEquals(ExitCode.OK, Command.run("journal", "verify", at).code());
            demo.await("trading still", status -> DemoProcess.trading(status).equals("NORMAL"));
        }
    }

    @Test
    void shouldRefuseAJournalOfANewerSchema() throws Exception {
        writeRun(RunHeaderEncoder.SCHEMA_VERSION + 7);
        String at = journal().toString();
        for (List<String> each : List.of(
                List.of("replay", at),
                List.of("journal", "cat", at),
                List.of("journal", "state", at),
                List.of("journal", "export", at, "--type", "trade"),
                List.of("demo", "--out", at))) {
            Command refused = Command.run(each.toArray(String[]::new));
            assertEquals(ExitCode.JOURNAL, refused.code(), refused.text());
            assertTrue(refused.text().contains("Use the newer build"), refused.text());
        }
        assertFalse(Files.exists(journal().resolve("quarantine")), "a newer journal is not damaged");
    }

    @Test
    void shouldMoveDamageAsideAndBootHalted() throws Exception {
        writeRun(RunHeaderEncoder.SCHEMA_VERSION);
        Documents in = Documents.of(journal().resolve("runs/1"), "in");
        Documents.put(in.file(), in.records().get(0).payload() + 20, new byte[] {77});
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal(), "--speed", "1")) {
            demo.await(
                    "a boot that waits for a person",
                    status -> DemoProcess.trading(status).equals("HALTED")
                            && status.at("/state/risk/reconciled").asBoolean());
            assertTrue(demo.process().errors().contains("is damaged"), demo.process()::errors);
            assertTrue(Files.exists(journal().resolve("quarantine/1/DAMAGE")));
            demo.process().kill();
        }
        // Still so at the next boot: nobody has looked yet.
        try (DemoProcess demo = DemoProcess.start(new EbbProcess(), journal(), "--speed", "1")) {
            demo.await(
                    "a boot that still waits",
                    status -> DemoProcess.trading(status).equals("HALTED")
                            && status.at("/state/risk/reconciled").asBoolean());
        }
    }

    /** A run of one record. */
    private void writeRun(int schemaVersion) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        Blocks.open(buffer, 0, RunHeaderEncoder.BLOCK_LENGTH, RunHeaderEncoder.TEMPLATE_ID);
        InHead.route(buffer, 0, 1, -1, 255, InHead.WHOLE, 65_535);
        InHead.stamp(buffer, 0, 1, 1);
        RunHeaderEncoder header = new RunHeaderEncoder().wrap(buffer, Slots.HEADER_BYTES);
        header.runId(1)
                .epoch(1)
                .mode(Mode.PAPER)
                .durability(Durability.PAGE_CACHE)
                .started(1)
                .schemaVersion(schemaVersion)
                .configHash(0)
                .instrumentsHash(0)
                .snapshotSeq(RunHeaderEncoder.snapshotSeqNullValue())
                .seed(RunHeaderEncoder.seedNullValue())
                .build("9.9")
                .jarSha256("")
                .jvm("")
                .os("")
                .profile("");
        try (JournalDirectory directory = JournalDirectory.open(journal());
                LiveRun run = directory.newRun(JournalSettings.plain());
                StreamWriter writer = run.writer(JournalStream.IN, 1)) {
            writer.append(buffer, 0, header.limit());
        }
    }
}
