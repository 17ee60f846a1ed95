package ebb.engine.perp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenInterestTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = OpenInterest.HOUR_NS;
    private static final long START = 1_000_000 * OpenInterest.STEP_NS;

    private final OpenInterest interest = new OpenInterest();

    @Test
    void shouldTellWhereLongsCameOrShortsLeftOi2() {
        interest.on(START, 1_000, 200);
        interest.on(START + 59 * MINUTE, 1_020, 202);
        interest.on(START + 65 * MINUTE, 1_030, 203);
        long now = START + 66 * MINUTE;
        assertEquals(30_000, interest.changeMicro(now, HOUR), "1,000 to 1,030");
        assertEquals(4, interest.quadrant(now, HOUR), "both up: new longs");
        interest.on(now, 980, 203);
        assertEquals(2, interest.quadrant(now, HOUR), "price up, interest down: shorts leave");
        interest.on(now, 1_005, 200);
        assertEquals(0, interest.quadrant(now, HOUR), "both within their bands");
        interest.on(now, 1_010, 199);
        assertEquals(-2, interest.quadrant(now, HOUR), "exactly at both edges counts");
    }

    @Test
    void shouldSayHowFarItMayBeTrustedOi1() {
        assertEquals(Validity.UNDEFINED, interest.validity(START, HOUR));
        interest.on(START, 1_000, PerpState.ABSENT);
        assertEquals(Validity.WARMING, interest.validity(START + 30 * MINUTE, HOUR));
        for (int minute = 5; minute <= 120; minute += 5) {
            interest.on(START + minute * MINUTE, 1_000 + minute, PerpState.ABSENT);
        }
        long now = START + 120 * MINUTE;
        assertEquals(Validity.VALID, interest.validity(now, HOUR));
        assertEquals(0, interest.quadrant(now, HOUR), "no price, no quadrant");
        assertEquals(Validity.VALID, interest.validity(now + 10 * MINUTE, HOUR));
        assertEquals(Validity.INEXACT, interest.validity(now + 10 * MINUTE + 1, HOUR), "older than ten minutes");
        assertEquals(Validity.WARMING, interest.validity(now, 4 * HOUR));
    }

    @Test
    void shouldAgreeWithAllValuesKeptOi1And2() {
        long seed = 141;
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, long[]> all = new TreeMap<>();
        Set<Validity> seen = EnumSet.noneOf(Validity.class);
        Set<Integer> quadrants = new TreeSet<>();
        long now = START;
        long contracts = 1_000_000;
        long price = 50_000;
        for (int step = 0; step < 20_000; step++) {
            now += random.nextInt(200) == 0 ? random.nextLong(30 * HOUR) : 1 + random.nextLong(6 * MINUTE);
            contracts = Math.max(1_000, contracts + random.nextLong(-20_000, 20_001));
            price = Math.max(100, price + random.nextLong(-300, 301));
            interest.on(now, contracts, price);
            all.put(now, new long[] {contracts, price});
            long asked = now + random.nextLong(20 * MINUTE);
            for (long window : new long[] {HOUR, 4 * HOUR, 24 * HOUR}) {
                String where = "seed " + seed + ", step " + step + ", window " + window / HOUR + " h";
                long then = Math.floorDiv(asked - window, OpenInterest.STEP_NS) * OpenInterest.STEP_NS;
                // What held when the step began: the newest value before it.
                Map.Entry<Long, long[]> before = all.lowerEntry(then);
                Validity want = before == null
                        ? Validity.WARMING
                        : asked - now > OpenInterest.STALE_NS || then - before.getKey() > OpenInterest.STALE_NS
                                ? Validity.INEXACT
                                : Validity.VALID;
                assertEquals(want, interest.validity(asked, window), where);
                seen.add(want);
                if (before != null) {
                    long change = share(before.getValue()[0], contracts);
                    assertEquals(change, interest.changeMicro(asked, window), where);
                    int quadrant = 3 * sign(share(before.getValue()[1], price), 5_000) + sign(change, 10_000);
                    assertEquals(quadrant, interest.quadrant(asked, window), where);
                    quadrants.add(quadrant);
                }
            }
            assertEquals(interest.digestAnew(), interest.digest());
        }
        assertEquals(EnumSet.of(Validity.VALID, Validity.WARMING, Validity.INEXACT), seen);
        assertTrue(quadrants.size() == 9, "all ways: " + quadrants);
    }

    private static long share(long then, long now) {
        return BigDecimal.valueOf(now - then)
                .movePointRight(6)
                .divide(BigDecimal.valueOf(then), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static int sign(long change, long band) {
        return Math.abs(change) < band ? 0 : Long.signum(change);
    }

    @Test
    void shouldSayInexactOfAChangeThatIsNoLongNum2() {
        interest.on(START, 1, 1);
        interest.on(START + 58 * MINUTE, Long.MAX_VALUE, 1);
        long now = START + 65 * MINUTE;
        assertEquals(Validity.INEXACT, interest.validity(now, HOUR));
        assertTrue(interest.hasOverflowed(now, HOUR));
        assertEquals(0, interest.changeMicro(now, HOUR));
        interest.on(now, 1, Long.MAX_VALUE);
        assertEquals(Validity.INEXACT, interest.validity(now, HOUR), "the price's change");
        assertEquals(0, interest.quadrant(now, HOUR));
        interest.on(now, 2, 1);
        assertEquals(Validity.VALID, interest.validity(now, HOUR));
        assertEquals(1_000_000, interest.changeMicro(now, HOUR));
    }
}
