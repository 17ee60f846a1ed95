package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.indicator.FixedAtr;
import ebb.engine.state.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SwingsTest {
    private static ListBars highs(long... highs) {
        ListBars bars = new ListBars();
        for (int i = 0; i < highs.length; i++) {
            bars.add(i, highs[i] - 5, highs[i], highs[i] - 10, highs[i] - 5, 100);
        }
        return bars;
    }

    @Test
    void shouldKnowASwingOnlyKBarsLaterAndTakeTheFirstOfEqualHighsSwing1() {
        ListBars bars = highs(100, 101, 105, 105, 104, 103, 102);
        Swings swings = new Swings(SwingSettings.DEFAULT, new FixedAtr(10));
        List<Integer> known = new ArrayList<>();
        while (bars.hasMore()) {
            int bar = bars.advance();
            swings.onBar(bars, 0);
            if (swings.hasNewHigh()) {
                known.add(bar);
            }
        }
        assertEquals(List.of(4), known);
        assertEquals(2, swings.high(0).startNs());
        assertEquals(4, swings.high(0).knownNs());
        assertEquals(300, swings.high(0).volumeThrough());
    }

    @Test
    void shouldMeasureTheRiseFromTheBarsBeforeNotFromItsOwnLowSwing2() {
        ListBars bars = highs(100, 101, 109, 104, 103);
        Swings swings = new Swings(SwingSettings.DEFAULT, new FixedAtr(19));
        while (bars.hasMore()) {
            bars.advance();
            swings.onBar(bars, 0);
        }
        assertEquals(109 - 90, swings.high(0).rise());
        assertTrue(swings.high(0).isTall(), "a rise of exactly one range is enough");
        bars.showAll();
        Swings strict = new Swings(new SwingSettings(2, 16, 1.01), new FixedAtr(19));
        strict.onBar(bars, 0);
        assertFalse(strict.high(0).isTall());
    }

    @Test
    void shouldFindWhatAScanOverAllBarsFindsAndMirrorItOnLows() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 1 + random.nextInt(4);
            int look = 3 + random.nextInt(20);
            ListBars bars = new ListBars();
            for (int i = 0; i < 1_000; i++) {
                long p = 1_000 + random.nextInt(30);
                boolean isEmpty = random.nextInt(10) == 0;
                bars.all.add(new ListBars.Bar(
                        i,
                        p,
                        p + random.nextInt(10),
                        p - random.nextInt(10),
                        p,
                        random.nextInt(50),
                        7 * i,
                        isEmpty,
                        false));
            }
            Swings swings = new Swings(new SwingSettings(k, look, 1.0), new FixedAtr(5));
            List<String> found = new ArrayList<>();
            while (bars.hasMore()) {
                int bar = bars.advance();
                swings.onBar(bars, 0);
                assertEquals(swings.digestAnew(), swings.digest(), "seed " + seed);
                if (swings.hasNewHigh()) {
                    found.add(bar + " high " + text(swings.high(0)));
                }
                if (swings.hasNewLow()) {
                    found.add(bar + " low " + text(swings.low(0)));
                }
            }
            assertEquals(scan(bars.all, k, look), found, "seed " + seed);
        }
    }

    private static String text(Swing swing) {
        return swing.price() + " of " + swing.startNs() + " rise " + swing.rise() + " through " + swing.volumeThrough();
    }

    private static List<String> scan(List<ListBars.Bar> all, int k, int look) {
        List<String> want = new ArrayList<>();
        for (int known = 0; known < all.size(); known++) {
            int i = known - k;
            if (i < k || all.get(i).isEmpty()) {
                continue;
            }
            ListBars.Bar b = all.get(i);
            List<ListBars.Bar> left = all.subList(i - k, i);
            List<ListBars.Bar> right = all.subList(i + 1, i + k + 1);
            List<ListBars.Bar> before = all.subList(Math.max(0, i - look), i);
            long through = all.subList(0, i + 1).stream()
                    .mapToLong(ListBars.Bar::volume)
                    .sum();
            if (left.stream().allMatch(o -> b.high() > o.high())
                    && right.stream().allMatch(o -> b.high() >= o.high())) {
                long low = before.stream().mapToLong(ListBars.Bar::low).min().orElseThrow();
                want.add(
                        known + " high " + b.high() + " of " + i + " rise " + (b.high() - low) + " through " + through);
            }
            if (left.stream().allMatch(o -> b.low() < o.low()) && right.stream().allMatch(o -> b.low() <= o.low())) {
                long high = before.stream().mapToLong(ListBars.Bar::high).max().orElseThrow();
                want.add(known + " low " + b.low() + " of " + i + " rise " + (high - b.low()) + " through " + through);
            }
        }
        return want;
    }

    @Test
    void shouldSayInexactOfVolumeBetweenPeaksThatIsNoLongNum2() {
        long half = Long.MAX_VALUE / 2;
        assertEquals(VolumeTotal.INEXACT, VolumeTotal.add(VolumeTotal.add(0, half + 1), half + 1));
        assertEquals(VolumeTotal.INEXACT, VolumeTotal.add(VolumeTotal.INEXACT, 0), "until it begins anew");
        assertEquals(half - 7, VolumeTotal.between(7, half));
        assertTrue(VolumeTotal.between(7, VolumeTotal.INEXACT) < 0);
        PeakPair pair = new PeakPair(1);
        pair.compareHighs(10, 11, 0, 5, 4, VolumeTotal.between(7, VolumeTotal.INEXACT));
        assertEquals(Validity.INEXACT, pair.validity());
        assertEquals(PeakPair.Kind.NONE, pair.kind());
        pair.compareHighs(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, 0, 5, 4, 10);
        assertEquals(Validity.VALID, pair.validity());
        pair.compareLows(Long.MAX_VALUE - 1, Long.MAX_VALUE - 2, 0.1, 4, 5, 10);
        assertEquals(PeakPair.Kind.EXHAUSTION, pair.kind());
    }
}
