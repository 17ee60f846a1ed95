package ebb.engine.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void shouldReadWhatWasWrittenBitForBit() {
        SnapshotWriter out = new SnapshotWriter();
        out.mark("part");
        out.putBoolean(true);
        out.putBoolean(false);
        out.putInt(Integer.MIN_VALUE);
        out.putLong(Long.MIN_VALUE);
        out.putDouble(-0.0);
        out.putDouble(Double.longBitsToDouble(0x7ff8_0000_0000_1234L));
        out.putText("PEPE₮");
        out.putEnum(Validity.INEXACT);
        out.putLongs(new long[] {1, -1, 3}, 2);
        out.putInts(new int[] {7}, 1);
        out.putDoubles(new double[] {0.1, 0.2}, 2);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        in.mark("part");
        assertTrue(in.readBoolean());
        assertFalse(in.readBoolean());
        assertEquals(Integer.MIN_VALUE, in.readInt());
        assertEquals(Long.MIN_VALUE, in.readLong());
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(in.readDouble()));
        assertEquals(0x7ff8_0000_0000_1234L, Double.doubleToRawLongBits(in.readDouble()));
        assertEquals("PEPE₮", in.readText());
        assertEquals(Validity.INEXACT, in.readEnum(Validity.values()));
        long[] longs = new long[4];
        assertEquals(2, in.readLongs(longs));
        assertArrayEquals(new long[] {1, -1, 0, 0}, longs);
        int[] ints = new int[1];
        assertEquals(1, in.readInts(ints));
        assertEquals(7, ints[0]);
        double[] doubles = new double[2];
        assertEquals(2, in.readDoubles(doubles));
        assertArrayEquals(new double[] {0.1, 0.2}, doubles);
        in.finish();
    }

    @Test
    void shouldSayInWhichPartASnapshotDoesNotFit() {
        SnapshotWriter out = new SnapshotWriter();
        out.mark("cvd");
        out.putLongs(new long[] {1, 2, 3}, 3);
        SnapshotException tooMany = assertThrows(SnapshotException.class, () -> {
            SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
            in.mark("cvd");
            in.readLongs(new long[2]);
        });
        assertTrue(tooMany.getMessage().contains("cvd"), tooMany.getMessage());
        SnapshotException another = assertThrows(
                SnapshotException.class, () -> new SnapshotReader(out.buffer(), 0, out.length()).mark("vpin"));
        assertTrue(another.getMessage().contains("vpin"), another.getMessage());
        assertThrows(SnapshotException.class, () -> new SnapshotReader(out.buffer(), 0, out.length()).finish());
        assertThrows(SnapshotException.class, () -> new SnapshotReader(out.buffer(), 0, 3).readInt());
        SnapshotWriter kinds = new SnapshotWriter();
        kinds.putInt(Validity.values().length);
        assertThrows(
                SnapshotException.class,
                () -> new SnapshotReader(kinds.buffer(), 0, kinds.length()).readEnum(Validity.values()));
    }
}
