package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.book.OrderBook;
import ebb.engine.state.Snapshots;
import ebb.testing.Allocations;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Levels that are shown and not meant (PAT-4). */
class SpoofWatchTest {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    private static final long MINUTE = 60 * S;

    /** The large level of these tests: an ask 20 ticks of 1 above the mid of 10,000, five of the twenty best above it. */
    private static final long WALL = 10_020;

    private final SpoofWatch watch = new SpoofWatch(SpoofSettings.DEFAULTS);
    private OrderBook book = new OrderBook(1);
    private long now = 1_000 * S;

    private SpoofWatchTest plain() {
        for (int i = 1; i <= 25; i++) {
            book.set(true, 10_000 - i, 10);
            book.set(false, 10_000 + i, 10);
        }
        look(0);
        return this;
    }

    private boolean look(long laterNs) {
        now += laterNs;
        return watch.onBook(now, book);
    }

    /** A wall stands for so long, looked at each 100 ms, then has this quantity left. */
    private boolean wall(long standsMs, long left) {
        book.set(false, WALL, 50);
        for (long ms = 0; ms <= standsMs; ms += 100) {
            look(100 * MS);
        }
        book.set(false, WALL, left);
        return look(100 * MS);
    }

    private void repair() {
        book.set(false, WALL, 10);
        look(100 * MS);
    }

    @Test
    void shouldSuspectAWallThatStoodAndWasTakenAway() {
        plain().wall(500, 10);
        assertEquals(1, watch.suspicions());
    }

