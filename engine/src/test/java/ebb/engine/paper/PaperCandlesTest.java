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

    private OrderPlan crossing(Side side, long qty, long price) {
        return floor.draft().limit(side, qty, price, Tif.GTD).until(Floor.START + 90_000 * Floor.MS);
    }

    @Test
    void shouldLetALimitThatCrossesTakeAtTheNextOpenWithSlip() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(crossing(Side.SELL, 3, 9_950));
        floor.send(crossing(Side.SELL, 2, 9_990));
        floor.send(crossing(Side.BUY, 1, 10_050));
        floor.send(crossing(Side.SELL, 1, 10_000));
        bar(10_000, 10_040, 9_960, 10_010, 100);
        // 10000·0.998 = 9980, 10000·1.002 = 10020; the limits cap at 9990 and at 10000
        assertTold(
                "1240 ack #1 NEW qty 3",
                "1240 ack #2 NEW qty 2",
                "1240 ack #3 NEW qty 1",
                "1240 ack #4 NEW qty 1",
                "2020 fill #1 SELL 3 at 9980 TAKER fee 17964000",
                "2020 fill #2 SELL 2 at 9990 TAKER fee 11988000",
                "2020 fill #3 BUY 1 at 10020 TAKER fee 6012000",
                "2020 fill #4 SELL 1 at 10000 TAKER fee 6000000");
    }

    @Test
    void shouldRestWhatCrossedTheLastCloseButNotTheNextOpen() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(crossing(Side.SELL, 3, 9_950));
        floor.send(crossing(Side.SELL, 2, 9_980));
        bar(9_940, 9_970, 9_930, 9_950, 100);
        assertTold("1240 ack #1 NEW qty 3", "1240 ack #2 NEW qty 2", "2020 fill #1 SELL 3 at 9950 MAKER fee 5970000");
        bar(9_950, 9_985, 9_940, 9_950, 100);
        assertTold("3020 fill #2 SELL 2 at 9980 MAKER fee 3992000");
    }

    @Test
    void shouldRestWhatItsShareOfTheVolumeDidNotFill() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(crossing(Side.SELL, 12, 9_950));
        bar(10_000, 10_040, 9_960, 10_010, 0); // nobody traded: it goes on waiting, and takes at the next open
        bar(10_010, 10_040, 9_960, 10_010, 100);
        bar(9_940, 9_945, 9_900, 9_900, 100);
        bar(9_900, 9_960, 9_900, 9_900, 100);
        // 10010·0.998 = 9989.98, down to the grid of 5; the rest is not reached by 9945, and is by 9960
        assertTold(
                "1240 ack #1 NEW qty 12",
                "3020 fill #1 SELL 10 at 9985 TAKER fee 59910000",
                "5020 fill #1 SELL 2 at 9950 MAKER fee 3980000");
    }

    @Test
    void shouldLetTheRestOfAnExitRestUntilItIsFlat() {
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.send(floor.draft().role(Role.ENTRY).market(Side.SELL, 4));
        bar(10_000, 10_010, 9_990, 10_000, 1_000);
        floor.take();
        floor.send(floor.draft().role(Role.EXIT).limit(Side.BUY, 4, 10_100, Tif.GTC));
        bar(10_000, 10_010, 9_990, 10_000, 30);
        assertTold("2240 ack #2 NEW qty 4", "3020 fill #2 BUY 3 at 10020 TAKER fee 18036000");
        bar(10_000, 10_150, 9_990, 10_000, 100);
        assertEquals(0, floor.exchange.position(0));
        assertEquals(0, floor.exchange.liveOrders());
    }

    @Test
    void shouldCloseAPostOnlyThatCrossesTheLastClose() {
        bar(10_000, 10_010, 9_990, 10_000, 100);
        floor.send(floor.draft().limit(Side.SELL, 3, 10_000, Tif.POST_ONLY));
        floor.send(floor.draft().limit(Side.SELL, 3, 10_005, Tif.POST_ONLY));
        bar(10_000, 10_000, 9_990, 10_000, 100);
        assertTold("1240 closed #1 POST_ONLY_CROSS cum 0", "1240 ack #2 NEW qty 3");
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
