package ebb.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BookSideTest {
    private static final long TICK = 50;

    @Test
    void shouldRefuseEveryPriceOffTheGridTick1() {
        SplittableRandom random = new SplittableRandom(3);
        for (long tick : new long[] {1, 2, 3, 5, 7, 10, 25, 64, 100, 1000, 12_345, 1L << 40, 999_999_999_999L}) {
            TickGrid grid = new TickGrid(tick);
            for (int i = 0; i < 20_000; i++) {
                long price = switch (i % 4) {
                    case 0 -> random.nextLong();
                    case 1 -> random.nextLong(1_000_000);
                    case 2 -> random.nextLong((Long.MAX_VALUE - 1) / tick) * tick;
                    default -> random.nextLong(1000) * tick + random.nextLong(-1, 2);
                };
                long wanted =
                        price > 0 && price < Long.MAX_VALUE && price % tick == 0 ? price / tick : TickGrid.INVALID;
                assertEquals(wanted, grid.index(price), () -> "tick " + tick + " price " + price);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new TickGrid(0));
    }

    @Test
    void shouldAgreeWithATreeOfBidsOver100000Steps() {
        compare(true, 41);
    }

    @Test
    void shouldAgreeWithATreeOfAsksOver100000Steps() {
        compare(false, 42);
    }

    /** Touch walks, jumps, far prices, mass deletes, cuts and horizons; checked whole every 500 steps. */
    private static void compare(boolean isBid, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BookSide side = new BookSide(isBid, new TickGrid(TICK));
        SlowSide slow = new SlowSide(isBid);
        long centre = 1_000_000;
        for (int step = 0; step < 100_000; step++) {
            centre = Math.max(1, centre + random.nextLong(-3, 4));
            int dice = random.nextInt(10_000);
            if (dice < 3) {
                centre = 1 + random.nextLong(1L << 40);
            } else if (dice < 6) {
                side.clear();
                slow.clear();
            } else if (dice < 60) {
                int capacity = random.nextInt(2_000);
                side.cut(capacity);
                slow.cut(capacity);
            } else if (dice < 80) {
                dropBest(side, slow, random.nextInt(400));
            } else if (dice < 100) {
                long price = (centre + random.nextLong(-200, 200)) * TICK;
                if (price > 0) {
                    side.limit(side.key(price));
                    slow.limit(price);
                }
            } else {
                long index = centre + offset(random);
                if (index > 0 && index < 1L << 50) {
                    long price = index * TICK;
                    long quantity = random.nextInt(100) < 40 ? 0 : random.nextLong(1, 1_000_000);
                    assertEquals(slow.set(price, quantity), side.set(side.key(price), quantity), () -> "seed " + seed);
                }
            }
            long at = step;
            assertEquals(slow.best(), side.bestPrice(), () -> "seed " + seed + " step " + at);
            assertEquals(slow.levels.size(), side.count(), () -> "seed " + seed + " step " + at);
            assertEquals(slow.known(), side.known(), () -> "seed " + seed + " step " + at);
            if (step % 500 == 0) {
                slow.assertSame(side, "seed " + seed + " step " + at);
            }
        }
    }

    private static long offset(SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return random.nextLong(-10, 11);
        }
        if (dice < 90) {
            return random.nextLong(-600, 601);
        }
        return dice < 97 ? random.nextLong(-9_000, 9_001) : random.nextLong(-1L << 41, 1L << 41);
    }

    private static void dropBest(BookSide side, SlowSide slow, int count) {
        for (int i = 0; i < count && !slow.levels.isEmpty(); i++) {
            long price = slow.best();
            slow.set(price, 0);
            side.set(side.key(price), 0);
        }
    }

    @Test
    void shouldCountDeletesThatFindNoLevelBook2() {
        BookSide side = new BookSide(false, new TickGrid(1));
        long[] keys = {100, 100, 101, 5_000, 5_000, 5_000, 7};
        long[] quantities = {0, 3, 0, 9, 0, 0, 0};
        assertEquals(4, side.apply(LevelsTest.staged(keys, quantities, keys.length)));
        assertEquals(1, side.count());
        assertEquals(3, side.quantity(100));
        assertEquals(0, side.quantity(101));
    }

    @Test
    void shouldHoldTheGreatestPricesThereAre() {
        for (boolean isBid : new boolean[] {true, false}) {
            BookSide side = new BookSide(isBid, new TickGrid(1));
            long top = Long.MAX_VALUE - 1;
            side.set(side.key(top), 5);
            side.set(side.key(1), 6);
            assertEquals(isBid ? top : 1, side.bestPrice());
            assertEquals(isBid ? 1 : top, side.nextPrice(side.bestPrice()));
            assertEquals(BookSide.NO_PRICE, side.nextPrice(side.nextPrice(side.bestPrice())));
            side.set(side.key(side.bestPrice()), 0);
            assertEquals(isBid ? 1 : top, side.bestPrice());
            assertEquals(side.digestAnew(), side.digest());
        }
    }

    /** The same by the plainest means. */
    private static final class SlowSide {
        private final boolean isBid;
        private final TreeMap<Long, Long> levels;
        private Long horizon;

        SlowSide(boolean isBid) {
            this.isBid = isBid;
            levels = isBid ? new TreeMap<>(java.util.Comparator.reverseOrder()) : new TreeMap<>();
        }

        long set(long price, long quantity) {
            Long old = quantity == 0 ? levels.remove(price) : levels.put(price, quantity);
            return old == null ? 0 : old;
        }

        void clear() {
            levels.clear();
            horizon = null;
        }

        void cut(int capacity) {
            while (levels.size() > capacity) {
                limit(levels.pollLastEntry().getKey());
            }
        }

        void limit(long price) {
            if (horizon == null || isBetter(price, horizon)) {
                horizon = price;
            }
        }

        boolean isBetter(long a, long b) {
            return isBid ? a > b : a < b;
        }

        long best() {
            return levels.isEmpty() ? BookSide.NO_PRICE : levels.firstKey();
        }

        int known() {
            return horizon == null
                    ? levels.size()
                    : levels.headMap(horizon, false).size();
        }

        void assertSame(BookSide side, String where) {
            long price = side.bestPrice();
            int rank = 0;
            for (Map.Entry<Long, Long> level : levels.entrySet()) {
                assertEquals(level.getKey(), price, where);
                assertEquals(level.getValue(), side.quantity(price), where);
                if (rank % 100 == 0) {
                    assertEquals(price, side.priceAt(rank), where);
                }
                rank++;
                price = side.nextPrice(price);
            }
            assertEquals(BookSide.NO_PRICE, price, where);
            assertEquals(levels.isEmpty() ? 0 : levels.firstEntry().getValue(), side.bestQuantity(), where);
            assertEquals(horizon == null ? BookSide.NO_PRICE : horizon, side.horizonPrice(), where);
            assertEquals(side.digestAnew(), side.digest(), where);
            BookSide copy = new BookSide(isBid, new TickGrid(TICK));
            copy.assign(side);
            assertEquals(side.digest(), copy.digest(), () -> where + ": the digest shows how the state was reached");
            assertEquals(side.known(), copy.known(), where);
            assertReadInPortions(side, where);
        }

        /** What is known, three levels at a time. */
        void assertReadInPortions(BookSide side, String where) {
            long[] prices = new long[3];
            long[] quantities = new long[3];
            Map<Long, Long> read = new LinkedHashMap<>();
            long after = BookSide.NO_PRICE;
            int n = prices.length;
            while (n == prices.length) {
                n = side.read(after, prices, quantities);
                for (int i = 0; i < n; i++) {
                    read.put(prices[i], quantities[i]);
                    after = prices[i];
                }
            }
            assertEquals(
                    List.copyOf((horizon == null ? levels : levels.headMap(horizon, false)).entrySet()),
                    List.copyOf(read.entrySet()),
                    where);
        }
    }
}
