package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.CloseWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Instrument;
import org.junit.jupiter.api.Test;

/** What guards a position from its entry to flat: stop, target, exits and the market as the last resort (NS-PRT, NS-TAK, NS-STP). */
class OrderProtectionTest extends OrdersRig {
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
}
