package ebb.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.engine.flow.Aggressor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars from history before the tape, and from the venue's own candles (BAR-7, BAR-8). */
class BarHistoryTest {
    private static final long S = Frames.SECOND_NS;
    private static final long M = Frames.MINUTE_NS;

    /** A day's start, so that all frames begin here. */
    private static final long T0 = 20_000 * Frames.DAY_NS;

    private final BarRig rig = new BarRig(BarSettings.of(new Frames(0, M, 5 * M, 15 * M)));
    private final Bars bars = rig.bars;

    private static Candle candle(long startNs, long price, long volume) {
        return new Candle().of(startNs, volume, BarFlags.CLOSED).prices(price, price + 5, price - 5, price + 1);
    }

    @Test
    void shouldFillTheRingFromHistoryBeforeTradesBar7() {
        for (int i = 0; i < 10; i++) {
            // Minute 4 is missing, minute 6 saw no trade.
            if (i != 4) {
                bars.onHistory(0, T0 + 10 * M + 1, candle(T0 + i * M, 100 + i, i == 6 ? 0 : 10));
            }
        }
        // The period in hand is not closed.
        bars.onHistory(0, T0 + 10 * M + 1, candle(T0 + 10 * M, 50, 10));
        bars.onHistoryEnd(0, T0 + 10 * M + 1);
        BarRing ring = bars.ring(0);
        assertEquals(List.of(0), rig.recorder.recomputed);
        assertEquals(10, ring.size());
        assertTrue(ring.isEmpty(5) && !ring.isPartial(5));
        assertEquals(104, ring.close(5));
        assertTrue(ring.isEmpty(3));
        assertFalse(ring.hasCvd(0));
        assertFalse(ring.hasSides(0));
        assertTrue(bars.isOpen());
        assertEquals(T0 + 10 * M, bars.open().startNs());
        // The longer bars that are open rest on the candles.
        OpenBar open = new OpenBar();
        bars.copyOpen(2, open);
        assertEquals(100, open.open());
        assertEquals(95, open.low());
        assertEquals(114, open.high());
        assertEquals(80, open.volume());
        rig.trade(T0 + 10 * M + 2, 200, 7, 1);
        rig.trade(T0 + 15 * M, 201, 1, 1);
        assertEquals(87, bars.ring(2).volume(0));
        assertEquals(200, bars.ring(2).high(0));
        assertFalse(bars.ring(2).isPartial(0));
        assertFalse(bars.ring(2).hasCvd(0));
        assertTrue(ring.hasCvd(0));
        rig.assertDigest();
    }

    @Test
    void shouldPutHistoryBeforeBarsThatAreAlreadyThereBar7() {
        rig.live(T0 + 20 * M);
        rig.trade(T0 + 20 * M + 30 * S, 100, 1, 1);
        rig.timers.fireUntil(T0 + 22 * M + S);
        assertEquals(2, bars.ring(0).size());
        for (int i = 0; i < 18; i++) {
            bars.onHistory(0, T0 + 22 * M + S, candle(T0 + i * M, 50, 10));
        }
        bars.onHistoryEnd(0, T0 + 22 * M + S);
        BarRing ring = bars.ring(0);
        assertEquals(22, ring.size());
        for (int age = 1; age < 22; age++) {
            assertEquals(ring.startNs(age - 1) - M, ring.startNs(age));
        }
        // Minutes 18 and 19 nobody had: EMPTY and PARTIAL.
        assertTrue(ring.isEmpty(2) && ring.isPartial(2));
        assertTrue(ring.isEmpty(3) && ring.isPartial(3));
        assertFalse(ring.isPartial(4));
        rig.assertDigest();
    }

    @Test
    void shouldReplaceWhatIsPartialAndCompareWhatIsCompleteBar7() {
        rig.live(T0);
        rig.trade(T0, 100, 1_000, 1);
        rig.trade(T0 + M + 1, 100, 1_000, 1);
        rig.tape.onLoss(T0 + M + 2);
        rig.trade(T0 + 2 * M, 100, 1, 1);
        BarRing ring = bars.ring(0);
        assertTrue(ring.isPartial(0));
        long cvd = ring.cvdClose(0);
        bars.onHistory(0, T0 + 2 * M + 1, candle(T0, 99, 1_010));
        bars.onHistory(0, T0 + 2 * M + 1, candle(T0 + M, 99, 1_500));
        bars.onHistoryEnd(0, T0 + 2 * M + 1);
        assertFalse(ring.isPartial(0));
        assertEquals(1_500, ring.volume(0));
        assertEquals(104, ring.high(0));
        assertEquals(cvd, ring.cvdClose(0));
        assertTrue((ring.flags(0) & BarFlags.VENUE) != 0);
        assertEquals(1_000, ring.volume(1));
        assertEquals(1, bars.history().compared());
        // 1,010 of 1,000 is not more than 1 %, and the close is the same.
        assertEquals(0, bars.history().differing());
        assertEquals(1, bars.history().replaced());
        bars.onHistory(0, T0 + 2 * M + 1, candle(T0, 99, 1_011));
        bars.onHistory(0, T0 + 2 * M + 1, candle(T0, 100, 1_000));
        assertEquals(2, bars.history().differing());
        assertTrue(bars.history().isDiffering());
        bars.onDayRoll();
        assertFalse(bars.history().isDiffering());
        // The open 5m bar was merged anew.
        OpenBar open = new OpenBar();
        bars.copyOpen(1, open);
        assertEquals(2_501, open.volume());
        rig.assertDigest();
    }

