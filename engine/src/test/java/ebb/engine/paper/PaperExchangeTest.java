package ebb.engine.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Status;
import ebb.codecs.sbe.Tif;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.order.Order;
import org.junit.jupiter.api.Test;

class PaperExchangeTest extends PaperRig {
    @Test
    void shouldTravelThereAndBackPaper1() {
        book();
        Order order = limit(Side.BUY, 3, 9_995, Tif.GTC);
        floor.at(19);
        assertEquals(0, floor.exchange.liveOrders());
        floor.at(20);
        assertEquals(1, floor.exchange.liveOrders());
        assertTold("");
        floor.at(40);
        assertTold("40 ack #1 NEW qty 3");
        floor.orders.cancel(order, CancelWhy.TIMEOUT);
        floor.at(80);
        assertTold("80 closed #1 OURS cum 0");
        assertEquals(OrdState.CANCELED, order.state());
    }

    @Test
    void shouldLetAFillMetOnTheWayWinPaper1() {
        book();
        Order order = limit(Side.BUY, 3, 9_995, Tif.GTC);
        floor.at(40);
        floor.take();
        floor.orders.cancel(order, CancelWhy.TIMEOUT);
        floor.at(50);
        floor.exchange.onTrade(0, 9_994, 1, Side.SELL);
        floor.at(100);
        assertTold("70 fill #1 BUY 3 at 9995 MAKER fee 5997000", "80 cancel-reject #1 NOT_FOUND known");
        assertEquals(OrdState.FILLED, order.state());
    }

    @Test
    void shouldWalkKnownLevelsUpToTheLimitAndRestPaper3() {
        book();
        limit(Side.BUY, 8, 10_010, Tif.GTC);
        floor.at(40);
        assertTold("40 ack #1 NEW qty 8", "40 fill #1 BUY 5 at 10010 TAKER fee 30030000");
        assertEquals(1, floor.exchange.liveOrders());
        limit(Side.BUY, 9, 10_020, Tif.IOC);
        floor.at(80);
        assertTold("80 ack #2 NEW qty 9", "80 fill #2 BUY 9 at 10020 TAKER fee 54108000");
        limit(Side.BUY, 9, 10_020, Tif.IOC);
        floor.at(120);
        assertTold(
                "120 ack #3 NEW qty 9", "120 fill #3 BUY 1 at 10020 TAKER fee 6012000", "120 closed #3 IOC_REST cum 1");
    }

    @Test
    void shouldKeepTakenWhatWasTakenUntilTheLevelIsReportedAnewPaper3() {
        book();
        limit(Side.BUY, 5, 10_010, Tif.IOC);
        floor.at(40);
        floor.take();
        limit(Side.BUY, 2, 10_010, Tif.IOC);
        floor.at(80);
        assertTold("80 ack #2 NEW qty 2", "80 closed #2 IOC_REST cum 0");
        floor.level(Side.SELL, 10_010, 4);
        limit(Side.BUY, 2, 10_010, Tif.IOC);
        floor.at(120);
        assertTold("120 ack #3 NEW qty 2", "120 fill #3 BUY 2 at 10010 TAKER fee 12012000");
    }

    @Test
    void shouldFillAllOrNothingOfAFokPaper3() {
        book();
        limit(Side.SELL, 16, 9_990, Tif.FOK);
        floor.at(40);
        assertTold("40 ack #1 NEW qty 16", "40 closed #1 FOK cum 0");
        limit(Side.SELL, 15, 9_990, Tif.FOK);
        floor.at(80);
        assertTold(
                "80 ack #2 NEW qty 15",
                "80 fill #2 SELL 5 at 10000 TAKER fee 30000000",
                "80 fill #2 SELL 10 at 9990 TAKER fee 59940000");
    }

    @Test
    void shouldCloseAPostOnlyThatWouldTradePaper2() {
        book();
        limit(Side.BUY, 5, 10_010, Tif.POST_ONLY);
        floor.at(40);
        assertTold("40 closed #1 POST_ONLY_CROSS cum 0");
        limit(Side.BUY, 5, 10_009, Tif.POST_ONLY);
        floor.at(80);
        assertTold("80 ack #2 NEW qty 5");
    }

