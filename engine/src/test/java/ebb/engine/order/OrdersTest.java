package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.Action;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.SuppressWhy;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.time.Timers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final long S = 1_000_000_000L;

    private final InstrumentTable instruments = new InstrumentTable();
    private final Timers timers = new Timers(64);
    private final Recorder out = new Recorder();
    private boolean isAdmitted = true;
    private final Orders orders;
    private final FillReport fill = new FillReport();
    private long execs;

    OrdersTest() {
        instruments.define(
                0,
                new Definition()
                        .named(0, "X", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .fees(200_000, 600_000));
        orders = new Orders(OrderSettings.defaults(), 5, instruments, timers, out, order -> isAdmitted, out);
        timers.fireUntil(100 * S);
    }

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(orders.digestAnew(), orders.digest());
    }

    /** Sells short at 10000 with a stop at 10500 and a target at 9000. */
    private Order entry(long qty) {
        Order order = orders.draft()
                .by(0, 1, 77)
                .role(Role.ENTRY)
                .limit(Side.SELL, qty, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK)
                .target(9_000, OrderPlan.WHOLE_MICRO)
                .order();
        orders.submit(order);
        return order;
    }

    private void ack(Order order) {
        orders.onAck(
                order.isReplacePending() ? order.pendingClOrd() : order.clOrd(),
                order.root() + 1_000,
                Instrument.ABSENT,
                Instrument.ABSENT,
                Instrument.ABSENT,
                order.isReplacePending() ? AckKind.REPLACED : AckKind.NEW);
    }

    private void fill(Order order, long qty, long price) {
        execs++;
        fill(order, execs, qty, price, order.cum() + qty);
    }

    private void fill(Order order, long exec, long qty, long price, long cum) {
        orders.onFill(fill.clear()
                .of(0, order.clOrd(), order.root() + 1_000)
                .trade(exec, order.side(), price, qty)
                .cost(0, Liquidity.TAKER, cum, 0));
    }

    private Order sent(int i) {
        return out.sent.get(i);
    }

    private void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", out.take()));
    }

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
    void shouldGoFromEntryThroughStopAndTargetToFlatNsPrt1() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 4, 10_000);
        assertTold(
                "> new #1 ENTRY SELL 10 at 10000",
                "  #1 NEW -> SENT",
                "  #1 SENT -> ACKED",
                "  #1 ACKED -> PARTIAL",
                "  fill #1 4 at 10000, open -4",
                "> new #2 STOP BUY 4 stop 10500",
                "  #2 NEW -> SENT",
                "  position 1 OPENING -4 stop 10500");
        ack(sent(1));
        assertTold(
                "  #2 SENT -> ACKED",
                "> new #3 TARGET BUY 4 at 9000",
                "  #3 NEW -> SENT",
                "  position 1 PROTECTED -4 stop 10500");
        ack(sent(2));
        fill(entry, 6, 10_010);
        assertTold(
                "  #3 SENT -> ACKED",
                "  #1 PARTIAL -> FILLED",
                "  fill #1 6 at 10010, open -10",
                "> replace #2 by 4 qty 10 stop 10500",
                "> replace #3 by 5 qty 10 at 9000",
                "  position 1 OPENING -10 stop 10500");
        ack(sent(1));
        ack(sent(2));
        assertTold("  position 1 PROTECTED -10 stop 10500");
        fill(sent(2), 10, 9_000);
        assertTold(
                "  #3 ACKED -> FILLED",
                "  fill #3 10 at 9000, open 0",
                "  trade 1 TARGET pnl 10060000000 r 2036437",
                "> cancel #2 EXIT",
                "  position 1 CLOSED 0 stop 10500");
        orders.onClosed(sent(1).clOrd(), Instrument.ABSENT, 0, CloseWhy.OURS);
        assertTold("  #2 ACKED -> CANCELED");
        assertEquals(0, orders.liveCount());
        assertEquals(0, timers.size());
        assertEquals(77, orders.positions().at(0).signal());
        assertEquals(entry.root(), sent(1).parent());
        assertEquals(77, sent(2).signal());
        assertEquals(1, orders.positions().trades());
    }

    @Test
    void shouldCancelTargetWhenTheStopFillsAndCountTheLoss() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        ack(sent(1));
        ack(sent(2));
        out.take();
        fill(sent(1), 10, 10_550);
        assertTold(
                "  #2 ACKED -> FILLED",
                "  fill #2 10 at 10550, open 0",
                "  trade 1 STOP pnl -5500000000 r -1100000",
                "> cancel #3 EXIT",
                "  position 1 CLOSED 0 stop 10500");
    }

    @Test
    void shouldRetryTheStopAndFlattenWhatStaysNakedNsPrt1() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        out.take();
        timers.fireUntil(102 * S);
        assertTold("> new #2 STOP BUY 10 stop 10500");
        timers.fireUntil(103 * S);
        assertTold("  #2 SENT -> UNKNOWN", "> query #2 1");
        timers.fireUntil(105 * S);
        assertTold(
                "> new #2 STOP BUY 10 stop 10500",
                "  fault NAKED",
                "> new #3 FLATTEN BUY 10",
                "  #3 NEW -> SENT",
                "  position 1 UNPROTECTED -10 stop 10500");
        fill(sent(sent().size() - 1), 10, 10_100);
        assertEquals(ExitWhy.UNPROTECTED, orders.positions().at(0).why());
        assertTrue(orders.positions().at(0).isFlat());
    }

    private List<Order> sent() {
        return out.sent;
    }

    @Test
    void shouldPlaceARejectedStopAnewAtTheRetryNsPrt1() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        out.take();
        orders.onReject(sent(1).clOrd(), RejectWhy.RATE);
        assertTold("  #2 SENT -> REJECTED");
        timers.fireUntil(102 * S);
        assertTold("> new #3 STOP BUY 10 stop 10500", "  #3 NEW -> SENT");
        ack(sent(2));
        timers.fireUntil(110 * S);
        assertEquals(0, orders.count(OrderFault.NAKED));
        assertTrue(orders.protection().isProtected(orders.positions().at(0)));
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
    void shouldCloseAtOnceWhatAnOverfilledReduceOnlyOrderTurnedOver() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 10, 10_000);
        ack(sent(1));
        ack(sent(2));
        fill(sent(1), 10, 10_500);
        out.take();
        fill(sent(2), 10, 9_000);
        assertTold(
                "  #3 ACKED -> FILLED",
                "  fill #3 10 at 9000, open 10",
                "  fault FLIPPED",
                "> new #4 FLATTEN SELL 10",
                "  #4 NEW -> SENT",
                "  position 2 CLOSING 10 stop none");
    }

    @Test
    void shouldLeaveAtMarketWithWhatATriggeredStopDidNotGet() {
        Order entry = entry(10);
        fill(entry, 10, 10_000);
        ack(sent(1));
        ack(sent(2));
        fill(sent(1), 6, 10_500);
        out.take();
        orders.onClosed(sent(1).clOrd(), Instrument.ABSENT, 6, CloseWhy.IOC_REST);
        assertTold(
                "  #2 PARTIAL -> CANCELED",
                "> cancel #3 EXIT",
                "> new #5 FLATTEN BUY 4",
                "  #5 NEW -> SENT",
                "  position 1 CLOSING -4 stop 10500");
        timers.fireUntil(101 * S);
        orders.onReject(sent(sent().size() - 1).clOrd(), RejectWhy.HALTED);
        assertTold("  #5 SENT -> REJECTED");
        timers.fireUntil(102 * S);
        assertTold("> new #6 FLATTEN BUY 4", "  #6 NEW -> SENT");
        fill(sent(sent().size() - 1), 4, 10_600);
        assertEquals(ExitWhy.STOP, orders.positions().at(0).why());
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
    void shouldTightenTheStopAndNeverWidenItNsPrt2() {
        Order entry = entry(10);
        fill(entry, 10, 10_000);
        ack(sent(1));
        ack(sent(2));
        Position p = orders.positions().at(0);
        out.take();
        assertFalse(orders.protection().tighten(p, 10_501));
        assertFalse(orders.protection().tighten(p, 10_500));
        assertTrue(orders.protection().tighten(p, 10_200));
        assertTold("> replace #2 by 4 qty 10 stop 10200", "  position 1 PROTECTED -10 stop 10200");
        ack(sent(1));
        assertEquals(10_200, sent(1).stop());
    }

    @Test
    void shouldLeaveAtOnceAndKeepTheStopUntilFlatNsPrt6() {
        Order entry = entry(10);
        ack(entry);
        fill(entry, 6, 10_000);
        ack(sent(1));
        ack(sent(2));
        out.take();
        assertTrue(orders.protection().exit(orders.positions().at(0), ExitWhy.THESIS));
        assertTold(
                "> cancel #1 EXIT",
                "> cancel #3 EXIT",
                "> new #4 EXIT BUY 6",
                "  #4 NEW -> SENT",
                "  position 1 CLOSING -6 stop 10500");
        fill(entry, 2, 10_000); // crossed the cancel
        ack(sent(3));
        fill(sent(3), 6, 9_900);
        assertTold(
                "  fill #1 2 at 10000, open -8",
                "> replace #2 by 5 qty 8 stop 10500",
                "  position 1 CLOSING -8 stop 10500",
                "  #4 SENT -> ACKED",
                "  #4 ACKED -> FILLED",
                "  fill #4 6 at 9900, open -2",
                "> new #6 EXIT BUY 2",
                "  #6 NEW -> SENT",
                "  position 1 CLOSING -2 stop 10500");
        fill(sent(4), 2, 9_900);
        assertEquals(ExitWhy.THESIS, orders.positions().at(0).why());
    }

    @Test
    void shouldCloseAtMarketWhenTheStopIsTooFarFromTheFillNsStp2() {
        Order entry = orders.draft()
                .by(0, 1, 77)
                .limit(Side.SELL, 10, 10_000, Tif.GTC)
                .protectedBy(12_000, Trigger.MARK)
                .order();
        orders.submit(entry);
        fill(entry, 10, 10_000);
        assertEquals(1, orders.count(OrderFault.STOP_TOO_FAR));
        assertEquals(Role.FLATTEN, sent(sent().size() - 1).role());
    }

    @Test
    void shouldCloseAPartAtTheTargetNsTak1() {
        Order entry = orders.draft()
                .by(0, 1, 77)
                .limit(Side.SELL, 10, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK)
                .target(9_000, 330_000)
                .order();
        orders.submit(entry);
        fill(entry, 10, 10_000);
        ack(sent(1));
        ack(sent(2));
        assertEquals(3, sent(2).qty());
        out.take();
        fill(sent(2), 3, 9_000);
        assertTold(
                "  #3 ACKED -> FILLED",
                "  fill #3 3 at 9000, open -7",
                "> replace #2 by 4 qty 7 stop 10500",
                "  position 1 PARTIAL1 -7 stop 10500");
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
