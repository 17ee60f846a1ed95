package ebb.adapters.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mexc-futures-raw-samples.frames",
                "binance-delivery-cryptofeed.frames.zst",
                "binance-cryptofeed.frames.zst",
                "binance-usdm-btcusdt-2024-08-08.frames.zst",
            })
    void shouldWriteARecordingAgainByteForByte(String name) throws IOException {
        Path original = SharedData.file("data/frames/" + name);
        Path copy = directory.resolve(name);
        try (FramesReader reader = new FramesReader(original);
                FramesWriter writer = new FramesWriter(copy)) {
            while (reader.next()) {
                int length = reader.payload().capacity();
                writer.write(reader.receiveNs(), reader.kind(), reader.conn(), reader.payload(), 0, length);
            }
            assertEquals(reader.line() - 1, writer.lines());
        }
        assertArrayEquals(plain(original), plain(copy));
    }

    private static byte[] plain(Path file) throws IOException {
        try (InputStream in = Packed.input(file)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.frames", "a.frames.zst", "a.frames.gz"})
    void shouldReadBackWhateverBytesWereReceived(String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> payloads = new ArrayList<>();
        payloads.add(new byte[0]);
        payloads.add("{\"a\":\"tab\\t and\ta real one\"}".getBytes(StandardCharsets.UTF_8));
        payloads.add("two\nlines".getBytes(StandardCharsets.UTF_8));
        payloads.add("carriage\rreturn".getBytes(StandardCharsets.UTF_8));
        payloads.add("漢字 ä 🙂".getBytes(StandardCharsets.UTF_8));
        payloads.add(new byte[] {(byte) 0xC0, (byte) 0x80});
        payloads.add(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        payloads.add("x".repeat(300_000).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            payloads.add(bytes);
        }
        Path file = directory.resolve(name);
        LineKind[] kinds = LineKind.values();
        try (FramesWriter writer = new FramesWriter(file)) {
            for (int i = 0; i < payloads.size(); i++) {
                byte[] bytes = payloads.get(i);
                byte[] around = Arrays.copyOfRange(bytes, 0, bytes.length + 5);
                writer.write(
                        i * 7L,
                        kinds[i % kinds.length],
                        i % 3 == 0 ? "" : "conn " + i % 3,
                        new UnsafeBuffer(around),
                        0,
                        bytes.length);
            }
        }
        try (FramesReader reader = new FramesReader(file)) {
            for (int i = 0; i < payloads.size(); i++) {
                assertTrue(reader.next());
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                int at = i;
                assertArrayEquals(payloads.get(i), bytes, () -> "seed " + SEED + " payload " + at);
                assertEquals(i * 7L, reader.receiveNs());
                assertEquals(kinds[i % kinds.length], reader.kind());
                assertEquals(i % 3 == 0 ? "-" : "conn " + i % 3, reader.conn());
                assertEquals(i + 1, reader.line());
            }
            assertFalse(reader.next());
            assertFalse(reader.next());
        }
    }

    @Test
    void shouldSayInTheKindThatAPayloadIsBase64() throws IOException {
        Path file = directory.resolve("b.frames");
        try (FramesWriter writer = new FramesWriter(file)) {
            byte[] bytes = "a\nb".getBytes(StandardCharsets.UTF_8);
            writer.write(5, LineKind.IN, "c", new UnsafeBuffer(bytes), 0, 3);
            writer.write(6, LineKind.CLOSE, "c", new UnsafeBuffer(bytes), 0, 1);
        }
        assertEquals("5\tin64\tc\tYQpi\n6\tclose\tc\ta\n", Files.readString(file));
    }

    @Test
    void shouldReadALastLineWithoutItsBreak() throws IOException {
        Path file = directory.resolve("c.frames");
        Files.writeString(file, "5\tin\t-\t{}\n6\tin\t-\t{\"a\":1}");
        try (FramesReader reader = new FramesReader(file)) {
            assertTrue(reader.next());
            assertTrue(reader.next());
            assertEquals(7, reader.payload().capacity());
            assertFalse(reader.next());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5;in;-|no tab behind the connection",
                "5;in|no tab behind the kind",
                "5|no tab behind the receive time",
                "x5;in;-;{}|receive time is not a count of nanoseconds: 'x5'",
                "99999999999999999999;in;-;{}|receive time is not a count of nanoseconds",
                ";in;-;{}|receive time is empty",
                "5;inn;-;{}|kind 'inn' is none of in, out, open, close, http",
                "5;in64;-;%%%|payload is not base64",
            })
    void shouldNameTheLineThatIsNoLine(String line, String problem) throws IOException {
        Path file = directory.resolve("d.frames");
        Files.writeString(file, "5\tin\t-\t{}\n" + line.replace(';', '\t') + "\n");
        try (FramesReader reader = new FramesReader(file)) {
            assertTrue(reader.next());
            CaptureException fault = assertThrows(CaptureException.class, reader::next);
            assertEquals(2, fault.line());
            assertTrue(fault.getMessage().contains("d.frames:2: " + problem), fault.getMessage());
        }
    }

    @Test
    void shouldNameTheFileThatCannotBeRead() throws IOException {
        Path absent = directory.resolve("absent.frames");
        assertTrue(assertThrows(CaptureException.class, () -> new FramesReader(absent))
                .getMessage()
                .contains("absent.frames"));
        Path damaged = directory.resolve("damaged.frames.zst");
        Files.writeString(damaged, "this is not zstd at all");
        try (FramesReader reader = new FramesReader(damaged)) {
            assertThrows(CaptureException.class, reader::next);
        }
    }

    @Test
    void shouldRefuseAConnectionThatWouldBreakTheLine() {
        try (FramesWriter writer = new FramesWriter(directory.resolve("e.frames"))) {
            UnsafeBuffer none = new UnsafeBuffer(new byte[0]);
            assertThrows(IllegalArgumentException.class, () -> writer.write(1, LineKind.OPEN, "a\tb", none, 0, 0));
            assertThrows(IllegalArgumentException.class, () -> writer.write(1, LineKind.OPEN, "a\nb", none, 0, 0));
            assertThrows(IllegalArgumentException.class, () -> writer.write(-1, LineKind.OPEN, "a", none, 0, 0));
        }
    }
}
