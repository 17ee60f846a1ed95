package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AtrTest {
    private static final long[][] EXAMPLE = {
        {100, 90, 95}, {105, 94, 102}, {104, 98, 99}, {112, 106, 110},
        {111, 101, 103}, {109, 102, 108}, {120, 115, 119}, {119, 110, 112}
    };

    private static List<String> run(AtrSettings.Seed seed) {
        Atr atr = new Atr(new AtrSettings(5, seed, 10, 250_000));
        List<String> out = new ArrayList<>();
        for (long[] b : EXAMPLE) {
            atr.onBar(b[0], b[1], b[2], false);
            out.add(atr.trueRange() + " "
                    + (atr.validity().isValid() ? String.format(java.util.Locale.ROOT, "%.5f", atr.value()) : "-"));
        }
        return out;
    }

    @Test
    void shouldGiveTheExampleUnderBothSeedsAtr1() {
        assertEquals(
                List.of("10 -", "11 -", "6 -", "13 -", "10 10.00000", "7 9.40000", "12 9.92000", "9 9.73600"),
                run(AtrSettings.Seed.WILDER));
        assertEquals(
                List.of("10 -", "11 -", "6 -", "13 -", "10 -", "7 9.40000", "12 9.92000", "9 9.73600"),
                run(AtrSettings.Seed.TALIB));
    }

    @Test
    void shouldSettleAfterTwoLengthsAndOnlyWithFewEmptyBarsAtr2() {
        Atr atr = new Atr(AtrSettings.DEFAULT);
        for (int i = 1; i < 28; i++) {
            atr.onBar(110, 100, 105, false);
            assertFalse(atr.isSettled());
        }
        atr.onBar(110, 100, 105, false);
        assertTrue(atr.isReady(0));
        assertFalse(atr.isReady(1));
        for (int i = 0; i < 7; i++) {
            atr.onBar(105, 105, 105, true);
        }
        assertTrue(atr.isReady(0), "a quarter is allowed");
        atr.onBar(105, 105, 105, true);
        assertEquals(Validity.VALID, atr.validity());
        assertFalse(atr.isReady(0));
        assertTrue(atr.isReady(1));
        for (int i = 0; i < 20; i++) {
            atr.onBar(110, 100, 105, false);
        }
        assertFalse(atr.isSettled());
        atr.onBar(110, 100, 105, false);
        assertTrue(atr.isSettled(), "the first empty bar has left the last 28");
    }

    @Test
    void shouldNotCarryAVerdictWhenNothingEverMovesAtr2() {
        Atr atr = new Atr(new AtrSettings(14, AtrSettings.Seed.WILDER, 28, 1_000_000));
        for (int i = 0; i < 40; i++) {
            atr.onBar(105, 105, 105, true);
        }
        assertEquals(Validity.VALID, atr.validity());
        assertTrue(atr.isSettled());
        assertFalse(atr.isReady(0));
    }

    @Test
    void shouldEqualWholeHistoriesAndKeepItsDigestAndTrail() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(20);
            AtrSettings settings = new AtrSettings(
                    n,
                    random.nextBoolean() ? AtrSettings.Seed.WILDER : AtrSettings.Seed.TALIB,
                    1 + random.nextInt(60),
                    random.nextInt(1_000_001));
            Atr atr = new Atr(settings);
            List<long[]> bars = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            List<Boolean> ready = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                long low = 10_000 + random.nextInt(300);
                long high = low + random.nextInt(200);
                long close = low + random.nextInt((int) (high - low) + 1);
                bars.add(new long[] {high, low, close, random.nextInt(4) == 0 ? 1 : 0});
                atr.onBar(high, low, close, bars.get(i)[3] == 1);
                double want = slow(bars, n, settings.seed());
                assertEquals(want, atr.value(), 1e-9, "seed " + seed + " bar " + i);
                values.add(atr.value());
                ready.add(atr.isReady(0));
                assertEquals(settled(bars, settings) && want > 0, atr.isReady(0), "seed " + seed + " bar " + i);
                for (int back = 0; back <= Math.min(i, AtrTrail.MAX_BACK); back++) {
                    assertEquals(values.get(i - back), atr.atr(back));
                    assertEquals(ready.get(i - back), atr.isReady(back));
                }
                assertEquals(atr.digestAnew(), atr.digest(), "seed " + seed);
            }
            atr.reset();
            assertEquals(new Atr(settings).digest(), atr.digest());
        }
    }

    private static double slow(List<long[]> bars, int n, AtrSettings.Seed seed) {
        List<Long> ranges = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            long[] b = bars.get(i);
            long range = b[0] - b[1];
            if (i > 0) {
                long before = bars.get(i - 1)[2];
                range = Math.max(range, Math.max(Math.abs(b[0] - before), Math.abs(b[1] - before)));
            }
            ranges.add(range);
        }
        if (seed == AtrSettings.Seed.TALIB) {
            ranges.remove(0);
        }
        if (ranges.size() < n) {
            return 0;
        }
        double value = ranges.subList(0, n).stream().mapToLong(Long::longValue).sum() / (double) n;
        for (long range : ranges.subList(n, ranges.size())) {
            value += (range - value) / n;
        }
        return value;
    }

    private static boolean settled(List<long[]> bars, AtrSettings settings) {
        int needed = settings.n() + (settings.seed() == AtrSettings.Seed.TALIB ? 1 : 0);
        if (bars.size() < settings.settle() || bars.size() < needed) {
            return false;
        }
        long empty = bars.subList(bars.size() - settings.settle(), bars.size()).stream()
                .filter(b -> b[3] == 1)
                .count();
        return empty * 1e6 <= (double) settings.maxEmptyPpm() * settings.settle();
    }
}