    @Test
    void shouldServeTheQueueBeforeUsPaper4() {
        book();
        limit(Side.BUY, 3, 10_000, Tif.GTC); // 5 displayed ahead
        floor.at(40);
        floor.take();
        floor.exchange.onTrade(0, 10_000, 4, Side.SELL);
        floor.exchange.onTrade(0, 10_000, 9, Side.BUY);
        floor.at(80);
        assertTold("");
        floor.exchange.onTrade(0, 10_000, 2, Side.SELL);
        floor.at(120);
        assertTold("100 fill #1 BUY 1 at 10000 MAKER fee 2000000");
        floor.exchange.onTrade(0, 9_990, 1, Side.SELL);
        floor.at(160);
        assertTold("140 fill #1 BUY 2 at 10000 MAKER fee 4000000");
    }

    @Test
    void shouldMoveUpWhenTheLevelShrinksAndNeverBackPaper4() {
        book();
        limit(Side.BUY, 3, 10_000, Tif.GTC);
        floor.at(40);
        floor.take();
        floor.level(Side.BUY, 10_000, 2);
        floor.level(Side.BUY, 10_000, 50);
        floor.exchange.onTrade(0, 10_000, 5, Side.SELL);
        floor.at(80);
        assertTold("60 fill #1 BUY 3 at 10000 MAKER fee 6000000");
    }

    @Test
    void shouldFillTheRestWhenTheOppositeBestComesThroughPaper4() {
        book();
        limit(Side.BUY, 3, 10_000, Tif.GTC);
        floor.at(40);
        floor.take();
        floor.level(Side.BUY, 10_000, 0);
        floor.level(Side.SELL, 10_000, 1);
        floor.at(80);
        assertTold("60 fill #1 BUY 3 at 10000 MAKER fee 6000000");
    }

    @Test
    void shouldNotFillOnWhatWeTookOurselvesPaper4() {
        book();
        limit(Side.BUY, 8, 10_010, Tif.GTC);
        floor.at(40);
        floor.take();
        floor.level(Side.BUY, 9_990, 11);
        floor.at(80);
        assertTold("");
        floor.level(Side.SELL, 10_010, 5);
        floor.at(120);
        assertTold("100 fill #1 BUY 3 at 10010 MAKER fee 6006000");
    }

    @Test
    void shouldKeepThePlaceOfASmallerOrderAndNoOtherPaper4() {
        book();
        open(10); // long 10, so that a reduce-only sale can rest
        Order sale = floor.send(floor.draft().role(Role.TARGET).limit(Side.SELL, 4, 10_030, Tif.GTC));
        floor.at(300);
        floor.level(Side.SELL, 10_030, 6);
        floor.orders.replace(sale, floor.absent(), 3, floor.absent());
        floor.at(340);
        floor.take();
        floor.exchange.onTrade(0, 10_030, 1, Side.BUY);
        floor.at(380);
        assertTold("360 fill #5 SELL 1 at 10030 MAKER fee 2006000");
        floor.orders.replace(sale, floor.absent(), 4, floor.absent());
        floor.at(420);
        floor.take();
        floor.exchange.onTrade(0, 10_030, 6, Side.BUY);
        floor.at(460);
        assertTold("");
        floor.exchange.onTrade(0, 10_030, 1, Side.BUY);
        floor.at(500);
        assertTold("480 fill #7 SELL 1 at 10030 MAKER fee 2006000");
    }

    @Test
    void shouldRejectEntriesAndLetReductionsWaitWithoutALiveBookPaper2() {
        book();
        open(5);
        floor.book.isLive = false;
        floor.exchange.onBookChanged(0);
        limit(Side.BUY, 1, 10_020, Tif.GTC);
        floor.send(floor.draft().role(Role.EXIT).market(Side.SELL, 5));
        floor.at(300);
        assertTold("240 reject #3 HALTED", "240 ack #4 NEW qty 5");
        floor.book.isLive = true;
        floor.exchange.onBookChanged(0);
        floor.at(400);
        assertTold(
                "320 fill #4 SELL 5 at 10000 TAKER fee 30000000",
                "320 trade THESIS pnl -110030000 entry 10010 exit 10000",
                "320 closed #2 REDUCE_ONLY cum 0",
                "360 cancel-reject #2 NOT_FOUND known");
    }

