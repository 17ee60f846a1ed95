package ebb.adapters.net.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner against its twin, whole, cut and damaged. */
class FrameScannerTest {
    private static final int FRAME_MAX = 1 << 20;
    private static final int MESSAGE_MAX = 4 << 20;
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    @Test
    void shouldReportEachKindOfFrame() {
        byte[] stream = join(
                frame(0x81, "hello"),
                frame(0x82, "raw"),
                frame(0x89, "are you there"),
                frame(0x8A, ""),
                frame(0x01, "in "),
                frame(0x89, "between"),
                frame(0x00, "three "),
                frame(0x80, "pieces"),
                frame(0x81, ""),
                frame(0x88, "\u0003\u00e9bye"),
                frame(0x81, "after the end"));
        assertEquals(
                List.of(
                        "text hello",
                        "binary raw",
                        "ping are you there",
                        "pong ",
                        "ping between",
                        "text in three pieces",
                        "text ",
                        "close 1001 bye"),
                scan(stream, stream.length));
    }

    @Test
    void shouldReportTheSameWhereverAReadEnds() {
        byte[] stream = join(
                frame(0x81, "a".repeat(125)),
                frame(0x01, "b".repeat(126)),
                frame(0x89, "ping"),
                frame(0x80, "c".repeat(300)),
                frame(0x82, ""),
                frame(0x88, "\u0003\u00e8"));
        List<String> whole = scan(stream, stream.length);
        assertEquals(5, whole.size());
        for (int cut = 1; cut < stream.length; cut++) {
            assertEquals(whole, scan(stream, cut, stream.length - cut), "cut after " + cut);
        }
        int[] ones = new int[stream.length];
        Arrays.fill(ones, 1);
        assertEquals(whole, scan(stream, ones));
    }

