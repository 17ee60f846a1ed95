package ebb.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.SnapshotException;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** NS-CAP-1 and NS-CAP-2. */
class MarketCapsTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final long T0 = 20_000 * DAY;
    private static final long USD = 1_000_000L;

    private static MarketCaps caps(int instruments) {
        MarketCaps caps = new MarketCaps(CapSettings.DEFAULTS, 0);
        for (int i = 0; i < instruments; i++) {
            caps.open(i);
        }
        return caps;
    }

    private static CapClass classOf(long micro) {
        MarketCaps caps = caps(1);
        caps.onCap(0, micro, T0);
        return caps.classOf(0, T0);
    }

    @Test
    void shouldPutBothEdgesIntoMedium() {
        assertEquals(CapClass.HIGH, classOf(1));
        assertEquals(CapClass.HIGH, classOf(2_700_000 * USD - 1));
        assertEquals(CapClass.MEDIUM, classOf(2_700_000 * USD));
        assertEquals(CapClass.MEDIUM, classOf(2_700_000 * USD + 1));
        assertEquals(CapClass.MEDIUM, classOf(60_000_000 * USD));
        assertEquals(CapClass.OUT, classOf(60_000_000 * USD + 1));
        assertEquals(CapClass.OUT, classOf(Long.MAX_VALUE));
    }

    @Test
    void shouldLetHighAndMediumPassOnly() {
        assertTrue(CapClass.HIGH.passes());
        assertTrue(CapClass.MEDIUM.passes());
        assertFalse(CapClass.OUT.passes());
        assertFalse(CapClass.UNKNOWN.passes());
    }

    @Test
    void shouldKnowNothingOfAZeroOfAnErrorAndOfWhatNeverCame() {
        MarketCaps caps = caps(2);
        assertEquals(CapClass.UNKNOWN, caps.classOf(0, T0));
        assertEquals(CapClass.UNKNOWN, caps.classOf(9, T0));
        assertEquals(CapClass.UNKNOWN, caps.classOf(-1, T0));
        caps.onCap(0, 5_000_000 * USD, T0);
        caps.onCap(1, 5_000_000 * USD, T0);
        caps.onCap(0, 0, T0 + HOUR);
        caps.onError(1);
        assertEquals(CapClass.UNKNOWN, caps.classOf(0, T0 + HOUR));
        assertEquals(CapClass.UNKNOWN, caps.classOf(1, T0 + HOUR));
        caps.onCap(1, 80_000_000 * USD, T0 + 2 * HOUR);
        assertEquals(CapClass.MEDIUM, caps.classOf(1, T0 + 2 * HOUR), "the low of the day was not forgotten");
    }

    @Test
    void shouldTellTheAgeOfTheNewestValue() {
        MarketCaps caps = caps(1);
        assertEquals(MarketCaps.NO_AGE, caps.ageNs(0, T0));
        assertEquals(MarketCaps.NO_AGE, caps.ageNs(9, T0));
        assertEquals(MarketCaps.NO_AGE, caps.ageNs(-1, T0));
        caps.onCap(0, 5_000_000 * USD, T0);
        assertEquals(HOUR, caps.ageNs(0, T0 + HOUR));
        assertEquals(0, caps.ageNs(0, T0 - HOUR), "a provider's clock may be ahead of ours");
        caps.onError(0);
        assertEquals(MarketCaps.NO_AGE, caps.ageNs(0, T0 + HOUR));
    }

    @Test
    void shouldNotBelieveAValueOlderThan48Hours() {
        MarketCaps caps = caps(1);
        caps.onCap(0, 5_000_000 * USD, T0);
        assertEquals(CapClass.MEDIUM, caps.classOf(0, T0 + 48 * HOUR));
        assertEquals(CapClass.UNKNOWN, caps.classOf(0, T0 + 48 * HOUR + 1));
        assertEquals(0, caps.lowestMicro(0, T0 + 48 * HOUR + 1));
    }

    @Test
    void shouldCompareTheLowestOfTheLastSevenDays() {
        MarketCaps caps = caps(1);
        caps.onCap(0, 40_000_000 * USD, T0);
        for (int day = 1; day <= 6; day++) {
            caps.onCap(0, (40_000_000L + day * 20_000_000L) * USD, T0 + day * DAY);
        }
        // Seven days: today and six before. The 40M of day 0 counts on day 6 for the last time.
        assertEquals(40_000_000 * USD, caps.lowestMicro(0, T0 + 7 * DAY - 1));
        assertEquals(60_000_000 * USD, caps.lowestMicro(0, T0 + 7 * DAY));
        caps.onCap(0, 180_000_000 * USD, T0 + 7 * DAY);
        assertEquals(CapClass.MEDIUM, caps.classOf(0, T0 + 8 * DAY - 1));
        assertEquals(80_000_000 * USD, caps.lowestMicro(0, T0 + 8 * DAY));
        assertEquals(CapClass.OUT, caps.classOf(0, T0 + 8 * DAY));
    }

    @Test
    void shouldKeepTheClassWhileFrozen() {
        MarketCaps caps = caps(1);
        caps.onCap(0, 2_000_000 * USD, T0);
        caps.freeze(0, T0);
        caps.onError(0);
        assertEquals(CapClass.HIGH, caps.classOf(0, T0 + 30 * DAY));
        caps.onCap(0, 500_000_000 * USD, T0 + 31 * DAY);
        caps.freeze(0, T0 + 31 * DAY);
        assertEquals(CapClass.HIGH, caps.classOf(0, T0 + 31 * DAY), "IN_TRADE after SETUP is the same freeze");
        caps.release(0);
        assertEquals(CapClass.OUT, caps.classOf(0, T0 + 31 * DAY));
    }

    @Test
    void shouldBeginDaysWhereTheConfigurationSays() {
        MarketCaps caps = new MarketCaps(CapSettings.DEFAULTS, 8 * HOUR);
        caps.open(0);
        caps.onCap(0, 1_000_000 * USD, T0 + 7 * HOUR);
        caps.onCap(0, 100_000_000 * USD, T0 + 6 * DAY);
        assertEquals(CapClass.HIGH, caps.classOf(0, T0 + 6 * DAY + 8 * HOUR - 1), "the day of 7 h began at 8 h before");
        assertEquals(CapClass.OUT, caps.classOf(0, T0 + 6 * DAY + 8 * HOUR));
    }

    @Test
    void shouldCountClasses() {
        MarketCaps caps = caps(5);
        caps.onCap(0, 1_000_000 * USD, T0);
        caps.onCap(1, 3_000_000 * USD, T0);
        caps.onCap(2, 3_000_000_000L * USD, T0);
        caps.onCap(3, 4_000_000_000L * USD, T0);
        assertEquals(1, caps.count(CapClass.HIGH, T0, 5));
        assertEquals(1, caps.count(CapClass.MEDIUM, T0, 5));
        assertEquals(2, caps.count(CapClass.OUT, T0, 5));
        assertEquals(1, caps.count(CapClass.UNKNOWN, T0, 5));
    }

    @Test
    void shouldTakeDecimalsOfAnyExponentAsMicroUnits() {
        assertEquals(2_699_999_990_000L, MarketCaps.micro(269_999_999, -2));
        assertEquals(2_700_000L * USD, MarketCaps.micro(27, 5));
        assertEquals(1_300_000_000_000L * USD, MarketCaps.micro(1_300, 9));
        assertEquals(Long.MAX_VALUE, MarketCaps.micro(1_000_000, 9));
        assertEquals(1, MarketCaps.micro(1_999, -9), "finer than a micro is cut off");
        assertEquals(0, MarketCaps.micro(1_999_999, -18));
        assertEquals(-USD, MarketCaps.micro(-1, 0));
        assertEquals(Long.MIN_VALUE, MarketCaps.micro(-1_000_000, 9));
    }

    @Test
    void shouldRefuseSettingsThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(0, 1, 1, 7));
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(2, 1, 1, 7));
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(1, 1, 0, 7));
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(1, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new CapSettings(1, 1, 1, 61));
    }

    /** The slow twin keeps every value that ever came and looks through all of them. */
    @Test
    void shouldAgreeWithATwinThatForgetsNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int lookback = 1 + random.nextInt(9);
            CapSettings settings = new CapSettings(1_000, 5_000, 48 * HOUR, lookback);
            MarketCaps caps = new MarketCaps(settings, 0);
            caps.open(0);
            caps.open(1);
            TreeMap<Long, Long> all = new TreeMap<>();
            boolean isKnown = false;
            long now = T0;
            for (int step = 0; step < 5_000; step++) {
                now += random.nextLong(random.nextInt(50) == 0 ? 5 * DAY : 5 * HOUR);
                if (random.nextInt(10) == 0) {
                    caps.onError(0);
                    isKnown = false;
                } else if (random.nextInt(3) > 0) {
                    long value = 1 + random.nextInt(8_000);
                    caps.onCap(0, value, now);
                    all.merge(now, value, Math::min);
                    isKnown = true;
                }
                String where = "seed " + seed + " step " + step;
                long newest = all.isEmpty() ? 0 : all.lastKey();
                long from = (Math.floorDiv(now, DAY) - lookback + 1) * DAY;
                long lowest = all.tailMap(from).values().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(0);
                long expected = isKnown && now - newest <= 48 * HOUR ? lowest : 0;
                assertEquals(expected, caps.lowestMicro(0, now), where);
                assertEquals(caps.digestAnew(), caps.digest(), where);
            }
            assertEquals(CapClass.UNKNOWN, caps.classOf(1, now));
        }
    }

    @Test
    void shouldComeBackFromASnapshot() {
        SplittableRandom random = new SplittableRandom(5);
        MarketCaps caps = caps(40);
        for (int step = 0; step < 2_000; step++) {
            int instrument = random.nextInt(40);
            caps.onCap(
                    instrument, random.nextInt(9) == 0 ? 0 : random.nextLong(90_000_000L * USD), T0 + step * HOUR / 4);
            if (random.nextInt(20) == 0) {
                caps.freeze(instrument, T0 + step * HOUR / 4);
            } else if (random.nextInt(20) == 0) {
                caps.release(instrument);
            }
        }
        SnapshotWriter out = new SnapshotWriter();
        caps.writeTo(out);
        MarketCaps copy = caps(0);
        SnapshotReader in = new SnapshotReader(out.buffer(), 0, out.length());
        copy.readFrom(in);
        in.finish();
        assertEquals(caps.digest(), copy.digest());
        long now = T0 + 2_000 * HOUR / 4;
        for (int i = 0; i < 40; i++) {
            assertEquals(caps.classOf(i, now), copy.classOf(i, now));
            assertEquals(caps.lowestMicro(i, now), copy.lowestMicro(i, now));
        }
        for (int cut = 0; cut < out.length(); cut += 97) {
            SnapshotReader shorter = new SnapshotReader(out.buffer(), 0, cut);
            assertThrows(SnapshotException.class, () -> caps(0).readFrom(shorter));
        }
        MarketCaps other = new MarketCaps(new CapSettings(1, 2, 3, 4), 0);
        assertThrows(SnapshotException.class, () -> other.readFrom(new SnapshotReader(out.buffer(), 0, out.length())));
    }

    @Test
    void shouldGiveTheSameDigestWhateverTheOrderOfOpening() {
        MarketCaps caps = caps(3);
        MarketCaps other = new MarketCaps(CapSettings.DEFAULTS, 0);
        other.open(500);
        for (MarketCaps each : new MarketCaps[] {caps, other}) {
            each.onCap(2, 7, T0);
            each.onCap(0, 8, T0 + DAY);
        }
        assertEquals(caps.digest(), other.digest());
    }
}
