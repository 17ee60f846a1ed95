package ebb.engine.strategy.nullspectre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.bar.BarSource;
import ebb.engine.state.Validity;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** A market's numbers near the greatest long: what is made of them is INEXACT, and nothing halts (NUM-2). */
class GreatPricesTest {
    private static final long GREAT = Long.MAX_VALUE - 1;

    /** One bar. */
    private static BarSource bar(long high, long low) {
        return (BarSource) Proxy.newProxyInstance(
                BarSource.class.getClassLoader(), new Class<?>[] {BarSource.class}, (proxy, method, of) -> {
                    switch (method.getName()) {
                        case "size":
                            return 1;
                        case "high":
                            return high;
                        case "low":
                            return low;
                        case "startNs":
                            return 0L;
                        default:
                            throw new AssertionError(method.getName());
                    }
                });
    }

    @Test
    void shouldSayInexactOfARunThatIsNoLongNsRej2() {
        PumpContext pump = new PumpContext(PumpSettings.DEFAULT);
        pump.measure(bar(GREAT, 1), 10, GREAT);
        assertEquals(Validity.INEXACT, pump.validity());
        assertEquals(0, pump.runMicro());
        assertFalse(pump.isPump());
        pump.measure(bar(GREAT, GREAT / 2), GREAT, GREAT);
        assertEquals(Validity.VALID, pump.validity());
        assertEquals(1_000_000, pump.runMicro(), 1);
        pump.measure(bar(20, 5), 10, 15);
        assertEquals(Validity.VALID, pump.validity());
        assertEquals(2_000_000, pump.runMicro());
        assertEquals(1_000_000, pump.topMicro());
    }

    @Test
    void shouldJudgeACandleOfAnyHeightNsPat2() {
        RejectionQuality quality = new RejectionQuality(PatternSettings.Quality.DEFAULT);
        quality.score(1, GREAT, 1, 2, 1e20, true);
        assertTrue(quality.isLongWick() && quality.isLowClose() && quality.isSpike());
        quality.score(1, GREAT, 1, GREAT, 0, false);
        assertFalse(quality.isLongWick() || quality.isLowClose() || quality.isSpike());
    }

    @Test
    void shouldTellNoVolumeOfARunnerWhoseMinutesAreNoLongNsRun4() {
        RunnerWatch watch = new RunnerWatch(RunnerSettings.DEFAULT);
        for (int i = 0; i < 100; i++) {
            watch.onMinute(10, true);
        }
        watch.onMinute(GREAT, true);
        watch.watch(1_000);
        watch.onTrade(1, 1_000, 1e19);
        watch.onMinute(GREAT, true);
        watch.onMinute(GREAT, true);
        assertFalse(watch.hasVolume());
        for (int i = 0; i <= 100; i++) {
            watch.onMinute(10, true);
        }
        watch.watch(1_000);
        watch.onTrade(2, 1_000, 1);
        watch.onMinute(1_000_000, true);
        assertTrue(watch.hasVolume(), "VALID again once the minutes of the mean are");
    }
}
