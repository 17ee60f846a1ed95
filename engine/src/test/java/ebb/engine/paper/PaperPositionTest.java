package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.order.OrderPlan;
import org.junit.jupiter.api.Test;

/** What becomes of positions at the simulated exchange: stop, target, liquidation, funding (PAPER-2, PAPER-5, PAPER-6). */
class PaperPositionTest extends PaperRig {
    @Test
    void shouldGoFromEntryToStopPaper5() {
        book();
        open(10);
        assertTrue(
                floor.orders.protection().isProtected(floor.orders.positions().at(0)));
        floor.level(Side.BUY, 9_400, 50);
        floor.level(Side.BUY, 10_000, 0);
        floor.level(Side.BUY, 9_990, 0);
        floor.exchange.onMark(0, 9_501, floor.absent());
        floor.exchange.onTrade(0, 9_400, 1, Side.SELL); // last does not trigger a mark stop
        floor.at(240);
        assertTold("");
        floor.exchange.onMark(0, 9_500, floor.absent());
        floor.at(300);
        assertTold(
                "260 ack #3 TRIGGERED qty 10",
                "260 fill #3 SELL 10 at 9400 TAKER fee 56400000",
                "260 trade STOP pnl -6266490000 entry 10015 exit 9400");
        assertEquals(0, floor.orders.liveCount());
        assertEquals(0, floor.exchange.position(0));
        assertEquals(0, floor.timers.size());
    }

    @Test
    void shouldTriggerByLastWhereThereWasNeverAMarkPaper5() {
        book();
        open(5);
        floor.level(Side.BUY, 10_000, 0);
        floor.level(Side.BUY, 9_990, 3);
        floor.exchange.onTrade(0, 9_500, 1, Side.SELL);
        floor.at(230);
        // the book holds 3 only: the rest of the stop leaves at market, and again until flat
        assertTold(
                "220 ack #2 TRIGGERED qty 5",
                "220 fill #2 SELL 3 at 9990 TAKER fee 17982000",
                "220 closed #2 IOC_REST cum 3");
        floor.level(Side.BUY, 9_980, 9);
        floor.at(300);
        assertTold(
                "260 ack #3 NEW qty 2",
                "260 fill #3 SELL 2 at 9980 TAKER fee 11976000",
                "260 trade STOP pnl -179988000 entry 10010 exit 9986");
    }

    @Test
    void shouldGoFromEntryToTargetAndCancelTheStop() {
        book();
        floor.send(floor.draft()
                .limit(Side.BUY, 5, 10_010, Tif.GTC)
                .protectedBy(9_500, Trigger.MARK)
                .target(10_100, OrderPlan.WHOLE_MICRO));
        floor.at(200);
        floor.take();
        assertEquals(2, floor.exchange.liveOrders());
        floor.exchange.onTrade(0, 10_101, 1, Side.BUY);
        floor.at(300);
        assertTold(
                "220 fill #3 SELL 5 at 10100 MAKER fee 10100000",
                "220 trade TARGET pnl 409870000 entry 10010 exit 10100",
                "220 closed #2 REDUCE_ONLY cum 0",
                "260 cancel-reject #2 NOT_FOUND known");
        assertEquals(0, floor.orders.liveCount());
        assertEquals(0, floor.timers.size());
    }

    @Test
    void shouldCutReduceOnlyToThePositionPaper2() {
        book();
        floor.send(floor.draft().role(Role.EXIT).limit(Side.SELL, 3, 10_030, Tif.GTC));
        floor.at(40);
        assertTold("40 reject #1 REDUCE_ONLY");
        open(5);
        floor.send(floor.draft().role(Role.EXIT).limit(Side.SELL, 30, 10_030, Tif.GTC));
        floor.at(300);
        assertTold("240 ack #4 NEW qty 5");
    }

    @Test
    void shouldLiquidateAtTheBankruptcyPricePaper6() {
        book();
        floor.send(
                floor.draft().limit(Side.BUY, 10, 10_020, Tif.IOC).leverage(10).protectedBy(8_500, Trigger.LAST));
        floor.at(200);
        floor.take();
        // entry 10015, lev 10, mmr 0.5 %: 10015·0.9/0.995 = 9058.79
        floor.exchange.onMark(0, 9_059, floor.absent());
        floor.at(240);
        assertTold("");
        floor.exchange.onMark(0, 9_058, floor.absent());
        floor.at(300);
        assertTold(
                "260 fill venue SELL 10 at 9013 TAKER fee 0 LIQUIDATION",
                "260 trade LIQUIDATION pnl -10080090000 entry 10015 exit 9013",
                "260 closed #3 LIQUIDATION cum 0",
                "300 cancel-reject #3 NOT_FOUND known");
        assertEquals(500_000_000_000L - 10_080_090_000L, floor.exchange.wallet());
    }

    @Test
    void shouldPayFundingOnWhatIsHeldPaper6() {
        book();
        open(10);
        long before = floor.exchange.wallet();
        floor.exchange.onFunding(0, 100_000, 10_000); // 1 bp of 1000
        assertEquals(before - 10_000_000, floor.exchange.wallet());
        floor.orders.positions().onFunding(0, 100_000, 10_000, floor);
        assertEquals(-10_000_000, floor.orders.positions().at(0).funding());
    }
}