    @Test
    void shouldKeepTheNewestBarsOfALongHistoryBar7() {
        BarRig small = new BarRig(BarSettings.of(new Frames(0, M)).withRings(8));
        long now = T0 + 100 * M;
        for (int i = 0; i < 20; i++) {
            small.bars.onHistory(0, now, candle(T0 + i * M, 100 + i, 1));
        }
        // A hole longer than the ring.
        small.bars.onHistory(0, now, candle(T0 + 60 * M, 500, 1));
        BarRing ring = small.bars.ring(0);
        assertEquals(8, ring.size());
        assertEquals(T0 + 60 * M, ring.startNs(0));
        assertEquals(T0 + 53 * M, ring.startNs(7));
        assertTrue(ring.isEmpty(7));
        // Older than the oldest: nowhere to go.
        small.bars.onHistory(0, now, candle(T0 + 10 * M, 1_000, 1));
        assertEquals(T0 + 53 * M, ring.startNs(7));
        small.bars.onHistoryEnd(0, now);
        // 40 minutes behind, more than the ring: bars go on now.
        assertEquals(T0 + 100 * M, small.bars.open().startNs());
        small.assertDigest();
    }

    @Test
    void shouldRefuseCandlesThatAreNoneEvt5() {
        Candle upsideDown = new Candle().of(T0, 1, BarFlags.CLOSED).prices(100, 90, 110, 100);
        bars.onHistory(0, T0 + M, upsideDown);
        bars.onHistory(0, T0 + M, candle(T0 + 1, 100, 1));
        bars.onHistory(0, T0 + M, candle(T0 + 2 * M, 100, 1));
        bars.onHistory(0, T0 + M, candle(T0, 100, -1));
        bars.onHistory(0, T0 + M, candle(T0, 100, 1).details(1, 2, 1));
        assertEquals(5, bars.refusedCandles());
        assertEquals(0, bars.ring(0).size());
    }

    @Test
    void shouldTakeTheVenuesCandlesAsBaseBarsBar8() {
        BarRig venue = new BarRig(BarSettings.of(new Frames(0, M, 5 * M)).withFeed(BarFeed.VENUE));
        venue.trade(T0, 100, 4, 1);
        assertFalse(venue.bars.isOpen());
        Candle changing = new Candle().of(T0, 10, 0).prices(100, 101, 99, 100);
        venue.bars.onCandle(T0 + 30 * S, changing);
        assertFalse(venue.bars.isOpen());
        venue.bars.onCandle(T0 + M + S, candle(T0, 100, 10).details(1_000, 6, 3));
        venue.trade(T0 + M + 2 * S, 200, 3, Aggressor.SELL);
        // Two periods without a candle are EMPTY.
        venue.bars.onCandle(T0 + 4 * M + S, candle(T0 + 3 * M, 110, 20));
        BarRing ring = venue.bars.ring(0);
        assertEquals(4, ring.size());
        assertEquals(6, ring.buy(3));
        assertEquals(4, ring.sell(3));
        assertEquals(3, ring.trades(3));
        assertTrue(ring.hasSides(3));
        assertTrue(ring.isEmpty(2) && ring.isEmpty(1));
        assertEquals(101, ring.close(1));
        assertFalse(ring.hasSides(0));
        assertTrue(ring.hasCvd(0));
        // The tape feeds the CVD only.
        assertEquals(4, ring.cvdClose(3));
        assertEquals(1, ring.cvdClose(2));
        assertEquals(4, ring.cvdHigh(2));
        venue.bars.onCandle(T0 + 5 * M + S, candle(T0 + 4 * M, 110, 20));
        assertEquals(1, venue.bars.ring(1).size());
        assertEquals(50, venue.bars.ring(1).volume(0));
        assertFalse(venue.bars.ring(1).hasSides(0));
        assertTrue((venue.bars.ring(1).flags(0) & BarFlags.VENUE) != 0);
        venue.timers.fireUntil(T0 + 5 * M + S);
        assertEquals(0, venue.timers.size());
        // Sent again: compared, not taken.
        venue.bars.onCandle(T0 + 5 * M + S, candle(T0 + 4 * M, 110, 21));
        assertEquals(5, ring.size());
        assertEquals(1, venue.bars.history().differing());
        venue.assertDigest();
    }

    @Test
    void shouldGoOnBehindHistoryWithTheVenuesCandlesBar7() {
        BarRig venue = new BarRig(BarSettings.of(new Frames(0, M)).withFeed(BarFeed.VENUE));
        venue.bars.onHistory(0, T0 + 3 * M, candle(T0, 100, 10));
        venue.bars.onHistory(0, T0 + 3 * M, candle(T0 + M, 100, 10));
        venue.bars.onHistoryEnd(0, T0 + 3 * M);
        // The last candle of the history comes once more on the stream, then the next but one.
        venue.bars.onCandle(T0 + 3 * M, candle(T0 + M, 100, 10));
        assertEquals(2, venue.bars.ring(0).size());
        venue.bars.onCandle(T0 + 4 * M, candle(T0 + 3 * M, 200, 10));
        assertEquals(4, venue.bars.ring(0).size());
        assertTrue(venue.bars.ring(0).isEmpty(1));
        assertEquals(201, venue.bars.ring(0).close(0));
        venue.assertDigest();
    }

    @Test
    void shouldSayThatCvdIsAbsentWithoutATapeBar8() {
        BarRig venue = new BarRig(BarSettings.of(new Frames(0, M)).withFeed(BarFeed.VENUE));
        venue.bars.onCandle(T0 + M, candle(T0, 100, 10));
        assertFalse(venue.bars.ring(0).hasCvd(0));
        assertEquals(0, venue.bars.ring(0).cvdClose(0));
    }
}