    @Test
    void shouldJudgeAsTheVenueWouldPaper2() {
        Definition strict = Floor.plain()
                .grid(5, 2)
                .limits(4, 100, 20, 50_000_000_000L)
                .priceBand(100_000_000, 100_000_000)
                .leverage(20);
        floor = new Floor(PaperSettings.defaults(), strict);
        floor.level(Side.SELL, 10_010, 500);
        floor.level(Side.BUY, 10_000, 500);
        floor.exchange.onMark(0, 10_000, floor.absent());
        limit(Side.BUY, 10, 9_996, Tif.GTC);
        limit(Side.BUY, 11, 9_995, Tif.GTC);
        limit(Side.BUY, 2, 9_995, Tif.GTC);
        limit(Side.BUY, 102, 9_995, Tif.GTC);
        floor.send(floor.draft().market(Side.BUY, 22));
        limit(Side.BUY, 4, 9_995, Tif.GTC); // 399.80 < 500
        limit(Side.SELL, 10, 11_005, Tif.GTC);
        limit(Side.BUY, 60, 9_995, Tif.GTC); // 5997 at leverage 1
        floor.send(floor.draft().limit(Side.BUY, 60, 9_995, Tif.GTC).leverage(21));
        floor.send(floor.draft().limit(Side.BUY, 60, 9_995, Tif.GTC).leverage(2));
        floor.at(40);
        assertTold(
                "40 reject #1 TICK",
                "40 reject #2 LOT",
                "40 reject #3 LIMITS",
                "40 reject #4 LIMITS",
                "40 reject #5 LIMITS",
                "40 reject #6 NOTIONAL",
                "40 reject #7 BAND",
                "40 reject #8 BALANCE",
                "40 reject #9 LEVERAGE",
                "40 ack #10 NEW qty 60");
        floor.instruments.status(0, Status.HALTED, Instrument.ABSENT);
        limit(Side.BUY, 10, 9_995, Tif.GTC);
        floor.at(80);
        assertTold("80 reject #11 HALTED");
        floor.instruments.status(0, Status.DELISTING, Instrument.ABSENT);
        floor.exchange.onStatus(0);
        floor.at(120);
        assertTold("100 closed #10 DELISTED cum 0");
    }

    @Test
    void shouldRefuseTheSameIdTwicePaper2() {
        book();
        Order order = limit(Side.BUY, 3, 9_995, Tif.GTC);
        floor.exchange.newOrder(order);
        floor.at(40);
        assertTold("40 ack #1 NEW qty 3", "40 reject #1 DUPLICATE_ID");
        assertEquals(1, floor.exchange.liveOrders());
    }

    @Test
    void shouldExpireGoodTillDatePaper3() {
        book();
        floor.send(floor.draft().limit(Side.BUY, 3, 9_995, Tif.GTC).until(Floor.START + 50 * Floor.MS));
        floor.at(100);
        assertTold("40 ack #1 NEW qty 3", "70 closed #1 EXPIRED cum 0");
        assertEquals(0, floor.timers.size());
    }

    @Test
    void shouldRefuseToSellSpotThatIsNotHeld() {
        floor = new Floor(PaperSettings.defaults(), Floor.plain().named(0, "S", Kind.SPOT));
        floor.level(Side.BUY, 10_000, 5);
        limit(Side.SELL, 1, 10_000, Tif.GTC);
        floor.at(40);
        assertTold("40 reject #1 BALANCE");
    }

    @Test
    void shouldAnswerQueries() {
        book();
        Order order = limit(Side.BUY, 3, 9_995, Tif.GTC);
        floor.at(40);
        floor.take();
        floor.exchange.query(order, 1);
        floor.at(80);
        assertTold("80 ack #1 WORKING qty 3");
        assertFalse(floor.exchange.watchesLevels(9));
        assertEquals(Instrument.ABSENT, floor.absent());
    }
}
