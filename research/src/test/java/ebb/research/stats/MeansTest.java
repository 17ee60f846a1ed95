package ebb.research.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeansTest {
    // Student's sleep data (1908): hours gained with two drugs. Welch: t = 1.8608, 17.776 degrees, two-sided p 0.0794.
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void shouldGiveWelchsPublishedProbability() {
        assertEquals(0.07939 / 2, Means.isGreaterP(SECOND, FIRST), 1e-5);
        assertEquals(1 - 0.07939 / 2, Means.isGreaterP(FIRST, SECOND), 1e-5);
    }

    @Test
    void shouldNotTestWhatCannotBeTested() {
        assertTrue(Double.isNaN(Means.isGreaterP(new double[] {1}, FIRST)));
        assertTrue(Double.isNaN(Means.isGreaterP(FIRST, new double[0])));
        assertTrue(Double.isNaN(Means.isGreaterP(new double[] {2, 2}, new double[] {1, 1, 1})));
    }

    @Test
    void shouldGiveTheSameBootstrapForTheSameSeed() {
        Interval once = Means.bootstrap(SECOND, Means::of, 2_000, 7);
        assertEquals(once, Means.bootstrap(SECOND, Means::of, 2_000, 7));
        assertNotEquals(once, Means.bootstrap(SECOND, Means::of, 2_000, 8));
    }

    @Test
    void shouldBootstrapTheMeanAsItsTheorySays() {
        SplittableRandom random = new SplittableRandom(42);
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
        }
        double mean = Means.of(values);
        double half = 1.96 * Math.sqrt(1.0 / 12 / values.length);

        Interval found = Means.bootstrap(values, Means::of, 4_000, 1);

        assertEquals(mean - half, found.low(), half * 0.15, "seed 42");
        assertEquals(mean + half, found.high(), half * 0.15, "seed 42");
    }

    @Test
    void shouldNotBootstrapAFigureThatMostResamplesLack() {
        assertEquals(Interval.NONE, Means.bootstrap(FIRST, drawn -> Double.NaN, 100, 1));
        assertEquals(Interval.NONE, Means.bootstrap(new double[] {1}, Means::of, 100, 1));
        assertTrue(Double.isNaN(Means.of(new double[0])));
    }
}
