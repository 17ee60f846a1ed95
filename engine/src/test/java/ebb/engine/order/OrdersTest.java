package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SuppressWhy;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import org.junit.jupiter.api.Test;

class OrdersTest extends OrdersRig {
    /** Two systems on opposite sides owe each other nothing, and both have stops: the instrument is not free. */
    @Test
    void shouldHoldAnInstrumentWhosePositionsCancelOut() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        Order other = orders.draft()
                .by(0, 2, 78)
                .role(Role.ENTRY)
                .limit(Side.BUY, 10, 10_000, Tif.GTC)
                .protectedBy(9_500, Trigger.MARK)
                .order();
        orders.submit(other);
        ack(other);
        fill(other, 10, 10_000);
        assertEquals(0, orders.positions().net(0));
        assertEquals(2, orders.positions().openCount());
        assertTrue(orders.positions().isHeld(0));
        assertFalse(orders.positions().isHeld(1));
    }

    @Test
    void shouldTakeADuplicateIdForProofOfTheFirstArrival() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        timers.fireUntil(102 * S);
        out.take();
        orders.onReject(sent(1).clOrd(), RejectWhy.DUPLICATE_ID);
        assertEquals(OrdState.ACKED, sent(1).state());
    }

    @Test
    void shouldNeverTakeSilenceForRejection() {
        Order entry = entry(10);
        timers.fireUntil(103 * S);
        assertEquals(OrdState.UNKNOWN, entry.state());
        assertEquals(10, entry.worstLeaves());
        timers.fireUntil(500 * S);
        assertEquals(1, orders.count(OrderFault.UNRESOLVED));
        assertEquals(OrdState.UNKNOWN, entry.state());
        assertEquals(5, out.lines.stream().filter(l -> l.contains("query")).count());
        assertEquals(0, timers.size());
        ack(entry);
        assertEquals(OrdState.ACKED, entry.state());
    }

    @Test
    void shouldBelieveNotFoundOnlyTheSecondTimeWithASignOfLifeBetween() {
        Order entry = entry(10);
        Order other = entry(5);
        timers.fireUntil(103 * S);
        orders.onReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        assertEquals(OrdState.UNKNOWN, entry.state());
        timers.fireUntil(109 * S);
        orders.onReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        assertEquals(OrdState.UNKNOWN, entry.state(), "nothing was heard of any other order");
        ack(other);
        orders.onReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        assertEquals(OrdState.REJECTED, entry.state());
        fill(entry, 3, 10_000);
        assertEquals(OrdState.PARTIAL, entry.state(), "a late fill opens it again");
        assertEquals(1, orders.count(OrderFault.LATE_FILL));
        assertEquals(-3, orders.positions().net(0));
    }

    @Test
    void shouldTakeAFillBeforeTheAckForTheAck() {
        Order entry = entry(10);
        fill(entry, 4, 10_000);
        assertEquals(OrdState.PARTIAL, entry.state());
        ack(entry);
        assertEquals(OrdState.PARTIAL, entry.state());
        assertEquals(entry.root() + 1_000, entry.orderId());
    }

    @Test
    void shouldApplyEachExecutionOnce() {
        Order entry = entry(10);
        fill(entry, 1, 4, 10_000, 4);
        fill(entry, 1, 4, 10_000, 4);
        assertEquals(4, entry.cum());
        assertEquals(1, orders.count(OrderFault.DUPLICATE_EXECUTION));
        fill(entry, 1, 5, 10_000, 5);
        assertEquals(4, entry.cum());
        assertEquals(1, orders.count(OrderFault.CONFLICTING_EXECUTION));
    }

    @Test
    void shouldMoveOnlyToAHigherTotalWithoutAnExecutionId() {
        Order entry = entry(10);
        fill(entry, Instrument.ABSENT, 4, 10_000, 4);
        fill(entry, Instrument.ABSENT, 4, 10_000, 4);
        fill(entry, Instrument.ABSENT, 7, 10_000, 7);
        fill(entry, Instrument.ABSENT, 5, 10_000, 5);
        assertEquals(7, entry.cum());
        assertEquals(-7, orders.positions().net(0));
    }

    @Test
    void shouldWaitForTheFillsThatACloseSpeaksOf() {
        Order entry = entry(10);
        ack(entry);
        orders.cancel(entry, CancelWhy.TIMEOUT);
        orders.onClosed(entry.clOrd(), Instrument.ABSENT, 6, CloseWhy.OURS);
        assertEquals(OrdState.ACKED, entry.state());
        assertEquals(6, entry.leaves());
        fill(entry, 6, 10_000);
        assertEquals(OrdState.CANCELED, entry.state());
        assertEquals(0, entry.leaves());
        assertEquals(0, orders.count(OrderFault.LATE_FILL));
    }

    @Test
    void shouldLetTheFillWinOverTheCancel() {
        Order entry = entry(10);
        ack(entry);
        orders.cancel(entry, CancelWhy.TIMEOUT);
        orders.onCancelReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        assertEquals(OrdState.UNKNOWN, entry.state());
        fill(entry, 10, 10_000);
        assertEquals(OrdState.FILLED, entry.state());
    }

    @Test
    void shouldFollowTradesUntilAMarkComesNsPos1() {
        Order entry = entry(10);
        fill(entry, 10, 10_000);
        Position p = orders.positions().at(0);
        orders.positions().onTrade(0, 9_800);
        assertEquals(2_000_000_000L, p.unrealised());
        orders.positions().onMark(0, 10_100);
        orders.positions().onTrade(0, 9_700);
        assertEquals(-1_000_000_000L, p.unrealised());
        assertEquals(9_700, p.best());
        assertEquals(10_100, p.worst());
        orders.cancel(entry, CancelWhy.TIMEOUT);
        assertEquals(5_000_000_000L, p.initialRisk());
        assertEquals(600_000, p.mfeMicro());
        assertEquals(-200_000, p.maeMicro());
    }

    /** The mark of an earlier position may be months old. */
    @Test
    void shouldNotMeasureANewPositionByTheMarkOfTheOneBefore() {
        fill(entry(10), 10, 10_000);
        orders.positions().onMark(0, 10_400);
        assertEquals(-4_000_000_000L, orders.positions().unrealised());
        fill(sent(1), 10, 10_500);
        assertEquals(0, orders.positions().unrealised());

        fill(entry(10), 10, 5_000);

        assertEquals(0, orders.positions().unrealised(), "no mark has come yet");
        orders.positions().onMark(0, 5_100);
        assertEquals(-1_000_000_000L, orders.positions().unrealised());
    }

    @Test
    void shouldApplyAndTellAnOverfill() {
        Order entry = entry(10);
        fill(entry, 12, 10_000);
        assertEquals(OrdState.FILLED, entry.state());
        assertEquals(12, entry.cum());
        assertEquals(0, entry.leaves());
        assertEquals(1, orders.count(OrderFault.OVERFILL));
        assertEquals(-12, orders.positions().net(0));
    }

    @Test
    void shouldCountTheGreaterQuantityWhileAChangeIsUnderWay() {
        Order entry = entry(10);
        fill(entry, 10, 10_000);
        ack(sent(1));
        Order stop = sent(1);
        assertTrue(orders.replace(stop, Instrument.ABSENT, 4, Instrument.ABSENT));
        assertEquals(10, stop.worstLeaves());
        long id = stop.pendingClOrd();
        assertFalse(orders.replace(stop, Instrument.ABSENT, 5, Instrument.ABSENT));
        orders.onReject(id, RejectWhy.LIMITS);
        assertEquals(OrdState.ACKED, stop.state());
        assertEquals(10, stop.qty());
        assertEquals(1, orders.count(OrderFault.REPLACE_REJECTED));
        assertFalse(orders.replace(entry, 1, 1, 1), "entries are not changed: they pass the gate anew");
    }

    @Test
    void shouldEndSuppressedWhatTheKillGateStopped() {
        Order entry = entry(10);
        orders.onSuppressed(entry.clOrd(), SuppressWhy.KILL);
        assertEquals(OrdState.SUPPRESSED, entry.state());
        assertEquals(0, orders.liveCount());
        assertEquals(0, timers.size());
    }

    @Test
    void shouldEndDeniedWhatTheGateRefuses() {
        isAdmitted = false;
        Order entry = entry(10);
        assertTold("  #1 NEW -> DENIED");
        assertEquals(OrdState.DENIED, entry.state());
        assertEquals(0, orders.liveCount());
        ack(entry);
        assertTold("  fault UNMATCHED");
    }

    @Test
    void shouldCancelOnlyWhatCouldOpenOrAddKillLevel2() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 4, 10_000);
        ack(sent(1));
        ack(sent(2));
        out.take();
        orders.cancelEntries(CancelWhy.KILL);
        assertTold("> cancel #1 KILL");
    }

    @Test
    void shouldBookTheVenuesLiquidationOnThePositionItClosed() {
        Order entry = entry(10);
        fill(entry, 10, 10_000);
        out.take();
        orders.onFill(fill.clear()
                .of(0, Order.NO_ID, 999)
                .trade(5_000, Side.BUY, 10_900, 10)
                .cost(50, Liquidity.TAKER, Instrument.ABSENT, FillReport.LIQUIDATION));
        assertEquals(ExitWhy.LIQUIDATION, orders.positions().at(0).why());
        assertEquals(-9_000_000_050L, orders.positions().at(0).pnl());
        assertEquals(0, orders.count(OrderFault.UNMATCHED));
    }

    @Test
    void shouldMakeIdsOfEpochAndCounterThatNeverRepeat() {
        Order first = entry(1);
        Order second = entry(1);
        assertEquals(5L << 40 | 1, first.root());
        assertEquals(5L << 40 | 2, second.root());
        assertNotEquals(first.root(), second.root());
        orders.onUnknown(first.clOrd(), Action.NEW);
        assertEquals(OrdState.UNKNOWN, first.state());
    }
}