    @Test
    void shouldReportTheSameWhateverTheCutsOfALongStream() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] lengths = {0, 1, 125, 126, 127, 16_383, 16_384, 65_535, 65_536, 70_000, FRAME_MAX};
        for (int round = 0; round < 15; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < 12; i++) {
                byte[] payload = new byte[lengths[random.nextInt(lengths.length)]];
                random.nextBytes(payload);
                int pieces = random.nextInt(1, 4);
                for (int piece = 0; piece < pieces; piece++) {
                    int opcode = piece == 0 ? random.nextInt(1, 3) : 0;
                    out.writeBytes(frame(opcode | (piece == pieces - 1 ? 0x80 : 0), payload));
                    out.writeBytes(frame(random.nextBoolean() ? 0x89 : 0x8A, "beat"));
                }
            }
            byte[] stream = out.toByteArray();
            List<String> expected = new PlainScanner(stream, FRAME_MAX, MESSAGE_MAX).lines();
            assertTrue(expected.size() >= 24, "seed " + SEED);
            String where = "seed " + SEED + " round " + round;
            assertEquals(expected, scan(stream, stream.length), where);
            assertEquals(expected, scan(stream, cuts(random, stream.length, 200_000)), where);
            assertEquals(expected, scan(stream, cuts(random, stream.length, 3_000)), where);
        }
    }

    @Test
    void shouldHandOnWholeFramesInPlaceAndCutOnesFromItsOwnMemory() {
        byte[] stream = frame(0x81, "in place");
        UnsafeBuffer read = new UnsafeBuffer(stream);
        List<DirectBuffer> seen = new ArrayList<>();
        FrameHandler keeper = new FrameHandler() {
            @Override
            public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
                assertEquals("in place", buffer.getStringWithoutLengthAscii(offset, length));
                assertEquals(77, receiveNs);
                seen.add(buffer);
            }

            @Override
            public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
                throw new AssertionError("no binary frame was sent");
            }
        };
        FrameScanner second = new FrameScanner(FRAME_MAX, MESSAGE_MAX, keeper, new FrameLog());
        second.scan(read, 0, stream.length, 77);
        second.scan(read, 0, 3, 76);
        second.scan(read, 3, stream.length - 3, 77);
        assertSame(read, seen.get(0));
        assertNotSame(read, seen.get(1));
        assertEquals(2, second.frameCount());
        assertEquals(2, second.messageCount());
    }

    @ParameterizedTest
    @CsvSource({
        "C1 00, RESERVED_BITS 64",
        "91 00, RESERVED_BITS 16",
        "83 00, RESERVED_OPCODE 3",
        "87 00, RESERVED_OPCODE 7",
        "8B 00, RESERVED_OPCODE 11",
        "8F 00, RESERVED_OPCODE 15",
        "81 81 01 02 03 04 41, MASKED 1",
        "09 00, CONTROL_FRAGMENTED 9",
        "08 00, CONTROL_FRAGMENTED 8",
        "89 7E 00 7E, CONTROL_TOO_LONG 126",
        "8A 7F, CONTROL_TOO_LONG 127",
        "80 00, CONTINUATION_WITHOUT_START 0",
        "01 01 41 81 00, MESSAGE_INTERRUPTED 1",
        "81 7E 00 7D, LENGTH_NOT_MINIMAL 125",
        "81 7F 00 00 00 00 00 00 FF FF, LENGTH_NOT_MINIMAL 65535",
        "81 7F 80 00 00 00 00 00 00 00, LENGTH_NEGATIVE -9223372036854775808",
        "81 7F 00 00 00 00 00 10 00 01, FRAME_TOO_LARGE 1048577",
        "81 7F 7F FF FF FF FF FF FF FF, FRAME_TOO_LARGE 9223372036854775807",
        "88 01 03, CLOSE_TRUNCATED 1",
        "88 02 03 ED, CLOSE_CODE 1005",
        "88 02 00 00, CLOSE_CODE 0",
        "88 02 13 88, CLOSE_CODE 5000",
    })
    void shouldRefuseWhatBreaksTheProtocol(String hex, String violation) {
        byte[] stream = bytes(hex);
        List<String> lines = scan(stream, stream.length);
        assertEquals(List.of(violation), lines);
        assertEquals(lines, new PlainScanner(stream, FRAME_MAX, MESSAGE_MAX).lines());
        int[] ones = new int[stream.length];
        Arrays.fill(ones, 1);
        assertEquals(lines, scan(stream, ones));
    }

    @Test
    void shouldRefuseAMessageWhoseFragmentsExceedTheLimitBeforeTakingTheLast() {
        byte[] piece = new byte[FRAME_MAX];
        byte[] stream =
                join(frame(0x01, piece), frame(0x00, piece), frame(0x00, piece), frame(0x00, piece), frame(0x00, "x"));
        assertEquals(List.of("MESSAGE_TOO_LARGE 4194305"), scan(stream, stream.length));
        byte[] header = Arrays.copyOf(stream, stream.length - 1);
        assertEquals(List.of("MESSAGE_TOO_LARGE 4194305"), scan(header, 1000, header.length - 1000));
    }

    @Test
    void shouldIgnoreTheRestOnceAHandlerStopsIt() {
        FrameLog log = new FrameLog();
        FrameScanner[] self = new FrameScanner[1];
        FrameHandler stopper = new FrameHandler() {
            @Override
            public void onText(DirectBuffer buffer, int offset, int length, long receiveNs) {
                log.onText(buffer, offset, length, receiveNs);
                self[0].stop();
            }

            @Override
            public void onBinary(DirectBuffer buffer, int offset, int length, long receiveNs) {
                log.onBinary(buffer, offset, length, receiveNs);
            }
        };
        self[0] = new FrameScanner(FRAME_MAX, MESSAGE_MAX, stopper, log);
        byte[] stream = join(frame(0x81, "one"), frame(0x81, "two"));
        self[0].scan(new UnsafeBuffer(stream), 0, stream.length, 1);
        self[0].scan(new UnsafeBuffer(stream), 0, stream.length, 1);
        assertEquals(List.of("text one"), log.lines);
        self[0].reset();
        assertFalse(self[0].isStopped());
        self[0].scan(new UnsafeBuffer(stream), 0, stream.length, 1);
        assertEquals(List.of("text one", "text one"), log.lines);
    }

    @Test
    void shouldForgetHalfAFrameAndHalfAMessageWhenReset() {
        FrameLog log = new FrameLog();
        FrameScanner scanner = new FrameScanner(FRAME_MAX, MESSAGE_MAX, log, log);
        byte[] half = join(frame(0x01, "half a message"), Arrays.copyOf(frame(0x80, "and half a frame"), 5));
        scanner.scan(new UnsafeBuffer(half), 0, half.length, 1);
        scanner.reset();
        byte[] next = frame(0x81, "afresh");
        scanner.scan(new UnsafeBuffer(next), 0, next.length, 1);
        assertEquals(List.of("text afresh"), log.lines);
    }

    @Test
    void shouldAgreeWithItsTwinOnDamagedAndRandomStreams() {
        SplittableRandom random = new SplittableRandom(SEED);
        int violations = 0;
        FrameLog log = new FrameLog();
        FrameScanner scanner = new FrameScanner(400, 900, log, log);
        for (int round = 0; round < 60_000; round++) {
            byte[] stream = random.nextInt(4) == 0 ? noise(random) : damaged(random);
            List<String> expected = new PlainScanner(stream, 400, 900).lines();
            log.lines.clear();
            scanner.reset();
            feed(scanner, stream, cuts(random, stream.length, 1 + random.nextInt(60)));
            assertEquals(expected, log.lines, "seed " + SEED + " round " + round);
            boolean isLastAViolation = !expected.isEmpty()
                    && Character.isUpperCase(expected.get(expected.size() - 1).charAt(0));
            violations += isLastAViolation ? 1 : 0;
        }
        assertTrue(violations > 20_000 && violations < 58_000, "violations " + violations);
    }

    @Test
    void shouldRefuseLimitsThatCannotWork() {
        FrameLog log = new FrameLog();
        assertThrows(IllegalArgumentException.class, () -> new FrameScanner(124, 1000, log, log));
        assertThrows(IllegalArgumentException.class, () -> new FrameScanner(1000, 999, log, log));
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Frames mostly right, then a few bytes changed, dropped or doubled. */
    private static byte[] damaged(SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] opcodes = {0x81, 0x81, 0x82, 0x01, 0x00, 0x80, 0x89, 0x8A, 0x88};
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            int first = opcodes[random.nextInt(opcodes.length)];
            byte[] payload = new byte[random.nextInt(first >= 0x88 ? 126 : 410)];
            random.nextBytes(payload);
            if (first == 0x88 && payload.length > 1) {
                payload[0] = 3;
            }
            out.writeBytes(frame(first, payload));
        }
        byte[] stream = out.toByteArray();
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(stream.length);
            stream[at] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextBoolean() ? stream : Arrays.copyOf(stream, random.nextInt(stream.length + 1));
    }

    private static int[] cuts(SplittableRandom random, int length, int most) {
        List<Integer> cuts = new ArrayList<>();
        for (int left = length; left > 0; ) {
            int next = Math.min(left, random.nextInt(1, most + 1));
            cuts.add(next);
            left -= next;
        }
        return cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<String> scan(byte[] stream, int... reads) {
        FrameLog log = new FrameLog();
        FrameScanner scanner = new FrameScanner(FRAME_MAX, MESSAGE_MAX, log, log);
        feed(scanner, stream, reads);
        scanner.close();
        return log.lines;
    }

    /** Each read in memory of its own that is spoiled afterwards, as a socket's buffer would be. */
    private static void feed(FrameScanner scanner, byte[] stream, int... reads) {
        int at = 0;
        for (int length : reads) {
            byte[] memory = new byte[length + 2];
            System.arraycopy(stream, at, memory, 1, length);
            scanner.scan(new UnsafeBuffer(memory), 1, length, 1);
            Arrays.fill(memory, (byte) 0xEE);
            at += length;
        }
        assertEquals(stream.length, at);
    }

    private static byte[] bytes(String hex) {
        String[] parts = hex.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static byte[] frame(int first, byte[] payload) {
        return ServerFrames.frame(first, payload);
    }
}
