package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Quality of candles and the score of patterns against the rules in exact decimals (NS-REJ-3 to 7). */
class PatternTwinTest {
    private static final long SEED = 340;
    private static final int STEPS = 100_000;
    private static final long HOUR = 3_600_000_000_000L;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private record Peak(long price, long startNs, BigDecimal quality) {}

    @Test
    void shouldScoreEachCandleAndEachPatternAsExactDecimalsDo() {
        SplittableRandom random = new SplittableRandom(SEED);
        RejectionQuality quality = new RejectionQuality(PatternSettings.Quality.DEFAULT);
        PatternScore score = new PatternScore(PatternSettings.DEFAULT);
        List<Peak> peaks = new ArrayList<>();
        Set<String> points = new TreeSet<>();
        long start = 0;
        for (int step = 0; step < STEPS; step++) {
            if (peaks.size() == 8 || random.nextInt(4) == 0) {
                peaks.clear();
            }
            if (peaks.isEmpty()) {
                score.begin();
            }
            String where = "seed " + SEED + ", step " + step;
            long low = 9_000 + random.nextInt(500);
            long high = low + random.nextInt(120);
            long open = low + random.nextLong(high - low + 1);
            long close = low + random.nextLong(high - low + 1);
            boolean hasRatio = random.nextInt(12) > 0;
            BigDecimal ratio = BigDecimal.valueOf(random.nextInt(3_000), 3);
            quality.score(open, high, low, close, ratio.doubleValue(), hasRatio);
            BigDecimal want = quality(open, high, low, close, hasRatio ? ratio : BigDecimal.ZERO);
            assertEquals(want.doubleValue(), quality.total(), 1e-9, where);
            assertEquals(hasRatio && ratio.compareTo(new BigDecimal("1.2")) > 0, quality.isSpike(), where);

            start += 900_000_000_000L * (1 + random.nextInt(random.nextBoolean() ? 8 : 40));
            Peak peak = new Peak(9_500 + random.nextInt(60) - peaks.size() * random.nextInt(30), start, want);
            peaks.add(peak);
            score.add(peak.price(), peak.startNs(), quality.total());
            int spacing = spacing(peaks);
            int acceleration = acceleration(peaks);
            assertEquals(spacing, score.spacing(), where);
            assertEquals(acceleration, score.acceleration(), where);
            points.add(spacing + " " + acceleration);
            BigDecimal base = peaks.stream()
                    .map(Peak::quality)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(peaks.size()), MathContext.DECIMAL64);
            BigDecimal p = base.add(BigDecimal.valueOf(spacing + acceleration))
                    .max(BigDecimal.ZERO)
                    .min(HUNDRED);
            assertEquals(base.doubleValue(), score.base(), 1e-9, where);
            assertEquals(p.doubleValue(), score.score(), 1e-9, where);
            assertEquals(
                    p.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
                    score.scoreMicro(),
                    1,
                    where);
        }
        assertEquals(9, points.size(), "spacing and acceleration in all ways: " + points);
        assertTrue(points.contains("30 40") && points.contains("-20 -30"));
    }

    private static BigDecimal quality(long open, long high, long low, long close, BigDecimal ratio) {
        BigDecimal total = ratio.divide(new BigDecimal("1.2"), MathContext.DECIMAL64)
                .min(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(30));
        if (high == low) {
            return total;
        }
        BigDecimal range = BigDecimal.valueOf(high - low);
        BigDecimal wick =
                BigDecimal.valueOf(40 * (high - Math.max(open, close))).divide(range, MathContext.DECIMAL64);
        BigDecimal down = BigDecimal.valueOf(30 * (high - close)).divide(range, MathContext.DECIMAL64);
        return total.add(wick).add(down);
    }

    private static int spacing(List<Peak> peaks) {
        if (peaks.size() < 2) {
            return 0;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < peaks.size(); i++) {
            sum = sum.add(
                    BigDecimal.valueOf(peaks.get(i).startNs() - peaks.get(i - 1).startNs()));
        }
        BigDecimal mean = sum.divide(BigDecimal.valueOf(peaks.size() - 1), MathContext.DECIMAL128);
        return mean.compareTo(BigDecimal.valueOf(2 * HOUR)) < 0
                ? 30
                : mean.compareTo(BigDecimal.valueOf(6 * HOUR)) > 0 ? -20 : 0;
    }

    private static int acceleration(List<Peak> peaks) {
        boolean isDown = peaks.size() > 1;
        boolean isUp = peaks.size() > 1;
        for (int i = 1; i < peaks.size(); i++) {
            long before = peaks.get(i - 1).price();
            long next = peaks.get(i).price();
            isDown &= next * 10_000 < before * 9_990;
            isUp &= next * 10_000 > before * 10_010;
        }
        return isDown ? 40 : isUp ? -30 : 0;
    }
}
