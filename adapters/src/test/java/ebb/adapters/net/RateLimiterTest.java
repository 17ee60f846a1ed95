package ebb.adapters.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The limiter's promises, and its books against a twin that counts in big integers. */
class RateLimiterTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final long SECOND = 1_000_000_000L;

    private record Taken(long atNs, int weight) {}

    /** Whatever is asked whenever: no window of one period carries more than our share of the venue's limit. */
    @Test
    void shouldNeverExceedTheShareInAnyWindow() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            int limit = random.nextInt(20, 6_000);
            long periodNs = random.nextLong(SECOND, 60 * SECOND);
            int percent = random.nextInt(10, 101);
            int share = Math.max(2, limit * percent / 100);
            RateLimiter limiter = RateLimiter.ofVenue(limit, periodNs, new NetSettings.Rates(percent, 20, 8));
            ArrayDeque<Taken> window = new ArrayDeque<>();
            int inWindow = 0;
            int most = 0;
            long nowNs = random.nextLong(1_000 * SECOND);
            for (int step = 0; step < 2_000; step++) {
                nowNs += random.nextInt(5) == 0 ? random.nextLong(periodNs) : random.nextLong(periodNs / 200 + 1);
                int weight = random.nextInt(Math.max(1, share / 5)) + 1;
                boolean isUrgent = random.nextInt(4) == 0;
                boolean isTaken = isUrgent ? limiter.tryTakeUrgent(nowNs, weight) : limiter.tryTake(nowNs, weight);
                if (isTaken) {
                    window.add(new Taken(nowNs, weight));
                    inWindow += weight;
                }
                while (!window.isEmpty() && window.peek().atNs() <= nowNs - periodNs) {
                    inWindow -= window.remove().weight();
                }
                most = Math.max(most, inWindow);
                assertTrue(inWindow <= share, "seed " + SEED + " round " + round + " step " + step);
            }
            assertTrue(most * 2 >= share / 2, "the limiter must also let something through: " + most + " of " + share);
        }
    }

    @Test
    void shouldKeepItsBooksAsTheTwinDoes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            int burst = random.nextInt(1, 3_000);
            int refill = random.nextInt(1, 3_000);
            long periodNs = random.nextLong(1, 100 * SECOND);
            int reserve = random.nextInt(burst);
            RateLimiter limiter = new RateLimiter(burst, refill, periodNs, reserve);
            BigInteger period = BigInteger.valueOf(periodNs);
            BigInteger full = period.multiply(BigInteger.valueOf(burst));
            BigInteger units = full;
            long nowNs = random.nextLong(1_000 * SECOND);
            limiter.waitNs(nowNs, 0, true);
            for (int step = 0; step < 500; step++) {
                long elapsedNs = random.nextLong(periodNs / 10 + 2);
                nowNs += elapsedNs;
                units = full.min(units.add(BigInteger.valueOf(elapsedNs).multiply(BigInteger.valueOf(refill))));
                int weight = random.nextInt(1, burst + 2);
                boolean isUrgent = random.nextBoolean();
                BigInteger cost = period.multiply(BigInteger.valueOf(weight));
                BigInteger kept = isUrgent ? BigInteger.ZERO : period.multiply(BigInteger.valueOf(reserve));
                boolean isThere = units.compareTo(full.min(cost.add(kept))) >= 0;
                String where = "seed " + SEED + " round " + round + " step " + step;
                BigInteger free = units.subtract(kept).max(BigInteger.ZERO).divide(period);
                assertEquals(free.intValueExact(), limiter.available(nowNs, isUrgent), where);
                assertEquals(isThere, limiter.waitNs(nowNs, weight, isUrgent) == 0, where);
                boolean isTaken = isUrgent ? limiter.tryTakeUrgent(nowNs, weight) : limiter.tryTake(nowNs, weight);
                assertEquals(isThere, isTaken, where);
                units = isTaken ? units.subtract(cost) : units;
            }
        }
    }

    @Test
    void shouldGiveAfterTheWaitItNamesAndNotBefore() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 5_000; round++) {
            int burst = random.nextInt(2, 500);
            RateLimiter limiter =
                    new RateLimiter(burst, random.nextInt(1, 500), random.nextLong(1, SECOND), random.nextInt(burst));
            long nowNs = 5 * SECOND;
            while (limiter.tryTakeUrgent(nowNs, random.nextInt(1, burst + 1))) {
                continue;
            }
            int weight = random.nextInt(1, burst * 2);
            long waitNs = limiter.waitNs(nowNs, weight, false);
            String where = "seed " + SEED + " round " + round;
            if (waitNs > 0) {
                assertFalse(limiter.tryTake(nowNs + waitNs - 1, weight), where);
            }
            assertTrue(limiter.tryTake(nowNs + waitNs, weight), where);
        }
    }

    @Test
    void shouldKeepTheReserveForCancels() {
        RateLimiter limiter = RateLimiter.ofVenue(2_400, 60 * SECOND, NetSettings.Rates.DEFAULTS);
        assertEquals(480, limiter.available(0, false));
        assertEquals(600, limiter.available(0, true));
        assertTrue(limiter.tryTake(0, 480));
        assertFalse(limiter.tryTake(0, 1));
        assertTrue(limiter.tryTakeUrgent(0, 120));
        assertFalse(limiter.tryTakeUrgent(0, 1));
        // 10 a second come back, the reserve first.
        assertFalse(limiter.tryTake(12 * SECOND, 1));
        assertTrue(limiter.tryTake(12 * SECOND + SECOND / 10, 1));
    }

    @Test
    void shouldGiveAWeightBeyondTheBucketFromAFullOneAndThenOwe() {
        RateLimiter limiter = new RateLimiter(10, 10, SECOND, 2);
        assertTrue(limiter.tryTake(0, 25));
        assertEquals(0, limiter.available(SECOND, true));
        assertEquals(1_500_000_000L, limiter.waitNs(SECOND, 10, true));
        assertTrue(limiter.tryTakeUrgent(2_500_000_000L, 10));
    }

    @Test
    void shouldBelieveTheVenuesCountWhenItIsHigher() {
        RateLimiter limiter = RateLimiter.ofVenue(2_400, 60 * SECOND, NetSettings.Rates.DEFAULTS);
        limiter.observe(0, 100);
        assertEquals(600, limiter.available(0, true));
        limiter.observe(0, 1_100);
        assertEquals(100, limiter.available(0, true));
        limiter.observe(0, 2_000);
        assertEquals(0, limiter.available(0, true));
        limiter.observe(0, 5);
        assertEquals(0, limiter.available(0, true));
    }

    @Test
    void shouldGiveNothingWhileHeld() {
        RateLimiter limiter = new RateLimiter(10, 10, SECOND, 0);
        assertTrue(limiter.tryTake(SECOND, 1));
        limiter.holdUntil(5 * SECOND);
        limiter.holdUntil(3 * SECOND);
        assertFalse(limiter.tryTakeUrgent(5 * SECOND - 1, 1));
        assertEquals(0, limiter.available(5 * SECOND - 1, true));
        assertEquals(1, limiter.waitNs(5 * SECOND - 1, 1, true));
        assertTrue(limiter.tryTake(5 * SECOND, 10));
    }

    @Test
    void shouldLetTimeStandStillWhenTheClockGoesBack() {
        RateLimiter limiter = new RateLimiter(1, 1, SECOND, 0);
        assertTrue(limiter.tryTake(100 * SECOND, 1));
        assertFalse(limiter.tryTake(0, 1));
        assertFalse(limiter.tryTake(50 * SECOND, 1));
        assertTrue(limiter.tryTake(101 * SECOND, 1));
    }

    @Test
    void shouldRefuseFiguresThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(0, 1, SECOND, 0));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(1, 0, SECOND, 0));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new RateLimiter(5, 1, SECOND, 5));
    }
}
