package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A group taken at once against its levels taken one by one. */
class StagedSideTest {
    private static final int MOST = 200;

    private static void head(UnsafeBuffer buffer, int at, int stride, int count) {
        buffer.putShort(at, (short) stride, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(at + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void shouldTakeAGroupLikeItsLevelsOneByOne() {
        SplittableRandom random = new SplittableRandom(61);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            long tick = new long[] {1, 10, 48, 1L << 20, 999_999_999_999L}[random.nextInt(5)];
            TickGrid grid = new TickGrid(tick);
            boolean isBid = random.nextBoolean();
            int count = random.nextInt(MOST);
            int stride = random.nextBoolean() ? 16 : 24;
            int offset = random.nextInt(20);
            int length = offset + 4 + count * stride;
            UnsafeBuffer buffer = random.nextBoolean()
                    ? new UnsafeBuffer(new byte[length])
                    : new UnsafeBuffer(ByteBuffer.allocateDirect(length));
            head(buffer, offset, stride, count);
            StagedSide all = new StagedSide(isBid);
            StagedSide one = new StagedSide(isBid);
            all.add(7, 8);
            one.add(7, 8);
            boolean isSound = true;
            long greatest = 0;
            boolean isFlawed = random.nextInt(3) == 0;
            for (int i = 0; i < count; i++) {
                long price = tick * random.nextLong(1, 1_000_000);
                long quantity = random.nextLong(round % 2 == 0 ? Long.MAX_VALUE : 1L << LineFetch.PLAIN_BITS);
                switch (isFlawed ? random.nextInt(60) : 9) {
                    case 0 -> price = random.nextLong();
                    case 1 -> price = 0;
                    case 2 -> price = -price;
                    case 3 -> price++;
                    case 4 -> quantity = -1 - quantity;
                    case 5 -> price = Long.MAX_VALUE - random.nextInt(3);
                    default -> {}
                }
                buffer.putLong(offset + 4 + i * stride, price, ByteOrder.LITTLE_ENDIAN);
                buffer.putLong(offset + 12 + i * stride, quantity, ByteOrder.LITTLE_ENDIAN);
                isSound &= one.take(grid, price, quantity);
                greatest = Math.max(greatest, quantity);
            }
            String where = "seed 61 round " + round;
            all.group(buffer, offset);
            assertEquals(1, all.size, where);
            assertEquals(count, all.count(), where);
            assertEquals(isSound, all.readGroup(grid), where);
            assertEquals(0, all.count(), where);
            assertEquals(greatest, all.greatest, where);
            all.add(7, 8);
            one.add(7, 8);
            assertEquals(length, StagedSide.end(buffer, offset), where);
            assertEquals(one.size, all.size, where);
            assertArrayEquals(Arrays.copyOf(one.keys, one.size), Arrays.copyOf(all.keys, one.size), where);
            assertArrayEquals(Arrays.copyOf(one.quantities, one.size), Arrays.copyOf(all.quantities, one.size), where);
            assertEquals(isGreat(one), all.quantityBits >>> LineFetch.PLAIN_BITS != 0, where);
            assertEquals(isGreat(one), one.quantityBits >>> LineFetch.PLAIN_BITS != 0, where);
            refused += isSound ? 0 : 1;
        }
        assertTrue(refused > 1_000);
    }

    private static boolean isGreat(StagedSide side) {
        return Arrays.stream(side.quantities, 0, side.size).anyMatch(quantity -> quantity >= 1L << 56);
    }

    @Test
    void shouldRefuseAGroupThatReachesBeyondItsBuffer() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 + 3 * 16 - 1]);
        head(buffer, 0, 16, 3);
        StagedSide side = new StagedSide(true);
        assertThrows(IndexOutOfBoundsException.class, () -> side.group(buffer, 0));
        head(buffer, 0, 2, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> side.group(buffer, 0));
        assertEquals(0, side.size);
        assertEquals(0, side.count());
    }

    @Test
    void shouldRefuseLevelsBehindAGroupThatWasNotRead() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 + 16]);
        StagedSide side = new StagedSide(true);
        head(buffer, 0, 16, 0);
        side.group(buffer, 0);
        side.add(-3, 4);
        head(buffer, 0, 16, 1);
        buffer.putLong(4, 9, ByteOrder.LITTLE_ENDIAN);
        side.group(buffer, 0);
        assertThrows(IllegalStateException.class, () -> side.add(-5, 6));
        assertThrows(IllegalStateException.class, () -> side.group(buffer, 0));
        assertTrue(side.readGroup(new TickGrid(1)));
        side.add(-5, 6);
        assertArrayEquals(new long[] {-3, ~9, -5}, Arrays.copyOf(side.keys, side.size));
        side.group(buffer, 0);
        side.clear();
        side.add(-5, 6);
        assertEquals(1, side.size);
    }

    @Test
    void shouldPutAnUpdatesEarlierPiecesBeforeTheLastOne() {
        LevelPool pool = new LevelPool(300, 10);
        SplittableRandom random = new SplittableRandom(62);
        for (int round = 0; round < 500; round++) {
            LevelStage whole = new LevelStage();
            LevelStage piece = new LevelStage();
            int update = pool.open(1, 2, 3);
            int pieces = 1 + random.nextInt(4);
            for (int i = 0; i < pieces; i++) {
                piece.clear();
                for (int k = random.nextInt(60); k > 0; k--) {
                    long key = random.nextLong();
                    StagedSide to = random.nextInt(3) == 0 ? piece.asks : piece.bids;
                    long quantity = random.nextInt(90) == 0 ? k | 1L << 60 : k;
                    to.add(key, quantity);
                    (to == piece.asks ? whole.asks : whole.bids).add(key, quantity);
                }
                if (i < pieces - 1) {
                    assertTrue(pool.append(update, piece));
                }
            }
            pool.join(update, piece);
            pool.release(update);
            assertEquals(310, pool.levelsLeft());
            assertSame(whole.bids, piece.bids, round);
            assertSame(whole.asks, piece.asks, round);
        }
    }

    private static void assertSame(StagedSide wanted, StagedSide found, int round) {
        String where = "seed 62 round " + round;
        assertEquals(wanted.size, found.size, where);
        assertEquals(wanted.quantityBits, found.quantityBits, where);
        assertArrayEquals(Arrays.copyOf(wanted.keys, wanted.size), Arrays.copyOf(found.keys, wanted.size), where);
        assertArrayEquals(
                Arrays.copyOf(wanted.quantities, wanted.size), Arrays.copyOf(found.quantities, wanted.size), where);
    }
}
