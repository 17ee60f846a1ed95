package ebb.engine.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.bar.BarSource;
import ebb.engine.indicator.Adx;
import ebb.engine.indicator.AnchoredVwap;
import ebb.engine.indicator.Atr;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.indicator.Bollinger;
import ebb.engine.indicator.Correlation;
import ebb.engine.indicator.Ema;
import ebb.engine.indicator.Macd;
import ebb.engine.indicator.Percentiles;
import ebb.engine.indicator.Rsi;
import ebb.engine.indicator.Sma;
import ebb.engine.indicator.VolumeRatio;
import ebb.engine.indicator.ZScore;
import ebb.testing.Allocations;
import org.junit.jupiter.api.Test;

/** All studies and patterns of a frame, bar by bar, must allocate nothing once warm (law 5). */
class PatternAllocationTest {
    private static final int MASK = (1 << 16) - 1;

    /** Bars of a walk in plain arrays, for ever round. */
    private static final class RoundBars implements BarSource {
        private final long[] close = new long[MASK + 1];
        private long newest;

        RoundBars() {
            ListBars walk = RejectionTrackerTest.walk(5, MASK + 1, 1);
            for (int i = 0; i <= MASK; i++) {
                close[i] = walk.all.get(i).close();
            }
        }

        private long at(int age) {
            return close[(int) (newest - age) & MASK];
        }

        @Override
        public int size() {
            return (int) Math.min(newest + 1, 3_000);
        }

        @Override
        public long startNs(int age) {
            return (newest - age) * 900_000_000_000L;
        }

        @Override
        public long open(int age) {
            return at(age + 1);
        }

        @Override
        public long high(int age) {
            return Math.max(at(age), at(age + 1)) + 100;
        }

        @Override
        public long low(int age) {
            return Math.min(at(age), at(age + 1)) - 100;
        }

        @Override
        public long close(int age) {
            return at(age);
        }

        @Override
        public long volume(int age) {
            return 1 + (at(age) & 255);
        }

        @Override
        public long cvdClose(int age) {
            return at(age) ^ 0x55;
        }

        @Override
        public boolean hasCvd(int age) {
            return true;
        }

        @Override
        public boolean isEmpty(int age) {
            return (at(age) & 63) == 0;
        }

        @Override
        public boolean isPartial(int age) {
            return (at(age) & 127) == 1;
        }
    }

    private final RoundBars bars = new RoundBars();
    private final Atr atr = new Atr(AtrSettings.DEFAULT);
    private final Swings swings = new Swings(SwingSettings.DEFAULT, atr);
    private final Levels levels = new Levels(LevelSettings.DEFAULT, SwingSettings.DEFAULT, atr);
    private final Divergence divergence = new Divergence(DivergenceSettings.DEFAULT, false);
    private final SlopeDivergence slopes = new SlopeDivergence(20);
    private final Rsi rsi = new Rsi(14);
    private final Sma sma = new Sma(20);
    private final Ema ema = new Ema(20);
    private final Macd macd = new Macd(12, 26, 9);
    private final Adx adx = new Adx(14);
    private final Bollinger bands = new Bollinger(20, 2);
    private final ZScore z = new ZScore(20);
    private final Correlation correlation = new Correlation(20);
    private final Percentiles percentiles = new Percentiles(100);
    private final AnchoredVwap vwap = new AnchoredVwap(1);
    private final VolumeRatio volumeRatio = new VolumeRatio(20);
    private long events;
    private long checksum;
    private Object kept;
    private final RejectionTracker tracker = new RejectionTracker(
            RejectionTrackerTest.LOOSE, RejectionTracker.Frame.DEFAULT, false, atr, (id, start, price, n, event) -> {
                events++;
            });

    private void bar() {
        bars.newest++;
        long close = bars.close(0);
        atr.onBar(bars.high(0), bars.low(0), close, bars.isEmpty(0));
        rsi.onClose(close);
        sma.onValue(close);
        ema.onValue(close);
        macd.onClose(close);
        adx.onBar(bars.high(0), bars.low(0), close);
        bands.onClose(close);
        z.onValue(close);
        correlation.onFrame(bars.newest, close, bars.high(0), !bars.isEmpty(0));
        percentiles.add(close);
        if (bars.newest % 1_000 == 0) {
            vwap.reset();
        }
        vwap.onBar(bars.volume(0) * close, bars.volume(0));
        volumeRatio.onBar(bars.volume(0));
        swings.onBar(bars, 0);
        levels.onBar(bars, 0, swings);
        divergence.onBar(close, bars.cvdClose(0), swings);
        if (bars.newest % 8 == 0) {
            slopes.measure(bars, 0);
        }
        tracker.onBar(bars, 0);
        RejectionLevel best = tracker.best();
        checksum += tracker.digest() + atr.digest() + (best == null ? 0 : best.price());
    }

    @Test
    void shouldAllocateNothingPerBarOnceWarm() {
        Allocations.assertNone(i -> bar());
        assertTrue(events > 10_000, "events " + events);
        assertTrue(levels.size() > 0 && swings.highs() == Swings.KEPT);
        assertEquals(tracker.digestAnew(), tracker.digest());
    }

    @Test
    void shouldSeeWhatAControlAllocates() {
        long bytes = Allocations.leastWindow(i -> {
            atr.onBar(100, 90, 95, false);
            kept = new byte[16];
        });
        assertEquals(32L * Allocations.WINDOW, bytes);
        assertTrue(kept != null && atr.isReady(0));
    }
}
