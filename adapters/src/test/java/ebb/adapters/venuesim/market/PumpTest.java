package ebb.adapters.venuesim.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pump of the demo promises to whoever counts failed pushes, measured on bars of 15 minutes (REJ, NS-REJ). */
class PumpTest {
    private static final long START = SyntheticMarket.DEMO_START_NS;
    private static final long QUARTER = 15 * Candles.MINUTE_NS;

    /** As the first of the demo the pump takes the same course without the others. */
    private static final Scenario ALONE = new Scenario(
            "pump", Cadence.FAST_FORWARD, List.of(Scenario.demo().parts().get(0)));

    private record Push(int bar, long peak, long cvd, long volume) {}

    @Test
    void shouldTakeTheSameCourseAloneAsAmongOthers() {
        SyntheticMarket alone = new SyntheticMarket(3, ALONE, START);
        SyntheticMarket among = new SyntheticMarket(3, Scenario.demo(), START);
        alone.advanceTo(START + 8 * QUARTER, new Deaf());
        among.advanceTo(START + 8 * QUARTER, new Deaf());
        assertEquals(bars(alone), bars(among));
    }

    @Test
    void shouldFailThreeTimesNearOnePriceAndFallForEverySeedOneToTwenty() {
        for (long seed = 1; seed <= 20; seed++) {
            SyntheticMarket market = new SyntheticMarket(seed, ALONE, START);
            market.advanceTo(START + Scenario.LENGTH_NS - 1, new Deaf());
            check("seed " + seed, bars(market));
        }
    }

    @Test
    void shouldHoldAtItsFloorThreeTimesForEverySeedOneToTwenty() {
        for (long seed = 1; seed <= 20; seed++) {
            SyntheticMarket market = new SyntheticMarket(seed, ALONE, START);
            market.advanceTo(START + Scenario.LENGTH_NS - 1, new Deaf());
            Candles candles = market.find(SimVenue.MEXC, "SURGE_USDT").candles();
            long floor = Scenario.SURGE.grid().startTick() * 94 / 100;
            int touches = 0;
            boolean isAway = true;
            for (long at = START + 4 * 4 * QUARTER; at <= candles.lastNs(); at += Candles.MINUTE_NS) {
                Candles.Candle minute = candles.candle(at, Candles.MINUTE_NS);
                assertTrue(minute.low() * 1_000 >= floor * 990, "seed " + seed + ": fell through to " + minute);
                touches += isAway && minute.low() * 1_000 <= floor * 1_005 ? 1 : 0;
                isAway = minute.low() * 1_000 > floor * 1_005 && (isAway || minute.high() * 1_000 >= floor * 1_030);
            }
            assertEquals(3, touches, "seed " + seed);
        }
    }

    @Test
    void shouldBeBoughtAndGoOnInTheRallyForEverySeedOneToTwenty() {
        Scenario rally =
                new Scenario("rally", Cadence.FAST_FORWARD, List.of(new Scenario.Part(Scenario.FLARE, Script.RALLY)));
        for (long seed = 1; seed <= 20; seed++) {
            SyntheticMarket market = new SyntheticMarket(seed, rally, START);
            market.advanceTo(START + Scenario.LENGTH_NS - 1, new Deaf());
            Candles candles = market.find(SimVenue.MEXC, "FLARE_USDT").candles();
            Candles.Candle[] pushes = new Candles.Candle[3];
            for (int push = 0; push < 3; push++) {
                pushes[push] = candles.candle(START + (7 + 4 * push) * QUARTER, QUARTER);
            }
            String told = "seed " + seed + ": " + List.of(pushes);
            assertTrue(pushes[0].high() < pushes[1].high() && pushes[1].high() < pushes[2].high(), told);
            for (int hour = 2; hour < 4; hour++) {
                Candles.Candle between = candles.candle(START + 4 * hour * QUARTER, 4 * QUARTER);
                assertTrue(2 * between.buyVolume() > between.volume(), told + " sold in hour " + hour);
            }
            Candles.Candle end = candles.candle(START + 23 * QUARTER, QUARTER);
            assertTrue(end.close() > pushes[2].high() * 11 / 10, told + " ended at " + end);
        }
    }

