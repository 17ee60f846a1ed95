package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalDirectoryTest {
    private static final JournalSettings SMALL = JournalSettings.plain().withBlockBytes(1 << 20);

    private final Records records = new Records(9);

    @TempDir
    private Path temp;

    @Test
    void shouldBeReadableByItsOwnerOnly() throws IOException {
        Path dir = temp.resolve("journal");
        writeRun(dir, 10);
        try (Stream<Path> all = Files.walk(dir)) {
            List<String> open = all.filter(
                            path -> !permissions(path).equals(Files.isDirectory(path) ? "rwx------" : "rw-------"))
                    .map(path -> path + " " + permissions(path))
                    .collect(Collectors.toList());
            assertEquals(List.of(), open);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldCloseAnOpenDirectoryToOthers() throws IOException {
        Path dir = Files.createDirectory(temp.resolve("wide"));
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        JournalDirectory.open(dir).close();
        assertEquals("rwx------", permissions(dir));
    }

    @Test
    void shouldRefuseSymbolicLinks() throws IOException {
        Path real = Files.createDirectory(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);
        assertEquals(JournalException.Kind.UNUSABLE, refusal(link));

        Path dir = Files.createDirectory(temp.resolve("journal"));
        Files.createSymbolicLink(dir.resolve("epoch"), temp.resolve("elsewhere"));
        assertEquals(JournalException.Kind.UNUSABLE, refusal(dir));
        Files.delete(dir.resolve("epoch"));
        Files.delete(dir.resolve("runs"));
        Files.createSymbolicLink(dir.resolve("runs"), real);
        assertEquals(JournalException.Kind.UNUSABLE, refusal(dir));
        Files.delete(dir.resolve("runs"));
        Files.delete(dir.resolve(".lock"));
        Files.createSymbolicLink(dir.resolve(".lock"), temp.resolve("elsewhere"));
        assertEquals(JournalException.Kind.UNUSABLE, refusal(dir));
        assertFalse(Files.exists(temp.resolve("elsewhere")));
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        assertEquals(JournalException.Kind.UNUSABLE, refusal(Files.createFile(temp.resolve("file"))));
    }

    private static JournalException.Kind refusal(Path dir) {
        return assertThrows(
                        JournalException.class, () -> JournalDirectory.open(dir).close())
                .kind();
    }

    @Test
    void shouldRefuseASecondOpeningInTheSameProcessAndKeepTheLock() throws Exception {
        Path dir = temp.resolve("journal");
        try (JournalDirectory first = JournalDirectory.open(dir)) {
            for (int i = 0; i < 3; i++) {
                JournalException refused = assertThrows(JournalException.class, () -> JournalDirectory.open(dir));
                assertEquals(JournalException.Kind.LOCKED, refused.kind());
                assertTrue(
                        refused.getMessage()
                                .contains("pid " + ProcessHandle.current().pid()),
                        refused.getMessage());
            }
            // A refused opening must not have cost the first its lock: another process still meets it.
            Child child = Child.start("refused", dir.toString());
            assertEquals("LOCKED pid " + ProcessHandle.current().pid(), child.line());
            assertEquals(0, child.exitCode());
            assertEquals(1, first.epoch());
        }
        JournalDirectory.open(dir).close();
    }

    @Test
    void shouldFreeTheLockWhenItsHolderIsKilled() throws Exception {
        Path dir = temp.resolve("journal");
        Child child = Child.start("hold", dir.toString());
        assertEquals("HELD", child.line());
        JournalException refused = assertThrows(JournalException.class, () -> JournalDirectory.open(dir));
        assertTrue(refused.getMessage().contains("pid " + child.pid()), refused.getMessage());
        child.kill();
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            assertEquals(2, journal.epoch());
        }
    }

    @Test
    void shouldCountEachBootForEver() throws IOException {
        Path dir = temp.resolve("journal");
        for (int boot = 1; boot <= 5; boot++) {
            assertEquals(boot, writeRun(dir, 5));
        }
        assertEquals(64, Files.size(dir.resolve("epoch")));
        delete(dir.resolve("runs"));
        assertEquals(6, writeRun(dir, 5));
        // The file gone, the runs remember; both gone, the calendar does.
        Files.delete(dir.resolve("epoch"));
        assertEquals(7, writeRun(dir, 5));
        int floor = JournalDirectory.epochFloor(
                Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
        delete(dir);
        try (JournalDirectory journal = JournalDirectory.open(dir, floor)) {
            assertEquals(466_560 + 720, journal.epoch());
        }
        try (JournalDirectory journal = JournalDirectory.open(dir, floor)) {
            assertEquals(466_560 + 721, journal.epoch());
        }
    }

    @Test
    void shouldSurviveAHalfWrittenEpochAndRefuseADamagedOne() throws IOException {
        Path dir = temp.resolve("journal");
        JournalDirectory.open(dir).close();
        Files.write(dir.resolve("epoch.new"), new byte[] {'e', 'b'});
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            assertEquals(2, journal.epoch());
        }
        byte[] line = Files.readAllBytes(dir.resolve("epoch"));
        for (int at = 0; at < line.length; at++) {
            byte[] hit = line.clone();
            hit[at] ^= 1;
            Files.write(dir.resolve("epoch"), hit);
            assertEquals(JournalException.Kind.DAMAGED, refusal(dir), "byte " + at);
        }
        Files.write(dir.resolve("epoch"), new byte[0]);
        assertEquals(JournalException.Kind.DAMAGED, refusal(dir));
        Files.write(dir.resolve("epoch"), line);
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            assertEquals(3, journal.epoch());
        }
    }

    @Test
    void shouldRefuseToCountPastTwentyFourBits() {
        Path dir = temp.resolve("journal");
        JournalDirectory.open(dir, (1 << 24) - 1).close();
        assertEquals(JournalException.Kind.UNUSABLE, refusal(dir));
    }

    @Test
    void shouldQuarantineADamagedRunAndGoOnAboveItsNumbers() throws IOException {
        Path dir = temp.resolve("journal");
        writeRun(dir, 100);
        writeRun(dir, 100);
        Path file = Files.list(dir.resolve("runs/2/in"))
                .filter(path -> path.toString().endsWith(".cq4"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3 * 4096] ^= 4;
        Files.write(file, bytes);

        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            RunReport report = journal.inspect().orElseThrow();
            assertFalse(report.isWhole());
            assertEquals(dir.resolve("quarantine/2"), report.run().path());
            assertEquals(
                    report.summary() + "\n",
                    new String(Files.readAllBytes(report.run().path().resolve("DAMAGE")), StandardCharsets.UTF_8));
            assertEquals(1, journal.lastRun().orElseThrow().number());
            assertEquals(201, journal.nextNumber(JournalStream.IN));
        }
        assertEquals(4, writeRun(dir, 10));
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            assertEquals(3, journal.lastRun().orElseThrow().number());
            RunReport report = journal.inspect().orElseThrow();
            assertTrue(report.isWhole() && report.isClosed(), report.summary());
            assertEquals(201, report.stream(JournalStream.IN).orElseThrow().first());
            assertEquals(Optional.empty(), report.stream(JournalStream.LAT));
            assertEquals(211, journal.nextNumber(JournalStream.IN));
        }
    }

    @Test
    void shouldMissTheStreamTheOthersFollowFrom() throws IOException {
        Path dir = temp.resolve("journal");
        writeRun(dir, 10);
        delete(dir.resolve("runs/1/in"));
        Files.delete(dir.resolve("runs/1/manifest/in"));
        RunReport report = Verifier.verify(Run.at(dir));
        assertFalse(report.isWhole(), report::summary);
    }

    @Test
    void shouldRefuseARecordOfANewerEbb() throws IOException {
        Path dir = temp.resolve("journal");
        writeRun(dir, 10);
        rewrite(dir.resolve("runs/1/manifest/in"), ManifestLayout.VERSION_AT, ManifestLayout.HEADER_CRC_AT, 0);
        JournalException refused = assertThrows(JournalException.class, () -> Verifier.verify(Run.at(dir)));
        assertEquals(JournalException.Kind.NEWER, refused.kind());
        assertTrue(refused.getMessage().contains("newer Ebb"), refused.getMessage());
    }

    /** Raises a version and mends the checksum, as a newer build would have written it. */
    private static void rewrite(Path file, int versionAt, int crcAt, int from) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[versionAt]++;
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, crcAt - from);
        new UnsafeBuffer(bytes).putInt(crcAt, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes);
    }

    @Test
    void shouldRefuseARunWhoseRecordsAreNewer() throws IOException {
        Path dir = temp.resolve("journal");
        writeRun(dir, 10);
        Run run = Run.at(dir);
        long at;
        int length;
        try (StreamReader reader = run.reader(JournalStream.OUT)) {
            assertTrue(reader.next());
            at = reader.documentPosition() + QueueFormat.WORD_LENGTH;
            length = reader.length();
        }
        Path file = Files.list(run.queue(JournalStream.OUT))
                .filter(path -> path.toString().endsWith(".cq4"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        int head = (int) at;
        bytes[head + RecordLayout.VERSION_AT]++;
        CRC32C crc = new CRC32C();
        crc.update(bytes, head, RecordLayout.CRC_AT);
        crc.update(bytes, head + RecordLayout.HEADER_LENGTH, length);
        new UnsafeBuffer(bytes).putInt(head + RecordLayout.CRC_AT, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes);

        JournalException refused = assertThrows(JournalException.class, () -> Verifier.verify(run));
        assertEquals(JournalException.Kind.NEWER, refused.kind());
        try (JournalDirectory journal = JournalDirectory.open(dir)) {
            assertThrows(JournalException.class, journal::inspect);
            assertEquals(run, journal.lastRun().orElseThrow());
        }
    }

    @Test
    void shouldSayThatThereIsNoRun() throws IOException {
        JournalException refused = assertThrows(JournalException.class, () -> Run.at(temp.resolve("nothing")));
        assertEquals(JournalException.Kind.UNUSABLE, refused.kind());
        try (JournalDirectory journal = JournalDirectory.open(temp.resolve("journal"))) {
            assertEquals(Optional.empty(), journal.lastRun());
            assertEquals(Optional.empty(), journal.inspect());
            assertEquals(1, journal.nextNumber(JournalStream.OUT));
            try (LiveRun live = journal.newRun(SMALL)) {
                JournalException none =
                        assertThrows(JournalException.class, () -> live.run().reader(JournalStream.OUT));
                assertEquals(JournalException.Kind.UNUSABLE, none.kind());
                assertEquals(List.of(), Verifier.verify(live.run()).streams());
            }
        }
    }

    private int writeRun(Path dir, int count) {
        try (JournalDirectory journal = JournalDirectory.open(dir);
                LiveRun live = journal.newRun(SMALL);
                StreamWriter in = live.writer(JournalStream.IN, journal.nextNumber(JournalStream.IN));
                StreamWriter out = live.writer(JournalStream.OUT, journal.nextNumber(JournalStream.OUT))) {
            records.append(in, count);
            records.append(out, count);
            return journal.epoch();
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder())
                    .forEach(each -> assertTrue(each.toFile().delete()));
        }
    }
}
