package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How it ends when a venue refuses to the last, or cannot tell: exits, stops, changes (NS-EXE-1, NS-EXE-2). */
class OrderRetryEndTest extends RetryRig {
    @Test
    void shouldLeaveAtMarketWhatHasNoStopAfterFiveSecondsNsPrt1() {
        Order stop = openPosition();
        later(stop.clOrd());
        at(250);
        later(stop.clOrd());
        assertTold("  retry #2 1", "> new #2 STOP BUY 10 stop 10500");
        at(1_250);
        later(stop.clOrd());
        assertTold("  retry #2 2", "> new #2 STOP BUY 10 stop 10500");
        at(4_999);
        assertTold();
        at(5_000);
        assertTold(
                "  fault NAKED",
                "> new #3 FLATTEN BUY 10",
                "  #3 NEW -> SENT",
                "  position 1 UNPROTECTED -10 stop 10500");
    }

    @Test
    void shouldFallBackToTheMarketWhenAStopIsRefusedToTheLastNsExe2() {
        orders = room(3_600 * S);
        Order stop = openPosition();
        for (long ms : new long[] {250, 1_250, 5_250}) {
            later(stop.clOrd());
            at(ms);
        }
        out.take();
        later(stop.clOrd());
        List<String> told = out.take();
        assertEquals("  #2 SENT -> REJECTED", told.get(0));
        assertEquals("  fault GIVEN_UP", told.get(1));
        assertTrue(told.contains("> new #3 FLATTEN BUY 10"), told::toString);
        assertEquals(Side.BUY, out.sent.get(out.sent.size() - 1).side());
        assertTrue(out.sent.get(out.sent.size() - 1).isReduceOnly());
    }

    @Test
    void shouldOrderAnExitAnewAfterItsLastRefusalNsExe2() {
        Order stop = openPosition();
        ack(stop.clOrd(), AckKind.NEW);
        orders.protection().exit(orders.positions().at(0), ExitWhy.TIME);
        Order exit = out.sent.get(2);
        for (long ms : new long[] {250, 1_250, 5_250}) {
            later(exit.clOrd());
            at(ms);
        }
        out.take();
        later(exit.clOrd());
        assertTold("  #3 SENT -> REJECTED", "  fault GIVEN_UP", "> new #4 EXIT BUY 10", "  #4 NEW -> SENT");
        assertTrue(out.sent.get(out.sent.size() - 1).isReduceOnly());
    }

    @Test
    void shouldLeaveAtMarketWhereALimitExitIsRefusedToTheLastNsExe2() {
        Order stop = openPosition();
        ack(stop.clOrd(), AckKind.NEW);
        Order exit = orders.draft()
                .by(0, 1, 77)
                .role(Role.EXIT)
                .limit(Side.BUY, 10, 9_990, Tif.GTC)
                .order();
        orders.submit(exit);
        for (long ms : new long[] {250, 1_250, 5_250}) {
            later(exit.clOrd());
            at(ms);
        }
        out.take();
        later(exit.clOrd());
        List<String> told = out.take();
        assertTrue(told.contains("> new #4 EXIT BUY 10"), told::toString);
    }

    @Test
    void shouldSendTheSameChangeAgainNsExe2() {
        Order stop = openPosition();
        ack(stop.clOrd(), AckKind.NEW);
        orders.protection().tighten(orders.positions().at(0), 10_400);
        out.take();
        long change = stop.pendingClOrd();
        later(change);
        assertTrue(stop.isReplacePending() && stop.isWaiting());
        at(250);
        assertTold("  retry #2 1", "> replace #2 by 3 qty 10 stop 10400");
        ack(change, AckKind.REPLACED);
        assertEquals(10_400, stop.stop());
        assertEquals(change, stop.clOrd());
        assertEquals(0, stop.refusals());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldGiveUpAChangeThatWaitsWhenItsOrderIsCancelled() {
        Order stop = openPosition();
        ack(stop.clOrd(), AckKind.NEW);
        orders.protection().tighten(orders.positions().at(0), 10_400);
        later(stop.pendingClOrd());
        out.take();
        assertTrue(orders.cancel(stop, CancelWhy.EXIT));
        assertFalse(stop.isReplacePending());
        assertTold("> cancel #2 EXIT");
    }

    @Test
    void shouldLetARefusalOfAnOldChangeBe() {
        Order stop = openPosition();
        ack(stop.clOrd(), AckKind.NEW);
        orders.protection().tighten(orders.positions().at(0), 10_400);
        long change = stop.pendingClOrd();
        orders.onReject(change, RejectWhy.BAND);
        orders.onReject(change, RejectWhy.BAND);
        assertEquals(OrdState.ACKED, stop.state(), "told twice");
    }

    @Test
    void shouldAskForWhatTheVenueCannotTellNsExe1() {
        Order entry = entry(0);
        out.take();
        orders.onReject(entry.clOrd(), RejectWhy.UNSPECIFIED, RetryClass.QUERY);
        assertTold("  #1 SENT -> UNKNOWN", "> query #1 1");
        orders.onReject(entry.clOrd(), RejectWhy.UNSPECIFIED, RetryClass.QUERY);
        assertTold();
        assertEquals(10, entry.worstLeaves());
        ack(entry.clOrd(), AckKind.WORKING);
        assertTold("  #1 UNKNOWN -> ACKED");
        at(60_000);
        assertTold();
    }

    @Test
    void shouldSendAgainWhatIsKnownToBeAbsentNsExe1() {
        Order other = entry(0);
        Order entry = entry(0);
        orders.onReject(entry.clOrd(), RejectWhy.UNSPECIFIED, RetryClass.QUERY);
        at(100);
        orders.onReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        at(2_000);
        ack(other.clOrd(), AckKind.NEW); // the venue answers of others
        at(5_100);
        out.take();
        orders.onReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        assertTold("  #2 UNKNOWN -> SENT");
        at(5_349);
        assertTold();
        at(5_350);
        assertTold("  retry #2 1", "> new #2 ENTRY SELL 10 at 10000");
        orders.onReject(entry.clOrd(), RejectWhy.DUPLICATE_ID);
        assertTold("  #2 SENT -> ACKED");
    }
}