    @Test
    void shouldNotSuspectAWallOfHalfASecondLess() {
        plain().wall(400, 10);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldNotSuspectAWallOfWhichMoreThanAFifthIsLeft() {
        plain().wall(500, 11);
        assertEquals(0, watch.suspicions());
        book.set(false, WALL, 10);
        look(100 * MS);
        assertEquals(1, watch.suspicions(), "a fifth left, and three seconds are not over");
    }

    @Test
    void shouldNotSuspectWhatIsLessThanFiveTimesTheMedian() {
        plain();
        book.set(false, WALL, 49);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        book.set(false, WALL, 1);
        look(100 * MS);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldNotSuspectAWallThatWentSlowerThanThreeSeconds() {
        plain().wall(500, 40);
        // 40 is not large; 3.1 s after the last look at which it was full, all of it goes.
        look(2_900 * MS);
        book.set(false, WALL, 0);
        look(100 * MS);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldSuspectAWallThatWentWithinThreeSecondsTheEdgeIncluded() {
        plain().wall(500, 40);
        look(2_800 * MS);
        book.set(false, WALL, 0);
        look(100 * MS);
        assertEquals(1, watch.suspicions());
    }

    @Test
    void shouldNotSuspectAWallThatWasTraded() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 8; i++) {
            look(100 * MS);
        }
        watch.onTrade(WALL, 4);
        book.set(false, WALL, 10);
        look(100 * MS);
        assertEquals(0, watch.suspicions(), "4 of 40 is a tenth");
    }

    @Test
    void shouldSuspectWhereTradesExplainLessThanATenth() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 8; i++) {
            look(100 * MS);
        }
        watch.onTrade(WALL, 3);
        watch.onTrade(WALL + 1, 40);
        book.set(false, WALL, 10);
        look(100 * MS);
        assertEquals(1, watch.suspicions(), "3 of 40, and what traded beside it does not count");
    }

    @Test
    void shouldCountPrintsOfTheMomentBeforeTheLastFullLook() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 8; i++) {
            look(100 * MS);
        }
        // The print is here, the book that shows it is late by one look.
        watch.onTrade(WALL, 40);
        look(100 * MS);
        book.set(false, WALL, 10);
        look(3_000 * MS);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldNotWatchBeyondAPercentOfTheMid() {
        plain();
        long far = 10_101;
        book.set(false, far, 500);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        book.set(false, far, 0);
        look(100 * MS);
        assertEquals(0, watch.suspicions());
        book.set(false, 10_100, 500);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        book.set(false, 10_100, 0);
        look(100 * MS);
        assertEquals(1, watch.suspicions(), "the edge is within");
    }

    @Test
    void shouldFlagAtTheThirdInTenMinutesAndTellItOnce() {
        plain();
        assertFalse(wall(500, 0));
        repair();
        assertFalse(wall(500, 0));
        repair();
        assertFalse(watch.isFlagged(now, 10 * MINUTE));
        assertTrue(wall(500, 0));
        assertTrue(watch.isFlagged(now, 10 * MINUTE));
        repair();
        assertFalse(wall(500, 0), "flagged already");
        assertTrue(watch.isFlagged(now + 10 * MINUTE, 10 * MINUTE), "the edge is within");
        assertFalse(watch.isFlagged(now + 10 * MINUTE + 1, 10 * MINUTE));
    }

    @Test
    void shouldNotFlagThreeThatLieFartherApart() {
        plain();
        for (int i = 0; i < 5; i++) {
            assertFalse(wall(500, 0));
            repair();
            look(5 * MINUTE + S);
        }
        assertEquals(5, watch.suspicions());
        assertFalse(watch.isFlagged(now, 100 * MINUTE));
    }

    @Test
    void shouldForgetWallsWhereTheBookWasLost() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        watch.forget();
        book.set(false, WALL, 0);
        look(100 * MS);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldForgetWallsWhereASideIsEmpty() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        OrderBook whole = book;
        book = new OrderBook(1);
        look(100 * MS);
        book = whole;
        book.set(false, WALL, 0);
        look(100 * MS);
        assertEquals(0, watch.suspicions());
    }

    @Test
    void shouldNotCallAThinSideLarge() {
        book.set(true, 9_999, 10);
        book.set(true, 9_998, 500);
        book.set(false, 10_001, 10);
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
        }
        book.set(true, 9_998, 0);
        look(100 * MS);
        assertEquals(0, watch.suspicions(), "two levels have no median to speak of");
    }

    @Test
    void shouldSurviveQuantitiesWhoseMedianDoesNotFit() {
        for (int i = 1; i <= 25; i++) {
            book.set(true, 10_000 - i, Long.MAX_VALUE / 3);
            book.set(false, 10_000 + i, Long.MAX_VALUE / 3);
        }
        for (int i = 0; i < 10; i++) {
            look(100 * MS);
            watch.onTrade(9_999, Long.MAX_VALUE);
            watch.onTrade(9_999, Long.MAX_VALUE);
        }
        assertEquals(0, watch.suspicions());
        assertEquals(watch.digestAnew(), watch.digest());
    }

    @Test
    void shouldComeBackFromASnapshotWithAWallInHand() {
        plain();
        book.set(false, WALL, 50);
        for (int i = 0; i < 9; i++) {
            look(100 * MS);
        }
        SpoofWatch other = new SpoofWatch(SpoofSettings.DEFAULTS);
        Snapshots.copy(watch, other, "in the middle");
        Snapshots.assertRefusedWhenCut(watch, () -> new SpoofWatch(SpoofSettings.DEFAULTS));
        book.set(false, WALL, 0);
        now += 100 * MS;
        other.onBook(now, book);
        assertEquals(1, other.suspicions());
    }

    @Test
    void shouldAgreeWithATwinThatRemembersEveryBookAndEveryPrint() {
        for (long seed = 1; seed <= 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SpoofSettings settings =
                    new SpoofSettings(4, 7, 9, 300 * MS, 700_000, 2_000 * MS, 150_000, 3, 4 * S, 100 * MS);
            SpoofWatch fast = new SpoofWatch(settings);
            SpoofTwin slow = new SpoofTwin(settings);
            long flags = 0;
            long last = 0;
            for (int step = 0; step < 30_000; step++) {
                String at = "seed " + seed + ", step " + step;
                slow.move(random);
                for (int i = random.nextInt(3); i > 0; i--) {
                    slow.print(random, fast);
                }
                if (random.nextInt(400) == 0) {
                    fast.forget();
                    slow.forget();
                }
                boolean told = fast.onBook(slow.now, slow.book);
                assertEquals(slow.look(), told, at);
                assertEquals(slow.suspicions.size(), fast.suspicions(), at);
                for (long within : new long[] {0, 2 * S, 4 * S}) {
                    assertEquals(slow.isFlagged(within), fast.isFlagged(slow.now, within), at);
                }
                assertEquals(fast.digestAnew(), fast.digest(), at);
                flags += told ? 1 : 0;
                last = fast.digest();
            }
            assertTrue(slow.suspicions.size() > 100, "suspicions " + slow.suspicions.size());
            assertTrue(flags > 20, "flags " + flags);
            assertNotEquals(0, last);
        }
    }

    @Test
    void shouldSeeTheSameWhetherItIsToldOfLevelsOrLooksAtAll() {
        for (long seed = 1; seed <= 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SpoofSettings settings =
                    new SpoofSettings(3, 5, 20, 300 * MS, 600_000, 2_000 * MS, 150_000, 2, 4 * S, 100 * MS);
            SpoofWatch all = new SpoofWatch(settings);
            SpoofWatch told = new SpoofWatch(settings);
            book = new OrderBook(1);
            long mid = 10_000;
            for (int step = 0; step < 40_000; step++) {
                now += (20 + random.nextLong(120)) * MS;
                // A mid that wanders takes the band's edges over levels that stood beyond them.
                mid += random.nextInt(20) == 0 ? random.nextInt(3) - 1 : 0;
                for (int i = random.nextInt(12); i > 0; i--) {
                    level(random, mid, told);
                }
                clean(mid);
                if (random.nextInt(300) == 0) {
                    all.forget();
                    told.forget();
                }
                if (random.nextInt(3) == 0) {
                    long price = mid - 10 + random.nextInt(20);
                    all.onTrade(price, 3);
                    told.onTrade(price, 3);
                }
                String at = "seed " + seed + ", step " + step;
                assertEquals(all.onBook(now, book), told.onDelta(now, book), at);
                assertEquals(all.digest(), told.digest(), at);
                if (random.nextInt(500) == 0) {
                    SpoofWatch copy = new SpoofWatch(settings);
                    Snapshots.copy(told, copy, at);
                    told = copy;
                }
            }
            assertTrue(told.suspicions() > 50, "suspicions " + told.suspicions());
        }
    }

    /** Sets a level near or far, mostly usual, now and then large or huge, and says so where it is to be said. */
    private void level(SplittableRandom random, long mid, SpoofWatch told) {
        boolean isBid = random.nextBoolean();
        long away = 1 + (random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(14));
        int kind = random.nextInt(40);
        long qty = kind == 0 ? 200 : kind < 4 ? 20 + random.nextInt(60) : kind < 12 ? 0 : 5 + random.nextInt(12);
        long price = isBid ? mid - away : mid + away;
        if (qty > told.bound(isBid)) {
            told.report(isBid, price);
        }
        book.set(isBid, price, qty);
    }

    /** Takes away what the mid has walked over. */
    private void clean(long mid) {
        while (book.hasBothSides() && book.bestBid() >= mid) {
            book.set(true, book.bestBid(), 0);
        }
        while (book.hasBothSides() && book.bestAsk() <= mid) {
            book.set(false, book.bestAsk(), 0);
        }
    }

    @Test
    void shouldRefuseFiguresThatCannotWork() {
        SpoofSettings d = SpoofSettings.DEFAULTS;
        assertThrows(IllegalArgumentException.class, () -> with(1, 20, d.cutMicro(), d.withinNs(), 3));
        assertThrows(IllegalArgumentException.class, () -> with(5, 2, d.cutMicro(), d.withinNs(), 3));
        assertThrows(IllegalArgumentException.class, () -> with(5, 20, 0, d.withinNs(), 3));
        assertThrows(IllegalArgumentException.class, () -> with(5, 20, d.cutMicro(), d.sampleNs() - 1, 3));
        assertThrows(IllegalArgumentException.class, () -> with(5, 20, d.cutMicro(), 1_000 * d.sampleNs(), 3));
        assertThrows(IllegalArgumentException.class, () -> with(5, 20, d.cutMicro(), d.withinNs(), 0));
    }

    private static SpoofSettings with(int times, int levels, long cut, long within, int count) {
        SpoofSettings d = SpoofSettings.DEFAULTS;
        return new SpoofSettings(
                times, levels, d.bandBp(), d.livedNs(), cut, within, d.tradedMicro(), count, d.perNs(), d.sampleNs());
    }

    @Test
    void shouldAllocateNothing() {
        plain();
        Allocations.assertNone(i -> {
            book.set(false, WALL, i % 20 < 10 ? 50 : 0);
            watch.onTrade(WALL, 1 + i % 3);
            look(100 * MS);
        });
        assertTrue(watch.suspicions() > 0);
    }
}
