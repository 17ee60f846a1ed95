package ebb.adapters.net.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the writer writes, read by a reader written from the RFC. */
class FrameWriterTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);

    private record Frame(int first, byte[] payload, int key) {}

    @Test
    void shouldWriteFramesThatAServerReadsBack() {
        SplittableRandom random = new SplittableRandom(SEED);
        FrameWriter writer = new FrameWriter(SEED);
        Set<Integer> keys = new HashSet<>();
        int[] edges = {0, 1, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 65_537};
        for (int round = 0; round < 3_000; round++) {
            int length = round < edges.length ? edges[round] : random.nextInt(1_000);
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            int shift = random.nextInt(20);
            UnsafeBuffer source = new UnsafeBuffer(new byte[shift + length]);
            source.putBytes(shift, payload);
            int size = FrameWriter.frameLength(length);
            UnsafeBuffer target = new UnsafeBuffer(new byte[shift + size]);
            int kind = random.nextInt(3);
            int written = kind == 0
                    ? writer.text(target, shift, source, shift, length)
                    : kind == 1
                            ? writer.ping(target, shift, source, shift, length)
                            : writer.pong(target, shift, source, shift, length);
            String where = "seed " + SEED + " round " + round;
            assertEquals(size, written, where);
            Frame frame = read(Arrays.copyOfRange(target.byteArray(), shift, shift + size));
            assertEquals(new int[] {0x81, 0x89, 0x8A}[kind], frame.first(), where);
            assertArrayEquals(payload, frame.payload(), where);
            keys.add(frame.key());
        }
        assertTrue(keys.size() > 2_990, "mask keys must differ, only " + keys.size() + " do");
    }

    @Test
    void shouldWriteACloseWithItsCode() {
        UnsafeBuffer target = new UnsafeBuffer(new byte[8]);
        assertEquals(8, new FrameWriter(3).close(target, 0, 1009));
        Frame frame = read(target.byteArray());
        assertEquals(0x88, frame.first());
        assertArrayEquals(new byte[] {3, (byte) 0xF1}, frame.payload());
    }

    @Test
    void shouldNotRepeatTheMaskOfAnotherConnection() {
        UnsafeBuffer one = new UnsafeBuffer(new byte[8]);
        UnsafeBuffer other = new UnsafeBuffer(new byte[8]);
        new FrameWriter(1).close(one, 0, 1000);
        new FrameWriter(2).close(other, 0, 1000);
        assertTrue(read(one.byteArray()).key() != read(other.byteArray()).key());
    }

    private static Frame read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int first = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        assertTrue(second >= 0x80, "a client masks");
        long length = second & 0x7F;
        if (length == 126) {
            length = in.getShort() & 0xFFFF;
            assertTrue(length >= 126);
        } else if (length == 127) {
            length = in.getLong();
            assertTrue(length >= 65_536);
        }
        byte[] key = new byte[4];
        in.get(key);
        byte[] payload = new byte[(int) length];
        in.get(payload);
        assertEquals(0, in.remaining());
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        return new Frame(first, payload, ByteBuffer.wrap(key).getInt());
    }
}
