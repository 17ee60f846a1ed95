package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.testing.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MicroCaptureTest {
    private final MicroCapture capture = new MicroCapture();

    @Test
    void shouldForgetWhatCameBeforeTheLastNewHighOfThePeakBarNsMic2() {
        capture.sample(100, 90, true);
        capture.sample(105, 20, true);
        capture.sample(105, 40, true);
        capture.close(1, 105, 30, true);
        assertEquals(40, capture.atPeak(1, 1), "90 was the push");
        assertEquals(30, capture.last());
    }

    @Test
    void shouldTakeAllSamplesOfLaterBarsUpToTheConfirmingOneNsMic2() {
        capture.close(1, 105, 40, true);
        capture.sample(104, 75, true);
        capture.sample(104, 50, true);
        capture.close(2, 104, 60, true);
        capture.close(3, 103, 95, true);
        assertEquals(40, capture.atPeak(1, 1));
        assertEquals(75, capture.atPeak(1, 2));
        assertEquals(95, capture.atPeak(1, 3));
    }

    @Test
    void shouldIgnoreWhatIsNotValidMicro6() {
        capture.sample(100, 99, false);
        capture.close(1, 100, 99, false);
        assertEquals(MicroCapture.NONE, capture.atPeak(1, 1));
        assertEquals(MicroCapture.NONE, capture.last());
        capture.close(2, 99, 12, true);
        assertEquals(12, capture.atPeak(1, 2));
        assertEquals(MicroCapture.NONE, capture.atPeak(5, 9), "bars nobody sampled");
        capture.reset();
        assertEquals(MicroCapture.NONE, capture.atPeak(1, 2));
    }

    @Test
    void shouldAgreeWithTheWholeListOfSamples() {
        SplittableRandom random = new SplittableRandom(9);
        List<double[]> samples = new ArrayList<>(); // bar, high so far, score, valid
        for (int bar = 0; bar < 3_000; bar++) {
            long high = 100;
            int n = 1 + random.nextInt(20);
            for (int i = 0; i < n; i++) {
                high += random.nextInt(4) == 0 ? 1 : 0;
                double score = random.nextInt(101);
                boolean isValid = random.nextInt(5) > 0;
                samples.add(new double[] {bar, high, score, isValid ? 1 : 0});
                if (i < n - 1) {
                    capture.sample(high, score, isValid);
                } else {
                    capture.close(bar, high, score, isValid);
                }
            }
            int peak = Math.max(0, bar - random.nextInt(8));
            assertEquals(slow(samples, peak, bar), capture.atPeak(peak, bar), "seed 9, bar " + bar);
            assertEquals(capture.digestAnew(), capture.digest(), "seed 9, bar " + bar);
        }
    }

    private static double slow(List<double[]> samples, int peak, int confirm) {
        double top = samples.stream()
                .filter(s -> s[0] == peak)
                .mapToDouble(s -> s[1])
                .max()
                .orElse(0);
        return samples.stream()
                .filter(s -> s[3] == 1 && (s[0] == peak ? s[1] == top : s[0] > peak && s[0] <= confirm))
                .mapToDouble(s -> s[2])
                .max()
                .orElse(MicroCapture.NONE);
    }

    @Test
    void shouldAllocateNothing() {
        double[] sum = {0};
        Allocations.assertNone(i -> {
            capture.sample(100 + i % 7, i % 101, true);
            capture.close(i, 107, i % 97, true);
            sum[0] += capture.atPeak(i - 3, i);
        });
        assertTrue(sum[0] > 0);
    }
}
