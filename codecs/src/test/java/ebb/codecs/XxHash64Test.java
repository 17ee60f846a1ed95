package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class XxHash64Test {
    /** The bytes of the algorithm's own self-test: the top byte of a power sequence. */
    private static byte[] selfTest(int length) {
        byte[] bytes = new byte[length];
        long generator = 2_654_435_761L;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }
        return bytes;
    }

    @Test
    void shouldGiveThePublishedValuesOfTexts() {
        assertEquals(0xEF46DB3751D8E999L, XxHash64.hash(""));
        assertEquals(0xD24EC4F1A98C6E5BL, XxHash64.hash("a"));
        assertEquals(0x44BC2CF5AD770999L, XxHash64.hash("abc"));
        assertEquals(0xFBCEA83C8A378BF1L, XxHash64.hash("Nobody inspects the spammish repetition"));
    }

    @Test
    void shouldGiveThePublishedValuesOfTheSelfTest() {
        assertEquals(0xE934A84ADB052768L, XxHash64.hash(selfTest(1), 0, 1));
        assertEquals(0x8282DCC4994E35C8L, XxHash64.hash(selfTest(14), 0, 14));
        assertEquals(0xB641AE8CB691C174L, XxHash64.hash(selfTest(222), 0, 222));
    }

    @Test
    void shouldNotDependOnWhereTheBytesLie() {
        byte[] text = "the turn of the tide after the third failed push".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= text.length; length++) {
            long expected = XxHash64.hash(text, 0, length);
            for (int offset = 0; offset < 9; offset++) {
                UnsafeBuffer moved = new UnsafeBuffer(new byte[128]);
                moved.setMemory(0, 128, (byte) 0x5A);
                moved.putBytes(offset, text, 0, length);
                assertEquals(expected, XxHash64.hash(moved, offset, length), length + " at " + offset);
            }
        }
    }

    @Test
    void shouldHashLongsAsTheirBytes() {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[16]);
        bytes.putLong(0, -7_000_000_000_123L, ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(8, 42, ByteOrder.LITTLE_ENDIAN);
        assertEquals(XxHash64.hash(bytes, 0, 8), XxHash64.hash(-7_000_000_000_123L));
        assertEquals(XxHash64.hash(bytes, 0, 16), XxHash64.hash(-7_000_000_000_123L, 42));
    }
}