    private static List<Candles.Candle> bars(SyntheticMarket market) {
        Candles candles = market.find(SimVenue.MEXC, "SURGE_USDT").candles();
        List<Candles.Candle> bars = new ArrayList<>();
        for (long at = START - Instrument.HISTORY_NS; at <= candles.lastNs(); at += QUARTER) {
            bars.add(candles.candle(at, QUARTER));
        }
        return bars;
    }

    private static void check(String seed, List<Candles.Candle> bars) {
        double[] atr = atr(bars);
        List<Push> pushes = pushes(bars, atr);
        assertTrue(pushes.size() >= 3, seed + ": pushes " + pushes);
        Push first = pushes.get(0);
        Push last = pushes.get(pushes.size() - 1);
        long lowest = bars.stream().mapToLong(Candles.Candle::low).min().orElseThrow();
        assertTrue(first.peak * 100 >= lowest * 135, seed + ": run from " + lowest + " to " + first.peak);
        for (Push each : pushes) {
            double away = Math.abs(each.peak - first.peak);
            assertTrue(away <= atr[first.bar - 1], seed + ": peaks apart " + pushes);
        }
        long spacing = (last.bar - first.bar) / (pushes.size() - 1);
        assertTrue(spacing < 8, seed + ": more than two hours between pushes " + pushes);
        assertTrue(last.cvd < first.cvd, seed + ": CVD not lower at the last peak " + pushes);
        double share = (double) (first.cvd - last.cvd) / (last.volume - first.volume);
        assertTrue(share >= 0.10, seed + ": net selling between the peaks only " + share);
        long close = bars.get(last.bar).close();
        long low = Long.MAX_VALUE;
        for (int i = last.bar + 1; i <= last.bar + 5; i++) {
            low = Math.min(low, bars.get(i).low());
        }
        assertTrue(low * 100 <= close * 75, seed + ": fell only from " + close + " to " + low);
    }

    /** A new peak of the push, or of one begun after a retreat of two ATR, whose bar closes half an ATR below it. */
    private static List<Push> pushes(List<Candles.Candle> bars, double[] atr) {
        int start = (int) (Instrument.HISTORY_NS / QUARTER);
        long top = bars.stream().mapToLong(Candles.Candle::high).max().orElseThrow();
        List<Push> pushes = new ArrayList<>();
        long cvd = 0;
        long volume = 0;
        long trough = 0;
        for (int i = 0; i < bars.size(); i++) {
            Candles.Candle bar = bars.get(i);
            cvd += 2 * bar.buyVolume() - bar.volume();
            volume += bar.volume();
            if (i < start) {
                continue;
            }
            double a = atr[i - 1];
            boolean isNear = bar.high() >= top - a;
            boolean isFailed = bar.close() <= bar.high() - a / 2;
            boolean isFresh = pushes.isEmpty() || trough <= pushes.get(pushes.size() - 1).peak - 2 * a;
            if (isNear && isFailed && isFresh) {
                pushes.add(new Push(i, bar.high(), cvd, volume));
                trough = bar.close();
            } else {
                trough = Math.min(trough, bar.low());
            }
        }
        return pushes;
    }

    private static double[] atr(List<Candles.Candle> bars) {
        double[] atr = new double[bars.size()];
        for (int i = 0; i < atr.length; i++) {
            Candles.Candle bar = bars.get(i);
            long before = i == 0 ? bar.open() : bars.get(i - 1).close();
            double range = Math.max(bar.high(), before) - Math.min(bar.low(), before);
            atr[i] = i == 0 ? range : (atr[i - 1] * 13 + range) / 14;
        }
        return atr;
    }
}
