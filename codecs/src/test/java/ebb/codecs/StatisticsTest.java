package ebb.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** NUM-7, NUM-8, NUM-10. */
class StatisticsTest {
    private static final long SEED = Long.getLong("ebb.seed", 8L);

    @Test
    void shouldQuantiseToMicroUnits() {
        assertEquals(600_000, Micro.of(0.1 + 0.2 + 0.3));
        assertEquals(-1, Micro.of(-0.000001));
        assertEquals(0, Micro.of(-0.0));
        assertEquals(2, Micro.of(2.5e-6), "ties go to the even one");
    }

    @Test
    void shouldHaltOnWhatIsNoNumber() {
        assertEquals(
                "NUM-7",
                assertThrows(ArithmeticHalt.class, () -> Micro.of(Double.NaN)).rule());
        assertEquals(
                "NUM-7",
                assertThrows(ArithmeticHalt.class, () -> Micro.floor(Double.POSITIVE_INFINITY))
                        .rule());
        assertEquals(
                "NUM-2",
                assertThrows(ArithmeticHalt.class, () -> Micro.of(1e13)).rule());
        assertEquals(
                "NUM-2",
                assertThrows(ArithmeticHalt.class, () -> Micro.ceiling(-0x1p63)).rule());
    }

    @Test
    void shouldSnapAThresholdThatIsMeantToBeAnInteger() {
        assertEquals(61_250.0, Micro.snap(61_250.00000001), 0);
        assertEquals(61_250.000001, Micro.snap(61_250.000001), 0, "farther than 1e-12 relative");
        assertEquals(1e17, Micro.snap(1e17), 0);
        assertEquals(4_000_000_000.01, Micro.snap(4_000_000_000.01), 0, "never farther than 1e-3");
        assertEquals(61_250, Micro.ceiling(61_250.00000001));
        assertEquals(61_250, Micro.floor(61_249.99999999));
        assertEquals(61_251, Micro.ceiling(61_250.5));
        assertEquals(-1, Micro.floor(-0.5));
        assertEquals(0, Micro.ceiling(-0.5));
    }

    @Test
    void shouldDecideAsTheDoubleWouldAwayFromIntegers() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            double x = (random.nextDouble() - 0.5) * 2e6;
            long p = random.nextLong(-1_000_000, 1_000_000);
            double d = Micro.snap(x);
            String at = "seed " + SEED + ": " + p + " against " + x;
            assertEquals(p >= d, p >= Micro.ceiling(x), at);
            assertEquals(p > d, p > Micro.floor(x), at);
            assertEquals(p <= d, p <= Micro.floor(x), at);
            assertEquals(p < d, p < Micro.ceiling(x), at);
        }
    }

    @Test
    void shouldGiveRatiosOfLongsInMicroUnits() {
        assertEquals(333_333, Micro.ratio(1, 3));
        assertEquals(666_667, Micro.ratio(2, 3));
        assertEquals(1_000_000, Micro.ratio(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void shouldComputeTheNormalDistribution() {
        double[][] table = {{0, 0.5}, {1, 0.8413447460685429}, {-1.96, 0.024997895148220435}, {3, 0.9986501019683699}};
        for (double[] row : table) {
            assertEquals(row[1], Normal.cdf(row[0]), 7.5e-8);
        }
        assertEquals(1.0, Normal.cdf(8.000001), 0);
        assertEquals(0.0, Normal.cdf(-8.000001), 0);
        assertEquals(1.0, Normal.cdf(0.7) + Normal.cdf(-0.7), 0);
        assertTrue(Double.isNaN(Normal.cdf(Double.NaN)));
        assertEquals(0.3989422804014327, Normal.density(0), 0);
        assertEquals(Normal.density(1.3), Normal.density(-1.3), 0);
    }

    @Test
    void shouldDrawEdgesBeyondAllLongs() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            double x = (random.nextDouble() - 0.5) * 2e6;
            assertEquals(Micro.ceiling(x), Micro.edgeCeiling(x));
            assertEquals(Micro.floor(x), Micro.edgeFloor(x));
        }
        double beyond = 0x1p64;
        for (long p : new long[] {1, Long.MAX_VALUE / 2, Long.MAX_VALUE - 1}) {
            assertTrue(p < Micro.edgeCeiling(beyond) && p <= Micro.edgeFloor(beyond));
            assertTrue(-p > Micro.edgeFloor(-beyond) && -p >= Micro.edgeCeiling(-beyond));
        }
        assertEquals(
                "NUM-7",
                assertThrows(ArithmeticHalt.class, () -> Micro.edgeFloor(Double.NaN))
                        .rule());
        assertEquals(
                "NUM-7",
                assertThrows(ArithmeticHalt.class, () -> Micro.edgeCeiling(Double.NEGATIVE_INFINITY))
                        .rule());
        assertTrue(Micro.fits(9e12) && Micro.fits(-9e12));
        assertEquals(9_000_000_000_000_000_000L, Micro.of(9e12));
        assertFalse(Micro.fits(1e13) || Micro.fits(-1e13) || Micro.fits(Double.NaN));
    }
}
