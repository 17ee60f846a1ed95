package ebb.app.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.Ebb;
import ebb.app.command.ExitCode;
import ebb.config.Profiles;
import ebb.research.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No live phase starts before the gate in front of it is recorded as open (NS-LIV-2). */
class GateRecordTest {
    @TempDir
    Path directory;

    private static GateRecord.Entry entry(Gate gate, GateRecord.Verdict verdict, String note) {
        return new GateRecord.Entry(Instant.parse("2026-11-21T10:00:00Z"), gate, verdict, "ebb validate", note);
    }

    @Test
    void shouldLetTheNewestVerdictOnAGateCount() throws IOException {
        GateRecord record = new GateRecord(directory);
        assertEquals(Optional.empty(), record.newest(Gate.PAPER));

        record.add(entry(Gate.PAPER, GateRecord.Verdict.PASS, "52 trades"));
        record.add(entry(Gate.LIVE, GateRecord.Verdict.PASS, "10 trades"));
        record.add(entry(Gate.PAPER, GateRecord.Verdict.FAIL, "a\ttab and a\nbreak"));

        assertEquals(3, new GateRecord(directory).all().size());
        GateRecord.Entry newest = record.newest(Gate.PAPER).orElseThrow();
        assertFalse(newest.opens());
        assertEquals("a tab and a break", newest.note());
        assertTrue(record.newest(Gate.LIVE).orElseThrow().opens());
        assertEquals(Optional.empty(), record.newest(Gate.SCALE));
    }

    @Test
    void shouldNameTheLineThatIsNoVerdict() throws IOException {
        for (String bad : List.of(
                "nonsense",
                "2026-11-21T10:00:00Z\tnowhere\tPASS\tme\t",
                "2026-11-21T10:00:00Z\tpaper\tMAYBE\tme\t",
                "yesterday\tpaper\tPASS\tme\t")) {
            GateRecord record = new GateRecord(directory);
            Files.deleteIfExists(directory.resolve(GateRecord.FILE));
            record.add(entry(Gate.PAPER, GateRecord.Verdict.PASS, ""));
            Files.writeString(directory.resolve(GateRecord.FILE), bad + "\n", java.nio.file.StandardOpenOption.APPEND);

            IOException e = assertThrows(IOException.class, () -> record.newest(Gate.PAPER));
            assertTrue(e.getMessage().contains(GateRecord.FILE + ":3: "), e.getMessage());
        }
    }

    @Test
    void shouldPassOnlyWhatHoldsInEveryQuestion() {
        Verdict pass = Verdict.PASS;
        assertEquals(GateRecord.Verdict.PASS, GateRecord.Verdict.of(List.of(pass, pass)));
        assertEquals(GateRecord.Verdict.FAIL, GateRecord.Verdict.of(List.of(pass, Verdict.HOLD, Verdict.FAIL)));
        for (Verdict open : List.of(Verdict.HOLD, Verdict.INDICATIVE, Verdict.NOT_ENOUGH_TRADES, Verdict.NOT_ASKED)) {
            assertEquals(GateRecord.Verdict.HOLD, GateRecord.Verdict.of(List.of(pass, open)), open.name());
        }
        assertEquals(GateRecord.Verdict.HOLD, GateRecord.Verdict.of(List.of()));
    }

    @Test
    void shouldStandBeforeEveryLivePhaseThatShips() {
        for (String profile : Profiles.NAMES) {
            boolean isLive = profile.startsWith("ns-live") || profile.equals("ns-semi");
            assertEquals(isLive, Gate.before(profile).isPresent(), profile);
        }
    }

    @Test
    void shouldNotStartALivePhaseBehindAClosedGate() throws IOException {
        String at = directory.resolve("journal").toString();
        for (String profile : List.of("ns-live-micro", "ns-live-scale", "ns-semi")) {
            assertEquals(ExitCode.CONFIGURATION, Ebb.run("paper", "--profile", profile, "--dir", at));
        }
        new GateRecord(Path.of(at)).add(entry(Gate.LIVE, GateRecord.Verdict.HOLD, ""));
        assertEquals(ExitCode.CONFIGURATION, Ebb.run("paper", "--profile", "ns-live-scale", "--dir", at));
        assertFalse(Files.exists(Path.of(at).resolve("ebb.sock")), "nothing was begun");
    }

    @Test
    void shouldTakeAVerdictOfAPersonByCommand() throws IOException {
        String at = directory.toString();
        assertEquals(ExitCode.OK, Ebb.run("gates", at, "--record", "paper", "--note", "review of 60 days"));
        assertEquals(ExitCode.OK, Ebb.run("gates", at, "--record", "scale", "--verdict", "hold", "--json"));
        assertEquals(ExitCode.USAGE, Ebb.run("gates", at, "--record", "moon"));

        GateRecord record = new GateRecord(directory);
        assertTrue(record.newest(Gate.PAPER).orElseThrow().opens());
        assertEquals(
                "review of 60 days", record.newest(Gate.PAPER).orElseThrow().note());
        assertFalse(record.newest(Gate.SCALE).orElseThrow().opens());
        Files.writeString(directory.resolve(GateRecord.FILE), "torn", java.nio.file.StandardOpenOption.APPEND);
        assertEquals(ExitCode.CONFIGURATION, Ebb.run("gates", at));
    }
}
