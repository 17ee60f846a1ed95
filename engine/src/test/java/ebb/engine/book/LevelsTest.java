package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Whole messages against a tree, level by level: ring, far levels, their moves and the memory they take. */
class LevelsTest {
    private static final int STEPS = 100_000;
    private static final int MOST = 48;
    private static final TickGrid GRID = new TickGrid(1);

    private final long[] keys = new long[MOST];
    private final long[] quantities = new long[MOST];

    @Test
    void shouldApplyMessagesLikeATreeOver100000Levels() {
        for (boolean isBid : new boolean[] {true, false}) {
            for (int spread : new int[] {40, 700, 20_000, 1 << 30}) {
                compare(isBid, spread, 51);
            }
        }
    }

    private void compare(boolean isBid, int spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed + spread);
        BookSide side = new BookSide(isBid, new TickGrid(1));
        BookSide one = new BookSide(isBid, new TickGrid(1));
        TreeMap<Long, Long> tree = new TreeMap<>();
        String where = "bid " + isBid + " spread " + spread + " seed " + seed;
        long centre = 1L << 40;
        for (int step = 0; step < STEPS; ) {
            int size = 1 + random.nextInt(MOST);
            centre += random.nextInt(100) == 0 ? random.nextLong(-3L * spread, 3L * spread) : random.nextLong(-4, 5);
            int absent = 0;
            for (int i = 0; i < size; i++) {
                long index =
                        centre + (random.nextInt(10) < 6 ? random.nextInt(-9, 10) : random.nextInt(-spread, spread));
                // Round prices come back again and again.
                index = random.nextInt(3) == 0 ? index - index % 50 : index;
                keys[i] = side.key(index);
                quantities[i] = random.nextInt(100) < 45 ? 0 : random.nextLong(1, 1L << 40);
                Long old = quantities[i] == 0 ? tree.remove(keys[i]) : tree.put(keys[i], quantities[i]);
                absent += old == null && quantities[i] == 0 ? 1 : 0;
                assertEquals(old == null ? 0 : old, one.set(keys[i], quantities[i]), where);
            }
            if (random.nextInt(2) == 0) {
                StagedSide staged = staged(keys, quantities, size);
                side.ask(staged);
                assertEquals(absent, side.apply(staged), where);
            } else {
                StagedSide group = group(isBid, keys, quantities, size);
                side.askGroup(group, GRID);
                assertEquals(absent, side.applyGroup(group, GRID), where);
                assertEquals(Arrays.stream(quantities, 0, size).max().getAsLong(), group.greatest, where);
            }
            step += size;
            if (random.nextInt(30) == 0) {
                int capacity = random.nextInt(1_000);
                side.cut(capacity);
                one.cut(capacity);
                while (tree.size() > capacity) {
                    tree.pollLastEntry();
                }
            }
            assertEquals(tree.isEmpty() ? Levels.NO_KEY : tree.firstKey(), side.best(), where);
            assertEquals(tree.isEmpty() ? Levels.NO_KEY : tree.lastKey(), side.worst(), where);
            assertEquals(tree.size(), side.count(), where);
            assertEquals(one.known(), side.known(), where);
            assertEquals(one.digest(), side.digest(), where);
            if (random.nextInt(20) == 0) {
                assertSame(tree, side, where);
            }
        }
    }

    /** A message's levels, their keys given. */
    static StagedSide staged(long[] keys, long[] quantities, int size) {
        StagedSide staged = new StagedSide(false);
        for (int i = 0; i < size; i++) {
            staged.add(keys[i], quantities[i]);
        }
        return staged;
    }

    /** The same as a group of a message, its prices in ticks. */
    private static StagedSide group(boolean isBid, long[] keys, long[] quantities, int size) {
        return inGroup(isBid, Arrays.stream(keys).map(key -> isBid ? ~key : key).toArray(), quantities, size);
    }

    private static StagedSide inGroup(boolean isBid, long[] prices, long[] quantities, int size) {
        LevelGroups groups = new LevelGroups();
        for (int i = 0; i < size; i++) {
            if (isBid) {
                groups.bid(prices[i], quantities[i]);
            } else {
                groups.ask(prices[i], quantities[i]);
            }
        }
        DirectBuffer message = groups.message();
        StagedSide staged = new StagedSide(isBid);
        staged.group(message, isBid ? 0 : StagedSide.end(message, 0));
        return staged;
    }

    @Test
    void shouldBeAsBeforeWhereALevelIsBad() {
        for (boolean isBid : new boolean[] {true, false}) {
            for (long tick : new long[] {1, 7, 50}) {
                takesBack(isBid, new TickGrid(tick));
            }
        }
    }

    /** Messages, one in two with a bad level somewhere, against the others alone. */
    private void takesBack(boolean isBid, TickGrid grid) {
        SplittableRandom random = new SplittableRandom(59 + grid.tick());
        BookSide side = new BookSide(isBid, grid);
        TreeMap<Long, Long> tree = new TreeMap<>();
        long centre = 1L << 30;
        for (int step = 0; step < 5_000; step++) {
            int size = 1 + random.nextInt(MOST);
            int bad = random.nextInt(2) == 0 ? random.nextInt(size) : MOST;
            centre += random.nextInt(50) == 0 ? random.nextLong(-9_000, 9_000) : random.nextLong(-4, 5);
            long[] prices = new long[size];
            for (int i = 0; i < size; i++) {
                long index = centre + (random.nextInt(10) < 6 ? random.nextInt(-9, 10) : random.nextInt(-5_000, 5_000));
                prices[i] = index * grid.tick();
                keys[i] = side.key(prices[i]);
                quantities[i] =
                        random.nextInt(100) < 45 ? 0 : random.nextLong(1, 1L << (random.nextInt(5_000) == 0 ? 57 : 40));
                switch (i == bad ? random.nextInt(grid.tick() == 1 ? 3 : 4) : -1) {
                    case 0 -> quantities[i] = -1 - quantities[i];
                    case 1 -> prices[i] = -prices[i];
                    case 2 -> prices[i] = 0;
                    case 3 -> prices[i]++;
                    default -> {}
                }
            }
            StagedSide group = inGroup(isBid, prices, quantities, size);
            side.askGroup(group, grid);
            int absent = side.applyGroup(group, grid);
            assertEquals(bad < size, absent == Levels.BAD);
            for (int i = 0; i < size && bad >= size; i++) {
                tree.merge(keys[i], quantities[i], (old, now) -> now);
                tree.remove(keys[i], 0L);
            }
            if (step % 40 == 0) {
                side.limit(side.key((centre + (isBid ? -3_000 : 3_000)) * grid.tick()));
            }
            String where = "bid " + isBid + " tick " + grid.tick() + " step " + step;
            assertEquals(tree.size(), side.count(), where);
            assertEquals(tree.headMap(side.horizon()).size(), side.known(), where);
            assertEquals(tree.isEmpty() ? Levels.NO_KEY : tree.firstKey(), side.best(), where);
            if (step % 50 == 0) {
                assertSame(tree, side, where);
            }
        }
    }

    private static void assertSame(TreeMap<Long, Long> tree, BookSide side, String where) {
        assertEquals(side.digestAnew(), side.digest(), where);
        long key = side.best();
        for (Map.Entry<Long, Long> level : tree.entrySet()) {
            assertEquals(level.getKey(), key, where);
            assertEquals(level.getValue(), side.quantityOf(key), where);
            assertEquals(0, side.quantityOf(key - 1) - tree.getOrDefault(key - 1, 0L), where);
            key = side.next(key);
        }
        assertEquals(Levels.NO_KEY, key, where);
        assertEquals(sum(tree), side.quantityBefore(Levels.NO_KEY), where);
        long edge = tree.isEmpty() ? 0 : tree.firstKey() + (tree.lastKey() - tree.firstKey()) / 3;
        assertEquals(sum(tree.headMap(edge)), side.quantityBefore(edge), where);
    }

    private static long sum(Map<Long, Long> levels) {
        return levels.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void shouldAskForNoLineOfQuantitiesThatFillTheirHighestByte() {
        for (long least : new long[] {1, 1L << 56}) {
            for (int way = 0; way < 2; way++) {
                keepsQuantities(least, way == 0);
            }
        }
    }

    /** Near and far levels, by messages or one by one; what lies there is asked for before each message. */
    private void keepsQuantities(long least, boolean asMessages) {
        SplittableRandom random = new SplittableRandom(57);
        BookSide side = new BookSide(false, new TickGrid(1));
        TreeMap<Long, Long> tree = new TreeMap<>();
        for (int step = 0; step < 500; step++) {
            for (int i = 0; i < MOST; i++) {
                keys[i] = 10_000 + random.nextInt(200) * (random.nextBoolean() ? 1 : 37);
                quantities[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(least, Long.MAX_VALUE);
                tree.put(keys[i], quantities[i]);
            }
            StagedSide staged = staged(keys, quantities, MOST);
            side.ask(staged);
            if (asMessages) {
                side.apply(staged);
            }
            for (int i = 0; i < MOST && !asMessages; i++) {
                side.set(keys[i], quantities[i]);
            }
            side.ask(staged);
            tree.forEach((key, quantity) -> assertEquals(quantity, side.quantityOf(key)));
            assertFalse(side.isPlain());
        }
        side.clear();
        assertTrue(side.isPlain());
        assertEquals(0, side.quantityOf(10_000));
    }

    @Test
    void shouldAskForAWordAndLeaveItAsItIs() {
        long[] words = {0, 1, (1L << 56) - 1, 0x0080_8080_8080_8080L};
        long[] before = words.clone();
        for (int i = 0; i < words.length; i++) {
            LineFetch.ask(words, i);
        }
        assertArrayEquals(before, words);
    }

    @Test
    void shouldSayThatASumDoesNotFit() {
        BookSide side = new BookSide(false, new TickGrid(1));
        long third = Long.MAX_VALUE / 3;
        for (long key : new long[] {100, 101, 5_000, 9_000}) {
            side.set(key, third);
            side.set(key + 1_000_000, third);
        }
        assertEquals(2 * third, side.quantityBefore(102));
        assertEquals(3 * third, side.quantityBefore(5_001));
        assertTrue(side.quantityBefore(9_001) < 0);
        assertTrue(side.quantityBefore(Levels.NO_KEY) < 0);
    }

    @Test
    void shouldTakeMemoryByHowDenseTheLevelsStand() {
        BookSide meme = new BookSide(true, new TickGrid(1));
        BookSide deep = new BookSide(true, new TickGrid(1));
        BookSide sparse = new BookSide(true, new TickGrid(1));
        for (int i = 0; i < 200; i++) {
            meme.set(meme.key(1_000 - i), 5);
        }
        for (int i = 0; i < 1_500; i++) {
            deep.set(deep.key(1_000_000 - 2 * i), 5);
            sparse.set(sparse.key(1_000_000 - 500 * i), 5);
        }
        int ring = LevelRing.LEAST / 64 * 65 * Long.BYTES;
        int far = 64 * 3 * Long.BYTES;
        assertEquals(ring + far, meme.bytes());
        assertEquals(LevelRing.MOST / 64 * 65 * Long.BYTES, deep.bytes() - farBytes(deep));
        assertEquals(ring, sparse.bytes() - farBytes(sparse));
        assertTrue(deep.bytes() < 46_000, () -> "deep " + deep.bytes());
        assertTrue(sparse.bytes() < 55_000, () -> "sparse " + sparse.bytes());
    }

    private static long farBytes(BookSide side) {
        return side.farBytes();
    }

    @Test
    void shouldKeepItsLengthWhereOneLevelIsFar() {
        BookSide side = new BookSide(false, new TickGrid(1));
        long[] far = {2_000, 900, 5_000_000, 1};
        long[] some = {7, 7, 7, 7};
        assertEquals(0, side.apply(staged(far, some, far.length)));
        assertEquals(1, side.best());
        long before = side.bytes();
        for (int i = 0; i < 1_000; i++) {
            some[1] = i & 1;
            side.apply(staged(far, some, far.length));
        }
        assertEquals(before, side.bytes());
        assertEquals(4, side.count());
    }

    @Test
    void shouldFollowATouchThatComesBackWithinOneMessage() {
        BookSide side = new BookSide(false, new TickGrid(1));
        side.set(1_000_000, 3);
        side.set(1_000_900, 4);
        // Far better and gone again: the best level is the old one, wherever the ring stands.
        long[] there = {500_000, 500_000, 1_000_000};
        assertEquals(0, side.apply(staged(there, new long[] {9, 0, 3}, there.length)));
        assertEquals(1_000_000, side.best());
        assertEquals(1_000_900, side.next(1_000_000));
        assertEquals(1, side.apply(staged(there, new long[] {0, 2, 0}, there.length)));
        assertEquals(500_000, side.best());
        assertEquals(0, side.apply(staged(new long[] {500_000, 1_000_900}, new long[2], 2)));
        assertEquals(Levels.NO_KEY, side.best());
        assertEquals(0, side.count());
    }
}
