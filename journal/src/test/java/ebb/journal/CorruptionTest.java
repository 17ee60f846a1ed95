package ebb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a disk, a person or a bug may do to a run. Each mutation is followed by a scan and taken back; either the scan
 * says so, or every acknowledged record is still there, byte for byte. {@code -Debb.mutations=N} multiplies the samples.
 */
final class CorruptionTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int SCALE = Integer.getInteger("ebb.mutations", 1);
    private static final JournalSettings SMALL = JournalSettings.plain().withBlockBytes(1 << 20);
    private static final int RECORDS = 600;
    private static final int PAGE = 4096;

    /** How the process that wrote the run ended. */
    private enum Ending {
        CLOSED,
        KILLED
    }

    private final Records records = new Records(3);
    private final SplittableRandom random = new SplittableRandom(SEED);

    private Path dir;
    private Run run;
    private Path file;
    private byte[] older;
    private List<Long> documents;
    private UnsafeBuffer[] payloads;
    private long end;

    @BeforeEach
    void makeRoom() throws IOException {
        dir = Files.createTempDirectory("ebb-corruption");
    }

    @AfterEach
    void cleanUp() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    /** Writes a run and leaves what is on the disk then: closed in order, or copied from under a living writer. */
    private void write(Ending ending) throws IOException {
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("journal"));
                LiveRun live = journal.newRun(SMALL)) {
            try (StreamWriter writer = live.writer(JournalStream.IN, 1)) {
                records.append(writer, RECORDS / 2);
                older = Files.readAllBytes(cycleFile(live.run()));
                records.append(writer, RECORDS / 2);
                if (ending == Ending.KILLED) {
                    copy(live.run().path(), dir.resolve("killed/runs/1"));
                }
            }
            run = ending == Ending.KILLED ? Run.at(dir.resolve("killed")) : live.run();
        }
        file = cycleFile(run);
        payloads = new UnsafeBuffer[RECORDS + 1];
        for (int number = 1; number <= RECORDS; number++) {
            int length = records.make(number);
            payloads[number] = new UnsafeBuffer(Arrays.copyOf(records.buffer().byteArray(), length));
        }
        documents = new ArrayList<>();
        try (StreamReader reader = run.reader(JournalStream.IN)) {
            while (reader.next()) {
                documents.add(reader.documentPosition());
            }
            end = reader.conclude().position();
        }
        assertEquals(RECORDS, documents.size());
        StreamReport report = records.read(run, JournalStream.IN);
        assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
        assertEquals(ending == Ending.CLOSED, report.closed());
    }

    private static Path cycleFile(Run of) {
        String[] names = of.queue(JournalStream.IN).toFile().list((at, name) -> name.endsWith(QueueFile.SUFFIX));
        return of.queue(JournalStream.IN).resolve(names[0]);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(path));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldDetectATruncationAtEachByteOfTheLastRecords(Ending ending) throws IOException {
        write(ending);
        byte[] whole = Files.readAllBytes(file);
        long from = documents.get(RECORDS - 3);
        for (long size = from; size < end; size++) {
            truncate(size);
            assertDetected("truncated to " + size);
            restore(whole, (int) from);
        }
        for (long size : new long[] {0, 1, 3, 4, 100, PAGE, documents.get(0), documents.get(100) + 2}) {
            truncate(size);
            assertDetected("truncated to " + size);
            restore(whole, (int) Math.min(size, from));
        }
        assertIntact();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldDetectEachFlippedBitOfARecord(Ending ending) throws IOException {
        write(ending);
        int samples = 40 * SCALE;
        for (int i = 0; i < samples; i++) {
            int index = i < 4 ? RECORDS - 1 - i : random.nextInt(RECORDS);
            long at = documents.get(index);
            long checked = at + QueueFormat.WORD_LENGTH + RecordLayout.HEADER_LENGTH;
            long until = index + 1 < RECORDS ? documents.get(index + 1) : end;
            for (long position = at; position < checked; position++) {
                for (int bit = 0; bit < 8; bit++) {
                    flip(position, bit);
                }
            }
            byte[] word = read(at, QueueFormat.WORD_LENGTH);
            int length = (word[0] & 0xFF | (word[1] & 0xFF) << 8 | (word[2] & 0xFF) << 16) - RecordLayout.HEADER_LENGTH;
            assertTrue(checked + length <= until);
            for (int sample = 0; sample < 24; sample++) {
                flip(checked + random.nextInt(length), random.nextInt(8));
            }
        }
        assertIntact();
    }

    private void flip(long position, int bit) throws IOException {
        byte[] before = read(position, 1);
        byte[] flipped = {(byte) (before[0] ^ 1 << bit)};
        put(position, flipped);
        assertDetected("bit " + bit + " of byte " + position + " flipped");
        put(position, before);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldDetectZeroedDuplicatedSwappedAndOldPages(Ending ending) throws IOException {
        write(ending);
        int firstPage = (int) (documents.get(0) / PAGE);
        int lastPage = (int) ((end - 1) / PAGE);
        for (int page = firstPage; page <= lastPage; page++) {
            byte[] before = read((long) page * PAGE, PAGE);
            int other = firstPage + random.nextInt(lastPage - firstPage + 1);
            byte[] others = read((long) other * PAGE, PAGE);

            put((long) page * PAGE, new byte[PAGE]);
            assertDetected("page " + page + " zeroed");
            byte[] noise = new byte[PAGE];
            for (int i = 0; i < PAGE; i++) {
                noise[i] = (byte) random.nextInt();
            }
            put((long) page * PAGE, noise);
            assertDetected("page " + page + " overwritten with noise");
            if (other != page) {
                put((long) page * PAGE, others);
                assertDetected("page " + page + " replaced by a copy of page " + other);
                put((long) other * PAGE, before);
                assertDetected("pages " + page + " and " + other + " swapped");
                put((long) other * PAGE, others);
            }
            byte[] old = Arrays.copyOfRange(older, page * PAGE, (page + 1) * PAGE);
            if (!Arrays.equals(old, before)) {
                put((long) page * PAGE, old);
                assertDetected("page " + page + " replaced by its older self");
            }
            put((long) page * PAGE, before);
        }
        assertIntact();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldDetectADestroyedOrReplacedFile(Ending ending) throws IOException {
        write(ending);
        byte[] whole = Files.readAllBytes(file);

        put(0, new byte[4]);
        assertDetected("first word zeroed");
        put(0, new byte[PAGE]);
        assertDetected("first page zeroed");
        restore(whole, 0);

        Files.write(file, older);
        assertDetected("file replaced by its older self");
        Files.delete(file);
        assertDetected("file deleted");
        restore(whole, 0);

        for (int index : new int[] {0, 1, RECORDS / 2, RECORDS - 1}) {
            put(documents.get(index), new byte[] {0, 0, 0, (byte) 0xC0});
            assertDetected("end mark over record " + (index + 1));
            put(documents.get(index), new byte[] {0, 0, 0, (byte) 0x80});
            assertDetected("record " + (index + 1) + " marked unfinished");
            put(documents.get(index), new byte[4]);
            assertDetected("record " + (index + 1) + " with an empty length");
            restore(whole, documents.get(index).intValue());
        }

        Path metadata = run.queue(JournalStream.IN).resolve(QueueFile.METADATA);
        byte[] table = Files.readAllBytes(metadata);
        Files.delete(metadata);
        assertDetected("metadata deleted");
        Files.write(metadata, new byte[0]);
        assertDetected("metadata emptied");
        Files.write(metadata, table);
        assertIntact();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldNotServeAReplacedRecordEvenWithARightChecksum(Ending ending) throws IOException {
        write(ending);
        // A forger changes a payload and mends the checksum.
        long at = documents.get(10) + QueueFormat.WORD_LENGTH;
        byte[] header = read(at, RecordLayout.HEADER_LENGTH);
        int length = (header[16] & 0xFF) | (header[17] & 0xFF) << 8;
        byte[] payload = read(at + RecordLayout.HEADER_LENGTH, length);
        payload[0]++;
        CRC32C crc = new CRC32C();
        crc.update(header, 0, RecordLayout.CRC_AT);
        crc.update(payload, 0, length);
        for (int i = 0; i < 4; i++) {
            header[RecordLayout.CRC_AT + i] = (byte) (crc.getValue() >>> 8 * i);
        }
        put(at, header);
        put(at + RecordLayout.HEADER_LENGTH, payload);

        StreamReport report = Verifier.verify(run, JournalStream.IN);
        // The running hash is noted every 1,024 records and at the close: a forger is found out where it was.
        assertEquals(ending == Ending.CLOSED, report.verdict() == StreamReport.Verdict.DAMAGED, report::summary);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void shouldLoseNothingSilentlyWhateverByteIsHit(Ending ending) throws IOException {
        write(ending);
        byte[] whole = Files.readAllBytes(file);
        Path manifest = run.manifestFile(JournalStream.IN);
        byte[] note = Files.readAllBytes(manifest);
        for (int i = 0; i < 1_000 * SCALE; i++) {
            int at = random.nextInt(3) == 0 ? random.nextInt(PAGE / 8) : random.nextInt((int) end + PAGE);
            int bit = random.nextInt(8);
            put(at, new byte[] {(byte) (whole[at] ^ 1 << bit)});
            assertNotSilent("bit " + bit + " of byte " + at + " flipped");
            put(at, new byte[] {whole[at]});
        }
        for (int at = 0; at < 300; at++) {
            for (int bit = at & 3; bit < 8; bit += 4) {
                byte[] hit = note.clone();
                hit[at] ^= (byte) (1 << bit);
                Files.write(manifest, hit);
                assertNotSilent("bit " + bit + " of byte " + at + " of the manifest flipped");
            }
        }
        Files.write(manifest, new byte[ManifestLayout.LENGTH]);
        assertDetected("manifest zeroed");
        Files.write(manifest, new byte[0]);
        assertDetected("manifest emptied");
        Files.delete(manifest);
        assertDetected("manifest deleted");
        Files.write(manifest, note);
        assertIntact();
    }

    /** A process may die while its first file is being made: nothing was acknowledged, nothing is lost. */
    @Test
    void shouldTakeAFileThatWasBeingMadeForAnEmptyStream() throws IOException {
        try (JournalDirectory journal = JournalDirectory.open(dir.resolve("journal"));
                LiveRun live = journal.newRun(SMALL);
                StreamWriter writer = live.writer(JournalStream.IN, 1)) {
            assertEquals(0, writer.lastNumber());
            copy(live.run().path(), dir.resolve("killed/runs/1"));
        }
        run = Run.at(dir.resolve("killed"));
        file = cycleFile(run);
        assertEquals(
                StreamReport.Verdict.CLEAN,
                Verifier.verify(run, JournalStream.IN).verdict());
        byte[] whole = Files.readAllBytes(file);
        truncate(0);
        assertNothingLost("made, not yet sized");
        restore(whole, 0);
        put(0, new byte[PAGE * 40]);
        assertNothingLost("sized, not yet written");
        put(0, new byte[] {0, 0, 0, (byte) 0xC0});
        assertNothingLost("its header begun");
        restore(whole, 0);
        Files.delete(file);
        assertNothingLost("without a file");
        Files.delete(run.queue(JournalStream.IN).resolve(QueueFile.METADATA));
        assertNothingLost("without metadata");
    }

    private void assertNothingLost(String what) {
        StreamReport report = Verifier.verify(run, JournalStream.IN);
        assertTrue(report.isWhole(), () -> what + ": " + report.summary());
        assertEquals(0, report.records());
    }

    private void assertDetected(String what) {
        StreamReport report = Verifier.verify(run, JournalStream.IN);
        assertEquals(StreamReport.Verdict.DAMAGED, report.verdict(), () -> what + ", seed " + SEED + ": " + report);
        assertNotEquals("", report.reason());
    }

    /** Either it is called damaged, or every record that was acknowledged is read back as it was written. */
    private void assertNotSilent(String what) {
        try (StreamReader reader = run.reader(JournalStream.IN)) {
            while (reader.next()) {
                UnsafeBuffer payload = new UnsafeBuffer(reader.buffer(), reader.offset(), reader.length());
                assertEquals(payloads[(int) reader.number()], payload, () -> what + ", seed " + SEED);
            }
            StreamReport report = reader.conclude();
            assertTrue(
                    !report.isWhole() || report.records() == RECORDS,
                    () -> what + ", seed " + SEED + ": " + report.summary());
        } catch (JournalException e) {
            assertEquals(JournalException.Kind.NEWER, e.kind(), what);
        }
    }

    private void assertIntact() {
        StreamReport report = records.read(run, JournalStream.IN);
        assertEquals(StreamReport.Verdict.CLEAN, report.verdict(), report::summary);
        assertEquals(RECORDS, report.records());
    }

    private void truncate(long size) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw")) {
            raf.setLength(size);
        }
    }

    private void restore(byte[] whole, int from) throws IOException {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw")) {
            raf.setLength(whole.length);
            raf.seek(from);
            raf.write(whole, from, whole.length - from);
        }
    }

    private byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "r")) {
            raf.seek(position);
            raf.readFully(bytes);
        }
        return bytes;
    }

    private void put(long position, byte[] bytes) {
        try (RandomAccessFile raf = new RandomAccessFile(file.toFile(), "rw")) {
            raf.seek(position);
            raf.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
