package ebb.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.AckKind;
import ebb.codecs.sbe.CancelWhy;
import ebb.codecs.sbe.ExitWhy;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.Liquidity;
import ebb.codecs.sbe.OrdState;
import ebb.codecs.sbe.RejectWhy;
import ebb.codecs.sbe.RetryClass;
import ebb.codecs.sbe.Role;
import ebb.codecs.sbe.Side;
import ebb.codecs.sbe.Tif;
import ebb.codecs.sbe.Trigger;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.Instrument;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.time.Timers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a venue refuses for now, and what it cannot say (NS-EXE-2). */
class OrderRetryTest {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    private static final long START = 100 * S;

    private final InstrumentTable instruments = new InstrumentTable();
    private Timers timers = new Timers(64);
    private final Recorder out = new Recorder();
    private boolean isAdmitted = true;
    private Orders orders;
    private final FillReport fill = new FillReport();
    private long execs;

    OrderRetryTest() {
        instruments.define(
                0,
                new Definition()
                        .named(0, "X", Kind.PERP_LINEAR)
                        .exponents(-2, 0)
                        .fees(200_000, 600_000));
        orders = room(OrderSettings.NAKED_NS);
        timers.fireUntil(START);
    }

    private Orders room(long nakedNs) {
        return new Orders(
                new OrderSettings(
                        OrderSettings.ACK_NS,
                        OrderSettings.STOP_ACK_NS,
                        nakedNs,
                        OrderSettings.QUERIES,
                        OrderSettings.STOP_MAX_MICRO,
                        OrderSettings.CAPACITY,
                        OrderSettings.EXECUTIONS),
                5,
                instruments,
                timers,
                out,
                order -> isAdmitted,
                out);
    }

    @AfterEach
    void shouldKeepItsDigest() {
        assertEquals(orders.digestAnew(), orders.digest());
    }

    private void at(long ms) {
        timers.fireUntil(START + ms * MS);
    }

    /** Sells short at 10000 with a stop at 10500, for as long as {@code lifeMs}. */
    private Order entry(long lifeMs) {
        OrderPlan plan = orders.draft()
                .by(0, 1, 77)
                .role(Role.ENTRY)
                .limit(Side.SELL, 10, 10_000, Tif.GTC)
                .protectedBy(10_500, Trigger.MARK);
        Order order = (lifeMs == 0 ? plan : plan.until(START + lifeMs * MS)).order();
        orders.submit(order);
        return order;
    }

    private void later(long clOrd) {
        orders.onReject(clOrd, RejectWhy.RATE, RetryClass.LATER);
    }

    private void ack(long clOrd, AckKind kind) {
        orders.onAck(clOrd, clOrd + 1_000, Instrument.ABSENT, Instrument.ABSENT, Instrument.ABSENT, kind);
    }

    private void fill(Order order, long qty, long price) {
        execs++;
        orders.onFill(fill.clear()
                .of(0, order.clOrd(), order.root() + 1_000)
                .trade(execs, order.side(), price, qty)
                .cost(0, Liquidity.TAKER, order.cum() + qty, 0));
    }

    /** A short position of ten whose stop has been sent. */
    private Order openPosition() {
        Order entry = entry(0);
        ack(entry.clOrd(), AckKind.NEW);
        fill(entry, 10, 10_000);
        out.take();
        return out.sent.get(1);
    }

    private void assertTold(String... expected) {
        assertEquals(String.join("\n", expected), String.join("\n", out.take()));
    }

    @Test
    void shouldSendTheSameOrderAgainAfterEachWaitNsExe2() {
        Order entry = entry(0);
        out.take();
        long sentMs = 0;
        long[] waits = {250, 1_000, 4_000};
        for (int i = 0; i < waits.length; i++) {
            later(entry.clOrd());
            at(sentMs + waits[i] - 1);
            assertTold();
            assertTrue(entry.isWaiting());
            assertEquals(10, entry.worstLeaves(), "counts in full while it waits");
            sentMs += waits[i];
            at(sentMs);
            assertTold("  retry #1 " + (i + 1), "> new #1 ENTRY SELL 10 at 10000");
        }
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 SENT -> ACKED");
        assertEquals(0, entry.refusals(), "what follows begins anew");
        assertEquals(RejectWhy.NULL_VAL, entry.rejectWhy());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldEndAnEntryThatIsRefusedToTheLastNsExe2() {
        Order entry = entry(0);
        out.take();
        for (long ms : new long[] {250, 1_250, 5_250}) {
            later(entry.clOrd());
            at(ms);
        }
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED", "  fault GIVEN_UP");
        assertEquals(RejectWhy.RATE, entry.rejectWhy());
        assertEquals(1, orders.count(OrderFault.GIVEN_UP));
        at(60_000);
        assertTold();
    }

    @Test
    void shouldNotSendAgainWhatWasRefusedForABusinessReasonNsExe2() {
        Order entry = entry(0);
        out.take();
        orders.onReject(entry.clOrd(), RejectWhy.BALANCE, RetryClass.NEVER);
        assertTold("  #1 SENT -> REJECTED");
        assertEquals(RejectWhy.BALANCE, entry.rejectWhy());
        at(60_000);
        assertTold();
        assertEquals(0, orders.count(OrderFault.GIVEN_UP));
    }

    @Test
    void shouldNotSendAnEntryAgainBeyondItsLifeNsEnt1() {
        Order entry = entry(1_250);
        out.take();
        later(entry.clOrd());
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        at(60_000);
        assertTold();
    }

    @Test
    void shouldTakeARefusalThatIsToldTwiceForOne() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        at(100);
        later(entry.clOrd());
        assertEquals(1, entry.refusals());
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
        ack(entry.clOrd(), AckKind.NEW);
        later(entry.clOrd());
        assertTold("  #1 SENT -> ACKED");
        at(60_000);
        assertTold();
    }

