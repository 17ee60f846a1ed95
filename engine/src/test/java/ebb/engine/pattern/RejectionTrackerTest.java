package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.indicator.FixedAtr;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RejectionTrackerTest {
    static final long FRAME = 900_000_000_000L;
    static final RejectionSettings LOOSE = new RejectionSettings(
            RejectionSettings.Zone.DEFAULT,
            new RejectionSettings.Push(0.3, 0.8, 0.5, 1, 4),
            3,
            1.5,
            3,
            new RejectionSettings.Life(40 * FRAME, 15 * FRAME, true, false),
            new SwingSettings(2, 8, 1.0));

    private final List<String> log = new ArrayList<>();

    private RejectionTracker tracker(RejectionSettings settings, boolean isOfLows, ebb.engine.indicator.AtrTrail atr) {
        return new RejectionTracker(
                settings,
                new RejectionTracker.Frame(FRAME, 20),
                isOfLows,
                atr,
                (id, start, price, n, event) -> log.add(start + " " + id + " " + event + " " + price + " n" + n));
    }

    /** A walk that pumps, fails and sometimes hardly trades; every few bars PARTIAL. */
    static ListBars walk(long seed, int count, int sign) {
        SplittableRandom random = new SplittableRandom(seed);
        ListBars bars = new ListBars();
        double price = 100_000;
        for (int i = 0; i < count; i++) {
            boolean isEmpty = random.nextInt(100) < (i / 300 % 3 == 1 ? 35 : 5);
            double open = price;
            double width = open * 0.004 * (random.nextInt(12) == 0 ? 6 : 1);
            double close = open + (random.nextDouble() - 0.5) * 2 * width + (100_000 - open) * 0.02;
            double high = Math.max(open, close) + random.nextDouble() * width;
            double low = Math.min(open, close) - random.nextDouble() * width;
            long c = sign * Math.round(isEmpty ? open : close);
            long o = sign * Math.round(open);
            long h = sign * Math.round(isEmpty ? open : sign > 0 ? high : low);
            long l = sign * Math.round(isEmpty ? open : sign > 0 ? low : high);
            bars.all.add(new ListBars.Bar(
                    i * FRAME,
                    isEmpty ? c : o,
                    h,
                    l,
                    c,
                    isEmpty ? 0 : 1 + random.nextInt(1000),
                    random.nextInt(2000) - 1000,
                    isEmpty,
                    random.nextInt(40) == 0));
            price = isEmpty ? open : close;
        }
        return bars;
    }

    @Test
    void shouldTellTheSameAsTheListWrittenTwinRej1To7() {
        for (RejectionSettings settings : List.of(LOOSE, RejectionSettings.DEFAULT)) {
            for (long seed = 1; seed <= 25; seed++) {
                compare(settings, seed, walk(seed, 2_000, 1), false);
            }
        }
    }

    @Test
    void shouldCountFailedPushesDownAsTheMirrorOfPushesUp() {
        for (long seed = 1; seed <= 5; seed++) {
            compare(LOOSE, seed, walk(seed, 2_000, -1), true);
        }
    }

    private void compare(RejectionSettings settings, long seed, ListBars bars, boolean isOfLows) {
        log.clear();
        Atr atr = new Atr(AtrSettings.DEFAULT);
        RejectionTracker fast = tracker(settings, isOfLows, atr);
        SlowRejections slow = new SlowRejections(settings, FRAME);
        int sign = isOfLows ? -1 : 1;
        while (bars.hasMore()) {
            bars.advance();
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            fast.onBar(bars, 0);
            slow.onBar(
                    new SlowRejections.Candle(
                            bars.startNs(0),
                            isOfLows ? -bars.low(0) : bars.high(0),
                            isOfLows ? -bars.high(0) : bars.low(0),
                            sign * bars.close(0),
                            bars.isEmpty(0),
                            bars.isPartial(0)),
                    atr.value(),
                    atr.isReady(0));
            assertEquals(fast.digestAnew(), fast.digest(), "seed " + seed);
            assertEquals(slow.levels.size(), fast.size(), "seed " + seed);
            for (int i = 0; i < fast.size(); i++) {
                SlowRejections.Level want = slow.levels.get(i);
                RejectionLevel have = fast.level(i);
                assertEquals(want.id, have.id(), "seed " + seed);
                assertEquals(sign * want.price, have.price(), "seed " + seed);
                assertEquals(want.state, have.state().name(), "seed " + seed);
                assertEquals(slow.count(want), have.count(), "seed " + seed);
                assertEquals(want.touched, have.touchedNs(), "seed " + seed);
                assertEquals(want.list.size(), have.size(), "seed " + seed);
                if (have.size() > 0) {
                    assertMerged(have.rejection(have.size() - 1), bars, "seed " + seed);
                }
            }
        }
        assertTrue(slow.log.size() > 20, "a walk that shows nothing proves nothing, seed " + seed);
        List<String> mirrored = slow.log.stream()
                .map(line -> sign > 0 ? line : negatePrice(line))
                .toList();
        assertEquals(String.join("\n", mirrored), String.join("\n", log), "seed " + seed);
    }

    /** NS-REJ-8: the push as one candle, from its bars. */
    private static void assertMerged(Rejection rejection, ListBars bars, String seed) {
        List<ListBars.Bar> push = bars.all.stream()
                .filter(bar -> bar.startNs() >= rejection.peakStartNs()
                        && bar.startNs() <= rejection.confirmStartNs()
                        && !bar.isEmpty())
                .toList();
        assertEquals(push.stream().mapToLong(ListBars.Bar::high).max().orElseThrow(), rejection.pushHigh(), seed);
        assertEquals(push.stream().mapToLong(ListBars.Bar::low).min().orElseThrow(), rejection.pushLow(), seed);
        assertEquals(push.get(push.size() - 1).close(), rejection.pushClose(), seed);
        double volume = push.stream().mapToLong(ListBars.Bar::volume).average().orElseThrow();
        double mean = rejection.volume() / rejection.volumeRatio();
        assertEquals(rejection.volumeRatio() == 0 ? 0 : volume / mean, rejection.pushVolumeRatio(), 1e-9, seed);
    }

    private static String negatePrice(String line) {
        String[] words = line.split(" ");
        words[3] = Long.toString(-Long.parseLong(words[3]));
        return String.join(" ", words);
    }

    /** Core's example up to its third rejection, without the break. */
    private static ListBars example() {
        ListBars bars = new ListBars();
        long[][] ohlc = {
            {950, 952, 940, 945},
            {945, 980, 945, 970},
            {970, 1000, 965, 995},
            {995, 1020, 998, 1012},
            {1012, 1014, 1004, 1006},
            {1006, 1008, 998, 1001},
            {1001, 1012, 1000, 1011},
            {1011, 1018, 1009, 1015},
            {1015, 1022, 1010, 1016},
            {1016, 1023, 1012, 1014},
            {1014, 1015, 1001, 1003},
            {1003, 1009, 1002, 1007},
            {1007, 1019, 1006, 1012}
        };
        for (int i = 0; i < ohlc.length; i++) {
            bars.all.add(new ListBars.Bar(
                    i * FRAME,
                    ohlc[i][0],
                    ohlc[i][1],
                    ohlc[i][2],
                    ohlc[i][3],
                    100 + i,
                    10 * i,
                    false,
                    i == 8 || i == 9));
        }
        return bars;
    }

    private RejectionTracker run(RejectionSettings settings, ListBars bars) {
        RejectionTracker tracker = tracker(settings, false, new FixedAtr(10));
        while (bars.hasMore()) {
            bars.advance();
            tracker.onBar(bars, 0);
        }
        return tracker;
    }

    @Test
    void shouldKeepWhatScoringNeedsOfEachRejectionRej4() {
        RejectionTracker tracker = run(RejectionSettings.DEFAULT, example());
        RejectionLevel level = tracker.best();
        assertEquals(3, level.size());
        Rejection second = level.rejection(1);
        assertEquals(1023, second.peak());
        assertEquals(9 * FRAME, second.peakStartNs());
        assertEquals(9 * FRAME, second.confirmStartNs());
        assertEquals(
                List.of(1016L, 1023L, 1012L, 1014L, 109L, 90L),
                List.of(
                        second.open(),
                        second.high(),
                        second.low(),
                        second.close(),
                        second.volume(),
                        second.cvdClose()));
        assertEquals(10, second.atr());
        assertEquals(110 + 111 + 112, level.rejection(2).volumeThrough() - second.volumeThrough());
        assertFalse(second.isExact());
        assertTrue(level.rejection(0).isExact());
        assertFalse(second.volumeRatioValidity().isValid());
    }

    @Test
    void shouldNotCountPartialPeakBarsUnlessAllowedRej7() {
        assertEquals(2, run(RejectionSettings.DEFAULT, example()).best().count());
        RejectionSettings.Life life = RejectionSettings.Life.DEFAULT;
        RejectionLevel allowed = run(
                        withLife(new RejectionSettings.Life(life.windowNs(), life.deadNs(), true, true)), example())
                .best();
        assertEquals(3, allowed.count());
        assertTrue(allowed.isQualified());
    }

    @Test
    void shouldNotCountTheFoundingPushWhenToldSoRej2() {
        RejectionSettings.Life life = RejectionSettings.Life.DEFAULT;
        RejectionTracker tracker =
                run(withLife(new RejectionSettings.Life(life.windowNs(), life.deadNs(), false, true)), example());
        assertEquals(2, tracker.best().count());
        assertEquals(1023, tracker.best().rejection(0).peak());
        assertEquals(
                List.of(5 * FRAME + " 0 BORN 1020 n0", 5 * FRAME + " 0 RETREAT 998 n0", 7 * FRAME + " 0 TEST 1018 n0"),
                log.subList(0, 3));
    }

    private static RejectionSettings withLife(RejectionSettings.Life life) {
        RejectionSettings d = RejectionSettings.DEFAULT;
        return new RejectionSettings(d.zone(), d.push(), d.minimum(), d.birthAtr(), d.levels(), life, d.swing());
    }

    @Test
    void shouldPreferTheMostRejectedThenTheHighestThenTheOldestLevelRej6() {
        ListBars bars = walk(3, 2_000, 1);
        Atr atr = new Atr(AtrSettings.DEFAULT);
        RejectionTracker tracker = tracker(LOOSE, false, atr);
        int contested = 0;
        while (bars.hasMore()) {
            bars.advance();
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            tracker.onBar(bars, 0);
            List<RejectionLevel> all = new ArrayList<>();
            for (int i = 0; i < tracker.size(); i++) {
                all.add(tracker.level(i));
            }
            all.sort((a, b) -> a.count() != b.count()
                    ? b.count() - a.count()
                    : a.price() != b.price() ? Long.compare(b.price(), a.price()) : Long.compare(a.id(), b.id()));
            contested += all.size() > 1 ? 1 : 0;
            assertEquals(all.isEmpty() ? null : all.get(0), tracker.best());
        }
        assertTrue(contested > 100);
    }

    @Test
    void shouldNotEvictAHeldLevelRej2() {
        RejectionSettings d = RejectionSettings.DEFAULT;
        RejectionSettings one =
                new RejectionSettings(d.zone(), d.push(), d.minimum(), d.birthAtr(), 1, d.life(), d.swing());
        ListBars bars = example();
        for (int i = 0; i < 6; i++) {
            long p = 900 - i % 3 * 30L;
            bars.add((13 + i) * FRAME, p, p + (i == 3 ? 70 : 10), p - 10, p, 5);
        }
        RejectionTracker tracker = run(one, bars);
        assertEquals(1, tracker.level(0).id());
        long before = tracker.digest();
        tracker.hold(1, true);
        assertNotEquals(before, tracker.digest());
        assertEquals(tracker.digestAnew(), tracker.digest());
        for (int i = 0; i < 6; i++) {
            long p = 700 - i % 3 * 30L;
            bars.add((19 + i) * FRAME, p, p + (i == 3 ? 90 : 10), p - 10, p, 5);
        }
        while (bars.hasMore()) {
            bars.advance();
            tracker.onBar(bars, 0);
        }
        assertEquals(1, tracker.level(0).id());
        assertNull(tracker.levelOf(2));
    }

    @Test
    void shouldComeToTheSameStateWhenRecomputedFromTheRingBar7() {
        ListBars bars = walk(11, 1_500, 1);
        Atr atr = new Atr(AtrSettings.DEFAULT);
        RejectionTracker live = tracker(LOOSE, false, atr);
        while (bars.hasMore()) {
            bars.advance();
            atr.onBar(bars.high(0), bars.low(0), bars.close(0), bars.isEmpty(0));
            live.onBar(bars, 0);
        }
        List<String> first = List.copyOf(log);
        log.clear();
        Atr again = new Atr(AtrSettings.DEFAULT);
        RejectionTracker anew = tracker(LOOSE, false, again);
        for (int age = bars.size() - 1; age >= 0; age--) {
            again.onBar(bars.high(age), bars.low(age), bars.close(age), bars.isEmpty(age));
            anew.onBar(bars, age);
        }
        assertEquals(first, log);
        assertEquals(live.digest(), anew.digest());
    }
}
