package ebb.research.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** NS-VAL-10: the last close of a day against the mean of twenty, flat within one percent. */
class BtcTrendTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final int HALF_A_DAY = 43_200;

    private static long day(int n) {
        return CandleTape.T0 + n * DAY;
    }

    @Test
    void shouldTellTheTrendOfTheLastWholeDay() {
        CandleTape tape = new CandleTape(HALF_A_DAY);
        tape.flat(19 * 2, 10_000);
        // Day 19: the first half does not count. 19 days of 10000 and 10107: mean 10005.35, 1.016 % above it.
        tape.candle(9_000, 9_000, 9_000, 9_000, 1).candle(10_107, 10_107, 10_107, 10_107, 1);
        // Day 20: 18 of 10000, 10107, 10106: mean 10010.65, 0.95 % above it.
        tape.flat(2, 10_106);
        // Day 21: 17 of 10000, 10107, 10106, 9800: mean 10000.65, 2 % below it.
        tape.flat(2, 9_800);

        BtcTrend trend = BtcTrend.of(tape.tape());

        assertNull(trend.at(day(19)), "nineteen days are too few");
        assertEquals(BtcTrend.UP, trend.at(day(20)));
        assertEquals(BtcTrend.UP, trend.at(day(21) - 1), "until the next day is whole");
        assertEquals(BtcTrend.FLAT, trend.at(day(21)));
        assertEquals(BtcTrend.DOWN, trend.at(day(22)));
        assertNull(trend.at(day(23)), "the day before it is not recorded");
        assertNull(BtcTrend.unknown().at(day(20)));
    }

    @Test
    void shouldBeginAnewBehindAGap() {
        CandleTape tape = new CandleTape(HALF_A_DAY);
        tape.flat(10 * 2, 10_000).gap(2).flat(20 * 2, 20_000);

        BtcTrend trend = BtcTrend.of(tape.tape());

        assertNull(trend.at(day(30)), "nineteen days since the gap");
        assertEquals(BtcTrend.FLAT, trend.at(day(31)));
    }
}
