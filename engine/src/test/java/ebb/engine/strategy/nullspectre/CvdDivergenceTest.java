package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.state.Validity;
import ebb.testing.Allocations;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CvdDivergenceTest {
    private final CvdDivergence cvd = new CvdDivergence(CvdSettings.DEFAULT);

    private void peaks(long[]... peaks) {
        cvd.begin();
        for (long[] p : peaks) {
            cvd.add(p[0], p[1], true, p[2], p[3], p[3]);
        }
        cvd.finish();
    }

    @Test
    void shouldScoreTheExampleOfTwoPeaksNsCvd2() {
        peaks(new long[] {1_050, 10, 1_400, 1_000}, new long[] {1_055, 10, 1_050, 6_950});
        assertEquals(Validity.VALID, cvd.validity());
        // |−350| of 5,950 is 5.88 %, of the 10 % that are full strength
        assertEquals(58.8235294117647, cvd.score(), 1e-9);
        assertEquals(0, cvd.strongest());
        assertFalse(cvd.isConfirmingUp());
    }

    @Test
    void shouldTolerateAPeakInsideTheZoneNsC6() {
        // Zone of the first peak: the wider of 1 ATR (10) and 50 bp of 10,000 (50)
        peaks(new long[] {10_000, 10, 500, 0}, new long[] {9_950, 10, 400, 1_000});
        assertEquals(100, cvd.score(), 1e-9);
        peaks(new long[] {10_000, 10, 500, 0}, new long[] {9_949, 10, 400, 1_000});
        assertEquals(0, cvd.score(), 1e-9);
        peaks(new long[] {10_000, 60, 500, 0}, new long[] {9_940, 10, 400, 1_000});
        assertEquals(100, cvd.score(), 1e-9);
    }

    @Test
    void shouldTakeTheStrongestPairNsCvd2() {
        peaks(new long[] {10_000, 10, 100, 0}, new long[] {10_010, 10, 400, 2_000}, new long[] {10_020, 10, 340, 3_000
        });
        // first to last the delta rose; second to last it fell by 60 of 1,000
        assertEquals(60, cvd.score(), 1e-9);
        assertEquals(1, cvd.strongest());
        assertTrue(cvd.isConfirmingUp(), "NS-CVD-3 looks at the first and the last alone");
    }

    @Test
    void shouldSeeAbsorptionAndNotScoreItNsCvd4() {
        peaks(new long[] {10_000, 10, 100, 0}, new long[] {9_990, 10, 150, 1_000});
        assertEquals(50, cvd.absorption(), 1e-9);
        assertEquals(0, cvd.score(), 1e-9);
        CvdDivergence enabled = new CvdDivergence(new CvdSettings(0.10, 1, 50, 200_000, true));
        enabled.begin();
        enabled.add(10_000, 10, true, 100, 0, 0);
        enabled.add(9_990, 10, true, 150, 1_000, 1);
        enabled.finish();
        assertEquals(50, enabled.score(), 1e-9);
    }

    @Test
    void shouldBeInvalidWithoutDeltaVolumeOrASecondPeakNsCvd5() {
        cvd.begin();
        cvd.add(10_000, 10, true, 100, 0, 0);
        cvd.finish();
        assertEquals(Validity.UNDEFINED, cvd.validity());
        cvd.add(10_000, 10, false, 0, 10, 1);
        cvd.finish();
        assertEquals(Validity.INEXACT, cvd.validity());
        peaks(new long[] {10_000, 10, 100, 7}, new long[] {10_000, 10, 90, 7});
        assertEquals(Validity.UNDEFINED, cvd.validity(), "nothing was traded between them");
    }

    @Test
    void shouldDenyNetBuyingOfTheLastHourNsCvd3() {
        assertTrue(cvd.isBought(200, 1_000));
        assertFalse(cvd.isBought(199_999, 1_000_000));
        assertFalse(cvd.isBought(-900, 1_000));
    }

    @Test
    void shouldAgreeWithThePlainRuleOnRandomPeaks() {
        SplittableRandom random = new SplittableRandom(5);
        for (int step = 0; step < 100_000; step++) {
            int n = 2 + random.nextInt(7);
            long[][] p = new long[n][];
            long through = 0;
            for (int i = 0; i < n; i++) {
                through += 1 + random.nextLong(5_000);
                p[i] = new long[] {
                    10_000 + random.nextLong(-80, 80), random.nextLong(1, 90), random.nextLong(-500, 500), through
                };
            }
            peaks(p);
            double best = 0;
            long[] last = p[n - 1];
            for (int i = 0; i < n - 1; i++) {
                double zone = Math.max(p[i][1], p[i][0] * 0.005);
                if (last[2] < p[i][2] && last[0] >= p[i][0] - zone) {
                    double net = (double) (p[i][2] - last[2]) / (last[3] - p[i][3]);
                    best = Math.max(best, Math.min(net / 0.10, 1));
                }
            }
            assertEquals(100 * best, cvd.score(), 1e-9, "seed 5, step " + step);
            assertEquals(last[0] > p[0][0] && last[2] > p[0][2], cvd.isConfirmingUp(), "seed 5, step " + step);
        }
    }

    @Test
    void shouldAllocateNothing() {
        double[] sum = {0};
        Allocations.assertNone(i -> {
            cvd.begin();
            cvd.add(10_000, 10, true, i % 500, 0, 0);
            cvd.add(10_010, 10, true, i % 300, 1_000, 1);
            cvd.add(10_005, 10, true, i % 700, 2_500, 2);
            cvd.finish();
            sum[0] += cvd.score();
        });
        assertTrue(sum[0] > 0);
    }
}