    @Test
    void shouldEndWhatWaitsWithoutAskingTheVenueWhenItIsCancelled() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        assertTrue(orders.cancel(entry, CancelWhy.SIGNAL_OVER));
        assertFalse(orders.cancel(entry, CancelWhy.SIGNAL_OVER), "once");
        assertTold();
        at(0);
        assertTold("  #1 SENT -> CANCELED");
        assertEquals(0, orders.liveCount());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldNotSendAgainWhatIsBeingCancelled() {
        Order entry = entry(0);
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        orders.onCancelReject(entry.clOrd(), RejectWhy.NOT_FOUND);
        at(60_000);
        assertTold();
    }

    @Test
    void shouldAskTheGateBeforeItSendsAgain() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        isAdmitted = false; // a kill in between
        at(250);
        assertTold("  #1 SENT -> REJECTED");
        assertEquals(RejectWhy.RATE, entry.rejectWhy());
        isAdmitted = true;
        at(60_000);
        assertTold();
    }

    @Test
    void shouldLetAFillWinOverTheWait() {
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        fill(entry, 4, 10_000);
        assertTold(
                "  #1 SENT -> PARTIAL",
                "  fill #1 4 at 10000, open -4",
                "> new #2 STOP BUY 4 stop 10500",
                "  #2 NEW -> SENT",
                "  position 1 OPENING -4 stop 10500");
        ack(out.sent.get(1).clOrd(), AckKind.NEW);
        out.take();
        assertFalse(entry.isWaiting());
        at(60_000);
        assertTold();
    }

    @Test
    void shouldCancelAtTheVenueWhatTurnsOutToBeThere() {
        Order entry = entry(0);
        later(entry.clOrd());
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        out.take();
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 SENT -> ACKED", "> cancel #1 SIGNAL_OVER");
        at(100);
        assertEquals(OrdState.ACKED, entry.state(), "it ends when the venue says so");
    }

    @Test
    void shouldReviveAndCancelWhatWasEndedHereAndIsAtTheVenue() {
        Order entry = entry(0);
        later(entry.clOrd());
        orders.cancel(entry, CancelWhy.SIGNAL_OVER);
        at(1);
        assertEquals(OrdState.CANCELED, entry.state());
        out.take();
        ack(entry.clOrd(), AckKind.NEW);
        assertTold("  #1 CANCELED -> ACKED", "> cancel #1 SIGNAL_OVER");
        assertEquals(1, orders.liveCount());
    }

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

    @Test
    void shouldLeaveARefusalFinalWhereNoWaitIsSet() {
        orders = new Orders(
                new OrderSettings(3 * S, 2 * S, 5 * S, 5, 200_000, 64, 64, List.of()),
                5,
                instruments,
                timers,
                out,
                order -> true,
                out);
        Order entry = entry(0);
        out.take();
        later(entry.clOrd());
        assertTold("  #1 SENT -> REJECTED");
        assertThrows(
                IllegalArgumentException.class,
                () -> new OrderSettings(3 * S, 2 * S, 5 * S, 5, 200_000, 64, 64, List.of(0L)));
    }

    @Test
    void shouldWaitOnAfterASnapshot() {
        Order entry = entry(0);
        Order other = entry(0);
        later(entry.clOrd());
        later(other.clOrd());
        orders.cancel(other, CancelWhy.SIGNAL_OVER);
        SnapshotWriter writer = new SnapshotWriter();
        timers.writeTo(writer);
        orders.writeTo(writer);
        long before = orders.digest();
        timers = new Timers(64);
        orders = room(OrderSettings.NAKED_NS);
        SnapshotReader reader = new SnapshotReader(writer.buffer(), 0, writer.length());
        timers.readFrom(reader);
        orders.readFrom(reader);
        reader.finish();
        timers.checkClaimed();
        assertEquals(before, orders.digest());
        out.take();
        at(0);
        assertTold("  #2 SENT -> CANCELED");
        at(249);
        assertTold();
        at(250);
        assertTold("  retry #1 1", "> new #1 ENTRY SELL 10 at 10000");
    }
}
