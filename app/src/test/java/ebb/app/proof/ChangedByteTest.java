package ebb.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.app.command.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay of one changed byte of any record exits 5 or 6 and names the sequence. {@code -Debb.flips=N} sets how many
 * bytes are changed in each region, {@code -Debb.flip-hours=H} how much market the journal holds, {@code -Debb.seed}.
 */
final class ChangedByteTest {
    private static final int FLIPS = Integer.getInteger("ebb.flips", 12);
    private static final String HOURS = System.getProperty("ebb.flip-hours", "0.06");
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int WORD = Integer.BYTES;
    private static final int SBE_HEADER = 8 + 32;

    @TempDir
    private Path dir;

    private Path journal;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @BeforeEach
    void run() {
        journal = dir.resolve("journal");
        List<String> command = new ArrayList<>(
                List.of("backtest", "--market", "demo", "--seed", "1", "--out", journal.toString(), "--json"));
        command.addAll(Inputs.busy("demo.hours=" + HOURS));
        Command said = Command.run(command.toArray(String[]::new));
        assertEquals(ExitCode.OK, said.code(), said.text());
        assertEquals(ExitCode.OK, replay().code(), "whole before");
    }

    @Test
    void shouldNameTheSequenceOfAChangedByteOfAnInboundRecord() throws IOException {
        Documents in = documents("in");
        for (int i = 0; i < FLIPS; i++) {
            Documents.Document record = any(in);
            String name = "records? " + record.number() + " ";
            flip(in, record.at(), WORD, "in, the queue's length word", name);
            flip(in, record.header(), Documents.HEADER, "in, record header", name);
            flip(in, record.payload(), SBE_HEADER, "in, SBE header and head", name);
            flip(in, record.payload(), record.payloadLength(), "in, payload", name);
            flip(
                    in,
                    record.payload(),
                    record.payloadLength(),
                    "in, payload",
                    "\"sequence\":" + record.number() + "\\}");
        }
        assertEquals(ExitCode.OK, replay().code(), "whole again");
    }

    @Test
    void shouldNameTheSequenceOfAChangedByteOfAnOutboundRecord() throws IOException {
        Documents out = documents("out");
        for (int i = 0; i < FLIPS; i++) {
            Documents.Document record = any(out);
            // What caused the one before is the first sequence in doubt.
            int before = (int) Math.max(0, record.number() - 2);
            long cause = record.number() == 1 ? 1 : cause(out, out.records().get(before));
            for (String name : List.of("records? " + record.number() + " ", "\"sequence\":" + cause + "\\}")) {
                flip(out, record.at(), WORD, "out, the queue's length word", name);
                flip(out, record.header(), Documents.HEADER, "out, record header", name);
                flip(out, record.payload(), record.payloadLength(), "out, payload", name);
            }
        }
        assertEquals(ExitCode.OK, replay().code(), "whole again");
    }

    /** Whoever writes the checksum anew is found by the running hash of the manifest, or by what the record causes. */
    @Test
    void shouldFindARecordThatWasWrittenAnewWithItsChecksum() throws IOException {
        for (String stream : List.of("in", "out")) {
            Documents documents = documents(stream);
            for (int i = 0; i < FLIPS; i++) {
                Documents.Document record = any(documents);
                long at = record.payload() + random.nextInt(record.payloadLength());
                byte[] was = Documents.bytes(documents.file(), record.header(), record.length());
                byte[] now = was.clone();
                now[(int) (at - record.header())] ^= (byte) (1 << random.nextInt(8));
                CRC32C crc = new CRC32C();
                crc.update(now, 0, Documents.HEADER - WORD);
                crc.update(now, Documents.HEADER, now.length - Documents.HEADER);
                ByteBuffer.wrap(now).order(ByteOrder.LITTLE_ENDIAN).putInt(Documents.HEADER - WORD, (int)
                        crc.getValue());
                Documents.put(documents.file(), record.header(), now);
                Command said = replay();
                String what = stream + " record " + record.number() + ", byte " + at + ", seed " + SEED + "\n";
                assertTrue(said.code() == ExitCode.JOURNAL || said.code() == ExitCode.DIVERGED, what + said.text());
                assertTrue(said.text().contains("sequence "), what + said.text());
                Documents.put(documents.file(), record.header(), was);
            }
        }
        assertEquals(ExitCode.OK, replay().code(), "whole again");
    }

    @Test
    void shouldNameTheSequenceAtWhichAFileWasCutOff() throws IOException {
        for (String stream : List.of("in", "out")) {
            Documents documents = documents(stream);
            for (int i = 0; i < FLIPS; i++) {
                Documents.Document record = any(documents);
                long at = record.at() + random.nextInt(record.length() + WORD);
                byte[] rest = Documents.bytes(
                        documents.file(), at, (int) (documents.file().toFile().length() - at));
                try (RandomAccessFile file =
                        new RandomAccessFile(documents.file().toFile(), "rw")) {
                    file.setLength(at);
                }
                Command said = replay();
                assertEquals(ExitCode.JOURNAL, said.code(), said.text());
                assertTrue(said.text().contains(record.number() + " "), record.number() + "\n" + said.text());
                Documents.put(documents.file(), at, rest);
            }
        }
        assertEquals(ExitCode.OK, replay().code(), "whole again");
    }

    private Documents documents(String stream) throws IOException {
        return Documents.of(journal.resolve("runs/1"), stream);
    }

    private Documents.Document any(Documents documents) {
        return documents.records().get(random.nextInt(documents.records().size()));
    }

    private static long cause(Documents out, Documents.Document record) throws IOException {
        return ByteBuffer.wrap(Documents.bytes(out.file(), record.payload() + 8, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** Changes one byte of a part of a record, replays, and puts the byte back. */
    private void flip(Documents documents, long from, int length, String region, String name) throws IOException {
        long at = from + random.nextInt(length);
        byte[] was = Documents.bytes(documents.file(), at, 1);
        byte[] now = {(byte) (was[0] ^ 1 + random.nextInt(255))};
        Documents.put(documents.file(), at, now);
        Command said = replay();
        String what = region + ", byte " + at + " from " + was[0] + " to " + now[0] + ", seed " + SEED + "\n";
        assertTrue(said.code() == ExitCode.JOURNAL || said.code() == ExitCode.DIVERGED, what + said);
        assertTrue(
                Pattern.compile(name).matcher(said.text()).find(),
                () -> what + "not named: " + name + "\n" + said.text());
        Documents.put(documents.file(), at, was);
    }

    private Command replay() {
        return Command.run("replay", "--json", journal.toString());
    }
}
