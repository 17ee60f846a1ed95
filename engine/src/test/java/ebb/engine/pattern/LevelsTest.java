package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.indicator.FixedAtr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private static final SwingSettings SWING = new SwingSettings(2, 8, 1.0);

    private static String text(Levels levels) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            PriceLevel l = levels.level(i);
            all.add(Math.round(l.price() * 1000) + (l.isResistance() ? " R " : " S ") + l.touches() + " "
                    + l.firstTouchNs() + " " + l.lastTouchNs());
        }
        return String.join("\n", all);
    }

    private static Levels run(ListBars bars, double atr) {
        Swings swings = new Swings(SWING, new FixedAtr(atr));
        Levels levels = new Levels(LevelSettings.DEFAULT, SWING, new FixedAtr(atr));
        while (bars.hasMore()) {
            bars.advance();
            swings.onBar(bars, 0);
            levels.onBar(bars, 0, swings);
        }
        return levels;
    }

    /** Highs as given, lows ten below, closes in the middle; volume 100 unless the bar's place is named. */
    private static ListBars highs(long... highs) {
        ListBars bars = new ListBars();
        for (long h : highs) {
            bars.add(bars.all.size(), h - 5, h, h - 10, h - 5, bars.all.size() == 9 ? 300 : 100);
        }
        return bars;
    }

    @Test
    void shouldGatherNearbySwingsIntoOneLevelAtTheirVolumeWeightedMeanSr1() {
        Levels levels = run(highs(80, 85, 100, 90, 85, 80, 75, 80, 90, 104, 92, 85), 10);
        assertEquals(2, levels.size(), text(levels));
        assertEquals((100 * 100 + 104 * 300) / 400.0, levels.level(0).price());
        assertTrue(levels.level(0).isResistance());
        assertEquals(65, levels.level(1).price());
    }

    @Test
    void shouldCountATouchOnlySomeBarsAfterTheLastSr2() {
        Levels levels = run(highs(80, 85, 100, 90, 99, 102, 80, 70, 102, 90), 10);
        PriceLevel level = levels.level(0);
        assertEquals(101, level.price(), "bar 5 is a swing too and joins");
        assertEquals(3, level.touches(), "bars 5 and 8 touch, bar 4 is too soon after the swing");
        assertEquals(8, level.lastTouchNs());
    }

    @Test
    void shouldTurnWhenACloseGoesBeyondAndGoWhenItTurnsTwiceSoonSr3() {
        Levels turned = run(highs(80, 85, 100, 90, 85, 111), 10);
        assertEquals("100000 S 1 2 5", text(turned));
        Levels kept = run(highs(80, 85, 100, 90, 85, 110), 10);
        assertEquals("100000 R 1 2 2", text(kept), "a close exactly on the edge turns nothing");
        Levels gone = run(highs(80, 85, 100, 90, 85, 111, 99), 10);
        assertEquals("75000 S 1 4 4", text(gone), "what is left is the low before the rise");
    }

    @Test
    void shouldDoWhatTheListWrittenTwinDoesSr1To3() {
        int most = 0;
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double atr = 4 + random.nextInt(20);
            Swings swings = new Swings(SWING, new FixedAtr(atr));
            Levels fast = new Levels(LevelSettings.DEFAULT, SWING, new FixedAtr(atr));
            Slow slow = new Slow(atr);
            ListBars bars = new ListBars();
            long price = 100_000;
            for (int i = 0; i < 5_000; i++) {
                price += random.nextInt(41) - 20 + (100_000 - price) / 100;
                boolean isEmpty = random.nextInt(12) == 0;
                bars.all.add(new ListBars.Bar(
                        i,
                        price,
                        price + random.nextInt(15),
                        price - random.nextInt(15),
                        price + random.nextInt(3) - 1,
                        isEmpty ? 0 : random.nextInt(4) * 50,
                        0,
                        isEmpty,
                        false));
                bars.advance();
                swings.onBar(bars, 0);
                fast.onBar(bars, 0, swings);
                slow.onBar(bars, i, swings);
                assertEquals(slow.text(), text(fast), "seed " + seed + " bar " + i);
                most = Math.max(most, fast.size());
            }
            long before = fast.digest();
            fast.reset();
            assertNotEquals(before, fast.digest());
        }
        assertEquals(Levels.MOST, most, "eviction was never needed");
    }

    /** The rule over lists of swings. */
    private static final class Slow {
        private static final class Cluster {
            final List<long[]> members = new ArrayList<>();
            boolean isResistance;
            int touches = 1;
            long first;
            long last;
            Integer flipped;

            double price() {
                double volume = members.stream().mapToLong(m -> m[1]).sum();
                return volume == 0
                        ? members.stream().mapToLong(m -> m[0]).average().orElseThrow()
                        : members.stream()
                                        .mapToDouble(m -> (double) m[0] * m[1])
                                        .sum()
                                / volume;
            }
        }

        final double atr;
        final List<Cluster> all = new ArrayList<>();

        Slow(double atr) {
            this.atr = atr;
        }

        void onBar(ListBars bars, int bar, Swings swings) {
            if (!bars.isEmpty(0)) {
                for (Cluster c : List.copyOf(all)) {
                    double beyond = c.isResistance ? bars.close(0) - c.price() : c.price() - bars.close(0);
                    long tip = c.isResistance ? bars.high(0) : bars.low(0);
                    if (beyond > 0.5 * atr + 1e-9) {
                        c.isResistance = !c.isResistance;
                        c.touches = 1;
                        c.last = bar;
                        if (c.flipped != null && bar - c.flipped <= 20) {
                            all.remove(c);
                        }
                        c.flipped = bar;
                    } else if (bar - c.last >= 3 && Math.abs(tip - c.price()) <= 0.25 * atr + 1e-9) {
                        c.touches++;
                        c.last = bar;
                    }
                }
            }
            if (swings.hasNewHigh()) {
                add(swings.high(0), true);
            }
            if (swings.hasNewLow()) {
                add(swings.low(0), false);
            }
        }

        private void add(Swing swing, boolean isHigh) {
            if (swing.rise() < atr) {
                return;
            }
            Cluster near = all.stream()
                    .filter(c -> Math.abs(c.price() - swing.price()) <= 0.5 * atr + 1e-9)
                    .min(Comparator.comparingDouble(c -> Math.abs(c.price() - swing.price())))
                    .orElse(null);
            if (near == null) {
                if (all.size() == 16) {
                    all.remove(all.stream()
                            .min(Comparator.<Cluster>comparingInt(c -> c.touches)
                                    .thenComparingLong(c -> c.last)
                                    .thenComparingDouble(Cluster::price))
                            .orElseThrow());
                }
                near = new Cluster();
                near.isResistance = isHigh;
                near.first = swing.startNs();
                near.last = swing.startNs();
                all.add(near);
            }
            near.members.add(new long[] {swing.price(), swing.volume()});
        }

        String text() {
            return all.stream()
                    .map(c -> Math.round(c.price() * 1000) + (c.isResistance ? " R " : " S ") + c.touches + " "
                            + c.first + " " + c.last)
                    .collect(Collectors.joining("\n"));
        }
    }
}
