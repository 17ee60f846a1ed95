package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PAPER-7: bars of one second; slip 20 bp, a tenth of the volume. */
class PaperCandlesTest {
    private final Floor floor = new Floor(PaperSettings.candles(), Floor.plain().grid(5, 1));
    private long second;

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(floor.exchange.digestAnew(), floor.exchange.digest());
        assertEquals(floor.orders.digestAnew(), floor.orders.digest());
    }

    private void bar(long open, long high, long low, long close, long volume) {
        second++;
        floor.at(second * 1_000);
        floor.exchange.onBar(0, Floor.START + second * 1_000 * Floor.MS, open, high, low, close, volume);
        floor.at(second * 1_000 + 200);
    }

    private void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), floor.take());
    }

    @Test
    void shouldTakeAtTheNextOpenAndPayTheSlip() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(floor.draft().market(Side.BUY, 3));
        floor.send(floor.draft().limit(Side.BUY, 3, 10_010, Tif.IOC));
        floor.send(floor.draft().limit(Side.BUY, 3, 9_990, Tif.IOC));
        bar(10_000, 10_010, 9_990, 10_000, 100);
        // 10000·1.002 = 10020, a multiple of 5; the limit caps it at 10010
        assertTold(
                "1240 ack #1 NEW qty 3",
                "1240 ack #2 NEW qty 3",
                "1240 ack #3 NEW qty 3",
                "2020 fill #1 BUY 3 at 10020 TAKER fee 18036000",
                "2020 fill #2 BUY 3 at 10010 TAKER fee 18018000",
                "2020 closed #3 IOC_REST cum 0");
    }

    @Test
    void shouldNotFillByABarThatEndedBeforeTheArrival() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(floor.draft().market(Side.BUY, 3));
        floor.at(1_300);
        floor.exchange.onBar(0, Floor.START + 1_100 * Floor.MS, 1, 1, 1, 1, 1_000);
        floor.at(1_400);
        assertTold("1240 ack #1 NEW qty 3");
    }

    @Test
    void shouldFillALimitOnlyStrictlyThroughOrAtABetterOpen() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(floor.draft().limit(Side.BUY, 3, 9_950, Tif.GTC));
        floor.send(floor.draft().limit(Side.BUY, 2, 9_980, Tif.GTC));
        floor.take();
        bar(10_000, 10_005, 9_980, 9_990, 100);
        assertTold("1240 ack #1 NEW qty 3", "1240 ack #2 NEW qty 2");
        bar(9_990, 9_995, 9_975, 9_980, 100);
        assertTold("3020 fill #2 BUY 2 at 9980 MAKER fee 3992000");
        bar(9_940, 9_945, 9_930, 9_935, 100);
        assertTold("4020 fill #1 BUY 3 at 9940 TAKER fee 17892000");
    }

    private void open(long stop, long target) {
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.send(floor.draft()
                .market(Side.BUY, 10)
                .protectedBy(stop, Trigger.MARK)
                .target(target, OrderPlan.WHOLE_MICRO));
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.take();
    }

    @Test
    void shouldFillAStopAtTheWorseOfStopAndOpenThenSlip() {
        open(9_900, 10_500);
        bar(9_950, 9_960, 9_895, 9_950, 1_000);
        // 9900·0.998 = 9880.2, down to 9880
        assertTold(
                "3020 ack #2 TRIGGERED qty 10",
                "3020 fill #2 SELL 10 at 9880 TAKER fee 59280000",
                "3020 trade STOP pnl -1519400000 entry 10020 exit 9880",
                "3020 closed #3 REDUCE_ONLY cum 0",
                "3060 cancel-reject #3 NOT_FOUND known");
    }

    @Test
    void shouldFillAStopThatTheOpenJumpedAtTheOpen() {
        open(9_900, 10_500);
        bar(9_800, 9_850, 9_790, 9_800, 1_000);
        assertEquals(true, floor.take().contains("fill #2 SELL 10 at 9780 TAKER"));
    }

    @Test
    void shouldTakeTheStopWhenStopAndTargetLieInOneBar() {
        open(9_900, 10_100);
        bar(10_000, 10_200, 9_800, 10_000, 1_000);
        String told = floor.take();
        assertEquals(true, told.contains("trade STOP"), told);
        assertEquals(false, told.contains("trade TARGET"), told);
    }

    @Test
    void shouldTakeNoMoreThanItsShareOfTheVolume() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(floor.draft().market(Side.BUY, 30).leverage(10));
        floor.send(floor.draft().limit(Side.BUY, 30, 9_995, Tif.GTC).leverage(10));
        bar(10_000, 10_010, 9_990, 10_000, 0); // nobody traded: it goes on waiting
        bar(10_000, 10_010, 9_990, 10_000, 255);
        assertTold(
                "1240 ack #1 NEW qty 30",
                "1240 ack #2 NEW qty 30",
                "3020 fill #1 BUY 25 at 10020 TAKER fee 150300000",
                "3020 closed #1 IOC_REST cum 25");
        bar(10_000, 10_010, 9_990, 10_000, 70);
        assertTold("4020 fill #2 BUY 7 at 9995 MAKER fee 13993000");
    }

    @Test
    void shouldLiquidateByTheBarsExtremeAfterItsStops() {
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.send(floor.draft().role(Role.ENTRY).market(Side.SELL, 10).leverage(10));
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.take();
        // entry 9980, lev 10, mmr 0.5 %: 9980·1.1/1.005 = 10923.4
        bar(10_000, 10_923, 9_990, 10_000, 1_000);
        assertTold("");
        bar(10_000, 10_924, 9_990, 10_000, 1_000);
        assertEquals(true, floor.take().contains("LIQUIDATION"));
        assertEquals(0, floor.exchange.position(0));
    }
}
