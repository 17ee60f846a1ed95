package ebb.adapters.venuesim.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
    private static final long START = SyntheticMarket.DEMO_START_NS;
    private static final long MINUTE = Candles.MINUTE_NS;

    private static SyntheticMarket market(long seed) {
        return new SyntheticMarket(seed, Scenario.demo(), START);
    }

    @Test
    void shouldKeepBooksTapeAndIdsConsistentForSixHours() {
        for (long seed : new long[] {1}) {
            SyntheticMarket market = market(seed);
            MarketLog log = new MarketLog(market);
            market.advanceTo(START + Scenario.LENGTH_NS, log);
            assertEquals(List.of(), log.troubles, "seed " + seed);
            assertTrue(log.updates > 100_000 && log.prints > 100_000 && log.liquidations > 50, "seed " + seed);
            for (Instrument each : market.instruments()) {
                BookCopy copy = new BookCopy();
                each.copyBook(copy, 0);
                assertEquals(MarketLog.levels(copy, false), log.bids.get(each.index()), "bids, seed " + seed);
                assertEquals(MarketLog.levels(copy, true), log.asks.get(each.index()), "asks, seed " + seed);
                assertTrue(copy.size(false) >= 100 && copy.size(false) <= 300, "depth of " + each.spec());
                assertTrue(copy.size(true) >= 100 && copy.size(true) <= 300, "depth of " + each.spec());
            }
        }
    }

    @Test
    void shouldMakeTheSameEventsHoweverTimeIsCut() {
        SyntheticMarket whole = market(7);
        MarketLog expected = new MarketLog(whole);
        whole.advanceTo(START + 20 * MINUTE, expected);
        SyntheticMarket cut = market(7);
        MarketLog actual = new MarketLog(cut);
        SplittableRandom random = new SplittableRandom(3);
        for (long t = START; t < START + 20 * MINUTE; t += random.nextLong(3_000_000_000L)) {
            cut.advanceTo(t, actual);
            cut.advanceTo(t - 1_000_000_000L, actual);
        }
        cut.advanceTo(START + 20 * MINUTE, actual);
        assertEquals(expected.sum.getValue(), actual.sum.getValue());
        assertEquals(START + 20 * MINUTE, cut.timeNs());
    }

    @Test
    void shouldMakeOtherEventsFromAnotherSeed() {
        SyntheticMarket one = market(1);
        SyntheticMarket two = market(2);
        MarketLog first = new MarketLog(one);
        MarketLog second = new MarketLog(two);
        one.advanceTo(START + 5 * MINUTE, first);
        two.advanceTo(START + 5 * MINUTE, second);
        assertNotEquals(first.sum.getValue(), second.sum.getValue());
    }

    @Test
    void shouldTellTheBookAsItWasSomeUpdatesAgo() {
        SyntheticMarket market = market(5);
        MarketLog log = new MarketLog(market);
        Instrument surge = market.find(SimVenue.MEXC, "SURGE_USDT");
        market.advanceTo(START + 30 * MINUTE, log);
        BookCopy then = new BookCopy();
        surge.copyBook(then, 1);
        for (int more = 1; more <= 40; more++) {
            int have = surge.commits();
            long last = surge.commit(0).lastId();
            while (surge.commit(0).lastId() == last && surge.commits() == have) {
                market.advanceTo(market.nextNs(), log);
            }
            BookCopy back = new BookCopy();
            surge.copyBook(back, more + 1);
            assertEquals(then.id(), back.id(), more + " updates later");
            assertEquals(then.timeNs(), back.timeNs(), more + " updates later");
            assertEquals(MarketLog.levels(then, false), MarketLog.levels(back, false), more + " updates later");
            assertEquals(MarketLog.levels(then, true), MarketLog.levels(back, true), more + " updates later");
        }
    }

    @Test
    void shouldJoinHistoryAndTapeInTheCandles() {
        SyntheticMarket market = market(9);
        long[] volume = new long[1];
        long[] highest = new long[1];
        Instrument surge = market.find(SimVenue.MEXC, "SURGE_USDT");
        market.advanceTo(START + 45 * MINUTE - 1, new Deaf() {
            @Override
            public void onTrade(Instrument instrument, Print print) {
                if (instrument == surge && print.timeNs() >= START + 30 * MINUTE) {
                    volume[0] += print.lots();
                    highest[0] = Math.max(highest[0], print.tick());
                }
            }
        });
        Candles.Candle quarter = surge.candles().candle(START + 30 * MINUTE, 15 * MINUTE);
        assertEquals(volume[0], quarter.volume());
        assertEquals(highest[0], quarter.high());
        assertEquals(START - Instrument.HISTORY_NS, surge.candles().firstNs());
        Candles.Candle last = surge.candles().candle(START - MINUTE, MINUTE);
        assertEquals(surge.spec().grid().startTick(), last.close());
        long sum = 0;
        for (long at = START - 60 * MINUTE; at < START; at += MINUTE) {
            sum += surge.candles().candle(at, MINUTE).volume();
        }
        assertEquals(
                sum, surge.candles().candle(START - 60 * MINUTE, 60 * MINUTE).volume());
    }

    @Test
    void shouldRefuseAStartThatIsNoQuarterOfAnHour() {
        assertThrows(IllegalArgumentException.class, () -> new SyntheticMarket(1, Scenario.demo(), START + MINUTE));
    }
}
