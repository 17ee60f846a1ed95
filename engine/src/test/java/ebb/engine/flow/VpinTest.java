package ebb.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Normal;
import ebb.engine.state.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VpinTest {
    private static final long DAY = DailyVolume.DAY_NS;

    private final FlowEpoch epoch = new FlowEpoch();

    /** VPIN-3 and VPIN-10 as they are written: one bucket after the other, everything in lists. */
    private static final class SlowVpin {
        final int n;
        final int cdf;
        long next;
        long size;
        long buy;
        long sell;
        long closed;
        final List<long[]> ring = new ArrayList<>();
        final List<Integer> ranked = new ArrayList<>();

        SlowVpin(int n, int cdf, long size) {
            this.n = n;
            this.cdf = cdf;
            this.size = size;
            next = size;
        }

        void trade(long qty, int sign, double share) {
            long left = qty;
            while (left >= size - buy - sell) {
                long part = size - buy - sell;
                put(part, sign, share);
                left -= part;
                ring.add(new long[] {Math.abs(buy - sell), size});
                if (ring.size() > n) {
                    ring.remove(0);
                }
                closed++;
                buy = 0;
                sell = 0;
                size = next;
                if (ring.size() == n) {
                    ranked.add((int) (1_000 * num() / den()));
                    if (ranked.size() > cdf) {
                        ranked.remove(0);
                    }
                }
            }
            put(left, sign, share);
        }

        void put(long part, int sign, double share) {
            long bought =
                    sign == 1 ? part : sign == -1 ? 0 : share < 0 ? part / 2 : (long) StrictMath.floor(share * part);
            buy += bought;
            sell += part - bought;
        }

        long num() {
            return ring.stream().mapToLong(b -> b[0]).sum();
        }

        long den() {
            return ring.stream().mapToLong(b -> b[1]).sum();
        }

        double percentile() {
            if (ranked.isEmpty()) {
                return 0;
            }
            int last = ranked.get(ranked.size() - 1);
            long below = ranked.stream().filter(x -> x < last).count();
            long same = ranked.stream().filter(x -> x == last).count();
            return (2 * below + same) / (2.0 * ranked.size());
        }
    }

    @Test
    void shouldAgreeWithTheLoopEvenWhereOneTradeClosesThousandsVpin4() {
        for (long seed = 1; seed <= 20; seed++) {
            compareWithLoop(seed, 3_000);
        }
    }

    private void compareWithLoop(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 8);
        int cdf = n + random.nextInt(1, 60);
        long size = random.nextLong(1, 50);
        VpinSettings d = VpinSettings.DEFAULTS;
        VpinSettings settings = new VpinSettings(
                VpinMode.AGGRESSOR, n, d.perDay(), d.advDays(), size, 0, 1_440, 60, cdf, 1, d.toxicMicro());
        Vpin vpin = new Vpin(settings, 1, epoch);
        SlowVpin slow = new SlowVpin(n, cdf, size);
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(50) == 0) {
                slow.next = random.nextLong(1, 50);
                vpin.nextSize(step, slow.next);
            }
            int kind = random.nextInt(100);
            long qty = kind < 80
                    ? random.nextLong(1, 60)
                    : kind < 98 ? random.nextLong(1, 1_000) : random.nextLong(1, 10_000);
            int sign = random.nextInt(3) - 1;
            vpin.onTrade(step, qty, sign);
            slow.trade(qty, sign, -1);
            String where = "seed " + seed + " step " + step + " n " + n + " cdf " + cdf;
            assertEquals(slow.closed, vpin.closed(), where);
            assertEquals(slow.buy, vpin.openBuy(), where);
            assertEquals(slow.sell, vpin.openSell(), where);
            assertEquals(slow.size, vpin.openSize(), where);
            assertEquals(slow.ring.size(), vpin.ringSize(), where);
            for (int age = 0; age < vpin.ringSize(); age++) {
                long[] bucket = slow.ring.get(slow.ring.size() - 1 - age);
                assertEquals(bucket[0], vpin.imbalance(age), where);
                assertEquals(bucket[1], vpin.bucketSize(age), where);
            }
            assertEquals(slow.num(), vpin.numerator(), where);
            assertEquals(slow.den(), vpin.denominator(), where);
            assertEquals(slow.ranked.size(), vpin.rank().size(), where);
            assertEquals(slow.percentile(), vpin.rank().value(), where);
            assertEquals(vpin.digestAnew(), vpin.digest(), where);
        }
    }

    @Test
    void shouldSplitBarsLikeTheRuleReadsVpin8() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            VpinSettings d = VpinSettings.DEFAULTS;
            VpinSettings settings =
                    new VpinSettings(VpinMode.BULK, 5, 50, 30, 1_000, 0, 80, 60, 100, 1, d.toxicMicro());
            Vpin vpin = new Vpin(settings, 1, epoch);
            SlowVpin slow = new SlowVpin(5, 100, 1_000);
            List<Long> changes = new ArrayList<>();
            long close = 10_000;
            long before = 0;
            for (int bar = 0; bar < 2_000; bar++) {
                long volume = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 9_000);
                close += volume == 0 ? 0 : random.nextLong(-30, 31);
                vpin.onTrade(bar, 1_000_000, Aggressor.BUY);
                vpin.onBar(bar, close, volume);
                if (volume > 0) {
                    if (before != 0) {
                        changes.add(close - before);
                        if (changes.size() > 80) {
                            changes.remove(0);
                        }
                        if (changes.size() >= 60) {
                            slow.trade(volume, 0, share(changes));
                        }
                    }
                    before = close;
                }
                String where = "seed " + seed + " bar " + bar;
                assertEquals(slow.closed, vpin.closed(), where);
                assertEquals(slow.buy, vpin.openBuy(), where);
                assertEquals(slow.num(), vpin.numerator(), where);
                assertEquals(vpin.digestAnew(), vpin.digest(), where);
            }
            assertTrue(vpin.closed() > 1_000);
        }
    }

    private static double share(List<Long> changes) {
        double mean = (double) changes.stream().mapToLong(c -> c).sum() / changes.size();
        double squares = 0;
        for (long change : changes) {
            squares += (change - mean) * (change - mean);
        }
        double sigma = Math.sqrt(squares / changes.size());
        long last = changes.get(changes.size() - 1);
        return sigma > 0 ? Normal.cdf(last / sigma) : last == 0 ? 0.5 : last > 0 ? 1 : 0;
    }

    @Test
    void shouldTakeHalfOfABarWhosePriceNeverMovedVpin8() {
        Vpin vpin = new Vpin(
                VpinSettings.DEFAULTS.withMode(VpinMode.BULK).withBucket(100).withN(2), 1, epoch);
        for (int bar = 0; bar < 62; bar++) {
            vpin.onBar(bar, 500, 40);
        }
        assertEquals(0.5, vpin.bulkShare());
        assertEquals(0, vpin.closed());
        assertEquals(40, vpin.openBuy());
        assertEquals(40, vpin.openSell());
    }

    @Test
    void shouldSizeBucketsByTheFirstDayThenByCompleteDaysVpin2() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS, 10, epoch);
        long start = 20_000 * DAY + DAY / 2;
        vpin.onTrade(start, 5_000, Aggressor.BUY);
        assertEquals(0, vpin.openSize());
        assertEquals(Validity.WARMING, vpin.validity());
        // The cut first day is no complete day.
        vpin.onDayRoll(20_001 * DAY);
        assertEquals(0, vpin.openSize());
        vpin.onTrade(20_001 * DAY + 1, 2_000, Aggressor.BUY);
        // 24 hours have passed: 7,000 / 50; the print that shows it is not among them and fills the first bucket.
        vpin.onTrade(start + DAY, 30, Aggressor.SELL);
        assertEquals(140, vpin.openSize());
        assertEquals(30, vpin.openSell());
        assertEquals(0, vpin.closed());
        // The first day seen whole held 2,030; the open bucket keeps its size.
        vpin.onDayRoll(20_002 * DAY);
        assertEquals(140, vpin.openSize());
        vpin.onTrade(20_002 * DAY + 1, 120, Aggressor.SELL);
        assertEquals(1, vpin.closed());
        assertEquals(40, vpin.openSize());
        assertEquals(vpin.digestAnew(), vpin.digest());
    }

    @Test
    void shouldSizeBucketsByCandlesBeforeAnyTradeVpin2() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS, 1, epoch);
        for (int day = 0; day < 40; day++) {
            // Only the last 30 complete days count: 10 × 1,000 fall out.
            vpin.onDailyCandle((20_000 + day) * DAY, day < 10 ? 1_000 : 50_000);
        }
        vpin.onDailyCandlesEnd(20_040 * DAY + 5);
        assertEquals(1_000, vpin.openSize());
        vpin.onDailyCandle(20_040 * DAY, 50_000 + 30 * 50);
        vpin.onDayRoll(20_041 * DAY);
        vpin.onTrade(20_041 * DAY, 1_000, Aggressor.BUY);
        assertEquals(1_001, vpin.openSize());
    }

    @Test
    void shouldNeverGoBelowTheLeastBucketVpin2() {
        VpinSettings d = VpinSettings.DEFAULTS;
        VpinSettings settings = new VpinSettings(
                d.mode(), d.n(), d.perDay(), d.advDays(), 0, 50, d.sigmaBars(), d.sigmaMin(), d.cdf(), d.cdfMin(), 0);
        Vpin vpin = new Vpin(settings, 7, epoch);
        vpin.onDailyCandle(20_000 * DAY, 100);
        vpin.onDailyCandlesEnd(20_001 * DAY);
        assertEquals(50, vpin.openSize());
        Vpin lots = new Vpin(VpinSettings.DEFAULTS, 7, epoch);
        lots.onDailyCandle(20_000 * DAY, 100);
        lots.onDailyCandlesEnd(20_001 * DAY);
        assertEquals(7, lots.openSize());
    }

    @Test
    void shouldAverageDaysWhoseSumIsNoLongVpin2() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS, 1, epoch);
        for (int day = 0; day < 30; day++) {
            vpin.onDailyCandle((20_000 + day) * DAY, Long.MAX_VALUE - day);
        }
        vpin.onDailyCandlesEnd(20_030 * DAY);
        assertEquals((Long.MAX_VALUE - 15) / 50, vpin.openSize());
    }

    @Test
    void shouldBeInexactWhileALossIsInABucketVpin9() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS.withN(2).withBucket(10), 1, epoch);
        vpin.onTrade(1, 20, Aggressor.BUY);
        assertEquals(Validity.VALID, vpin.validity());
        long loss = epoch.lose(2);
        assertEquals(Validity.INEXACT, vpin.validity());
        vpin.onTrade(2, 10, Aggressor.BUY);
        vpin.onTrade(3, 10, Aggressor.BUY);
        assertEquals(Validity.INEXACT, vpin.validity());
        // The marked bucket leaves the ring of two.
        vpin.onTrade(4, 10, Aggressor.BUY);
        assertEquals(Validity.VALID, vpin.validity());
        assertEquals(5, vpin.closed());
        long second = epoch.lose(5);
        assertEquals(loss + 1, second);
        assertEquals(Validity.INEXACT, vpin.validity());
        epoch.recover(second);
        assertEquals(Validity.VALID, vpin.validity());
    }

    @Test
    void shouldMarkAllBucketsOfABarWithALossVpin9() {
        Vpin vpin = new Vpin(
                VpinSettings.DEFAULTS.withMode(VpinMode.BULK).withBucket(10).withN(2), 1, epoch);
        for (int bar = 0; bar < 62; bar++) {
            vpin.onBar(bar, 500 + bar % 3, 10);
        }
        assertEquals(Validity.VALID, vpin.validity());
        epoch.lose(62);
        vpin.onBar(62, 501, 100);
        assertEquals(Validity.INEXACT, vpin.validity());
        vpin.onBar(63, 501, 20);
        assertEquals(Validity.INEXACT, vpin.validity());
        vpin.onBar(64, 501, 10);
        assertEquals(Validity.VALID, vpin.validity());
    }

    @Test
    void shouldTellHowLongABucketTookVpin12() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS.withBucket(10), 1, epoch);
        vpin.onTrade(100, 4, Aggressor.BUY);
        vpin.onTrade(130, 6, Aggressor.BUY);
        assertEquals(30, vpin.lastDurationNs());
        vpin.onTrade(200, 30, Aggressor.BUY);
        assertEquals(0, vpin.lastDurationNs());
        vpin.onDayRoll(300);
        assertEquals(4, vpin.closed());
    }

    @Test
    void shouldForgetEverythingWhenTheDefinitionChangesInst5() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS.withBucket(10), 1, epoch);
        long fresh = vpin.digest();
        vpin.onTrade(1, 1_005, Aggressor.BUY);
        assertTrue(vpin.validity().isValid());
        vpin.reset(1, VpinSettings.DEFAULTS.withBucket(10));
        assertEquals(fresh, vpin.digest());
        assertFalse(vpin.validity().isValid());
    }

    @Test
    void shouldCallTheFlowToxicFromTheThresholdOnVpin10() {
        VpinRank rank = new VpinRank(VpinSettings.DEFAULTS);
        for (int i = 0; i < 9; i++) {
            rank.add(i, 1_000);
        }
        rank.add(100, 1_000);
        // Nine below and itself: 9.5 of 10.
        assertEquals(0.95, rank.value());
        assertTrue(rank.isToxic());
        rank.add(8, 1_000);
        assertFalse(rank.isToxic());
        rank.add(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertTrue(rank.isToxic());
        assertEquals(rank.digestAnew(), rank.digest());
    }

    @Test
    void shouldBeInexactUntilNBucketsAfterACountThatIsNoLongNum2() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS.withN(2).withBucket(1), 1, epoch);
        vpin.onTrade(1, Long.MAX_VALUE / 2 - 10, Aggressor.BUY);
        assertEquals(Validity.VALID, vpin.validity());
        assertEquals(Long.MAX_VALUE / 2 - 10, vpin.closed());
        vpin.onTrade(2, Long.MAX_VALUE, Aggressor.SELL);
        assertEquals(Validity.INEXACT, vpin.validity());
        assertTrue(vpin.hasOverflowed());
        assertEquals(1, vpin.value());
        assertEquals(vpin.digestAnew(), vpin.digest());
        vpin.onTrade(3, 1, Aggressor.SELL);
        assertEquals(Validity.INEXACT, vpin.validity());
        vpin.onTrade(4, 1, Aggressor.SELL);
        assertEquals(Validity.VALID, vpin.validity(), "both have left the ring of two");
        assertFalse(vpin.hasOverflowed());
        for (int i = 0; i < 100; i++) {
            vpin.onTrade(5 + i, Long.MAX_VALUE, Aggressor.BUY);
        }
        assertEquals(Validity.INEXACT, vpin.validity());
        assertEquals(vpin.digestAnew(), vpin.digest());
    }

    @Test
    void shouldBeInexactWhereADaysVolumeIsNoLongNum2() {
        Vpin vpin = new Vpin(VpinSettings.DEFAULTS.withN(2), 1, epoch);
        vpin.onTrade(20_000 * DAY, Long.MAX_VALUE - 5, Aggressor.BUY);
        vpin.onTrade(20_000 * DAY + 1, 10, Aggressor.BUY);
        vpin.onTrade(20_001 * DAY, 1, Aggressor.BUY);
        assertTrue(vpin.openSize() > 0);
        assertEquals(Validity.INEXACT, vpin.validity());
        assertTrue(vpin.hasOverflowed());
    }
}
