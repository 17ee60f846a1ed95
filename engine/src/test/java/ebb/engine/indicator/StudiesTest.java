package ebb.engine.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Studies against the plainest form of their rule over whole histories, seeded. */
class StudiesTest {
    private static final int STEPS = 1_500;

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).sum() / values.size();
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(
                values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / values.size());
    }

    private static List<Double> last(List<Double> all, int n) {
        return all.subList(all.size() - n, all.size());
    }

    @Test
    void shouldBandAsAWholeWindowDoesBb1() {
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(40);
            Bollinger bands = new Bollinger(n, 2);
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                // A stretch that does not move must not leave a band behind.
                long close = i / 60 % 5 == 3 ? 9_000_000_000L : 8_999_999_000L + random.nextInt(2_000);
                all.add((double) close);
                bands.onClose(close);
                assertEquals(bands.digestAnew(), bands.digest(), "seed " + seed);
                assertEquals(i + 1 >= n, bands.validity().isValid());
                if (i + 1 < n) {
                    continue;
                }
                double sigma = deviation(last(all, n));
                assertEquals(mean(last(all, n)), bands.value(), 1e-3, "seed " + seed);
                assertEquals(sigma, bands.deviation(), 1e-3, "seed " + seed);
                assertEquals(sigma == 0 ? Validity.UNDEFINED : Validity.VALID, bands.percentValidity(), "seed " + seed);
                if (sigma > 0) {
                    double lower = bands.lower();
                    assertEquals((close - lower) / (bands.upper() - lower), bands.percent(), 1e-12);
                }
            }
            bands.reset();
            assertEquals(new Bollinger(n, 2).digest(), bands.digest());
        }
    }

    @Test
    void shouldRankAndCutAsACountOverTheListDoesPct1And2() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(60);
            int spread = 1 + random.nextInt(80);
            Percentiles ring = new Percentiles(n);
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                long x = random.nextInt(spread) - spread / 2;
                ring.add(x);
                all.add(x);
                List<Long> window = all.subList(Math.max(0, all.size() - n), all.size());
                long asked = random.nextInt(spread + 2) - spread / 2 - 1;
                double below = window.stream().filter(v -> v < asked).count();
                double equal = window.stream().filter(v -> v == asked).count();
                assertEquals((below + equal / 2) / window.size(), ring.rank(asked), 1e-15, "seed " + seed);
                long p = random.nextInt(1_000_001) * 1_000L;
                List<Long> sorted = window.stream().sorted().toList();
                int place = (int) Math.max(1, Math.ceil(p / 1e9 * sorted.size() - 1e-9));
                assertEquals(sorted.get(place - 1), ring.quantile(p), "seed " + seed + " p " + p);
                assertEquals(ring.digestAnew(), ring.digest(), "seed " + seed);
            }
            assertEquals(n, ring.size());
        }
    }

    @Test
    void shouldKeepTheOrderOfDoublesInTheirKeys() {
        double[] ascending = {-1e300, -1.5, -1e-300, 0, Double.MIN_VALUE, 1, 1 + Math.ulp(1.0), 1e300};
        for (int i = 1; i < ascending.length; i++) {
            assertTrue(Percentiles.key(ascending[i - 1]) < Percentiles.key(ascending[i]));
            assertEquals(ascending[i], Percentiles.ofKey(Percentiles.key(ascending[i])));
        }
        assertEquals(Percentiles.key(0.0), Percentiles.key(-0.0));
        Percentiles extremes = new Percentiles(3);
        LongStream.of(Long.MIN_VALUE, 0, Long.MAX_VALUE).forEach(extremes::add);
        assertEquals(2.5 / 3, extremes.rank(Long.MAX_VALUE), 1e-15);
        assertEquals(0.5 / 3, extremes.rank(Long.MIN_VALUE), 1e-15);
    }

    @Test
    void shouldScoreAgainstTheValuesBeforeOnlyZ1() {
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 20 + random.nextInt(30);
            ZScore z = new ZScore(n);
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                double x = i / 90 % 4 == 2 ? 7 : random.nextInt(1_000) / 8.0;
                z.onValue(x);
                if (i < n) {
                    assertEquals(Validity.WARMING, z.validity());
                } else {
                    double sigma = deviation(last(all, n));
                    assertEquals(sigma == 0 ? Validity.UNDEFINED : Validity.VALID, z.validity());
                    assertEquals(sigma == 0 ? 0 : (x - mean(last(all, n))) / sigma, z.value(), 1e-9, "seed " + seed);
                }
                all.add(x);
                assertEquals(z.digestAnew(), z.digest());
            }
        }
    }

    @Test
    void shouldCorrelateOnlyReturnsThatBothHaveAndNoOldOnesCorr1() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 5 + random.nextInt(30);
            Correlation correlation = new Correlation(n);
            record Frame(long period, long x, long m, boolean isUsable) {}
            List<Frame> all = new ArrayList<>();
            long period = 1_000;
            int valid = 0;
            for (int i = 0; i < STEPS; i++) {
                int holes = i / 100 % 3;
                period += random.nextInt(100) < 8 * holes ? 2 + random.nextInt(6) : 1;
                long m = 10_000 + random.nextInt(500);
                long x = m / 2 + random.nextInt(200);
                all.add(new Frame(period, x, m, random.nextInt(100) >= 6 * holes));
                Frame now = all.get(i);
                correlation.onFrame(now.period(), now.x(), now.m(), now.isUsable());
                assertEquals(correlation.digestAnew(), correlation.digest());
                List<Double> xs = new ArrayList<>();
                List<Double> ms = new ArrayList<>();
                List<Long> at = new ArrayList<>();
                for (int j = 1; j < all.size(); j++) {
                    Frame a = all.get(j - 1);
                    Frame b = all.get(j);
                    if (a.isUsable() && b.isUsable() && b.period() == a.period() + 1) {
                        xs.add((double) b.x() / a.x() - 1);
                        ms.add((double) b.m() / a.m() - 1);
                        at.add(b.period());
                    }
                }
                boolean isValid = xs.size() >= n && period - at.get(at.size() - n) <= 1.5 * n;
                assertEquals(isValid, correlation.validity().isValid(), "seed " + seed + " step " + i);
                if (isValid) {
                    valid++;
                    List<Double> x1 = last(xs, n);
                    List<Double> m1 = last(ms, n);
                    double covariance = IntStream.range(0, n)
                                    .mapToDouble(k -> (x1.get(k) - mean(x1)) * (m1.get(k) - mean(m1)))
                                    .sum()
                            / n;
                    assertEquals(covariance / deviation(x1) / deviation(m1), correlation.value(), 1e-9);
                    assertEquals(covariance / deviation(m1) / deviation(m1), correlation.beta(), 1e-9);
                }
            }
            assertTrue(valid > 100 && valid < STEPS - 100, "seed " + seed + ": " + valid);
        }
    }

    @Test
    void shouldNotCorrelateWithWhatDoesNotMoveCorr1() {
        Correlation correlation = new Correlation(3);
        for (int i = 0; i < 5; i++) {
            correlation.onFrame(i, 100 + i * i, 50, true);
        }
        assertEquals(Validity.UNDEFINED, correlation.validity());
        assertEquals(Validity.UNDEFINED, correlation.betaValidity());
        Correlation mirror = new Correlation(3);
        for (int i = 0; i < 5; i++) {
            mirror.onFrame(i, 50, 100 + i * i, true);
        }
        assertEquals(Validity.UNDEFINED, mirror.validity());
        assertEquals(Validity.VALID, mirror.betaValidity());
        assertEquals(0, mirror.beta());
    }

    @Test
    void shouldAverageQuoteOverBaseSinceTheAnchorVwap1() {
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AnchoredVwap vwap = new AnchoredVwap(0.01);
            assertEquals(Validity.UNDEFINED, vwap.validity());
            List<long[]> all = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                if (i == 700) {
                    vwap.reset();
                    all.clear();
                }
                long volume = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000);
                long quote = volume * (100_000_000 + random.nextInt(1_000_000));
                vwap.onBar(quote, volume);
                all.add(new long[] {quote, volume});
                double base = all.stream().mapToLong(b -> b[1]).sum();
                if (base == 0) {
                    assertEquals(Validity.UNDEFINED, vwap.validity());
                    continue;
                }
                double want = all.stream().mapToLong(b -> b[0]).sum() / base * 0.01;
                double square = all.stream()
                        .filter(b -> b[1] > 0)
                        .mapToDouble(b -> b[1] * Math.pow((double) b[0] / b[1] * 0.01 - want, 2))
                        .sum();
                assertEquals(want, vwap.value(), 1e-9 * want, "seed " + seed);
                assertEquals(Math.sqrt(square / base), vwap.deviation(), 1e-6 * 1e4, "seed " + seed);
                assertEquals(vwap.value() + 2 * vwap.deviation(), vwap.band(2));
            }
        }
    }

    @Test
    void shouldSayInexactWhenASumLeavesTheLongsNum2() {
        Sma sma = new Sma(3);
        sma.onValue(Long.MAX_VALUE / 2);
        sma.onValue(Long.MAX_VALUE / 2);
        assertEquals(Validity.WARMING, sma.validity());
        sma.onValue(Long.MAX_VALUE / 2);
        assertEquals(Validity.INEXACT, sma.validity());
        sma.reset();
        assertEquals(Validity.WARMING, sma.validity());
        AnchoredVwap vwap = new AnchoredVwap(1);
        vwap.onBar(Long.MAX_VALUE, 1);
        vwap.onBar(1, 1);
        assertEquals(Validity.INEXACT, vwap.validity());
    }

    @Test
    void shouldForgetEverythingOnReset() {
        List<IntFunction<Study>> makers = List.of(
                i -> fed(new Sma(5), i),
                i -> fed(new Ema(5), i),
                i -> fed(new Wilder(5), i),
                i -> fed(new Rsi(5), i),
                i -> fed(new Macd(3, 6, 2), i),
                i -> fed(new Adx(5), i),
                i -> fed(new Bollinger(5, 2), i),
                i -> fed(new ZScore(20), i),
                i -> fed(new VolumeRatio(5), i),
                i -> fed(new Correlation(5), i),
                i -> fed(new Atr(AtrSettings.DEFAULT), i));
        for (IntFunction<Study> maker : makers) {
            Study fresh = maker.apply(0);
            Study used = maker.apply(60);
            assertTrue(used.validity().isValid(), used.getClass().getSimpleName());
            assertFalse(fresh.digest() == used.digest(), used.getClass().getSimpleName());
            used.reset();
            assertEquals(fresh.digest(), used.digest(), used.getClass().getSimpleName());
            assertEquals(fresh.value(), used.value());
            assertEquals(fresh.validity(), used.validity());
        }
    }

    private static Study fed(Study study, int bars) {
        for (int i = 0; i < bars; i++) {
            long close = 1_000 + i * 37 % 101;
            if (study instanceof Sma s) {
                s.onValue(close);
            } else if (study instanceof Ema s) {
                s.onValue(close);
            } else if (study instanceof Wilder s) {
                s.onValue(close);
            } else if (study instanceof Rsi s) {
                s.onClose(close);
            } else if (study instanceof Macd s) {
                s.onClose(close);
            } else if (study instanceof Adx s) {
                s.onBar(close + 5, close - 7, close);
            } else if (study instanceof Bollinger s) {
                s.onClose(close);
            } else if (study instanceof ZScore s) {
                s.onValue(close);
            } else if (study instanceof VolumeRatio s) {
                s.onBar(close);
            } else if (study instanceof Correlation s) {
                s.onFrame(i, close, 900 + i * 53 % 97, true);
            } else if (study instanceof Atr s) {
                s.onBar(close + 5, close - 7, close, false);
            }
        }
        return study;
    }

    @Test
    void shouldRefuseLengthsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Sma(0));
        assertThrows(IllegalArgumentException.class, () -> new ZScore(19));
        assertThrows(IllegalArgumentException.class, () -> new Bollinger(513, 2));
        assertThrows(IllegalArgumentException.class, () -> new Macd(12, 12, 9));
        assertThrows(IllegalArgumentException.class, () -> new Percentiles(4_097));
        assertThrows(IllegalArgumentException.class, () -> new Percentiles(5).quantile(1_000_000_001));
    }

    @Test
    void shouldBeValidAgainOnceWhatIsTooGreatHasLeftNum2() {
        VolumeRatio ratio = new VolumeRatio(5);
        Bollinger bands = new Bollinger(5, 2);
        for (int i = 0; i < 20; i++) {
            boolean isGreat = i >= 6 && i < 10;
            ratio.onBar(isGreat ? Long.MAX_VALUE - i : 10);
            bands.onClose(isGreat ? Long.MAX_VALUE - i : 10);
            // The ratio looks at the five before its bar, the bands at the newest five.
            assertEquals(
                    i >= 7 && i < 15 ? Validity.INEXACT : i < 5 ? Validity.WARMING : Validity.VALID,
                    ratio.validity(),
                    "bar " + i);
            assertEquals(
                    i >= 6 && i < 14 ? Validity.INEXACT : i < 4 ? Validity.WARMING : Validity.VALID,
                    bands.validity(),
                    "bar " + i);
        }
        assertEquals(1, ratio.value());
        assertEquals(10, bands.value());
        assertEquals(0, bands.deviation());
        assertEquals(ratio.digestAnew(), ratio.digest());
    }
}
