package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.Nulls;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
    private static final long S = Frames.SECOND_NS;
    private static final long M = Frames.MINUTE_NS;

    /** A day's start, so that all frames begin here. */
    private static final long T0 = 20_000 * Frames.DAY_NS;

    private final BarRig rig = new BarRig(BarSettings.of(new Frames(0, M, 5 * M, 15 * M)));
    private final Bars bars = rig.bars;

    @Test
    void shouldCloseAllFramesOfAnInstantShortestFirstBar6() {
        rig.trade(T0 + 14 * M, 100, 1, 1);
        rig.trade(T0 + 15 * M, 101, 1, 1);
        assertEquals(
                List.of("0@" + (T0 + 14 * M), "1@" + (T0 + 10 * M), "2@" + T0, "done@" + (T0 + 15 * M) + ":7"),
                rig.recorder.calls);
        assertEquals(1, bars.ring(2).size());
        assertEquals(T0 + 15 * M, bars.open().startNs());
    }

    @Test
    void shouldCloseByTimerAtTheEndOfTheGraceBar4() {
        rig.trade(T0 + 59 * S, 100, 1, 1);
        rig.timers.fireUntil(T0 + M + 499_999_999L);
        assertEquals(0, bars.ring(0).size());
        rig.timers.fireUntil(T0 + M + 500_000_000L);
        assertEquals(1, bars.ring(0).size());
        assertEquals(T0 + M, bars.open().startNs());
        assertEquals(500_000_000L, bars.graceNs());
        assertEquals(1, rig.timers.size());
    }

    @Test
    void shouldMakeOneEmptyBarAPeriodAfterAJumpTime5() {
        rig.trade(T0, 100, 3, 1);
        rig.timers.fireUntil(T0 + 5 * M + S);
        assertEquals(5, bars.ring(0).size());
        for (int age = 0; age < 4; age++) {
            assertTrue(bars.ring(0).isEmpty(age));
            assertEquals(100, bars.ring(0).open(age));
            assertEquals(3, bars.ring(0).cvdOpen(age));
        }
        // The 5m bar has the price of its only trade, and is not EMPTY.
        assertFalse(bars.ring(1).isEmpty(0));
        assertEquals(3, bars.ring(1).volume(0));
        rig.timers.fireUntil(T0 + 10 * M + S);
        assertTrue(bars.ring(1).isEmpty(0));
        assertEquals(100, bars.ring(1).close(0));
        assertEquals(0, bars.ring(1).trades(0));
    }

    @Test
    void shouldOpenOnTheFirstTradeOnlyAndNotDaysBackBar5() {
        rig.timers.fireUntil(T0);
        assertFalse(bars.isOpen());
        rig.tradeAt(T0, T0 - 3 * Frames.DAY_NS, 100, 1, 1);
        assertEquals(0, bars.ring(0).size());
        assertEquals(T0, bars.open().startNs());
        assertEquals(1, bars.lateTrades());
    }

    /** A quiet instrument whose first print is of days ago has no price yet to stand still at. */
    @Test
    void shouldCloseNoBarBeforeTheFirstThatHasAPriceBar5() {
        rig.timers.fireUntil(T0);
        rig.tradeAt(T0, T0 - 3 * Frames.DAY_NS, 100, 1, 1);
        rig.timers.fireUntil(T0 + 3 * M + S);
        assertEquals(List.of(), rig.recorder.calls);
        assertEquals(0, bars.ring(0).size());
        assertEquals(T0 + 3 * M, bars.open().startNs());
        rig.trade(T0 + 3 * M + 2 * S, 100, 1, 1);
        rig.timers.fireUntil(T0 + 5 * M + S);
        assertEquals(2, bars.ring(0).size());
        assertFalse(bars.ring(0).isEmpty(1));
        assertTrue(bars.ring(0).isEmpty(0));
        assertEquals(1, bars.ring(1).size());
        assertEquals(100, bars.ring(1).open(0));
        assertEquals(1, bars.ring(1).volume(0));
    }

    @Test
    void shouldSumMoneyExactlyAndRoundHalfEvenBar3() {
        // pe −5, qe −4: the ninth digit behind the point is cut, 5 to the even neighbour.
        BarRig fine = new BarRig(BarSettings.of(new Frames(0, M)), -5, -4);
        fine.trade(T0, 5, 1, 1);
        assertEquals(0, fine.bars.open().quote());
        fine.trade(T0, 15, 1, 1);
        assertEquals(2, fine.bars.open().quote());
        fine.trade(T0, 123_456, 1_000, -1);
        assertEquals(2 + 12_345_600, fine.bars.open().quote());
        assertEquals(0, new QuoteVolume(-18, -10).of(4_999_999_999_999L, 1_000_000));
        assertEquals(1, new QuoteVolume(-18, -10).of(5_000_000_000_001L, 20_000_000));
        assertEquals(Nulls.LONG, new QuoteVolume(0, 0).of(Long.MAX_VALUE / 1_000, 10));
        assertEquals(Nulls.LONG, new QuoteVolume(-4, -5).of(Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(600_000_000, new QuoteVolume(0, 0).of(2, 3));
    }

    @Test
    void shouldCallABarPartialWhoseVolumeIsNoLongNum2() {
        rig.trade(T0, 1, Long.MAX_VALUE / 1_000_000_000L, 0);
        rig.trade(T0 + 1, 1, Long.MAX_VALUE - 5, 0);
        rig.trade(T0 + M, 1, 1, 0);
        assertEquals(1, bars.overflows());
        assertTrue(bars.ring(0).isPartial(0));
        assertEquals(2, bars.ring(0).trades(0));
    }

    @Test
    void shouldAmendTheClosedBarsOfEveryFrameBar4() {
        rig.trade(T0, 100, 10_000, 1);
        rig.trade(T0 + M, 100, 10_000, 1);
        rig.tradeAt(T0 + M, T0, 100, 100, -1);
        assertEquals(0, bars.ring(0).flags(0) & BarFlags.AMENDED);
        rig.tradeAt(T0 + M, T0, 100, 1, -1);
        assertTrue((bars.ring(0).flags(0) & BarFlags.AMENDED) != 0);
        assertEquals(101, bars.ring(0).lateVolume(0));
        // 101 of 20,000 is no more than 1 % of the longer bar.
        rig.trade(T0 + 5 * M, 100, 1, 1);
        assertEquals(0, bars.ring(1).flags(0) & BarFlags.AMENDED);
        assertEquals(101, bars.ring(1).lateVolume(0));
        assertEquals(-101, bars.ring(1).lateDelta(0));
        rig.tradeAt(T0 + 5 * M, T0, 100, 100, 1);
        assertTrue((bars.ring(1).flags(0) & BarFlags.AMENDED) != 0);
        rig.assertDigest();
    }

    @Test
    void shouldMarkTheBarsOfAGapAndTheOpenOneAgainWhenItIsFilledEvt3() {
        rig.trade(T0, 100, 1, 1);
        long loss = rig.tape.epoch().lose(T0 + 10 * S);
        rig.refill(T0 + 11 * S, T0 + 9 * S, 120, 2, 1);
        rig.tape.epoch().recover(loss);
        rig.trade(T0 + M, 101, 1, 1);
        assertFalse(bars.ring(0).isPartial(0));
        assertEquals(120, bars.ring(0).high(0));
        assertEquals(100, bars.ring(0).close(0));
        assertEquals(3, bars.ring(0).volume(0));
        // The trades before this one are missing: in the bar that ends and in the one that begins with it.
        long second = rig.tape.epoch().lose(T0 + 2 * M + 5);
        rig.tradeAt(T0 + 2 * M + 5, T0 + 2 * M + 5, 99, 1, 1);
        assertTrue(bars.ring(0).isPartial(0));
        rig.tape.epoch().recover(second);
        rig.trade(T0 + 3 * M, 99, 1, 1);
        assertFalse(bars.ring(0).isPartial(0));
        assertTrue(bars.ring(0).isPartial(1));
        rig.trade(T0 + 5 * M, 99, 1, 1);
        assertTrue(bars.ring(1).isPartial(0));
    }

    @Test
    void shouldTakeARefillAsTheOpenOfItsBarOnlyIfItIsEarlierEvt3() {
        rig.trade(T0 + 5 * S, 100, 1, 1);
        rig.refill(T0 + 6 * S, T0 + 5 * S, 110, 1, 1);
        assertEquals(100, bars.open().open());
        rig.refill(T0 + 6 * S, T0 + 4 * S, 90, 1, 1);
        assertEquals(90, bars.open().open());
        assertEquals(100, bars.open().close());
        rig.trade(T0 + M, 100, 1, 1);
        rig.refill(T0 + M, T0 + 50 * S, 500, 1, 1);
        assertEquals(110, bars.ring(0).high(0));
        assertEquals(1, bars.lateTrades());
    }

    @Test
    void shouldMakeTheBarsOfAnOutageAfterItBar5() {
        rig.live(T0 - 10 * S);
        rig.trade(T0, 100, 1, 1);
        rig.down(T0 + 90 * S);
        assertEquals(1, bars.ring(0).size());
        rig.timers.fireUntil(T0 + 10 * M);
        // The open bar had no trade: it waits for the end of the outage.
        assertEquals(1, bars.ring(0).size());
        rig.live(T0 + 10 * M + 10 * S);
        assertEquals(10, bars.ring(0).size());
        for (int age = 0; age < 9; age++) {
            assertTrue(bars.ring(0).isEmpty(age) && bars.ring(0).isPartial(age), "age " + age);
        }
        assertFalse(bars.ring(0).isPartial(9));
        assertEquals(List.of((T0 + M) + ".." + (T0 + 10 * M + 10 * S)), rig.recorder.missing);
        rig.timers.fireUntil(T0 + 12 * M + S);
        // The bar in which the session came back is PARTIAL too, the next is whole.
        assertTrue(bars.ring(0).isPartial(1));
        assertFalse(bars.ring(0).isPartial(0));
        rig.assertDigest();
    }

    @Test
    void shouldCloseTheBarOfAnOutageThatHadTradesBar5() {
        rig.trade(T0, 100, 1, 1);
        rig.down(T0 + 10 * S);
        rig.timers.fireUntil(T0 + 3 * M);
        assertEquals(1, bars.ring(0).size());
        assertTrue(bars.ring(0).isPartial(0));
        // A print that comes although the session is said to be down is taken, and the bars before it are made.
        rig.trade(T0 + 4 * M, 100, 1, 1);
        assertEquals(4, bars.ring(0).size());
        rig.timers.fireUntil(T0 + 5 * M + S);
        assertEquals(5, bars.ring(0).size());
    }

    @Test
    void shouldCallTheFirstBarsPartialThatBeganBeforeTheSessionBar5() {
        rig.live(T0 + 30 * S);
        rig.trade(T0 + 31 * S, 100, 1, 1);
        rig.timers.fireUntil(T0 + 10 * M + S);
        assertTrue(bars.ring(0).isPartial(9));
        assertFalse(bars.ring(0).isPartial(8));
        assertTrue(bars.ring(1).isPartial(1));
        assertFalse(bars.ring(1).isPartial(0));
    }

    @Test
    void shouldMakeNoEmptyBarWhileTheExchangeIsClosedBar5() {
        bars.onCalendar(T0, true);
        rig.trade(T0 + 3 * M, 100, 1, 1);
        rig.timers.fireUntil(T0 + 5 * M);
        bars.onCalendar(T0 + 5 * M, false);
        rig.timers.fireUntil(T0 + 63 * M);
        // Minute 4 had no trade but was open to its end, although it was closed after that.
        assertEquals(2, bars.ring(0).size());
        assertTrue(bars.ring(0).isEmpty(0));
        assertEquals(1, bars.ring(1).size());
        assertEquals(1, bars.ring(2).size());
        bars.onCalendar(T0 + 63 * M, true);
        rig.timers.fireUntil(T0 + 65 * M + S);
        assertEquals(4, bars.ring(0).size());
        assertEquals(T0 + 63 * M, bars.ring(0).startNs(1));
        assertEquals(T0 + 60 * M, bars.ring(1).startNs(0));
        rig.assertDigest();
    }

    @Test
    void shouldCountAsLateInTheLongerBarWhatCameWhileTheExchangeWasClosedBar5() {
        bars.onCalendar(T0, true);
        rig.trade(T0 + 10 * S, 100, 2, 1);
        rig.timers.fireUntil(T0 + 2 * M);
        bars.onCalendar(T0 + 2 * M, false);
        rig.tradeAt(T0 + 3 * M + 10 * S, T0 + 20 * S, 101, 7, 1);
        rig.timers.fireUntil(T0 + 4 * M);
        bars.onCalendar(T0 + 4 * M, true);
        rig.timers.fireUntil(T0 + 5 * M + S);
        // No bar was made of the minute in which it came, so that the longer one has to say where it went (CVD-4).
        assertEquals(3, bars.ring(0).size());
        assertEquals(2, bars.ring(1).buy(0));
        assertEquals(7, bars.ring(1).lateDelta(0));
        assertEquals(9, bars.ring(1).cvdClose(0) - bars.ring(1).cvdOpen(0));
        rig.assertDigest();
    }

    @Test
    void shouldStartAnewAfterAChangeOfDefinitionInst5() {
        long fresh = bars.digest();
        rig.trade(T0, 100, 1, 1);
        rig.trade(T0 + 20 * M, 100, 1, 1);
        int before = rig.timers.size();
        bars.reset(0, 0);
        assertEquals(before - 1, rig.timers.size());
        assertEquals(0, bars.ring(0).size());
        assertFalse(bars.isOpen());
        assertEquals(fresh, bars.digest());
        rig.assertDigest();
    }

    @Test
    void shouldShiftTheDayOnlyByItsStartBar1() {
        Frames frames = new Frames(8 * Frames.HOUR_NS, M, 4 * Frames.HOUR_NS, Frames.DAY_NS);
        assertEquals(T0 - 16 * Frames.HOUR_NS, frames.startOf(2, T0));
        assertEquals(T0 + 8 * Frames.HOUR_NS, frames.endOf(2, T0));
        assertEquals(T0, frames.startOf(1, T0 + 4 * Frames.HOUR_NS - 1));
        assertEquals(1, frames.indexOf(4 * Frames.HOUR_NS));
        assertEquals(-1, frames.indexOf(M + 1));
        assertThrows(IllegalArgumentException.class, () -> new Frames(0, M, 7 * M));
        assertThrows(IllegalArgumentException.class, () -> new Frames(0, M, 90 * S));
        assertThrows(IllegalArgumentException.class, () -> new Frames(1, M));
        assertThrows(IllegalArgumentException.class, () -> new Frames(0));
        assertEquals(6, Frames.defaults().size());
        assertEquals(
                List.of(64, 3_000),
                List.of(BarSettings.rings(Frames.defaults(), 0b10)[0], BarSettings.rings(Frames.defaults(), 0b10)[1]));
    }

    @Test
    void shouldNameBarsByAgeAndByIndex() {
        for (int i = 0; i < 10; i++) {
            rig.trade(T0 + i * M, 100 + i, 1, 1);
        }
        BarRing ring = bars.ring(0);
        assertEquals(9, ring.count());
        assertEquals(0, ring.age(8));
        assertEquals(8, ring.age(0));
        assertEquals(3, ring.ageOf(T0 + 5 * M));
        assertEquals(-1, ring.ageOf(T0 + 5 * M + 1));
        assertEquals(-1, ring.ageOf(T0 + 50 * M));
        assertThrows(IndexOutOfBoundsException.class, () -> ring.close(9));
        assertThrows(IndexOutOfBoundsException.class, () -> ring.close(-1));
    }
}
